"""Ledgers in PostgreSQL schemas: what a URL may name, and what the server may do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_places import NOON, SERVER, Place, a_place, placed, record, recorded_ids

from tracker.ledger import Ledger, create_ledger, open_ledger
from tracker.ledger.errors import (
    LedgerBusy,
    LedgerExists,
    LedgerMisnamed,
    LedgerNotFound,
    LedgerReadOnly,
    LedgerUnreachable,
    NotALedger,
    StorageFailed,
)
from tracker.ledger.store.locations import shown

psycopg = pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
needs_server = pytest.mark.skipif(not SERVER, reason="TRACKER_TEST_POSTGRES names no server")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with a_place("postgres", tmp_path) as place:
        yield place


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    with create_ledger(place.location, at=NOON) as ledger:
        record(ledger, placed(id="a"))
        yield ledger


def schema_of(place: Place) -> str:
    return place.location.rpartition("=")[2]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://me:secret@host", "names no database"),
        ("postgresql://me:secret@host/", "names no database"),
        ("postgresql://me:secret@host/db?schema=My-Schema", "plain name"),
        ("postgresql://me:secret@host/db?schema=", "plain name"),
        ("postgres://me:secret@host/db?sslmood=x", "sslmood"),
    ],
)
def test_a_url_that_names_no_place_is_refused_without_its_password(url: str, said: str) -> None:
    with pytest.raises(LedgerMisnamed, match=said) as refusal:
        open_ledger(url)

    assert "secret" not in str(refusal.value)


def test_a_server_that_does_not_answer_is_said_to_be_unreachable() -> None:
    with pytest.raises(LedgerUnreachable) as refusal:
        open_ledger("postgresql://me:secret@127.0.0.1:1/db")

    assert "refused" in str(refusal.value)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("location", "seen"),
    [
        ("postgresql://me:s3:cr@t@db/x?schema=y", "postgresql://me:***@db/x?schema=y"),
        (
            "postgresql://me@db/x?password=secret&schema=y",
            "postgresql://me@db/x?password=***&schema=y",
        ),
        ("postgresql://db/x", "postgresql://db/x"),
        ("./my:odd@name/tracker.db", "./my:odd@name/tracker.db"),
    ],
)
def test_a_password_is_not_shown(location: str, seen: str) -> None:
    assert shown(location) == seen


@needs_server
def test_a_database_that_is_not_there_is_said_to_be_unreachable() -> None:
    with pytest.raises(LedgerUnreachable, match="nowhere"):
        open_ledger(f"{SERVER}".rpartition("/")[0] + "/nowhere")


@needs_server
def test_two_schemas_of_one_database_are_two_ledgers(ledger: Ledger, tmp_path: Path) -> None:
    with a_place("postgres", tmp_path) as other, create_ledger(other.location, at=NOON) as second:
        record(second, placed(id="b"))

        assert (recorded_ids(ledger), recorded_ids(second)) == (["a"], ["b"])
        assert ledger.id != second.id


@needs_server
def test_a_schema_may_hold_other_tables_but_not_of_the_same_names(place: Place) -> None:
    place.sql(f"CREATE SCHEMA {schema_of(place)}")
    place.sql("CREATE TABLE customers (id int)")
    place.sql("CREATE TABLE fact_tags (id int)")

    with pytest.raises(NotALedger, match="table 'fact_tags' of something else"):
        open_ledger(place.location)
    with pytest.raises(NotALedger):
        create_ledger(place.location, at=NOON)
    place.sql("DROP TABLE fact_tags")
    with pytest.raises(LedgerNotFound):
        open_ledger(place.location)
    create_ledger(place.location, at=NOON).close()


@needs_server
def test_a_table_called_ledger_does_not_make_a_ledger(place: Place) -> None:
    place.sql(f"CREATE SCHEMA {schema_of(place)}")
    place.sql("CREATE TABLE ledger (account text, amount int)")

    with pytest.raises(NotALedger, match="table 'ledger' of something else"):
        open_ledger(place.location)


@needs_server
def test_another_program_on_the_same_library_is_no_hindrance(place: Place) -> None:
    place.sql(f"CREATE SCHEMA {schema_of(place)}")
    place.sql(
        "CREATE TYPE stored_event_uuid AS "
        "(originator_id uuid, originator_version bigint, topic text, state bytea)"
    )

    with create_ledger(place.location, at=NOON) as ledger:
        record(ledger, placed(id="a"))
        assert recorded_ids(ledger) == ["a"]


@needs_server
@pytest.mark.parametrize("table", ["ledger", "facts", "batches", "fact_ids", "fact_tags", "chain"])
def test_no_table_can_be_emptied(place: Place, ledger: Ledger, table: str) -> None:
    with pytest.raises(psycopg.errors.RaiseException, match="a ledger only grows"):
        place.sql(f"TRUNCATE {table} CASCADE")

    assert recorded_ids(ledger) == ["a"]


@needs_server
def test_the_librarys_insert_that_takes_no_lock_is_not_there(place: Place, ledger: Ledger) -> None:
    functions = place.sql(
        f"SELECT proname FROM pg_proc WHERE pronamespace = to_regnamespace('{schema_of(place)}')"
    )

    assert functions == [("ledger_only_grows",)]


@needs_server
def test_positions_burned_by_somebody_else_leave_a_gap_and_nothing_worse(
    place: Place, ledger: Ledger
) -> None:
    place.sql("SELECT nextval('facts_notification_id_seq') FROM generate_series(1, 3)")

    batch = record(ledger, placed(id="b"), placed(id="c"))

    assert [each.position for each in batch.recorded] == [5, 6]
    assert [each.position for each in ledger.facts()] == [1, 5, 6]
    assert [each.id for each in ledger.facts(after=3, upto=5)] == ["b"]
    assert ledger.position_at(NOON) == ledger.head() == 6


@needs_server
def test_a_lost_connection_is_made_anew(place: Place, ledger: Ledger) -> None:
    with ledger._store.reading() as session:
        [(pid,)] = session._cursor.execute("SELECT pg_backend_pid()").fetchall()
    place.sql(f"SELECT pg_terminate_backend({pid})")  # and nobody else's, who may be testing too

    record(ledger, placed(id="b"))

    assert recorded_ids(ledger) == ["a", "b"]


@needs_server
def test_a_connection_lost_in_the_midst_of_a_batch_leaves_nothing_of_it(
    place: Place, ledger: Ledger
) -> None:
    with pytest.raises(StorageFailed, match="terminat"), ledger._store.writing() as session:
        session._cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    assert recorded_ids(ledger) == ["a"]


@needs_server
def test_a_server_that_only_reads_refuses_to_record(place: Place, ledger: Ledger) -> None:
    read_only = f"{place.location}&options=-c%20default_transaction_read_only%3Don"

    with open_ledger(read_only) as other:
        assert recorded_ids(other) == ["a"]
        with pytest.raises(LedgerReadOnly, match="nothing was recorded"):
            record(other, placed(id="b"))
        with pytest.raises(LedgerReadOnly, match="nothing was recorded"):
            other.check_recordable([placed(id="b")], at=NOON)


@needs_server
def test_an_earlier_version_that_locks_the_table_does_not_write_meanwhile(
    place: Place, ledger: Ledger
) -> None:
    whole = f"LOCK TABLE {schema_of(place)}.facts IN EXCLUSIVE MODE NOWAIT"

    with psycopg.connect(SERVER or "") as earlier:
        with ledger._store.writing(), pytest.raises(psycopg.errors.LockNotAvailable):
            earlier.execute(whole)
        earlier.rollback()
        earlier.execute(whole)
        with open_ledger(place.location, patience=1) as later, pytest.raises(LedgerBusy):
            record(later, placed(id="b"))
        earlier.rollback()
    record(ledger, placed(id="b"))


@needs_server
def test_who_writes_to_one_ledger_hinders_nobody_at_another(
    place: Place, ledger: Ledger, tmp_path: Path
) -> None:
    with (
        a_place("postgres", tmp_path) as other,
        create_ledger(other.location, at=NOON, patience=1) as second,
        ledger._store.writing(),
    ):
        record(second, placed(id="b"))


@needs_server
def test_a_ledger_is_created_once_in_a_schema(place: Place, ledger: Ledger) -> None:
    with pytest.raises(LedgerExists) as refusal:
        create_ledger(place.location, at=NOON)

    assert schema_of(place) in str(refusal.value)
