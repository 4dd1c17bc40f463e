"""A ledger in a schema of a PostgreSQL database."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from psycopg import Connection, Cursor, OperationalError, connect
from psycopg.rows import DictRow, tuple_row

from tracker.ledger.drafts import stream_of
from tracker.ledger.errors import LedgerExists, LedgerNotFound
from tracker.ledger.storage import Entry, Fill, Header, Held, Link, Part, Placed, Session
from tracker.ledger.store.mapper import events_of
from tracker.ledger.store.postgres_recorder import GUARDING, Datastore, FactRecorder
from tracker.ledger.store.postgres_schema import parts, parts_made
from tracker.ledger.store.postgres_server import Place, examine, failures_explained, find_header
from tracker.ledger.store.session import SqlSession, Word
from tracker.ledger.store.statements import TABLES, statements
from tracker.ledger.store.tables.postgres import PostgresTables

_CREATION_LOCK = int.from_bytes(b"tracker")
"""Held by whoever creates a ledger in a database, lest two do so at once."""


_AT_ONCE = 1000
"""So many rows of a whole table are fetched together."""

_PLACED = "SELECT * FROM unnest(%s::text[], %s::bigint[])"
_LINKS = "SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::bytea[], %s::bytea[])"


def _columns(rows: Sequence[tuple[Any, ...]], count: int) -> list[list[Any]]:
    return [[row[number] for row in rows] for number in range(count)]


class PostgresSession(SqlSession):
    """A transaction on a PostgreSQL schema."""

    def __init__(self, cursor: Cursor[DictRow], store: "PostgresStore") -> None:
        self.location = store.location
        self._library_cursor = cursor
        self._cursor = cursor.connection.cursor(row_factory=tuple_row)
        self._store = store

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        self._cursor.execute(self._store.sql[statement], values, binary=True)
        return self._cursor.fetchall() if self._cursor.description else []

    def _put(self, entries: Sequence[Entry]) -> Sequence[int]:
        return self._store.recorder.insert_events(events_of(entries), cursor=self._library_cursor)

    def _put_at(self, part: Sequence[Placed]) -> None:
        self._cursor.executemany(
            f"INSERT INTO {self._store.schema}.facts (notification_id, originator_id, "
            "originator_version, topic, state) VALUES (%s, %s, %s, %s, %s)",
            [(at, stream_of(entry.id), 1, entry.kind, entry.content) for at, entry in part],
        )

    def _go_on_after(self, position: int) -> None:
        sequence = f"pg_get_serial_sequence('{self._store.schema}.facts', 'notification_id')"
        self._cursor.execute(f"SELECT setval({sequence}, %s)", (position,))

    def _extend(self, links: Sequence[Link]) -> None:
        statement = f"INSERT INTO {self._store.schema}.chain {_LINKS}"
        self._cursor.execute(statement, _columns(links, 5))

    def stored(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table; one that cannot be read leaves the others readable."""
        with self.attempt():
            return super().stored(table)

    def streamed(self, table: str) -> Iterator[tuple[Any, ...]]:
        """Yield all rows of a table as they are stored, few at once."""
        connection, name = self._cursor.connection, f"all_{table}"
        with connection.cursor(name=name, row_factory=tuple_row) as cursor:
            cursor.itersize = _AT_ONCE
            yield from cursor.execute(self._store.sql[f"stored_{table}"], binary=True)

    def attempt(self) -> AbstractContextManager[object]:
        """Return a part of the transaction that can fail alone."""
        return self._cursor.connection.transaction()

    def complaints(self) -> list[str]:
        """Return nothing: the server checks its own pages."""
        return []

    def schema(self) -> set[Part]:
        """Return what hangs on the tables of the ledger."""
        with self.attempt():
            return parts(self._cursor, self._store.schema)

    def schema_made(self) -> set[Part]:
        """Return what hangs on the tables of a ledger when they are made."""
        return parts_made(GUARDING)

    def _put_beside(self, ids: Sequence[Word], tags: Sequence[Word], links: Sequence[Link]) -> None:
        schema = self._store.schema
        self._cursor.execute(
            f"WITH ids AS (INSERT INTO {schema}.fact_ids {_PLACED}), "
            f"tags AS (INSERT INTO {schema}.fact_tags {_PLACED}) "
            f"INSERT INTO {schema}.chain {_LINKS}",
            [*_columns(ids, 2), *_columns(tags, 2), *_columns(links, 5)],
        )

    def _among(self, values: Collection[str]) -> list[str]:
        return list(values)

    def _stamp(self, instant: datetime) -> datetime:
        return instant

    def _instant(self, stamp: datetime) -> datetime:
        return _in_utc(stamp)


@lru_cache(maxsize=1024)
def _in_utc(stamp: datetime) -> datetime:
    return stamp.astimezone(UTC)


def _is_alive(connection: Connection[Any]) -> bool:
    """Tell whether a connection, and so the locks of its session, is still there."""
    try:
        connection.execute("SELECT 1")
    except OperationalError:
        return False
    return True


class PostgresStore:
    """The schema of a ledger; made by `open_postgres` and `create_postgres`."""

    def __init__(self, place: Place, header: Header, *, patience: int) -> None:
        self.header = header
        self.location = place.shown
        self.schema = place.schema
        self.sql = statements(
            {table: f"{place.schema}.{table}" for table in TABLES}
            | {"position": "notification_id", "value": "%s", "among": "= ANY(%s)"}
            | {"least": "LEAST", "greatest": "GREATEST"}
        )
        self._place = place
        self._patience = patience
        self._datastore = Datastore(place.conninfo, schema=place.schema, patience=patience)
        with failures_explained(self.location, patience):
            self.recorder = FactRecorder(self._datastore)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session on the record as it stands."""
        with self._transaction(commit=False) as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield PostgresSession(cursor, self)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that nobody else's can overlap; it is kept unless an error leaves it."""
        with self._transaction(commit=True) as cursor:
            self.recorder.lock(cursor)
            yield PostgresSession(cursor, self)

    @contextmanager
    def alone(self) -> Iterator[Held]:
        """Hold an advisory lock named after the ledger on a connection of its own, or fail to."""
        with (
            failures_explained(self.location, self._patience),
            closing(connect(self._place.conninfo, autocommit=True)) as connection,
        ):
            name = int.from_bytes(bytes.fromhex(self.header.id)[:8], signed=True)
            answer = connection.execute("SELECT pg_try_advisory_lock(%s::bigint)", [name])
            row = answer.fetchone()
            held = bool(row and row[0])
            yield lambda: held and _is_alive(connection)

    def tables(self) -> PostgresTables:
        """Return the place of the live tables, whether any are there."""
        return PostgresTables(self._place, self._patience)

    def close(self) -> None:
        """Close the connection."""
        self._datastore.close()

    def create(self, fill: Fill | None = None) -> None:
        """Make the tables and fill them, all or none; LedgerExists if somebody was faster."""
        with self._transaction(commit=True) as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_CREATION_LOCK,))
            if find_header(cursor.connection, self._place):
                raise LedgerExists(self.location)
            self.recorder.create(cursor, TABLES)
            session = PostgresSession(cursor, self)
            session.inscribe(self.header)
            if fill:
                fill(session)

    @contextmanager
    def _transaction(self, *, commit: bool) -> Iterator[Cursor[DictRow]]:
        with (
            failures_explained(self.location, self._patience),
            self._datastore.transaction(commit=commit) as cursor,
        ):
            yield cursor


def open_postgres(place: Place, *, patience: int) -> PostgresStore:
    """Return the ledger in a schema; raises LedgerError if there is none, and never makes one."""
    header = examine(place)
    if header is None:
        raise LedgerNotFound(place.shown)
    return PostgresStore(place, header, patience=patience)


def create_postgres(
    place: Place, header: Header, *, patience: int, fill: Fill | None = None
) -> PostgresStore:
    """Return the new ledger in a schema; raises LedgerError if something is there."""
    if examine(place) is not None:
        raise LedgerExists(place.shown)
    maker = PostgresStore(place, header, patience=patience)
    try:
        maker.create(fill)
    finally:
        maker.close()
    return open_postgres(place, patience=patience)
