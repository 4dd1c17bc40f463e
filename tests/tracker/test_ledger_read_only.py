"""Ledgers in SQLite files that one may read and not write, as another user than root meets them."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import ledger_writers
import pytest
from console import run
from ledger_places import NOON, placed, record, recorded_ids

from tracker.ledger import create_ledger, open_ledger
from tracker.ledger.errors import StorageFailed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")

TESTS = Path(__file__).parents[1]

AS_NOBODY = """
import os, sys
import tracker.ledger.store.sqlite
from tracker.integrity.audit import audit
from ledger_places import placed, record, recorded_ids, NOON
from tracker.ledger.errors import LedgerError
from tracker.ledger import open_ledger
"b".encode("utf-16be")  # what is imported late may lie where nobody may not go
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    with open_ledger(sys.argv[1]) as ledger:
        {action}
except LedgerError as error:
    print(type(error).__name__, error)
"""

AUDIT = """
        with ledger.reading() as session:
            found = audit(session, ledger.header)
        print(found.faults, len(found.leaves))
"""


def as_nobody(path: Path, action: str) -> str:
    """Return what a line of Python prints about a ledger, run by somebody without rights."""
    command = [sys.executable, "-c", AS_NOBODY.format(action=action), str(path)]
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings)
    assert not done.stderr
    return done.stdout.strip()


@pytest.fixture
def path() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.db"
        with create_ledger(str(path), at=NOON) as ledger:
            record(ledger, placed(id="a"))
        protect(path)
        yield path
        path.parent.chmod(0o755)


def protect(path: Path) -> None:
    for each in path.parent.iterdir():
        each.chmod(0o444)
    path.parent.chmod(0o555)


def test_a_read_only_file_in_a_read_only_directory_can_be_read(path: Path) -> None:
    assert as_nobody(path, "print(recorded_ids(ledger), ledger.head())") == "['a'] 1"
    assert list(path.parent.iterdir()) == [path]


def test_a_copy_without_a_write_ahead_log_can_be_read_from_a_read_only_directory(
    path: Path,
) -> None:
    path.parent.chmod(0o755)
    path.chmod(0o644)
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode = delete")
    protect(path)

    assert as_nobody(path, "print(recorded_ids(ledger))") == "['a']"
    assert "LedgerReadOnly" in as_nobody(path, "record(ledger, placed(id='b'))")


def test_recording_in_a_read_only_directory_is_refused(path: Path) -> None:
    said = as_nobody(path, "record(ledger, placed(id='b'))")

    assert said.startswith("LedgerReadOnly")
    assert "cannot be written; nothing was recorded" in said


def test_a_dry_run_works_in_a_read_only_directory(path: Path) -> None:
    dry_run = "print(ledger.record([placed(id='b')], at=NOON, dry_run=True).recorded[0].position)"

    assert as_nobody(path, dry_run) == "2"


def test_a_read_only_ledger_is_audited_and_not_a_byte_of_it_changes(path: Path) -> None:
    before = path.read_bytes()
    assert as_nobody(path, AUDIT) == "() 1"
    assert (path.read_bytes(), list(path.parent.iterdir())) == (before, [path])


@pytest.mark.parametrize("command", ["verify", "facts"])
@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_reading_changes_no_byte_of_a_ledger_that_one_might_write(
    path: Path, mode: str, command: str
) -> None:
    path.parent.chmod(0o755)
    path.chmod(0o644)
    with closing(sqlite3.connect(path)) as copy:
        copy.execute(f"PRAGMA journal_mode = {mode}")
    if mode == "wal":
        with closing(sqlite3.connect(path)) as writer:
            writer.execute("ANALYZE")
            writer.commit()
            for name in ("other.db", "other.db-wal"):  # as a writer leaves it that was killed
                path.with_name(name).write_bytes(
                    path.with_name(name.replace("other", "tracker")).read_bytes()
                )
        path = path.with_name("other.db")
    before = path.read_bytes()
    assert not list(run(f"tracker --ledger {path} {command}"))[-1].startswith("[exit")
    assert path.read_bytes() == before


def test_who_may_not_write_a_file_leaves_none_beside_it_that_others_could_not_write(
    path: Path,
) -> None:
    path.parent.chmod(0o777)

    assert as_nobody(path, "print(recorded_ids(ledger))") == "['a']"
    assert "LedgerReadOnly" in as_nobody(path, "record(ledger, placed(id='b'))")
    assert list(path.parent.iterdir()) == [path]


def test_who_reads_a_ledger_that_was_closed_is_in_no_writers_way(path: Path) -> None:
    path.parent.chmod(0o755)
    path.chmod(0o644)
    command = [sys.executable, ledger_writers.__file__, "by_turns", str(path)]
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])}
    with open_ledger(str(path), to_write=False) as reader:
        assert recorded_ids(reader) == ["a"]
        subprocess.run(command, input="record b\n", text=True, check=True, env=surroundings)
        assert recorded_ids(reader) == ["a", "b"]
    assert list(path.parent.iterdir()) == [path]
    with open_ledger(str(path), to_write=False) as reader:
        assert recorded_ids(reader) == ["a", "b"]


def test_a_log_that_cannot_be_read_is_said_to_hinder_reading(path: Path) -> None:
    path.parent.chmod(0o755)
    path.chmod(0o644)
    with open_ledger(str(path)) as ledger:
        record(ledger, placed(id="b"))
        path.with_name("tracker.db-shm").rename(path.with_name("elsewhere"))
        protect(path)

        said = as_nobody(path, "print(recorded_ids(ledger))")
        path.parent.chmod(0o755)
        path.with_name("elsewhere").rename(path.with_name("tracker.db-shm"))

    assert said.startswith("LedgerUnreachable")
    assert "nothing was recorded" not in said


def test_a_log_in_use_is_read_from_a_read_only_directory(path: Path) -> None:
    path.parent.chmod(0o755)
    path.chmod(0o644)
    with open_ledger(str(path)) as ledger:
        record(ledger, placed(id="b"))
        protect(path)
        assert as_nobody(path, "print(recorded_ids(ledger))") == "['a', 'b']"
        path.parent.chmod(0o755)


def test_what_is_written_meanwhile_spoils_a_reading_without_locks(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without_rights:
        without_rights.setattr(os, "access", lambda path, mode: mode == os.R_OK)
        reader = open_ledger(str(path))
    with reader, open_ledger(str(path)) as writer:
        assert reader.head() == 1
        record(writer, placed(id="b"))

        with pytest.raises(StorageFailed, match="another program wrote to it"):
            reader.head()
