"""The library's recorder for PostgreSQL, made to keep what a ledger promises.

- Whoever writes takes a lock first and checks inside it, so that positions become visible in their
  order. The library locks the table in a mode for which it takes the right to change facts; here it
  is an advisory lock, and the right to add is enough. The library's stored function does not lock;
  it is not even created.
- The library tries a failed insert again, up to ten times, and may then report our own batch as
  somebody else's; here the ledger owns the transaction and nothing is tried twice.
- What is recorded cannot be updated, deleted or truncated.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import ConnectionPool, PostgresApplicationRecorder, PostgresDatastore
from psycopg import Connection, Cursor
from psycopg.rows import DictRow, dict_row
from psycopg.sql import SQL, Composed, Identifier, Literal

_FROZEN_CLIENT = 60.0
"""Seconds after which a client that hangs within a transaction loses it, and the lock with it."""

GUARDING = " BEGIN RAISE EXCEPTION 'a ledger only grows: % cannot be changed', TG_TABLE_NAME; END "
"""What a guard does when a table is to be changed."""

_WRITERS = int.from_bytes(b"trak") << 32
"""The lock of those who write is named after this and their table, of which a database has one."""

_LOCKING = """
    SET LOCAL lock_timeout = {patience};
    LOCK TABLE {facts} IN ROW EXCLUSIVE MODE;
    SELECT pg_advisory_xact_lock({name}::regclass::oid::bigint + {writers});
    INSERT INTO {batches} SELECT * FROM {batches} WHERE false;
    SET LOCAL synchronous_commit = on"""
"""Sent together, done one after the other."""

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


_INSERT = """
    INSERT INTO {0} (originator_id, originator_version, topic, state)
    SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::bytea[])
    RETURNING notification_id"""
"""As the library does it, without its type, which is not known before the tables are made."""

_columns = attrgetter("originator_id", "originator_version", "topic", "state")


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
        self._facts = Identifier(datastore.schema, "facts")

    def lock(self, cursor: Cursor[DictRow]) -> None:
        """Let nobody else write until the transaction ends, and have its end on the disk.

        The lock on the table keeps out versions of this program that lock it whole, and nobody
        else. A lock can be had where nothing can be written, so that nothing is written at once: a
        server that only reads refuses that as well.
        """
        locking = SQL(_LOCKING).format(
            patience=Literal(f"{self.datastore.lock_timeout}s"),
            facts=self._facts,
            name=Literal(self._facts.as_string()),
            writers=Literal(_WRITERS),
            batches=Identifier(self.datastore.schema, "batches"),
        )
        cursor.execute(locking)

    def create(self, cursor: Cursor[DictRow], tables: Sequence[str]) -> None:
        """Create every table of a ledger, and the triggers that guard them."""
        there = tuple(self._there(cursor))
        for statement in self._creation(tables):
            if not statement.as_string().startswith(there):
                cursor.execute(statement)

    def _there(self, cursor: Cursor[DictRow]) -> Iterator[str]:
        """Yield the beginnings of statements that make what is there already.

        A schema may have been made for somebody who may make none, and another program on the same
        library may have brought its type.
        """
        schema = self.datastore.schema
        names = schema, f"{schema}.{self.stored_event_type_name}"
        cursor.execute("SELECT to_regnamespace(%s) AS schema, to_regtype(%s) AS type", names)
        for found in cursor.fetchall():
            yield from (f"CREATE {what.upper()}" for what, id in found.items() if id)

    def _creation(self, tables: Sequence[str]) -> Iterator[Composed]:
        schema = Identifier(self.datastore.schema)
        yield SQL("CREATE SCHEMA {schema}").format(schema=schema)
        yield from self.sql_create_statements
        for statement in _TABLES:
            yield SQL(statement).format(schema=schema)
        for table in tables:
            yield SQL(_GUARD).format(schema=schema, table=Identifier(table))

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Insert within the transaction of `cursor`; the positions come back."""
        cursor = kwargs["cursor"]
        columns = [list(column) for column in zip(*map(_columns, stored_events), strict=True)]
        cursor.execute(SQL(_INSERT).format(self._facts), columns)
        return [row["notification_id"] for row in cursor.fetchall()]
