"""The look-ups and inserts of one transaction, the same on every database."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from events.tables.shelves import portions
from projections.proof.chain import Standing, first_head, header_line, leaf, next_head, stamp
from projections.proof.merkle import leaf_digest
from tracker.ledger.errors import LedgerDamaged
from tracker.ledger.storage import Entry, Header, Link, Part, Placed, Row

_PART = 1000
"""So many facts of a batch are written together."""

_NEAR = 300
"""How many ids on either side of a mistyped one are looked at."""


Word = tuple[str, int]
"""An id or a tag, and the position at which it stands."""


def _next(prefix: str) -> str:
    return chr(ord(prefix[-1]) + 1)


def _first_missing(
    found: Collection[int], holes: Iterable[tuple[int, int]], after: int, end: int
) -> int | None:
    """Return the first position without a fact; a hole has none between its two ends."""
    for before, behind in [*holes, (end, end)]:
        for position in range(after + 1, min(before, end) + 1):
            if position not in found:
                return position
        after = max(after, behind - 1)
    return None


def links_of(part: Iterable[Placed], first: int, recorded_at: datetime, head: bytes) -> list[Link]:
    """Return the rows by which facts of a batch that begins at a position extend the chain."""
    at = stamp(recorded_at)
    links = []
    for position, entry in part:
        digest = leaf(entry.content, Standing(position, first, at))
        head = next_head(head, digest)
        links.append(Link(position, first, at, digest, head))
    return links


class SqlSession(ABC):
    """A transaction on any database; what differs between them is left to the subclasses."""

    LAST = 2**63 - 1

    location: str

    def header(self) -> Header:
        """Return what the ledger says of itself."""
        id, zone, created_at, format = self._rows("header")[0]
        return Header(id, zone, self._instant(created_at), format)

    def head(self) -> int:
        """Return the last position, 0 in an empty ledger."""
        last, position = (found or 0 for found in self._rows("head")[0])
        if last != position:
            raise self._damaged(f"its batches end at position {last}, its facts at {position}")
        return last

    def last_recorded_at(self) -> datetime | None:
        """Return the instant of the last batch."""
        rows = self._rows("last_batch")
        return self._instant_of(*rows[0]) if rows else None

    def position_at(self, instant: datetime) -> int:
        """Return the last position recorded by an instant.

        The database finds it by comparing what is stored, so that the batches on both sides have
        to be timed as a ledger times them.
        """
        found = self._rows("batch_at", self._stamp(instant))
        last = found[0][0] if found else 0
        after = self._rows("batch_after", last)
        times = [self._instant_of(*row) for row in (*found, *after)]
        if after and times[-1] <= instant:
            raise self._damaged(f"its batches after position {last} are timed before it")
        return last

    def page(self, *, after: int, upto: int, limit: int) -> list[Row]:
        """Return the next facts after a position."""
        rows = self._facts(self._rows("page", after, upto, limit))
        end = rows[-1][0] if len(rows) == limit else min(upto, self.head())
        self._check_whole(rows, max(after, 0), end)
        return rows

    def by_id(self, ids: Collection[str]) -> dict[str, Row]:
        """Return the facts under these ids."""
        found = self._rows("by_id", self._among(ids)) if ids else []
        rows = self._facts([(position, at, content) for position, at, content, _ in found])
        return {id: row for (*_, id), row in zip(found, rows, strict=True)}

    def by_tag(self, tags: Collection[str], *, upto: int | None = None) -> list[Row]:
        """Return the facts with any of these tags."""
        last = self.LAST if upto is None else upto
        return self._facts(self._rows("by_tag", self._among(tags), last)) if tags else []

    def near(self, id: str) -> list[str]:
        """Return ids that stand near one in the alphabet."""
        rows = self._rows("before", id, _NEAR) + self._rows("after", id, _NEAR)
        return [row[0] for row in rows]

    def tags_under(self, prefix: str) -> list[str]:
        """Return the tags that begin so."""
        return [row[0] for row in self._rows("tags_under", prefix, prefix[:-1] + _next(prefix))]

    def append(self, entries: Iterable[Entry], recorded_at: datetime) -> range:
        """Write a batch, a part at a time, and return its positions, which follow each other."""
        first, count = 0, 0
        for part in portions(entries, _PART):
            positions = tuple(self._put(part))
            first = first or next(iter(positions), 0)
            if positions != tuple(range(first + count, first + count + len(part))):
                raise self._damaged(f"the batch from position {first} on has holes")
            self._surround(list(zip(positions, part, strict=True)), first, recorded_at)
            count += len(part)
        if count:
            self._rows("add_batch", first + count - 1, first, self._stamp(recorded_at))
        return range(first, first + count)

    def keep(self, batch: Iterable[Placed], recorded_at: datetime) -> None:
        """Write a batch at the positions that it had elsewhere, a part at a time."""
        self._go_on_after(self._write(batch, recorded_at))

    def rehearse(self, batch: Iterable[Placed], recorded_at: datetime) -> None:
        """Write a batch, and let the next one begin where it would have begun without it."""
        self._write(batch, recorded_at)

    def _write(self, batch: Iterable[Placed], recorded_at: datetime) -> int:
        """Write a batch at positions of our choice, and return its last."""
        first, last = 0, 0
        for part in portions(batch, _PART):
            first, last = first or part[0][0], part[-1][0]
            self._put_at(part)
            self._surround(part, first, recorded_at)
        self._rows("add_batch", last, first, self._stamp(recorded_at))
        return last

    def _surround(self, part: Sequence[Placed], first: int, recorded_at: datetime) -> None:
        """Write what stands beside facts of a batch that begins at a position."""
        ids = [(entry.id, at) for at, entry in part]
        tags = [(tag, at) for at, entry in part for tag in sorted(entry.tags)]
        [(head,)] = self._rows("last_link")
        self._put_beside(ids, tags, links_of(part, first, recorded_at, bytes(head)))

    def stored(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table as they are stored."""
        return self._rows(f"stored_{table}")

    def links(self, *, after: int) -> list[Link]:
        """Return the chain after a position."""
        return [Link(*row) for row in self._rows("links", after)]

    def chain_head(self, position: int) -> bytes | None:
        """Return the head of the chain at a position, or None if nothing stands there."""
        rows = self._rows("chain_head", position)
        return bytes(rows[0][0]) if rows else None

    def inscribe(self, header: Header) -> None:
        """Write what the ledger says of itself, once."""
        created_at = self._stamp(header.created_at)
        self._rows("add_header", header.id, header.zone, created_at, header.format)
        said = header_line(id=header.id, zone=header.zone, created_at=header.created_at)
        self._extend([Link(0, 0, stamp(header.created_at), leaf_digest(said), first_head(said))])

    def _facts(self, rows: Sequence[Any]) -> list[Row]:
        instant = self._instant
        try:
            return [(position, instant(at), content) for position, at, content in rows]
        except (AttributeError, TypeError, ValueError):
            return [(position, self._instant_of(position, at), said) for position, at, said in rows]

    def _instant_of(self, position: int, stamp: Any) -> datetime:
        """Return the instant of the batch of a position; raises LedgerDamaged."""
        try:
            return self._instant(stamp)
        except (AttributeError, TypeError, ValueError) as error:
            raise self._damaged(
                f"position {position} is in no batch with an instant"
                if stamp is None
                else f"position {position} is in a batch recorded at '{stamp}', which is not how "
                "a ledger writes an instant"
            ) from error

    def _check_whole(self, rows: Sequence[Row], after: int, end: int) -> None:
        """Raise LedgerDamaged unless these are all that was recorded after a position, to an end.

        Every row is known to be in a batch, so it is enough to count what the batches cover.
        """
        covered = self._rows("covered", end, after + 1, after, end, end)[0][0] or 0
        if len(rows) == covered == max(end - after, 0):
            return
        holes = self._holes(after, end)
        missing = _first_missing({position for position, *_ in rows}, holes, after, end)
        if missing is None and len(rows) == covered:
            return
        raise self._damaged(
            f"its batches and its facts after position {after} do not match"
            if missing is None
            else f"nothing stands at position {missing}, where a fact was recorded"
        )

    def _holes(self, after: int, end: int) -> list[tuple[int, int]]:
        """Return the ends of the holes between batches: there the chain follows over them.

        On PostgreSQL a batch that failed used up positions; a copy keeps the hole on any storage.
        """
        return [
            (before, position)
            for before, position, head_before, leaf, head in self._rows("holes", after, end)
            if next_head(bytes(head_before), bytes(leaf)) == head
        ]

    def _damaged(self, found: str) -> LedgerDamaged:
        return LedgerDamaged(self.location, found)

    @abstractmethod
    def _rows(self, statement: str, *values: Any) -> list[Any]:
        """Run a statement by name and return its rows."""

    @abstractmethod
    def _put(self, entries: Sequence[Entry]) -> Sequence[int]:
        """Hand the facts to the library and return their positions."""

    @abstractmethod
    def _put_at(self, part: Sequence[Placed]) -> None:
        """Write the facts at positions of our choice, past the library."""

    @abstractmethod
    def _go_on_after(self, position: int) -> None:
        """Let the next fact stand behind a position; this cannot be taken back."""

    @abstractmethod
    def _extend(self, links: Sequence[Link]) -> None:
        """Insert rows into the chain."""

    @abstractmethod
    def streamed(self, table: str) -> Iterator[tuple[Any, ...]]:
        """Yield all rows of a table as they are stored, few at once."""

    @abstractmethod
    def attempt(self) -> AbstractContextManager[object]:
        """Let what may fail be tried, and leave the rest readable."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """Return what the database finds wrong with itself."""

    @abstractmethod
    def schema(self) -> set[Part]:
        """Return the parts of the schema as they are."""

    @abstractmethod
    def schema_made(self) -> Collection[Part]:
        """Return the parts of the schema as they are made."""

    @abstractmethod
    def _put_beside(self, ids: Sequence[Word], tags: Sequence[Word], links: Sequence[Link]) -> None:
        """Insert rows into the tables that stand beside the facts."""

    @abstractmethod
    def _among(self, values: Collection[str]) -> Any:
        """Return a list of words as one value of a statement."""

    @abstractmethod
    def _stamp(self, instant: datetime) -> Any:
        """Return an instant as it is stored."""

    @abstractmethod
    def _instant(self, stamp: Any) -> datetime:
        """Return a stored instant as one in UTC."""
