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

    def chain_head(self, position: int) -> bytes | None:
        """Return the head of the chain at a position, or None if nothing stands there."""

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

    def tables(self) -> "Tables":
        """Return the place of the live tables, whether any are there."""

    def close(self) -> None:
        """Let go of files and connections."""


class TableRows(Protocol):
    """One transaction on the live tables of a ledger."""

    def ask(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a statement; a value stands for each `?`."""

    def put(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement for each of many rows."""

    def position(self) -> int:
        """Return the position that the tables stand at."""

    def reached(self, position: int) -> None:
        """Note the position that the tables stand at from now on; a later one than before."""

    def are_made(self) -> bool:
        """Tell whether there are tables."""

    def make(self) -> None:
        """Make all tables anew, empty and without indexes."""

    def index(self) -> None:
        """Make the indexes, once the tables are filled."""

    def memo(self, name: str) -> str | None:
        """Return what was last noted under a name; it may stand though no tables are made."""

    def note(self, name: str, content: str) -> None:
        """Note something under a name, in place of what was noted before."""


class Tables(Protocol):
    """The place of the live tables of a ledger, whether any are there.

    Each method raises TablesDamaged, TablesUnusable or another LedgerError.
    """

    location: str

    def reading(self) -> AbstractContextManager[TableRows | None]:
        """Open a transaction that sees the tables as they stand; None: there is no place yet."""

    def writing(self) -> AbstractContextManager[TableRows]:
        """Open a transaction that nobody else's can overlap; the place is made if need be."""

    def may_be_written(self) -> bool:
        """Tell whether the tables can be written, or made, by this user."""

    def are_made(self) -> bool:
        """Tell whether there are tables."""

    def size(self) -> int:
        """Return how many bytes the tables take."""

    def discard(self) -> None:
        """Delete the tables; nothing is lost with them."""

    def close(self) -> None:
        """Let go of the file or the connection."""
