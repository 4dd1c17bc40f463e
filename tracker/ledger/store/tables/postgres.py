"""Live tables in a PostgreSQL schema of their own, beside that of the ledger."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from eventsourcing.persistence import PersistenceError, Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from psycopg import Cursor
from psycopg.rows import DictRow, tuple_row
from psycopg.sql import SQL, Identifier

from tracker.ledger.errors import TablesDamaged, TablesUnusable
from tracker.ledger.storage import TableRows
from tracker.ledger.store.postgres_recorder import Datastore
from tracker.ledger.store.postgres_server import Place
from tracker.ledger.store.tables.schema import CREATION, INDEXES, MEMOS, NAMES, READER

_DIALECT = {
    "number": "bigint",
    "text": "text",
    "name": 'text COLLATE "C"',
    "bytes": "bytea",
    "keyed": "",
}
_TRACKING = "tracking"


class _Recorder(PostgresTrackingRecorder):
    """Keeps the position within a transaction of the tables, never alone."""

    def keep(self, cursor: Cursor[DictRow], position: int) -> None:
        """Note the position; the library refuses one that is not later."""
        self._insert_tracking(cursor, Tracking(READER, position))

    def kept(self, cursor: Cursor[DictRow]) -> int:
        """Return the position, 0 if none was ever noted."""
        cursor.execute(self.max_tracking_id_statement, (READER,))
        found = cursor.fetchone()
        return (found["max"] if found else None) or 0


class _Rows:
    """One transaction on the tables."""

    def __init__(self, cursor: Cursor[DictRow], recorder: _Recorder, schema: str) -> None:
        self._library_cursor, self._recorder, self._schema = cursor, recorder, schema
        self._cursor = cursor.connection.cursor(row_factory=tuple_row)

    def ask(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a statement."""
        self._cursor.execute(statement.replace("?", "%s"), values or None)
        return self._cursor.fetchall() if self._cursor.description else []

    def put(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement for each of many rows."""
        self._cursor.executemany(statement.replace("?", "%s"), rows)

    def position(self) -> int:
        """Return the position that the tables stand at."""
        return self._recorder.kept(self._library_cursor)

    def reached(self, position: int) -> None:
        """Note the position that the tables stand at from now on; a later one than before."""
        self._recorder.keep(self._library_cursor, position)

    def are_made(self) -> bool:
        """Tell whether there are tables."""
        return self._is_there("standing")

    def _is_there(self, table: str) -> bool:
        self._cursor.execute("SELECT to_regclass(%s) IS NOT NULL", (f"{self._schema}.{table}",))
        found = self._cursor.fetchone()
        return bool(found and found[0])

    def make(self) -> None:
        """Make all tables anew, empty and without indexes."""
        for name in (*NAMES, _TRACKING):
            self._cursor.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in self._recorder.sql_create_statements:
            self._cursor.execute(statement)
        for made in CREATION:
            self._cursor.execute(made.format_map(_DIALECT))

    def index(self) -> None:
        """Make the indexes, once the tables are filled."""
        for statement in INDEXES.values():
            self._cursor.execute(statement)

    def memo(self, name: str) -> str | None:
        """Return what was last noted under a name; it may stand though no tables are made."""
        if not self._is_there("memos"):
            return None
        found = self.ask("SELECT content FROM memos WHERE name = ?", name)
        return str(found[0][0]) if found else None

    def note(self, name: str, content: str) -> None:
        """Note something under a name, in place of what was noted before."""
        self.ask(MEMOS.format_map(_DIALECT))
        self.ask("DELETE FROM memos WHERE name = ?", name)
        self.put("INSERT INTO memos VALUES (?, ?)", [(name, content)])


class PostgresTables:
    """The schema of the live tables of a ledger; connected to when first needed."""

    def __init__(self, place: Place, patience: int) -> None:
        self.schema = f"{place.schema[:58]}_live"
        self.location = f"{place.shown} (schema {self.schema})"
        self._place, self._patience = place, patience
        self._opened: tuple[Datastore, _Recorder] | None = None

    @contextmanager
    def reading(self) -> Iterator[TableRows | None]:
        """Open a transaction that sees the tables as they stand; None: there is no place yet."""
        with self._transaction() as (cursor, recorder):
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            rows = _Rows(cursor, recorder, self.schema)
            yield rows if self._has_schema(cursor) else None

    @contextmanager
    def writing(self) -> Iterator[TableRows]:
        """Open a transaction that nobody else's can overlap; the schema is made if need be."""
        with self._transaction() as (cursor, recorder):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (self.schema,))
            schema = SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(self.schema))
            if not self._has_schema(cursor):
                cursor.execute(schema)
            yield _Rows(cursor, recorder, self.schema)

    def may_be_written(self) -> bool:
        """Tell whether the tables can be written, or made, by this user."""
        with self._transaction() as (cursor, _):
            cursor.execute(
                "SELECT CASE WHEN to_regnamespace(%s) IS NULL "
                "THEN has_database_privilege(current_database(), 'CREATE') "
                "ELSE has_schema_privilege(to_regnamespace(%s)::oid, 'CREATE') END "
                "AND NOT pg_is_in_recovery() AS may",
                (self.schema, self.schema),
            )
            found = cursor.fetchone()
            return bool(found and found["may"])

    def are_made(self) -> bool:
        """Tell whether there are tables."""
        with self.reading() as rows:
            return rows is not None and rows.are_made()

    def size(self) -> int:
        """Return how many bytes the tables take on the server."""
        with self._transaction() as (cursor, _):
            cursor.execute(
                "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint AS size "
                "FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace(%s)",
                (self.schema,),
            )
            found = cursor.fetchone()
            return found["size"] if found else 0

    def discard(self) -> None:
        """Drop the schema of the tables; nothing is lost with it."""
        with self._transaction() as (cursor, _):
            drop = SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(self.schema))
            cursor.execute(drop)

    def close(self) -> None:
        """Let go of the connection."""
        if self._opened:
            self._opened[0].close()
            self._opened = None

    def _has_schema(self, cursor: Cursor[DictRow]) -> bool:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL AS there", (self.schema,))
        found = cursor.fetchone()
        return bool(found and found["there"])

    @contextmanager
    def _transaction(self) -> Iterator[tuple[Cursor[DictRow], _Recorder]]:
        with self._failures():
            if not self._opened:
                datastore = Datastore(
                    self._place.conninfo, schema=self.schema, patience=self._patience
                )
                self._opened = (
                    datastore,
                    _Recorder(datastore, tracking_table_name=_TRACKING),
                )
            datastore, recorder = self._opened
            with datastore.transaction(commit=True) as cursor:
                path = SQL("SET LOCAL search_path TO {}").format(Identifier(self.schema))
                cursor.execute(path)
                yield cursor, recorder

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Say of whatever goes wrong whether the tables are damaged or cannot be used now."""
        try:
            yield
        except (psycopg.Error, PersistenceError) as error:
            cause = error if isinstance(error, psycopg.Error) else error.__cause__
            state = getattr(cause, "sqlstate", None) or ""
            said = " ".join(str(cause or error).split())
            if state.startswith(("XX", "42P01", "42703")):  # corrupted; no such table or column
                raise TablesDamaged(self.location, said) from error
            raise TablesUnusable(self.location, said) from error
