"""The library's recorder for SQLite, made to keep what a ledger promises.

- Positions are declared as a column, so that VACUUM cannot renumber them.
- What is recorded cannot be updated, deleted or replaced.
- A transaction that will write takes the write lock at once: the library begins with a read lock,
  and to widen it fails, without waiting, if somebody else has written in between.
- A batch is on the disk when it is reported (synchronous=FULL), whatever SQLite was built with.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from typing import Any

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import (
    SQLiteAggregateRecorder,
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteTransaction,
)

from tracker.ledger.storage import Part

_TABLES = (
    """CREATE TABLE ledger (
        id TEXT NOT NULL, zone TEXT NOT NULL, created_at TEXT NOT NULL, format INTEGER NOT NULL,
        one INTEGER PRIMARY KEY DEFAULT 1 CHECK (one = 1))""",
    """CREATE TABLE facts (
        originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL CHECK (
            originator_version = 1),
        topic TEXT NOT NULL, state BLOB NOT NULL,
        rowid INTEGER PRIMARY KEY CHECK (rowid > 0),
        UNIQUE (originator_id, originator_version))""",
    """CREATE TABLE batches (
        last INTEGER PRIMARY KEY, first INTEGER NOT NULL, recorded_at TEXT NOT NULL,
        CHECK (first <= last))""",
    "CREATE INDEX batches_by_instant ON batches (recorded_at, last)",
    """CREATE TABLE fact_ids (
        id TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE fact_tags (
        tag TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (tag, position)) WITHOUT ROWID""",
    """CREATE TABLE chain (
        position INTEGER PRIMARY KEY, batch INTEGER NOT NULL, recorded_at TEXT NOT NULL,
        leaf BLOB NOT NULL, head BLOB NOT NULL)""",
)

_SAME = {
    "ledger": "one = NEW.one",
    "facts": "rowid = NEW.rowid OR (originator_id = NEW.originator_id AND "
    "originator_version = NEW.originator_version)",
    "batches": "last = NEW.last",
    "fact_ids": "id = NEW.id",
    "fact_tags": "tag = NEW.tag AND position = NEW.position",
    "chain": "position = NEW.position",
}
"""By what a row of each table is known; INSERT OR REPLACE would pass by a trigger on DELETE."""


def _guards(table: str) -> list[str]:
    refusal = f"BEGIN SELECT RAISE(ABORT, 'a ledger only grows: {table} cannot be changed'); END"
    return [
        f"CREATE TRIGGER {table}_not_updated BEFORE UPDATE ON {table} {refusal}",
        f"CREATE TRIGGER {table}_not_deleted BEFORE DELETE ON {table} {refusal}",
        f"CREATE TRIGGER {table}_not_replaced BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {_SAME[table]}) {refusal}",
    ]


CREATION = (*_TABLES, *(guard for table in _SAME for guard in _guards(table)))
"""What creates every table of a ledger, and the triggers that guard it."""

PARTS = (
    "SELECT type, name, coalesce(sql, '') FROM sqlite_master "
    "WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4')"  # notes of ANALYZE for planning
)
"""All that a file is told to keep: tables, indexes, triggers and views."""


@cache
def parts_made() -> frozenset[Part]:
    """Return all that the file of a ledger is told to keep."""
    with closing(sqlite3.connect(":memory:")) as empty:
        for statement in CREATION:
            empty.execute(statement)
        return frozenset(Part(*row) for row in empty.execute(PARTS))


_STATEMENTS = 64
"""So many statements a connection keeps ready: more than there are."""


class _Transaction(SQLiteTransaction):
    def __enter__(self) -> SQLiteCursor:
        cursor = self.connection.cursor()
        cursor.execute("BEGIN IMMEDIATE" if self.commit else "BEGIN")
        return cursor

    def __exit__(self, *error: Any) -> None:
        try:
            super().__exit__(*error)
        finally:
            self.connection.rollback()  # nothing, unless the commit failed and left it open


class _Connection(SQLiteConnection):
    _patience: int | None = None

    def wait(self, patience: int) -> None:
        """Wait so many seconds for others from now on."""
        if patience != self._patience:
            self.cursor().execute(f"PRAGMA busy_timeout = {patience * 1000}")
            self._patience = patience

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        with _Transaction(self, commit=commit) as cursor, cursor:
            yield cursor


class _Pool(SQLiteConnectionPool):
    """Connections that are closed if they cannot be set up, which the library would leave open.

    Each keeps its statements ready: the library's keep one, and prepare every other anew.
    """

    pragmas: tuple[str, ...] = ()

    def _create_connection(self) -> SQLiteConnection:
        made = sqlite3.connect(
            self.db_name,
            uri=True,
            timeout=self.lock_timeout or 0,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=_STATEMENTS,
        )
        try:
            for pragma in self.pragmas:
                made.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            made.close()
            raise
        return _Connection(made, self.max_age)


class Datastore(SQLiteDatastore):
    """The library's connections, with our transactions."""

    def __init__(self, uri: str, *, patience: int, turn_to_wal: bool, durable: bool = True) -> None:
        super().__init__(uri, lock_timeout=patience)
        self.pool = _Pool(db_name=uri, lock_timeout=patience, pool_timeout=patience)
        self.pool.is_journal_mode_wal = True  # as far as the library is told: it sets nothing
        self.pool.pragmas = ("journal_mode = wal",) * turn_to_wal + (
            f"synchronous = {'FULL' if durable else 'NORMAL'}",
        )

    @contextmanager
    def waiting(self, patience: int, *, commit: bool) -> Iterator[SQLiteCursor]:
        """Open a transaction for somebody who waits so many seconds for others.

        SQLite lets one write at a time. The library's own lock for that is passed by: those who
        wait for it keep readers waiting, and it stays locked if a connection cannot be made.
        """
        connection = self.pool.get_connection(patience)
        try:
            assert isinstance(connection, _Connection)
            connection.wait(patience)
            with connection.transaction(commit=commit) as cursor:
                yield cursor
        finally:
            self.pool.put_connection(connection)


class FactRecorder(SQLiteApplicationRecorder):
    """Writes facts into the library's table within a transaction of the ledger, never alone."""

    def __init__(self, datastore: SQLiteDatastore) -> None:
        super().__init__(datastore, events_table_name="facts")
        self.insert_events_statement = (
            "INSERT INTO facts (originator_id, originator_version, topic, state) "
            "VALUES (?, ?, ?, ?)"
        )

    def construct_create_table_statements(self) -> list[str]:
        """Return what creates every table of a ledger, and the triggers that guard it."""
        return [*CREATION]

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Insert within the transaction of `cursor`; the positions come back."""
        cursor = kwargs["cursor"]
        before = self._last(cursor)
        SQLiteAggregateRecorder._insert_events(self, cursor, stored_events)  # all with one call
        return range(before + 1, self._last(cursor) + 1)

    def _last(self, cursor: SQLiteCursor) -> int:
        cursor.execute("SELECT coalesce(max(rowid), 0) FROM facts")
        [(last,)] = cursor.fetchall()
        return int(last)
