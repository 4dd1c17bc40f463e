"""The ledger: facts go in as batches, whole or not at all, and come out in order."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, tzinfo
from typing import Self
from uuid import uuid4
from zoneinfo import ZoneInfo

from events.facts import Fact
from events.recorded import LEGAL_ZONE, Recorded, known_on
from events.tables.shelves import Shelf, Shelves
from tracker.collector import collector_at_rest
from tracker.ledger.admission import Admission, admit_whole
from tracker.ledger.batches import Basis, Batch, Unchanged
from tracker.ledger.decoding import fact_at
from tracker.ledger.drafts import draft, drafted
from tracker.ledger.errors import LedgerDamaged, Overtaken, UnknownZone
from tracker.ledger.long_batches import admitted
from tracker.ledger.storage import Entry, Fill, Header, Held, Row, Session, Store, Tables

PATIENCE = 30
"""How many seconds to wait for somebody else's batch before giving up."""

_PAGE = 1000


def create_ledger(
    location: str,
    *,
    at: datetime,
    zone: str = LEGAL_ZONE,
    facts: Iterable[Fact] = (),
    patience: int = PATIENCE,
) -> "Ledger":
    """Return a new ledger in a file or a PostgreSQL schema, with its first batch on record.

    Both are there or neither is, whatever comes between. `zone` is the time zone in which it counts
    legal days, for good. Raises LedgerExists, NotALedger, UnknownZone, BatchRefused or another
    LedgerError.
    """
    try:
        legal = ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZone(location, zone) from error
    header, drafts = Header(uuid4().hex, zone, _utc(at)), draft(facts)

    def fill(session: Session) -> None:
        if drafts:
            day = _moved(at, legal).date()
            entries = admit_whole(drafts, session, recorded_on=day).entries
            session.append(entries, header.created_at)

    return restore_ledger(location, header, fill, patience=patience)


def restore_ledger(
    location: str, header: Header, fill: Fill, *, patience: int = PATIENCE
) -> "Ledger":
    """Return a new ledger with the header and the facts of another, whole or not at all."""
    from tracker.ledger.store import create_store

    return Ledger(create_store(location, header, patience=patience, fill=fill))


def open_ledger(location: str, *, patience: int = PATIENCE, to_write: bool = True) -> "Ledger":
    """Return the ledger in a file or a PostgreSQL schema.

    Never creates one. Not `to_write`, it leaves every byte of a ledger's file as it is. Raises
    LedgerNotFound, NotALedger, LedgerTooNew or another LedgerError.
    """
    from tracker.ledger.store import open_store

    return Ledger(open_store(location, patience=patience, to_write=to_write))


class _TakenBack(Exception):
    """Drops a transaction in which all went well."""


class Ledger:
    """An append-only log of facts; also a context manager that closes it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._zone = _zone(store)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the connection."""
        self._store.close()

    @property
    def location(self) -> str:
        """Where the ledger is, as it may be shown: without a password."""
        return self._store.location

    @property
    def id(self) -> str:
        """The ledger's own random name."""
        return self._store.header.id

    @property
    def zone(self) -> str:
        """The time zone in which the ledger counts legal days."""
        return self._store.header.zone

    @property
    def created_at(self) -> datetime:
        """When the ledger was created."""
        return self._store.header.created_at

    def head(self) -> int:
        """Return the position of the last fact, 0 in an empty ledger."""
        with self._store.reading() as session:
            return session.head()

    def chain_head(self, position: int) -> bytes | None:
        """Return the head of the chain at a position, or None if nothing stands there.

        Two ledgers that have the same head at a position hold the same facts up to it.
        """
        with self._store.reading() as session:
            return session.chain_head(position)

    def last_recorded_at(self) -> datetime | None:
        """Return the instant of the last batch, or None."""
        with self._store.reading() as session:
            return session.last_recorded_at()

    def position_at(self, instant: datetime) -> int:
        """Return the position of the last fact recorded by an instant, 0 if there is none."""
        with self._store.reading() as session:
            return session.position_at(_utc(instant))

    def stamp_at(self, at: datetime) -> datetime:
        """Return the instant that a batch would get at an instant: never one before the last."""
        with self._store.reading() as session:
            return max(_utc(at), session.last_recorded_at() or _utc(at))

    def fact(self, id: str) -> Recorded | None:
        """Return the fact under an id, or None."""
        return next(iter(self.named([id])), None)

    def named(self, ids: Iterable[str]) -> list[Recorded]:
        """Return the facts under these ids."""
        with self._store.reading() as session:
            rows = session.by_id(list(ids))
        return list(self._read(rows.values()))

    def tagged(self, tags: Iterable[str], *, upto: int | None = None) -> list[Recorded]:
        """Return the facts that carry any of the tags, by position, through `upto`.

        Tags are those of `events.mentions`; a voiding carries the tags of the fact it voids.
        """
        with self._store.reading() as session:
            rows = session.by_tag(list(tags), upto=upto)
        return list(self._read(rows))

    def names(self, what: str) -> list[str]:
        """Return the names of every product, license, review or vendor that facts speak of.

        With `tags.VOIDED` they are the ids of facts that were ever voided.
        """
        with self._store.reading() as session:
            return [tag.removeprefix(f"{what}:") for tag in session.tags_under(f"{what}:")]

    def facts(self, *, after: int = 0, upto: int | None = None) -> Iterator[Recorded]:
        """Yield the facts after a position in order, through `upto` or else the present head."""
        last = self.head() if upto is None else upto
        while after < last:
            with self._store.reading() as session:
                rows = session.page(after=after, upto=last, limit=_PAGE)
            if not rows:
                return
            yield from self._read(rows)
            after, *_ = rows[-1]

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open one transaction on everything as it is stored, for those who check or copy it."""
        with self._store.reading() as session:
            yield session

    def tables(self) -> Tables:
        """Return the place of the ledger's live tables, whether any are there."""
        return self._store.tables()

    @contextmanager
    def alone(self) -> Iterator[Held]:
        """Hold the sweepers' lock unless somebody else does, on any machine.

        What it yields tells whether it is held, as often as it is asked. Raises a LedgerError.
        """
        with self._store.alone() as held:
            yield held

    def check_recordable(self, facts: Sequence[Fact], *, at: datetime) -> None:
        """Raise a LedgerError if facts could not be recorded now: they are written and taken back.

        A file shows only when a batch is committed that its disk is full; a server shows it here.
        """
        drafts, at = draft(facts), _utc(at)
        with suppress(_TakenBack), self._store.writing() as session:
            at = max(at, session.last_recorded_at() or at)
            entries = admit_whole(drafts, session, recorded_on=self._day(at)).entries
            if entries:
                session.rehearse(zip(_next(session, len(entries)), entries, strict=True), at)
            raise _TakenBack

    @property
    def header(self) -> Header:
        """What the ledger says of itself."""
        return self._store.header

    def record(self, facts: Sequence[Fact], *, at: datetime, dry_run: bool = False) -> Batch:
        """Record a batch of facts at an instant, whole or not at all, and return what it came to.

        A fact that is on record already with the same content changes nothing. Should the clock
        have gone back, the instant of the batch before is used. With `dry_run` nothing is written,
        and the positions are those that the facts would be given. Raises BatchRefused with every
        refused fact, or a LedgerError.
        """
        with collector_at_rest():
            return self._record(facts, _utc(at), dry_run=dry_run)

    def _record(self, facts: Sequence[Fact], at: datetime, *, dry_run: bool) -> Batch:
        drafts = draft(facts)  # what needs no lock is done before it is taken
        if not drafts:
            return Batch()
        with self._store.reading() if dry_run else self._store.writing() as session:
            at = max(at, session.last_recorded_at() or at)
            admission = admit_whole(drafts, session, recorded_on=self._day(at))
            entries = admission.entries
            positions = _next(session, len(entries)) if dry_run else session.append(entries, at)
        return self._batch(admission, positions, at)

    def record_long(
        self,
        facts: Iterable[Fact],
        *,
        at: datetime,
        shelves: Shelves,
        basis: Basis | None = None,
        dry_run: bool = False,
    ) -> range:
        """Record a batch of any length as `record` does, and return the positions of its facts.

        Facts with ids are in memory a portion at a time. They are judged before the lock is taken,
        and once more, gone through anew, if somebody recorded meanwhile. With `dry_run` nothing is
        written, and the positions are those that the facts would be given. Raises Overtaken if what
        was recorded after their `basis` matters.
        """
        with self._store.reading() as session:
            judged, entries, head = self._judged(facts, session, _utc(at), shelves)
            if dry_run:
                return _next(session, len(entries))
        with self._store.writing() as session:
            if basis is not None:
                self._check_basis(basis, session)
            if session.head() != head:
                judged, entries, _ = self._judged(facts, session, _utc(at), shelves)
            return session.append(entries, judged)

    def _check_basis(self, basis: Basis, session: Session) -> None:
        after, head = basis.position, session.head()
        while after < head:
            page = session.page(after=after, upto=head, limit=_PAGE)
            if any(basis.matters(each.fact) for each in self._read(page)):
                raise Overtaken(basis.position, head)
            after, *_ = page[-1]

    def _judged(
        self, facts: Iterable[Fact], session: Session, at: datetime, shelves: Shelves
    ) -> tuple[datetime, Shelf[Entry], int]:
        """Return when a batch is recorded, what of it, and the position at which it was judged."""
        at = max(at, session.last_recorded_at() or at)
        entries = admitted(drafted(facts), session, recorded_on=self._day(at), shelves=shelves)
        return at, entries, session.head()

    def _batch(self, admission: Admission, positions: Sequence[int], at: datetime) -> Batch:
        day = self._day(at)
        recorded = tuple(
            Recorded(position, at, known_on(draft.fact, recorded_on=day), draft.fact)
            for (draft, _), position in zip(admission.admitted, positions, strict=True)
        )
        placed = {fact.id: fact.position for fact in recorded}
        unchanged = tuple(
            Unchanged(each.draft.index, id, each.position or placed[id], each.voided_by)
            for each in admission.repeated
            for id in [each.draft.id]
        )
        return Batch(recorded, unchanged)

    def _read(self, rows: Iterable[Row]) -> Iterator[Recorded]:
        then, day, location = None, date.min, self.location
        for position, at, content in rows:
            if at is not then:  # the facts of a batch share the instant
                then, day = at, self._day(at)
            fact = fact_at(position, content, location)
            yield Recorded(position, at, known_on(fact, recorded_on=day), fact)

    def _day(self, at: datetime) -> date:
        return _moved(at, self._zone).date()


def _zone(store: Store) -> ZoneInfo:
    try:
        return ZoneInfo(store.header.zone)
    except (KeyError, ValueError, OSError) as error:
        store.close()
        reason = f"its header names the time zone '{store.header.zone}', which does not exist"
        raise LedgerDamaged(store.location, reason) from error


def _next(session: Session, count: int) -> range:
    """Return the positions that so many facts would be given."""
    first = session.head() + 1
    return range(first, first + count)


def _utc(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError(f"an instant needs a time zone: {instant.isoformat()}")
    return _moved(instant, UTC)


def _moved(instant: datetime, zone: tzinfo) -> datetime:
    """Return an instant in a zone, or the edge of the calendar where it would fall off."""
    try:
        return instant.astimezone(zone)
    except OverflowError:
        edge = datetime.min if instant.year == datetime.min.year else datetime.max
        return edge.replace(tzinfo=zone)
