"""What the ledger asks of a storage, in its own words; `tracker.ledger.store` gives it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

FORMAT = 2
"""The format in which this version creates ledgers, and the only one that it reads.

Format 1, of versions that were never released, had no chain.
"""


@dataclass(frozen=True, slots=True)
class Header:
    """What a ledger says of itself; it never changes."""

    id: str
    zone: str
    created_at: datetime
    format: int = FORMAT


class Entry(NamedTuple):
    """A fact on its way in: its name, its stored kind, its canonical JSON, and its tags."""

    id: str
    kind: str
    content: bytes
    tags: frozenset[str]


class Part(NamedTuple):
    """A part of what a database is told to keep: a table, column, index, trigger or the like."""

    sort: str
    name: str
    definition: str


class Link(NamedTuple):
    """A row of the chain: a fact's standing, its digest, and the head of the chain with it."""

    position: int
    batch: int
    recorded_at: str
    leaf: bytes
    head: bytes


Placed = tuple[int, Entry]
"""A fact on its way to a position of its own."""


Row = tuple[int, datetime, bytes]
"""A fact on its way out: its position, its instant, its canonical JSON. Plain, to be fast."""


class Record(Protocol):
    """The look-ups that admission makes into what is on record."""

    location: str
    """Where the record is, without a password."""

    def by_id(self, ids: Collection[str]) -> dict[str, Row]:
        """Return the facts on record under these ids, by id."""

    def by_tag(self, tags: Collection[str], *, upto: int | None = None) -> list[Row]:
        """Return the facts that carry any of these tags, by position."""

    def near(self, id: str) -> list[str]:
        """Return some ids on record that stand near this one in the alphabet."""


class Session(Record, Protocol):
    """One transaction: everything it answers is of one moment."""

    def head(self) -> int:
        """Return the last position, 0 in an empty ledger; raises LedgerDamaged if rows are gone."""

    def last_recorded_at(self) -> datetime | None:
        """Return the instant of the last batch."""

    def position_at(self, instant: datetime) -> int:
        """Return the last position recorded by an instant, 0 if there is none."""

    def tags_under(self, prefix: str) -> list[str]:
        """Return the tags that begin so, each once and in order."""

    def page(self, *, after: int, upto: int, limit: int) -> list[Row]:
        """Return the next facts after a position, through another, at most `limit`.

        Raises LedgerDamaged if one that was recorded is gone, or stands in no batch.
        """

    def stored(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table as they are stored, in order; for those who check them."""

    def streamed(self, table: str) -> Iterator[tuple[Any, ...]]:
        """Yield all rows of a table as `stored` returns them; few are in memory at once."""

    def attempt(self) -> AbstractContextManager[object]:
        """Let what may fail be tried, and leave the rest readable if it does."""

    def links(self, *, after: int) -> list[Link]:
        """Return the chain after a position; the row at position 0 stands for the header."""

    def complaints(self) -> list[str]:
        """Return what the database itself finds wrong with its file."""

    def schema(self) -> set[Part]:
        """Return the parts of the schema as they are."""

    def schema_made(self) -> Collection[Part]:
        """Return the parts of the schema as this version makes them."""

    def keep(self, batch: Iterable[Placed], recorded_at: datetime) -> None:
        """Write a batch at the positions that it had elsewhere; only in a writing session."""

    def rehearse(self, batch: Iterable[Placed], recorded_at: datetime) -> None:
        """Write a batch to see whether there is room; the transaction must be dropped then."""

    def append(self, entries: Iterable[Entry], recorded_at: datetime) -> range:
        """Write a batch and return its positions, in order; only in a writing session."""


Fill = Callable[[Session], None]
"""What is done in the transaction that creates a ledger, after its tables are made."""


Held = Callable[[], bool]
"""Tells whether a lock is held by who asks: it may not have been free, or have been lost since."""


class Store(Protocol):
    """A place where one ledger is kept."""

    header: Header
    location: str
    """Where it is, without a password."""

    def reading(self) -> AbstractContextManager[Session]:
        """Open a session that leaves everything as it is."""

    def writing(self) -> AbstractContextManager[Session]:
        """Open a session that holds the write lock and is kept whole, or dropped on any error."""

    def alone(self) -> AbstractContextManager[Held]:
        """Hold the sweepers' lock of the ledger, if nobody does on any machine.

        It is let go of when its holder dies. It does not keep anybody from recording.
        """

    def close(self) -> None:
        """Let go of files and connections."""
