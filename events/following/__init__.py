"""Long work tells how far it is to whoever follows it; unless somebody does, nobody is told."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Work(StrEnum):
    """What is done item by item, as the items are called once they are done."""

    FACTS_READ = "facts read"
    FACTS_CHECKED = "facts checked"
    FACTS_COPIED = "facts copied"
    LINES_READ = "lines read"
    FACTS_PREPARED = "facts prepared"
    FACTS_RECORDED = "facts recorded"
    PRODUCTS_TABLED = "products put into the live tables"
    PRODUCTS_JUDGED = "products judged"
    SUBJECTS_COMPARED = "subjects compared"
    LICENSES_LOOKED_AT = "licenses looked at"
    PRODUCTS_LOOKED_AT = "products looked at"
    REMINDERS_FOUND = "products and licenses gone through"
    INSTANTS_LOOKED_AT = "instants of recording looked at"
    ROWS_PRINTED = "rows printed"


Follower = Callable[[Work, int, int | None], None]
"""Told what is done, how many items of it, and of how many in all, if that is known."""

_follower: ContextVar[Follower | None] = ContextVar("follower", default=None)

_AT_ONCE = 100
"""After so many items, one at least, it is told how many are done."""


@contextmanager
def followed_by(follower: Follower | None) -> Iterator[None]:
    """Let work be followed by somebody, or by nobody, until the end of the block."""
    before = _follower.set(follower)
    try:
        yield
    finally:
        _follower.reset(before)


def tell(work: Work, done: int, of: int | None) -> None:
    """Tell who follows, if anybody does, how far some work is."""
    if follower := _follower.get():
        follower(work, done, of)


def follow(work: Work, items: Collection[T]) -> Iterator[T]:
    """Yield items, and tell who follows how many of them are done, and of how many."""
    return counted_out(work, items, len(items))


def counted_out(work: Work, items: Iterable[T], of: int | None = None) -> Iterator[T]:
    """Yield items, and tell who follows how many of them are done; of how many, if it is known."""
    done = 0
    for done, item in enumerate(items, 1):
        if done % _AT_ONCE == 1:
            tell(work, done - 1, of)
        yield item
    tell(work, done, done)
