"""Ledgers in SQLite files: what may stand at the path, and what SQLite may do."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from ledger_places import NOON, placed, record, recorded_ids

from tracker.errors import TrackerError
from tracker.ledger import create_ledger, open_ledger
from tracker.ledger.errors import (
    DriverMissing,
    LedgerDamaged,
    LedgerError,
    LedgerMisnamed,
    LedgerNotFound,
    LedgerReadOnly,
    LedgerUnreachable,
    NotALedger,
    StorageFull,
)

ROOT = Path(__file__).parents[2]
AS_ROOT = os.name != "posix" or os.geteuid() == 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "tracker.db"
    with create_ledger(str(path), at=NOON) as ledger:
        record(ledger, placed(id="a"))
    return path


def test_a_closed_ledger_is_one_file(path: Path) -> None:
    assert list(path.parent.iterdir()) == [path]


def test_a_ledger_keeps_a_write_ahead_log_and_waits_for_the_disk(path: Path) -> None:
    with open_ledger(str(path)) as ledger, ledger._store.writing() as session:
        (mode,) = session._cursor.sqlite_cursor.execute("PRAGMA journal_mode").fetchone()
        (synchronous,) = session._cursor.sqlite_cursor.execute("PRAGMA synchronous").fetchone()

    assert (mode, synchronous) == ("wal", 2)


def test_the_first_statement_of_a_writer_takes_the_lock(path: Path) -> None:
    with (
        open_ledger(str(path)) as ledger,
        closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other,
        ledger._store.writing(),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_positions_survive_a_vacuum(path: Path) -> None:
    with open_ledger(str(path)) as ledger:
        record(ledger, *(placed(id=f"{n}") for n in range(100)))
        before = list(ledger.facts())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        columns = {row[1]: row for row in other.execute("PRAGMA table_info(facts)")}
        assert columns["rowid"][5] == 1, "only declared positions are sure to survive"
        other.execute("VACUUM")

    with open_ledger(str(path)) as ledger:
        assert list(ledger.facts()) == before


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO facts (rowid, originator_id, originator_version, topic, state) "
        "SELECT rowid, originator_id, originator_version, topic, '{}' FROM facts",
        "INSERT OR REPLACE INTO facts (originator_id, originator_version, topic, state) "
        "SELECT originator_id, originator_version, topic, '{}' FROM facts",
        "INSERT OR REPLACE INTO batches SELECT last, first, '1900-01-01' FROM batches",
        "INSERT OR REPLACE INTO fact_ids SELECT id, 99 FROM fact_ids",
        "INSERT OR REPLACE INTO ledger SELECT id, 'UTC', created_at, format, one FROM ledger",
        "INSERT INTO ledger SELECT id, 'UTC', created_at, format, 2 FROM ledger",
    ],
)
def test_sql_cannot_replace_what_is_on_record(path: Path, statement: str) -> None:
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        pytest.raises(sqlite3.IntegrityError, match=r"a ledger only grows|CHECK"),
    ):
        other.execute(statement)


def test_the_environment_cannot_move_or_change_a_ledger(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = path.with_name("elsewhere.db")
    for name in ("", "TRACKER_", "APPLICATION_", "FACTS_"):
        monkeypatch.setenv(f"{name}SQLITE_DBNAME", str(elsewhere))
        monkeypatch.setenv(f"{name}PERSISTENCE_MODULE", "eventsourcing.popo")
        monkeypatch.setenv(f"{name}COMPRESSOR_TOPIC", "zlib")
        monkeypatch.setenv(f"{name}CIPHER_KEY", "0" * 32)

    with open_ledger(str(path)) as ledger:
        record(ledger, placed(id="b"))
        assert recorded_ids(ledger) == ["a", "b"]
    assert not elsewhere.exists()


@pytest.mark.parametrize("content", [b"hello", b"kind: act_published\n" * 1000, b"\0" * 4096])
def test_another_file_is_not_a_ledger_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "facts.yaml"
    other.write_bytes(content)

    with pytest.raises(NotALedger, match="not an SQLite database"):
        open_ledger(str(other))
    with pytest.raises(NotALedger, match="not an SQLite database"):
        create_ledger(str(other), at=NOON)

    assert other.read_bytes() == content


@pytest.mark.parametrize("table", ["accounts (id)", "ledger (account, amount)"])
def test_another_database_is_not_a_ledger_and_stays_as_it_is(tmp_path: Path, table: str) -> None:
    other = tmp_path / "books.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute(f"CREATE TABLE {table}")
    content = other.read_bytes()

    with pytest.raises(NotALedger, match="an SQLite database of something else"):
        open_ledger(str(other))
    with pytest.raises(NotALedger):
        create_ledger(str(other), at=NOON)

    assert other.read_bytes() == content


def test_a_name_that_no_file_can_have_is_said_to_be_unreachable(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnreachable, match="too long"):
        open_ledger(str(tmp_path / ("x" * 5000)))


def test_a_device_is_not_a_ledger() -> None:
    with pytest.raises(NotALedger, match="no ordinary file"):
        open_ledger(os.devnull)


def test_a_directory_is_not_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedger, match="a directory"):
        open_ledger(str(tmp_path))
    with pytest.raises(NotALedger, match="a directory"):
        create_ledger(str(tmp_path), at=NOON)


def test_what_an_interrupted_creation_leaves_is_no_ledger_and_in_nobodys_way(
    tmp_path: Path,
) -> None:
    empty, tableless = tmp_path / "empty.db", tmp_path / "tableless.db"
    empty.touch()
    with closing(sqlite3.connect(tableless)) as connection:
        connection.execute("PRAGMA journal_mode = wal")

    for path in (empty, tableless):
        with pytest.raises(LedgerNotFound):
            open_ledger(str(path))
        create_ledger(str(path), at=NOON).close()
        open_ledger(str(path)).close()


def test_a_ledger_needs_its_directory(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnreachable, match="there is no directory"):
        create_ledger(str(tmp_path / "nowhere" / "tracker.db"), at=NOON)
    with pytest.raises(LedgerNotFound):
        open_ledger(str(tmp_path / "nowhere" / "tracker.db"))


@pytest.mark.parametrize("name", ["a b.db", "50%.db", "x?mode=memory.db", "x:memory:", "漢.db"])
def test_a_path_may_have_any_shape(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with create_ledger(name, at=NOON) as ledger:
        record(ledger, placed(id="a"))

    with open_ledger(name) as ledger:
        assert recorded_ids(ledger) == ["a"]
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(AS_ROOT, reason="root may read and write everything")
def test_a_file_that_may_not_be_read_is_said_to_be_unreachable(path: Path) -> None:
    path.chmod(0)

    with pytest.raises(LedgerUnreachable, match="Permission denied"):
        open_ledger(str(path))


@pytest.mark.skipif(AS_ROOT, reason="root may read and write everything")
def test_a_file_that_may_not_be_written_is_read_only(path: Path) -> None:
    path.chmod(0o444)

    with open_ledger(str(path)) as ledger:
        assert recorded_ids(ledger) == ["a"]
        with pytest.raises(LedgerReadOnly, match="nothing was recorded"):
            record(ledger, placed(id="b"))


def test_a_full_disk_leaves_the_ledger_as_it_was(path: Path) -> None:
    with open_ledger(str(path)) as ledger:
        with ledger._store.reading() as session:
            session._cursor.sqlite_cursor.execute("PRAGMA max_page_count = 1")
        with pytest.raises(StorageFull, match="nothing was recorded"):
            record(ledger, *(placed(id=f"{n}") for n in range(5000)))

        assert recorded_ids(ledger) == ["a"]


def test_a_damaged_file_is_said_to_be_damaged(path: Path) -> None:
    with open_ledger(str(path)) as ledger:
        record(ledger, *(placed(id=f"{n}") for n in range(5000)))
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))

    with pytest.raises(LedgerDamaged, match="backups"), open_ledger(str(path)) as ledger:
        recorded_ids(ledger)


@pytest.mark.parametrize("location", ["", " ", "a\0b", "mysql://me:secret@host/db"])
def test_a_location_that_makes_no_sense_is_refused_without_its_password(location: str) -> None:
    with pytest.raises(LedgerMisnamed) as refusal:
        open_ledger(location)

    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("location", [":memory:", "file:x.db", "file::memory:?cache=shared"])
def test_what_sqlite_takes_for_no_path_is_refused_and_makes_no_file(
    tmp_path: Path, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(LedgerMisnamed, match="no path"):
        open_ledger(location)
    with pytest.raises(LedgerMisnamed, match="no path"):
        create_ledger(location, at=NOON)
    assert list(tmp_path.iterdir()) == []


def test_without_the_driver_a_url_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.ledger.store.find_spec", lambda name: None)

    with pytest.raises(DriverMissing, match="extra 'postgres'"):
        open_ledger("postgresql://me:secret@host/db")


def test_the_library_is_loaded_when_a_ledger_is_opened_and_not_before() -> None:
    program = "import sys, tracker.ledger; print('eventsourcing' in sys.modules)"
    command = [sys.executable, "-c", program]

    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout

    assert printed == "False\n"


def test_every_error_says_what_why_and_what_next(tmp_path: Path) -> None:
    with pytest.raises(TrackerError) as raised:
        open_ledger(str(tmp_path / "tracker.db"))

    error = raised.value
    assert isinstance(error, LedgerError)
    assert error.location == str(tmp_path / "tracker.db")
    assert str(error) == f"{error.what} {error.why} {error.advice}"
