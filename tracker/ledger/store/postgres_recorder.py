"""The library's recorder for PostgreSQL, made to keep what a ledger promises.

- Whoever writes locks the table first and checks inside the lock, so that positions become visible
  in their order. The library's stored function does not lock; it is not even created.
- The library tries a failed insert again, up to ten times, and may then report our own batch as
  somebody else's; here the ledger owns the transaction and nothing is tried twice.
- What is recorded cannot be updated, deleted or truncated.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import ConnectionPool, PostgresApplicationRecorder, PostgresDatastore
from psycopg import Connection, Cursor
from psycopg.rows import DictRow, dict_row
from psycopg.sql import SQL, Composed, Identifier

_FROZEN_CLIENT = 60.0
"""Seconds after which a client that hangs within a transaction loses it, and the lock with it."""

GUARDING = " BEGIN RAISE EXCEPTION 'a ledger only grows: % cannot be changed', TG_TABLE_NAME; END "
"""What a guard does when a table is to be changed."""

_TABLES = (
    """CREATE TABLE {schema}.ledger (
        id text NOT NULL, zone text NOT NULL, created_at timestamptz NOT NULL,
        format integer NOT NULL, one integer PRIMARY KEY DEFAULT 1 CHECK (one = 1))""",
    """CREATE TABLE {schema}.batches (
        last bigint PRIMARY KEY, first bigint NOT NULL, recorded_at timestamptz NOT NULL,
        CHECK (first <= last))""",
    "CREATE INDEX batches_by_instant ON {schema}.batches (recorded_at, last)",
    """CREATE TABLE {schema}.fact_ids (
        id text COLLATE "C" PRIMARY KEY, position bigint NOT NULL)""",
    """CREATE TABLE {schema}.fact_tags (
        tag text COLLATE "C", position bigint, PRIMARY KEY (tag, position))""",
    """CREATE TABLE {schema}.chain (
        position bigint PRIMARY KEY, batch bigint NOT NULL, recorded_at text NOT NULL,
        leaf bytea NOT NULL, head bytea NOT NULL)""",
    """CREATE FUNCTION {schema}.ledger_only_grows() RETURNS trigger LANGUAGE plpgsql
        AS $$"""
    + GUARDING
    + "$$",
)

_GUARD = (
    "CREATE TRIGGER not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.{table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {schema}.ledger_only_grows()"
)


class Datastore(PostgresDatastore):
    """One connection to a schema, by all that libpq understands in a URL."""

    def __init__(self, conninfo: str, *, schema: str, patience: int) -> None:
        super().__init__(
            "",
            "",
            "",
            "",
            "",
            schema=schema,
            lock_timeout=patience,
            idle_in_transaction_session_timeout=_FROZEN_CLIENT,
        )
        self.pool = ConnectionPool(
            conninfo,
            connection_class=Connection[DictRow],
            kwargs={"row_factory": dict_row},
            min_size=1,
            max_size=1,
            open=False,
            configure=self.after_connect_func(),
            check=ConnectionPool.check_connection,
            timeout=patience,
            num_workers=1,
        )


class FactRecorder(PostgresApplicationRecorder):
    """Writes facts into the library's table within a transaction of the ledger, never alone."""

    def __init__(self, datastore: PostgresDatastore) -> None:
        super().__init__(datastore, events_table_name="facts")
        del self.sql_create_statements[self.create_insert_function_statement_index]

    def lock(self, cursor: Cursor[DictRow]) -> None:
        """Let nobody else write until the transaction ends, and have its end on the disk.

        A lock can be had where nothing can be written, so that nothing is written at once: a server
        that only reads refuses that as well.
        """
        self._lock_table(cursor)
        batches = Identifier(self.datastore.schema, "batches")
        cursor.execute(SQL("INSERT INTO {0} SELECT * FROM {0} WHERE false").format(batches))
        cursor.execute("SET LOCAL synchronous_commit = on")

    def create(self, cursor: Cursor[DictRow], tables: Sequence[str]) -> None:
        """Create every table of a ledger, and the triggers that guard them."""
        type_name = f"{self.datastore.schema}.{self.stored_event_type_name}"
        found = cursor.execute("SELECT to_regtype(%s) AS oid", (type_name,)).fetchone()
        for statement in self._creation(tables):
            known = found and found["oid"] and "CREATE TYPE" in statement.as_string()
            if not known:  # another program on the same library may have brought its type
                cursor.execute(statement)

    def _creation(self, tables: Sequence[str]) -> Iterator[Composed]:
        schema = Identifier(self.datastore.schema)
        yield SQL("CREATE SCHEMA IF NOT EXISTS {schema}").format(schema=schema)
        yield from self.sql_create_statements
        for statement in _TABLES:
            yield SQL(statement).format(schema=schema)
        for table in tables:
            yield SQL(_GUARD).format(schema=schema, table=Identifier(table))

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Insert within the transaction of `cursor`; the positions come back."""
        cursor = kwargs["cursor"]
        self._insert_stored_events(cursor, stored_events)
        return self._fetch_ids_after_insert_events(cursor, stored_events)
