"""The smallest part of a whole that still does what the whole does."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def minimal(items: Sequence[T], holds: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return a part of the items for which `holds` is true, and false if any one is left out.

    `holds` must be true of all items. It may be true of some part and not of a larger one. The
    same items in the same order give the same answer; of several, one with earlier items.

    >>> minimal([1, 2, 3, 4, 5, 6], lambda part: 2 in part and sum(part) > 6)
    [1, 2, 4]
    """
    kept = list(items)
    size = max(len(kept), 1)
    while kept:
        left = _without_chunks(kept, size, holds)
        if size == 1 and len(left) == len(kept):
            return kept
        kept, size = left, max(size // 2, 1)
    return kept


def _without_chunks(items: list[T], size: int, holds: Callable[[Sequence[T]], bool]) -> list[T]:
    """Leave out chunk after chunk from the end, where what remains still holds."""
    kept = items
    for start in range((len(items) - 1) // size * size, -1, -size):
        rest = kept[:start] + kept[start + size :]
        if holds(rest):
            kept = rest
    return kept
