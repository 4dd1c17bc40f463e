"""What `verify` checks is byte for byte what questions read: each column, each row, the schema."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from ledger_places import NOON, STORAGES, Place, a_place, placed, record, registered, voided
from tampering import audited, damage, rechain, tamper, verdict

from tracker.ledger import create_ledger, open_ledger
from tracker.ledger.errors import LedgerDamaged, LedgerTooOld
from tracker.ledger.store.statements import TABLES


@pytest.fixture(params=STORAGES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with a_place(request.param, tmp_path) as found:
        yield filled(found)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Place]:
    with a_place("sqlite", tmp_path) as found:
        yield filled(found)


def filled(place: Place) -> Place:
    with create_ledger(place.location, at=NOON) as ledger:
        record(ledger, registered(id="a"), placed("p1", id="b"))
        record(ledger, placed("p2", id="c"), voided("b", id="d"), at=NOON + timedelta(hours=1))
        record(ledger, placed("p3", id="e"), at=NOON + timedelta(hours=2))
    return place


COLUMNS = {
    "ledger.id": "UPDATE ledger SET id = 'other'",
    "ledger.zone": "UPDATE ledger SET zone = 'Asia/Chongqing'",
    "ledger.created_at": "UPDATE ledger SET created_at = '2020-01-01T00:00:00.000000+00:00'",
    "ledger.format": "UPDATE ledger SET format = 1",
    "ledger.one": "UPDATE ledger SET one = 2",
    "facts.rowid": "UPDATE facts SET rowid = 99 WHERE rowid = 3",
    "facts.originator_id": "UPDATE facts SET originator_id = 'x' WHERE rowid = 3",
    "facts.originator_version": "UPDATE facts SET originator_version = 2 WHERE rowid = 3",
    "facts.topic": "UPDATE facts SET topic = 'fact_voided' WHERE rowid = 3",
    "facts.state": "UPDATE facts SET state = x'7b7d' WHERE rowid = 3",
    "batches.last": "UPDATE batches SET last = 3 WHERE last = 4",
    "batches.first": "UPDATE batches SET first = 4 WHERE last = 4",
    "batches.recorded_at": "UPDATE batches SET recorded_at = '2026-03-01T04:30:00.000000+00:00' "
    "WHERE last = 4",
    "fact_ids.id": "UPDATE fact_ids SET id = 'other' WHERE id = 'c'",
    "fact_ids.position": "UPDATE fact_ids SET position = 4 WHERE id = 'c'",
    "fact_tags.tag": "UPDATE fact_tags SET tag = 'product:p9' WHERE tag = 'product:p2'",
    "fact_tags.position": "UPDATE fact_tags SET position = 4 WHERE tag = 'product:p2'",
    "chain.position": "UPDATE chain SET position = 9 WHERE position = 3",
    "chain.batch": "UPDATE chain SET batch = 2 WHERE position = 4",
    "chain.recorded_at": "UPDATE chain SET recorded_at = '2026-03-01T04:30:00.000000Z' "
    "WHERE position = 3",
    "chain.leaf": "UPDATE chain SET leaf = zeroblob(32) WHERE position = 3",
    "chain.head": "UPDATE chain SET head = zeroblob(32) WHERE position = 3",
}
"""A statement that alters each column of each table."""


@pytest.mark.parametrize("column", COLUMNS)
def test_an_altered_column_is_a_fault_or_keeps_the_ledger_closed(place: Place, column: str) -> None:
    damage(place, *_lifted(place, column), COLUMNS[column])
    assert [kind for kind, _ in told(place) if kind != "schema"]


def _lifted(place: Place, column: str) -> list[str]:
    """Return what makes a column take what a constraint keeps out."""
    table = column.partition(".")[0]
    if column not in ("ledger.one", "facts.originator_version"):
        return []
    if place.storage == "postgres":
        return ["ALTER TABLE ledger DROP CONSTRAINT ledger_one_check"] if table == "ledger" else []
    columns = {
        "ledger": "id, zone, created_at, format, one",
        "facts": "originator_id, originator_version, topic, state, rowid INTEGER PRIMARY KEY",
    }
    return [
        f"ALTER TABLE {table} RENAME TO was",
        f"CREATE TABLE {table} ({columns[table]})",
        f"INSERT INTO {table} SELECT * FROM was",
        "DROP TABLE was",
    ]


def told(place: Place) -> list[tuple[str, str]]:
    try:
        return verdict(place.location)
    except (LedgerDamaged, LedgerTooOld) as refusal:  # a header that says what no ledger says
        return [("refused", type(refusal).__name__)]


def test_no_column_is_left_out(place: Place) -> None:
    listed = (
        "SELECT name FROM pragma_table_info('{}')"
        if place.storage == "sqlite"
        else "SELECT attname FROM pg_attribute WHERE attrelid = '{}'::regclass AND attnum > 0"
    )
    found = {f"{table}.{name}" for table in TABLES for (name,) in place.sql(listed.format(table))}
    assert {each.replace("notification_id", "rowid") for each in found} == {*COLUMNS}


OTHER_FORMS = {
    "basic": "20260301T050000.000000+0000",
    "week date": "2026-W09-7T05:00:00.000000+00:00",
    "another offset": "2026-02-28T05:01:00.000000-23:59",
    "a blank for the T": "2026-03-01 05:00:00.000000+00:00",
    "Z": "2026-03-01T05:00:00.000000Z",
    "without microseconds": "2026-03-01T05:00:00+00:00",
    "a blank behind": "2026-03-01T05:00:00.000000+00:00 ",
    "as bytes": None,
}
"""The instant of the second batch, written otherwise."""


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_an_instant_written_otherwise_is_a_fault_and_is_not_read(file: Place, form: str) -> None:
    text = OTHER_FORMS[form]
    value = f"'{text}'" if text else "CAST(recorded_at AS BLOB)"
    damage(file, f"UPDATE batches SET recorded_at = {value} WHERE last = 4")
    assert ("views", "positions 3 to 4") in verdict(file.location)
    with open_ledger(file.location) as ledger:
        for question in (
            lambda: [*ledger.facts()],
            lambda: ledger.fact("c"),
            lambda: ledger.tagged(["product:p2"]),
            lambda: ledger.position_at(NOON + timedelta(hours=1)),
            lambda: ledger.position_at(NOON + timedelta(hours=1, minutes=1)),
        ):
            with pytest.raises(LedgerDamaged, match="not how a ledger writes an instant"):
                question()
    damage_last = f"UPDATE batches SET recorded_at = {value} WHERE last = 5"
    tamper(file, damage_last)
    with (
        open_ledger(file.location) as ledger,
        pytest.raises(LedgerDamaged, match="position 5 is in a batch"),
    ):
        record(ledger, placed("p9"), at=NOON + timedelta(hours=9))


@pytest.mark.parametrize("form", [*OTHER_FORMS][:6])
def test_the_chain_and_the_header_are_written_in_one_form_too(file: Place, form: str) -> None:
    other = OTHER_FORMS[form]
    damage(file, f"UPDATE batches SET recorded_at = '{other}' WHERE last = 4")
    rechain(file)
    tamper(file, f"UPDATE chain SET recorded_at = '{other}' WHERE position = 0")
    assert ("chain", "position 0") in verdict(file.location)
    tamper(file, f"UPDATE ledger SET created_at = '{other}'")
    with pytest.raises(LedgerDamaged, match="its header says it was created at"):
        open_ledger(file.location)


def test_a_chain_that_times_facts_otherwise_is_a_fault_even_where_all_digests_fit(
    file: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tampering.stamp", lambda at: at.isoformat(" "))
    damage(file)
    rechain(file)
    found = [
        fault for fault in audited(file.location).faults if "not how it writes" in fault.message
    ]
    assert [fault.place for fault in found] == [f"position {at}" for at in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("storage", STORAGES[1:])
def test_an_instant_beyond_the_calendar_is_met_with_a_sentence(
    storage: str, tmp_path: Path
) -> None:
    with a_place(storage, tmp_path) as place:
        filled(place)
        damage(place, "UPDATE batches SET recorded_at = 'infinity' WHERE last = 5")
        assert told(place)
        with open_ledger(place.location) as ledger, pytest.raises(LedgerDamaged):
            list(ledger.facts())


LINK = "'2026-03-01T04:00:00.000000Z', zeroblob(32), zeroblob(32)"

OUTSIDE = {
    "a link before the beginning": (f"INSERT INTO chain VALUES (-1, -1, {LINK})", "-1"),
    "the first link there can be": (
        f"INSERT INTO chain VALUES (-9223372036854775808, -1, {LINK})",
        "-9223372036854775808",
    ),
    "a link behind the head": (f"INSERT INTO chain VALUES (9, 9, {LINK})", "9"),
    "a tag at the header": ("INSERT INTO fact_tags VALUES ('product:p1', 0)", "0"),
    "a tag before the beginning": ("INSERT INTO fact_tags VALUES ('product:p1', -1)", "-1"),
    "a tag behind the head": ("INSERT INTO fact_tags VALUES ('product:p1', 9)", "9"),
    "a voiding at the header": ("INSERT INTO fact_tags VALUES ('void:c', 0)", "0"),
    "an id at the header": ("INSERT INTO fact_ids VALUES ('z', 0)", "0"),
    "an id before the beginning": ("INSERT INTO fact_ids VALUES ('z', -1)", "-1"),
    "an id behind the head": ("INSERT INTO fact_ids VALUES ('z', 9)", "9"),
    "a batch at the header": (
        "INSERT INTO batches VALUES (0, 0, '2026-03-01T04:00:00.000000+00:00')",
        "0",
    ),
    "a batch before the beginning": (
        "INSERT INTO batches VALUES (-1, -2, '2026-03-01T04:00:00.000000+00:00')",
        "-1",
    ),
    "a batch behind the head": (
        "INSERT INTO batches VALUES (9, 9, '2026-03-01T09:00:00.000000+00:00')",
        "9",
    ),
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_row_outside_the_log_is_a_fault(place: Place, name: str) -> None:
    statement, position = OUTSIDE[name]
    damage(place, statement)
    assert [where for _, where in verdict(place.location) if where.endswith(f" {position}")]


@pytest.mark.parametrize("position", [0, -1, 9])
@pytest.mark.parametrize("storage", STORAGES[1:])
def test_a_fact_outside_the_log_is_a_fault(storage: str, tmp_path: Path, position: int) -> None:
    with a_place(storage, tmp_path) as place:
        filled(place)
        damage(
            place,
            "INSERT INTO facts SELECT gen_random_uuid(), 1, topic, state, "
            f"{position} FROM facts WHERE notification_id = 2",
        )
        assert verdict(place.location) == [("added", f"position {position}")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET id = CAST(id AS BLOB)",
        "UPDATE ledger SET zone = CAST(zone AS BLOB)",
        "UPDATE ledger SET created_at = CAST(created_at AS BLOB)",
        "UPDATE ledger SET format = x'32'",
        "UPDATE facts SET originator_id = CAST(originator_id AS BLOB) WHERE rowid = 3",
        "UPDATE facts SET topic = CAST(topic AS BLOB) WHERE rowid = 3",
        "UPDATE facts SET state = CAST(state AS TEXT) WHERE rowid = 3",
        "UPDATE batches SET first = 3.5 WHERE last = 4",
        "UPDATE fact_ids SET id = CAST(id AS BLOB) WHERE id = 'c'",
        "UPDATE fact_ids SET position = x'33' WHERE id = 'c'",
        "UPDATE fact_ids SET position = 3.5 WHERE id = 'c'",
        "UPDATE fact_tags SET tag = CAST(tag AS BLOB) WHERE position = 3",
        "UPDATE fact_tags SET position = 3.5 WHERE position = 3",
        "UPDATE fact_tags SET position = 'three' WHERE position = 3",
        "UPDATE chain SET batch = x'33' WHERE position = 3",
        "UPDATE chain SET batch = 3.5 WHERE position = 3",
        "UPDATE chain SET recorded_at = CAST(recorded_at AS BLOB) WHERE position = 3",
        "UPDATE chain SET recorded_at = CAST(recorded_at AS BLOB) WHERE position = 0",
        "UPDATE chain SET batch = 1 WHERE position = 0",
        "UPDATE chain SET recorded_at = '2026-03-01T04:00:00.000001Z' WHERE position = 0",
        "UPDATE chain SET leaf = CAST(leaf AS TEXT) WHERE position = 3",
        "UPDATE chain SET head = CAST(head AS TEXT) WHERE position = 3",
    ],
)
def test_a_value_of_another_type_is_a_fault_or_keeps_the_ledger_closed(
    file: Place, statement: str
) -> None:
    damage(file, statement)
    assert told(file)


SCHEMAS = {
    "sqlite": [
        ("DROP INDEX batches_by_instant", "index batches_by_instant is gone"),
        (
            "DROP INDEX batches_by_instant; CREATE INDEX batches_by_instant "
            "ON batches (recorded_at, last) WHERE last < 4",
            "index batches_by_instant was changed",
        ),
        ("CREATE INDEX more ON batches (first)", "index more is in no ledger"),
        ("ALTER TABLE batches ADD COLUMN more TEXT", "table batches was changed"),
        ("CREATE TABLE more (x)", "table more is in no ledger"),
        ("CREATE VIEW more AS SELECT * FROM facts", "view more is in no ledger"),
        ("CREATE TRIGGER more AFTER INSERT ON facts BEGIN SELECT 1; END", "trigger more is in no"),
        ("DROP TRIGGER chain_not_deleted", "trigger chain_not_deleted is gone"),
        (
            "DROP TRIGGER facts_not_updated; CREATE TRIGGER facts_not_updated "
            "BEFORE UPDATE ON facts WHEN 0 BEGIN SELECT 1; END",
            "trigger facts_not_updated was changed",
        ),
        (
            "ALTER TABLE fact_tags RENAME TO kept; CREATE VIEW fact_tags AS SELECT * FROM kept",
            "table fact_tags is gone",
        ),
    ],
    "postgres": [
        ("DROP INDEX batches_by_instant", "index batches_by_instant is gone"),
        (
            "DROP INDEX batches_by_instant; CREATE INDEX batches_by_instant "
            "ON batches (recorded_at, last) WHERE last < 4",
            "index batches_by_instant was changed",
        ),
        ("CREATE INDEX more ON batches (first)", "index more is in no ledger"),
        ("ALTER TABLE batches ADD COLUMN more text", "column batches.more is in no ledger"),
        ("ALTER TABLE batches ALTER first TYPE integer", "column batches.first was changed"),
        ('ALTER TABLE fact_ids ALTER id TYPE text COLLATE "default"', "column fact_ids.id was"),
        ("ALTER TABLE facts ALTER state SET DEFAULT ''", "column facts.state was changed"),
        ("ALTER TABLE batches ALTER recorded_at DROP NOT NULL", "batches.recorded_at was changed"),
        ("ALTER TABLE batches DROP CONSTRAINT batches_check", "batches.batches_check is gone"),
        ("ALTER TABLE chain ADD CHECK (batch > -1)", "constraint chain.chain_batch_check is in no"),
        ("ALTER TABLE facts ENABLE ROW LEVEL SECURITY", "table facts was changed"),
        ("CREATE POLICY more ON facts USING (true)", "policy facts.more is in no ledger"),
        ("CREATE RULE more AS ON INSERT TO chain DO INSTEAD NOTHING", "rule chain.more is in no"),
        ("CREATE TABLE more () INHERITS (facts)", "table under facts is in no ledger"),
        ("ALTER TABLE facts DISABLE TRIGGER not_changed", "trigger facts.not_changed was changed"),
        ("DROP TRIGGER not_changed ON chain", "trigger chain.not_changed is gone"),
        (
            "DROP TRIGGER not_changed ON chain; CREATE TRIGGER not_changed BEFORE DELETE ON chain "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()",
            "trigger chain.not_changed was changed",
        ),
        (
            "CREATE TRIGGER more AFTER INSERT ON facts "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()",
            "trigger facts.more is in no ledger",
        ),
        (
            "CREATE OR REPLACE FUNCTION ledger_only_grows() RETURNS trigger "
            "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
            "function ledger_only_grows was changed",
        ),
        ("ALTER TABLE fact_tags SET UNLOGGED", "table fact_tags was changed"),
        (
            "ALTER TABLE fact_tags RENAME TO kept; CREATE VIEW fact_tags AS SELECT * FROM kept",
            "table fact_tags was changed",
        ),
    ],
}


@pytest.mark.parametrize("storage", STORAGES)
def test_a_schema_that_differs_from_the_one_made_is_a_fault(storage: str, tmp_path: Path) -> None:
    for number, (statements, said) in enumerate(SCHEMAS[storage]):
        folder = tmp_path / str(number)
        folder.mkdir()
        with a_place(storage, folder) as place:
            filled(place)
            for statement in re.split(r"; (?=[CA])", statements):
                place.sql(statement)
            found = [fault.message for fault in audited(place.location).faults]
            assert any(said in message for message in found), (statements, found)


def test_what_planning_or_another_program_keeps_is_no_fault(place: Place) -> None:
    place.sql("ANALYZE")
    if place.storage == "postgres":
        place.sql("CREATE TABLE of_another_program (id integer)")
    assert audited(place.location).faults == ()


def test_text_kept_in_another_encoding_is_a_fault(file: Place, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(file.location)) as old, closing(sqlite3.connect(other)) as new:
        new.execute("PRAGMA encoding = 'UTF-16le'")
        new.executescript("\n".join(old.iterdump()))
    assert [fault.message for fault in audited(other).faults] == [
        "The database says: its text is kept in UTF-16le."
    ]
