"""The look-ups and inserts of one transaction, the same on every database."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from projections.chain import Standing, first_head, header_line, leaf, next_head, stamp
from projections.merkle import leaf_digest
from tracker.errors import LedgerDamaged
from tracker.ledger.storage import Entry, Header, Kept, Link, Row

_NEAR = 300
"""How many ids on either side of a mistyped one are looked at."""

_FACTS = (
    "SELECT f.{position}, (SELECT CASE WHEN first <= f.{position} THEN recorded_at END "
    "FROM {batches} WHERE last >= f.{position} ORDER BY last LIMIT 1), f.state"
)

_SPANS = (
    "FROM {batches} WHERE last > {value} AND first <= {value} AND last <= "
    "coalesce((SELECT min(last) FROM {batches} WHERE last >= {value}), 9223372036854775807)"
)
"""The batches that reach into the positions after one, through another (given twice)."""

_STATEMENTS = {
    "header": "SELECT id, zone, created_at, format FROM {ledger}",
    "head": "SELECT (SELECT max(last) FROM {batches}), (SELECT max({position}) FROM {facts})",
    "covered": "SELECT sum({least}(last, {value}) - {greatest}(first, {value}) + 1) " + _SPANS,
    "spans": "SELECT first, last " + _SPANS + " ORDER BY last",
    "last_recorded_at": "SELECT recorded_at FROM {batches} ORDER BY last DESC LIMIT 1",
    "position_at": "SELECT last FROM {batches} WHERE recorded_at <= {value} "
    "ORDER BY recorded_at DESC, last DESC LIMIT 1",
    "page": _FACTS + " FROM {facts} f WHERE f.{position} > {value} AND f.{position} <= {value} "
    "ORDER BY f.{position} LIMIT {value}",
    "by_id": _FACTS + ", i.id FROM {fact_ids} i JOIN {facts} f ON f.{position} = i.position "
    "WHERE i.id {among}",
    "by_tag": _FACTS + " FROM {facts} f WHERE f.{position} IN "
    "(SELECT position FROM {fact_tags} WHERE tag {among} AND position <= {value}) "
    "ORDER BY f.{position}",
    "tags_under": "SELECT DISTINCT tag FROM {fact_tags} WHERE tag >= {value} AND tag < {value} "
    "ORDER BY tag",
    "before": "SELECT id FROM {fact_ids} WHERE id < {value} ORDER BY id DESC LIMIT {value}",
    "after": "SELECT id FROM {fact_ids} WHERE id > {value} ORDER BY id LIMIT {value}",
    "add_batch": "INSERT INTO {batches} (last, first, recorded_at) VALUES "
    "({value}, {value}, {value})",
    "last_link": "SELECT head FROM {chain} ORDER BY position DESC LIMIT 1",
    "links": "SELECT position, batch, recorded_at, leaf, head FROM {chain} "
    "WHERE position > {value} ORDER BY position",
    "stored_facts": "SELECT {position}, originator_id, originator_version, topic, state "
    "FROM {facts} ORDER BY {position}",
    "stored_batches": "SELECT last, first, recorded_at FROM {batches} ORDER BY last",
    "stored_fact_ids": "SELECT id, position FROM {fact_ids} ORDER BY position, id",
    "stored_fact_tags": "SELECT tag, position FROM {fact_tags} ORDER BY position, tag",
    "add_header": "INSERT INTO {ledger} (id, zone, created_at, format) VALUES "
    "({value}, {value}, {value}, {value})",
}

TABLES = ("ledger", "facts", "batches", "fact_ids", "fact_tags", "chain")
"""All tables of a ledger; `facts` is the library's, the others stand beside it."""


def statements(dialect: dict[str, str]) -> dict[str, str]:
    """Return the statements in the words of one database."""
    return {name: sql.format_map(dialect) for name, sql in _STATEMENTS.items()}


def _next(prefix: str) -> str:
    return chr(ord(prefix[-1]) + 1)


def _first_missing(
    found: Collection[int], spans: Iterable[tuple[int, int]], after: int, end: int
) -> int | None:
    positions = (
        position
        for first, last in spans
        for position in range(max(first, after + 1), min(last, end) + 1)
    )
    return next((position for position in positions if position not in found), None)


def links_of(batch: Kept, head: bytes) -> list[Link]:
    """Return the rows by which a batch extends the chain."""
    at, first = stamp(batch.recorded_at), batch.positions[0]
    links = []
    for entry, position in zip(batch.entries, batch.positions, strict=True):
        digest = leaf(entry.content, Standing(position, first, at))
        head = next_head(head, digest)
        links.append(Link(position, first, at, digest, head))
    return links


class SqlSession(ABC):
    """A transaction on any database; what differs between them is left to the subclasses."""

    LAST = 2**63 - 1
    DENSE: bool
    """Whether there are no holes between batches; within a batch there are none anywhere."""

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
        rows = self._rows("last_recorded_at")
        return self._instant(rows[0][0]) if rows else None

    def position_at(self, instant: datetime) -> int:
        """Return the last position recorded by an instant."""
        rows = self._rows("position_at", self._stamp(instant))
        return rows[0][0] if rows else 0

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

    def append(self, entries: Sequence[Entry], recorded_at: datetime) -> list[int]:
        """Write a batch and return its positions."""
        positions = self._put(entries)
        self._surround(Kept(recorded_at, tuple(entries), tuple(positions)))
        return positions

    def keep(self, batch: Kept) -> None:
        """Write a batch at the positions that it had elsewhere."""
        self._put_at(batch.entries, batch.positions)
        self._surround(batch)

    def _surround(self, batch: Kept) -> None:
        """Write what stands beside the facts of a batch."""
        entries, positions, recorded_at = batch.entries, batch.positions, batch.recorded_at
        placed = list(zip(entries, positions, strict=True))
        self._rows("add_batch", positions[-1], positions[0], self._stamp(recorded_at))
        self._fill("fact_ids", ((entry.id, position) for entry, position in placed))
        self._fill("fact_tags", ((tag, at) for entry, at in placed for tag in sorted(entry.tags)))
        [(head,)] = self._rows("last_link")
        self._extend(links_of(batch, bytes(head)))

    def stored(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table as they are stored."""
        return self._rows(f"stored_{table}")

    def links(self, *, after: int = -1) -> list[Link]:
        """Return the chain after a position."""
        return [Link(*row) for row in self._rows("links", after)]

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
        except (AttributeError, TypeError, ValueError) as error:
            position = next(position for position, at, _ in rows if not self._is_instant(at))
            raise self._damaged(f"position {position} is in no batch with an instant") from error

    def _is_instant(self, stamp: Any) -> bool:
        try:
            return bool(self._instant(stamp))
        except (AttributeError, TypeError, ValueError):
            return False

    def _check_whole(self, rows: Sequence[Row], after: int, end: int) -> None:
        """Raise LedgerDamaged unless these are all that was recorded after a position, to an end.

        Every row is known to be in a batch, so it is enough to count what the batches cover.
        """
        covered = self._rows("covered", end, after + 1, after, end, end)[0][0] or 0
        if len(rows) == covered and (len(rows) == max(end - after, 0) or not self.DENSE):
            return
        spans = [(1, end)] if self.DENSE else self._rows("spans", after, end, end)
        missing = _first_missing({position for position, *_ in rows}, spans, after, end)
        raise self._damaged(
            f"its batches and its facts after position {after} do not match"
            if missing is None
            else f"nothing stands at position {missing}, where a fact was recorded"
        )

    def _damaged(self, found: str) -> LedgerDamaged:
        return LedgerDamaged(self.location, found)

    @abstractmethod
    def _rows(self, statement: str, *values: Any) -> list[Any]:
        """Run a statement by name and return its rows."""

    @abstractmethod
    def _put(self, entries: Sequence[Entry]) -> list[int]:
        """Hand the facts to the library and return their positions."""

    @abstractmethod
    def _put_at(self, entries: Sequence[Entry], positions: Sequence[int]) -> None:
        """Write the facts at positions of our choice, past the library."""

    @abstractmethod
    def _extend(self, links: Sequence[Link]) -> None:
        """Insert rows into the chain."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """Return what the database finds wrong with itself."""

    @abstractmethod
    def _fill(self, table: str, rows: Iterable[tuple[str, int]]) -> None:
        """Insert many rows into a side table."""

    @abstractmethod
    def _among(self, values: Collection[str]) -> Any:
        """Return a list of words as one value of a statement."""

    @abstractmethod
    def _stamp(self, instant: datetime) -> Any:
        """Return an instant as it is stored."""

    @abstractmethod
    def _instant(self, stamp: Any) -> datetime:
        """Return a stored instant as one in UTC."""
