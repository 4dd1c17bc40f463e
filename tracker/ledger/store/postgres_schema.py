"""The schema of a ledger on PostgreSQL: what the catalogs say of it, and what they should say.

Only what hangs on the tables of the ledger is looked at: others may keep theirs beside them.
"""

import re
from typing import Any

from psycopg import Cursor

from tracker.ledger.storage import Part
from tracker.ledger.store.statements import TABLES

_MADE = """
table batches: ordinary
column batches.last: bigint not null
column batches.first: bigint not null
column batches.recorded_at: timestamp with time zone not null
index batches_pkey: CREATE UNIQUE INDEX batches_pkey ON batches USING btree (last)
index batches_by_instant: CREATE INDEX batches_by_instant ON batches USING btree (recorded_at, last)
constraint batches.batches_pkey: PRIMARY KEY (last)
constraint batches.batches_check: CHECK ((first <= last))
table chain: ordinary
column chain.position: bigint not null
column chain.batch: bigint not null
column chain.recorded_at: text not null
column chain.leaf: bytea not null
column chain.head: bytea not null
index chain_pkey: CREATE UNIQUE INDEX chain_pkey ON chain USING btree ("position")
constraint chain.chain_pkey: PRIMARY KEY ("position")
table fact_ids: ordinary
column fact_ids.id: text collate C not null
column fact_ids.position: bigint not null
index fact_ids_pkey: CREATE UNIQUE INDEX fact_ids_pkey ON fact_ids USING btree (id)
constraint fact_ids.fact_ids_pkey: PRIMARY KEY (id)
table fact_tags: ordinary
column fact_tags.tag: text collate C not null
column fact_tags.position: bigint not null
index fact_tags_pkey: CREATE UNIQUE INDEX fact_tags_pkey ON fact_tags USING btree (tag, "position")
constraint fact_tags.fact_tags_pkey: PRIMARY KEY (tag, "position")
table facts: ordinary
column facts.originator_id: uuid not null
column facts.originator_version: bigint not null
column facts.topic: text
column facts.state: bytea
column facts.notification_id: bigint not null default nextval('facts_notification_id_seq'::regclass)
index facts_pkey: CREATE UNIQUE INDEX facts_pkey ON facts USING btree (originator_id, originator_version)
index facts_notification_id_idx: CREATE UNIQUE INDEX facts_notification_id_idx ON facts USING btree (notification_id)
constraint facts.facts_pkey: PRIMARY KEY (originator_id, originator_version)
table ledger: ordinary
column ledger.id: text not null
column ledger.zone: text not null
column ledger.created_at: timestamp with time zone not null
column ledger.format: integer not null
column ledger.one: integer not null default 1
index ledger_pkey: CREATE UNIQUE INDEX ledger_pkey ON ledger USING btree (one)
constraint ledger.ledger_pkey: PRIMARY KEY (one)
constraint ledger.ledger_one_check: CHECK ((one = 1))
"""  # noqa: E501 one part a line

_GUARD = (
    "CREATE TRIGGER not_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()"
)

_PARTS = """
WITH ours AS (
    SELECT * FROM pg_class WHERE relnamespace = to_regnamespace(%(schema)s)
    AND relname = ANY(%(tables)s)
)
SELECT 'table', relname::text, concat_ws(', ',
    CASE WHEN relkind = 'r' AND relpersistence = 'p' THEN 'ordinary'
        ELSE concat('of kind ', relkind, ' ', relpersistence) END,
    CASE WHEN relrowsecurity OR relforcerowsecurity THEN 'row-level security' END)
FROM ours
UNION ALL
SELECT 'column', relname || '.' || attname, concat_ws(' ',
    format_type(atttypid, atttypmod),
    'collate ' || (SELECT collname FROM pg_collation c JOIN pg_type t ON t.oid = atttypid
        WHERE c.oid = attcollation AND attcollation <> typcollation),
    CASE WHEN attnotnull THEN 'not null' END,
    'default ' || (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef
        WHERE (adrelid, adnum) = (attrelid, attnum)),
    'generated ' || nullif(concat(attidentity, attgenerated), ''))
FROM ours JOIN pg_attribute ON attrelid = ours.oid WHERE attnum > 0 AND NOT attisdropped
UNION ALL
SELECT 'index', i.relname, concat_ws(', ', pg_get_indexdef(i.oid),
    CASE WHEN NOT (indisvalid AND indisready AND indislive) THEN 'not in use' END)
FROM ours JOIN pg_index ON indrelid = ours.oid JOIN pg_class i ON i.oid = indexrelid
UNION ALL
SELECT 'constraint', relname || '.' || conname, pg_get_constraintdef(c.oid)
FROM ours JOIN pg_constraint c ON conrelid = ours.oid WHERE contype IN ('c', 'f', 'p', 'u', 'x')
UNION ALL
SELECT 'trigger', relname || '.' || tgname, concat_ws(', ', pg_get_triggerdef(t.oid),
    CASE WHEN tgenabled NOT IN ('O', 'A') THEN 'switched off' END)
FROM ours JOIN pg_trigger t ON tgrelid = ours.oid WHERE NOT tgisinternal
UNION ALL
SELECT DISTINCT 'function', proname::text, concat_ws(' ', prosrc, 'in ' || lanname,
    'with ' || array_to_string(proconfig, ', '))
FROM ours JOIN pg_trigger ON tgrelid = ours.oid JOIN pg_proc p ON p.oid = tgfoid
    JOIN pg_language l ON l.oid = prolang WHERE NOT tgisinternal
UNION ALL
SELECT 'rule', relname || '.' || rulename, pg_get_ruledef(r.oid)
FROM ours JOIN pg_rewrite r ON ev_class = ours.oid
UNION ALL
SELECT 'policy', relname || '.' || polname, concat_ws(', ', pg_get_expr(polqual, polrelid),
    pg_get_expr(polwithcheck, polrelid))
FROM ours JOIN pg_policy ON polrelid = ours.oid
UNION ALL
SELECT 'table under', relname, inhrelid::regclass::text
FROM ours JOIN pg_inherits ON inhparent = ours.oid
UNION ALL
SELECT 'table over', relname, inhparent::regclass::text
FROM ours JOIN pg_inherits ON inhrelid = ours.oid
"""


def parts(cursor: Cursor[Any], schema: str) -> set[Part]:
    """Return the parts of a schema as the catalogs tell them, names without the schema."""
    cursor.execute(_PARTS, {"schema": schema, "tables": list(TABLES)})
    own = re.compile(rf'(?<!\w)"?{schema}"?\.')
    return {Part(sort, name, own.sub("", told)) for sort, name, told in cursor.fetchall()}


def parts_made(guarding: str) -> set[Part]:
    """Return the parts of a schema as they are made; `guarding` is what the guards do."""
    made = {Part(*_split(line)) for line in _MADE.strip().splitlines()}
    guards = {Part("trigger", f"{on}.not_changed", _GUARD.format(table=on)) for on in TABLES}
    return made | guards | {Part("function", "ledger_only_grows", f"{guarding} in plpgsql")}


def _split(line: str) -> tuple[str, str, str]:
    named, _, definition = line.partition(": ")
    sort, _, name = named.partition(" ")
    return sort, name, definition
