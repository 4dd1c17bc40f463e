"""A ledger in one SQLite file."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

from eventsourcing.sqlite import SQLiteCursor

from tracker.ledger import files
from tracker.ledger.drafts import stream_of
from tracker.ledger.errors import (
    LedgerExists,
    LedgerNotFound,
    LedgerReadOnly,
    LedgerUnreachable,
    StorageFailed,
)
from tracker.ledger.files import LIVE, SWEEPING
from tracker.ledger.storage import Entry, Fill, Header, Held, Link, Part, Placed, Session
from tracker.ledger.store.mapper import events_of
from tracker.ledger.store.session import SqlSession, Word
from tracker.ledger.store.sqlite_file import CREATING, FROZEN, failures_explained, stamp
from tracker.ledger.store.sqlite_recorder import PARTS, parts_made
from tracker.ledger.store.sqlite_shared import SharedFile, give_back, share
from tracker.ledger.store.statements import TABLES, statements
from tracker.ledger.store.tables.sqlite import SqliteTables
from tracker.ledger.written import read_written, written

_SQL = statements(
    {table: table for table in TABLES}
    | {"position": "rowid", "value": "?", "among": "IN (SELECT value FROM json_each(?))"}
    | {"least": "min", "greatest": "max"}
)


class SqliteSession(SqlSession):
    """A transaction on an SQLite file."""

    def __init__(self, cursor: SQLiteCursor, store: "SqliteStore") -> None:
        self.location = store.location
        self._cursor = cursor
        self._recorder = store.recorder

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        self._cursor.execute(_SQL[statement], values)
        rows: list[Any] = self._cursor.fetchall()
        return rows

    def _put(self, entries: Sequence[Entry]) -> Sequence[int]:
        return self._recorder.insert_events(events_of(entries), cursor=self._cursor)

    def _put_at(self, part: Sequence[Placed]) -> None:
        self._cursor.executemany(
            "INSERT INTO facts (rowid, originator_id, originator_version, topic, state) "
            "VALUES (?, ?, ?, ?, ?)",
            [(at, stream_of(entry.id).hex, 1, entry.kind, entry.content) for at, entry in part],
        )

    def _go_on_after(self, position: int) -> None:
        """Do nothing: SQLite goes on after the last fact by itself."""

    def _extend(self, links: Sequence[Link]) -> None:
        self._cursor.executemany("INSERT INTO chain VALUES (?, ?, ?, ?, ?)", links)

    def streamed(self, table: str) -> Iterator[tuple[Any, ...]]:
        """Yield all rows of a table as they are stored, few at once."""
        yield from self._cursor.sqlite_cursor.connection.execute(_SQL[f"stored_{table}"])

    def attempt(self) -> AbstractContextManager[object]:
        """Return what does nothing: a query that fails leaves the transaction as it is."""
        return nullcontext()

    def complaints(self) -> list[str]:
        """Return what SQLite finds wrong with the file."""
        self._cursor.execute("PRAGMA integrity_check(20)")
        said = [str(row[0]) for row in self._cursor.fetchall() if row[0] != "ok"]
        self._cursor.execute("PRAGMA encoding")
        [(encoding,)] = self._cursor.fetchall()
        return said + ([] if encoding == "UTF-8" else [f"its text is kept in {encoding}"])

    def schema(self) -> set[Part]:
        """Return what the file is told to keep."""
        self._cursor.execute(PARTS)
        return {Part(*row) for row in self._cursor.fetchall()}

    def schema_made(self) -> Collection[Part]:
        """Return what the file of a ledger is told to keep."""
        return parts_made()

    def _put_beside(self, ids: Sequence[Word], tags: Sequence[Word], links: Sequence[Link]) -> None:
        self._cursor.executemany("INSERT INTO fact_ids VALUES (?, ?)", ids)
        self._cursor.executemany("INSERT INTO fact_tags VALUES (?, ?)", tags)
        self._extend(links)

    def _among(self, values: Collection[str]) -> str:
        return json.dumps(list(values))

    def _stamp(self, instant: datetime) -> str:
        return written(instant)

    def _instant(self, stamp: str) -> datetime:
        return read_written(stamp)


class SqliteStore:
    """The file of a ledger as one of its users has it."""

    def __init__(
        self,
        location: str,
        header: Header,
        file: SharedFile,
        *,
        patience: int,
        to_write: bool = True,
    ) -> None:
        self.header = header
        self.location = location
        self.recorder = file.recorder
        self._file = file
        self._patience = patience
        self._writes = to_write and file.writes
        self._stamp = stamp(location)
        self._end = ExitStack()
        self._end.callback(give_back, file)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session on the record as it stands."""
        with self._undisturbed(), self._transaction(commit=False) as cursor:
            yield SqliteSession(cursor, self)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that nobody else's can overlap; it is kept unless an error leaves it."""
        if not self._writes:
            raise LedgerReadOnly(self.location, "the file or its directory may only be read")
        with self._transaction(commit=True) as cursor:
            yield SqliteSession(cursor, self)

    @contextmanager
    def alone(self) -> Iterator[Held]:
        """Hold the write lock of an empty database beside the file, or fail to."""
        self._file.check_in_place(self.location)
        path = f"{self.location}{SWEEPING}"
        with failures_explained(path, self._patience, writing=True):
            beside = sqlite3.connect(
                files.beside(self.location, SWEEPING), timeout=0, isolation_level=None
            )
        try:
            with failures_explained(path, self._patience, writing=True):
                held = _locked(beside)
            yield lambda: held
        finally:
            beside.close()

    def tables(self) -> SqliteTables:
        """Return the place of the live tables, whether any are there."""
        location = str(files.beside(self.location, LIVE))
        return SqliteTables(location, like=self.location, patience=self._patience)

    def close(self) -> None:
        """Let go of the file; the last to do so folds the write-ahead log into it."""
        self._end.close()

    def create(self, fill: Fill | None = None) -> None:
        """Make the tables and fill them, all or none; LedgerExists if somebody was faster."""
        with self._transaction(commit=True) as cursor:
            cursor.execute("SELECT 1 FROM sqlite_master")
            if cursor.fetchone():
                raise LedgerExists(self.location)
            for statement in self._file.recorder.create_table_statements:
                cursor.execute(statement)
            session = SqliteSession(cursor, self)
            session.inscribe(self.header)
            if fill:
                fill(session)

    @contextmanager
    def _transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        self._file.check_in_place(self.location)
        with (
            failures_explained(self.location, self._patience, writing=commit),
            self._file.datastore.waiting(self._patience, commit=commit) as cursor,
        ):
            yield cursor

    @contextmanager
    def _undisturbed(self) -> Iterator[None]:
        """Raise StorageFailed, whatever was read, if a file without locks was written to."""
        try:
            yield
        finally:
            if self._file.access == FROZEN and stamp(self.location) != self._stamp:
                raise StorageFailed(self.location, "another program wrote to it meanwhile")


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
    shared = share(location, patience=patience, to_write=to_write)
    if shared is None:
        raise LedgerNotFound(location)
    return SqliteStore(location, *shared, patience=patience, to_write=to_write)


def create_sqlite(
    location: str, header: Header, *, patience: int, fill: Fill | None = None
) -> SqliteStore:
    """Return the new ledger in a file; raises LedgerError if something is there."""
    if not (parent := Path(location).absolute().parent).is_dir():
        raise LedgerUnreachable(location, f"there is no directory '{parent}'")
    if shared := share(location, patience=patience, to_write=True):
        give_back(shared[1])
        raise LedgerExists(location)
    file = SharedFile(location, CREATING, patience=patience)
    maker = SqliteStore(location, header, file, patience=patience)
    try:
        maker.create(fill)
    finally:
        maker.close()
    return open_sqlite(location, patience=patience)
