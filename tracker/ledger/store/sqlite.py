"""A ledger in one SQLite file."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.persistence import EventStore
from eventsourcing.sqlite import SQLiteCursor

from tracker.errors import (
    LedgerExists,
    LedgerNotFound,
    LedgerReadOnly,
    LedgerUnreachable,
    StorageFailed,
)
from tracker.ledger.storage import Entry, Fill, Header, Held, Link, Session
from tracker.ledger.store.mapper import FactMapper, event_of
from tracker.ledger.store.session import SqlSession
from tracker.ledger.store.sqlite_file import (
    CREATING,
    FROZEN,
    READABLE,
    WRITABLE,
    examine,
    failures_explained,
    stamp,
    uri,
)
from tracker.ledger.store.sqlite_recorder import GUARDS, Datastore, FactRecorder
from tracker.ledger.store.statements import TABLES, statements

_SQL = statements(
    {table: table for table in TABLES}
    | {"position": "rowid", "value": "?", "among": "IN (SELECT value FROM json_each(?))"}
    | {"least": "min", "greatest": "max"}
)


class SqliteSession(SqlSession):
    """A transaction on an SQLite file."""

    def __init__(self, cursor: SQLiteCursor, store: "SqliteStore") -> None:
        self.location = store.location
        cursor.sqlite_cursor.row_factory = None  # plain tuples, which are faster to read
        self._cursor = cursor
        self._events = store.events

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        self._cursor.execute(_SQL[statement], values)
        rows: list[Any] = self._cursor.fetchall()
        return rows

    def _put(self, entries: Sequence[Entry]) -> list[int]:
        made = self._events.put([event_of(entry) for entry in entries], cursor=self._cursor)
        return [recording.notification.id for recording in made]

    def _put_at(self, entries: Sequence[Entry], positions: Sequence[int]) -> None:
        events = [event_of(entry) for entry in entries]
        self._cursor.executemany(
            "INSERT INTO facts (rowid, originator_id, originator_version, topic, state) "
            "VALUES (?, ?, ?, ?, ?)",
            [
                (at, str(event.originator_id), event.originator_version, event.kind, event.content)
                for event, at in zip(events, positions, strict=True)
            ],
        )

    def _go_on_after(self, position: int) -> None:
        """Do nothing: SQLite goes on after the last fact by itself."""

    def _extend(self, links: Sequence[Link]) -> None:
        self._cursor.executemany("INSERT INTO chain VALUES (?, ?, ?, ?, ?)", links)

    def complaints(self) -> list[str]:
        """Return what SQLite finds wrong with the file, and the guards that are gone."""
        self._cursor.execute("PRAGMA integrity_check(20)")
        said = [str(row[0]) for row in self._cursor.fetchall() if row[0] != "ok"]
        self._cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = dict(self._cursor.fetchall())
        gone = [name for name, sql in GUARDS.items() if found.get(name) != sql]
        return said + [f"the guard {name} is gone or was changed" for name in gone]

    def _fill(self, table: str, rows: Iterable[tuple[str, int]]) -> None:
        self._cursor.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)

    def _among(self, values: Collection[str]) -> str:
        return json.dumps(list(values))

    def _stamp(self, instant: datetime) -> str:
        return instant.astimezone(UTC).isoformat(timespec="microseconds")

    def _instant(self, stamp: str) -> datetime:
        return _read_instant(stamp)


@lru_cache(maxsize=1024)
def _read_instant(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)


class SqliteStore:
    """The file of a ledger; made by `open_sqlite` and `create_sqlite`."""

    def __init__(
        self, location: str, header: Header, *, patience: int, access: str = WRITABLE
    ) -> None:
        self.header = header
        self.location = location
        self._patience = patience
        self._access = access
        self._stamp = stamp(location)
        wal = access in (WRITABLE, CREATING)
        self._datastore = Datastore(uri(location, access), patience=patience, turn_to_wal=wal)
        self._recorder = FactRecorder(self._datastore)
        self.events = EventStore[UUID](FactMapper(), self._recorder)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session on the record as it stands."""
        with self._transaction(commit=False) as cursor:
            yield SqliteSession(cursor, self)
        if self._access == FROZEN and stamp(self.location) != self._stamp:
            raise StorageFailed(self.location, "another program wrote to it meanwhile")

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that nobody else's can overlap; it is kept unless an error leaves it."""
        if self._access in (READABLE, FROZEN):
            raise LedgerReadOnly(self.location, "the file or its directory may only be read")
        with self._transaction(commit=True) as cursor:
            yield SqliteSession(cursor, self)

    @contextmanager
    def alone(self) -> Iterator[Held]:
        """Hold the write lock of an empty database beside the file, or fail to."""
        path = f"{self.location}.sweeping"
        with failures_explained(path, self._patience, writing=True):
            beside = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            with failures_explained(path, self._patience, writing=True):
                held = _locked(beside)
            yield lambda: held
        finally:
            beside.close()

    def close(self) -> None:
        """Close the file; the last to do so folds the write-ahead log into it."""
        self._datastore.close()

    def create(self, fill: Fill | None = None) -> None:
        """Make the tables and fill them, all or none; LedgerExists if somebody was faster."""
        with self._transaction(commit=True) as cursor:
            cursor.execute("SELECT 1 FROM sqlite_master")
            if cursor.fetchone():
                raise LedgerExists(self.location)
            for statement in self._recorder.create_table_statements:
                cursor.execute(statement)
            session = SqliteSession(cursor, self)
            session.inscribe(self.header)
            if fill:
                fill(session)

    @contextmanager
    def _transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        with (
            failures_explained(self.location, self._patience, writing=commit),
            self._datastore.transaction(commit=commit) as cursor,
        ):
            yield cursor


def _locked(database: sqlite3.Connection) -> bool:
    try:
        database.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True


def open_sqlite(location: str, *, patience: int, to_write: bool = True) -> SqliteStore:
    """Return the ledger in a file; raises LedgerError if there is none, and never makes one."""
    found = examine(location, patience=patience, to_write=to_write)
    if found is None:
        raise LedgerNotFound(location)
    header, access = found
    return SqliteStore(location, header, patience=patience, access=access)


def create_sqlite(
    location: str, header: Header, *, patience: int, fill: Fill | None = None
) -> SqliteStore:
    """Return the new ledger in a file; raises LedgerError if something is there."""
    if not (parent := Path(location).absolute().parent).is_dir():
        raise LedgerUnreachable(location, f"there is no directory '{parent}'")
    if examine(location, patience=patience) is not None:
        raise LedgerExists(location)
    maker = SqliteStore(location, header, patience=patience, access=CREATING)
    try:
        maker.create(fill)
    finally:
        maker.close()
    return open_sqlite(location, patience=patience)
