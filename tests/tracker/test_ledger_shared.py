"""One process, one ledger file: whoever opens it there, by whatever path, shares what is open.

A process that closes any descriptor of a file lets go of the locks that it has on it. So each test
that holds a ledger looks whether another program still counts it among those who use the file.
"""

import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from subprocess import run

import pytest
from console import answered
from eventsourcing.sqlite import SQLiteConnection
from ledger_places import NOON, placed, record, recorded_ids
from reminding import a_desk

from tracker.errors import TrackerError
from tracker.ledger import Ledger, create_ledger, open_ledger
from tracker.ledger.errors import LedgerInherited, LedgerReplaced

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="locks and forks are those of POSIX")

COME_AND_GO = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
other.execute("SELECT count(*) FROM facts").fetchone()
other.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "tracker.db"
    with create_ledger(str(path), at=NOON) as ledger:
        record(ledger, placed(id="a"))
    return path


@pytest.fixture
def held(path: Path) -> Iterator[Ledger]:
    with open_ledger(str(path)) as ledger:
        record(ledger, placed(id="b"))
        yield ledger
        record(ledger, placed(id="last"))
    with open_ledger(str(path)) as after:
        assert {"a", "b", "last"} <= set(recorded_ids(after))


def log_of(path: Path) -> int:
    """Return by what the log of a ledger that is held is known."""
    return Path(f"{path}-wal").stat().st_ino


def outlives(path: Path, action: Callable[[], object]) -> bool:
    """Tell whether the log of a held ledger is still there after this, and after another program.

    That one opens and closes the file, and deletes the log if it counts nobody who uses it.
    """
    before = log_of(path)
    action()
    run([sys.executable, "-c", COME_AND_GO, str(path)], check=True)
    return Path(f"{path}-wal").exists() and log_of(path) == before


@ON_POSIX
def test_the_log_is_deleted_under_who_opens_and_closes_the_file_past_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("SELECT count(*) FROM facts").fetchone()
        assert outlives(path, lambda: None)
        assert not outlives(path, path.read_bytes)


def other_paths(path: Path) -> list[str]:
    """Return other paths by which the file of a ledger is found."""
    link, hard = path.with_name("link.db"), path.with_name("hard.db")
    link.symlink_to(path)
    os.link(path, hard)
    around = path.parent / ".." / path.parent.name / path.name
    return [str(path), str(link), str(hard), str(around), os.path.relpath(path)]


@ON_POSIX
def test_a_file_is_opened_once_by_whatever_path_and_stays_open_for_its_last_user(
    path: Path, held: Ledger
) -> None:
    def come_and_go() -> None:
        for other in other_paths(path):
            for to_write in (True, False):
                with open_ledger(other, to_write=to_write) as same:
                    assert same.location == other
                    assert same._store._file is held._store._file
                    assert recorded_ids(same) == ["a", "b"]
                same.close()  # once more, which changes nothing

    assert outlives(path, come_and_go)


def test_who_opens_a_ledger_to_read_cannot_write_beside_a_writer_of_the_same_process(
    path: Path, held: Ledger
) -> None:
    with (
        open_ledger(str(path), to_write=False) as reader,
        pytest.raises(TrackerError, match="nothing was recorded"),
    ):
        record(reader, placed(id="c"))


def test_who_opens_a_ledger_to_write_can_beside_a_reader_of_the_same_process(path: Path) -> None:
    with open_ledger(str(path), to_write=False) as reader:
        assert reader.head() == 1
        with open_ledger(str(path)) as writer:
            record(writer, placed(id="b"))
        assert recorded_ids(reader) == ["a", "b"]
    assert list(path.parent.iterdir()) == [path]


@ON_POSIX
def test_many_threads_come_and_go_and_neither_lose_a_fact_nor_the_log(
    path: Path, held: Ledger
) -> None:
    paths, failed = other_paths(path), list[Exception]()

    def come_and_go(name: str) -> None:
        try:
            for number, location in enumerate(paths * 3):
                with open_ledger(location) as ledger:
                    record(ledger, placed(id=f"{name}/{number}"))
                with open_ledger(location, to_write=False) as ledger:
                    assert f"{name}/{number}" in recorded_ids(ledger)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=come_and_go, args=(name,)) for name in "xyz"]

    def all_of_them() -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert outlives(path, all_of_them)
    assert failed == []
    assert len(recorded_ids(held)) == 2 + 3 * 3 * len(paths)


def test_who_waits_for_a_writer_of_the_same_process_keeps_no_reader_waiting(
    path: Path, held: Ledger
) -> None:
    def wait_in_vain() -> None:
        with open_ledger(str(path), patience=1) as other, pytest.raises(TrackerError):
            record(other, placed(id="c"))

    with held._store.writing(), open_ledger(str(path), patience=0) as reader:
        waiting = threading.Thread(target=wait_in_vain)
        waiting.start()
        while waiting.is_alive():
            assert recorded_ids(reader) == ["a", "b"]


def test_a_commit_that_fails_leaves_nothing_in_the_way_of_the_next(
    held: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: SQLiteConnection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as failing:
        failing.setattr(SQLiteConnection, "commit", fail)
        with pytest.raises(Exception, match="disk I/O error"):
            record(held, placed(id="c"))
    assert recorded_ids(held) == ["a", "b"]
    record(held, placed(id="c"))


# -- A file that is no longer where it was --------------------------------------------------------


@pytest.mark.parametrize("replaced", [True, False])
def test_a_ledger_that_is_open_is_not_used_once_its_path_leads_elsewhere(
    path: Path, replaced: bool
) -> None:
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    with open_ledger(str(path)) as ledger:
        record(ledger, placed(id="b"))
        moved = [each.rename(elsewhere / each.name) for each in path.parent.glob("tracker.db*")]
        if replaced:
            create_ledger(str(path), at=NOON).close()
        with pytest.raises(LedgerReplaced, match="nothing was done"):
            record(ledger, placed(id="c"))
        with pytest.raises(LedgerReplaced):
            ledger.head()
        with pytest.raises(LedgerReplaced), ledger.alone():
            raise AssertionError
        if replaced:
            with open_ledger(str(path)) as other:
                assert recorded_ids(other) == []
            path.unlink()
        for each in moved:
            each.rename(path.with_name(each.name))
        assert recorded_ids(ledger) == ["a", "b"]


# -- A process that is forked off -----------------------------------------------------------------


@ON_POSIX
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_ledger_that_was_open_when_a_process_was_forked_off_is_refused_there(
    path: Path, held: Ledger
) -> None:
    def fork() -> None:
        if child := os.fork():
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
            return
        refusals = 0
        for use in (
            held.head,
            lambda: open_ledger(str(path)),
            lambda: record(held, placed(id="c")),
        ):
            try:
                use()
            except LedgerInherited:
                refusals += 1
        held.close()
        os._exit(0 if refusals == 3 else 1)

    assert outlives(path, fork)
    assert recorded_ids(held) == ["a", "b"]


@ON_POSIX
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_ledger_that_was_closed_before_is_opened_in_a_process_that_was_forked_off(
    path: Path,
) -> None:
    if not (child := os.fork()):
        try:
            with open_ledger(str(path)) as ledger:
                record(ledger, placed(id="b"))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    with open_ledger(str(path)) as ledger:
        assert recorded_ids(ledger) == ["a", "b"]


# -- Files of the ledger, named as something else -------------------------------------------------


@ON_POSIX
@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_a_file_of_the_ledger_is_no_evidence_no_table_and_no_checkpoint_while_it_is_held(
    path: Path, held: Ledger, ending: str
) -> None:
    named = f"{path}{ending}"

    def try_in_vain() -> None:
        for words in (
            f"evidence add {named} --fact a",
            f"import {named}",
            f"verify --checkpoint {named}",
        ):
            said, code = answered(f"--ledger {path} {words}")
            assert ("it is a file of the ledger itself" in said, code) == (True, 1)

    assert outlives(path, try_in_vain)


@ON_POSIX
def test_no_message_is_written_to_a_file_of_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    log = {"owner": {"name": "Invented person", "ways": [{"log": str(path)}]}}
    with a_desk(tmp_path, people=log) as desk:
        swept = []
        assert outlives(path, lambda: swept.append(desk.sweeper.sweep()))
        [(_, error)] = swept[0].failed
        assert "it is a file of the ledger itself" in error.reason


@ON_POSIX
def test_two_sweepers_that_name_the_ledger_differently_exclude_each_other(
    path: Path, held: Ledger
) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    with open_ledger(str(link)) as same, held.alone() as one, same.alone() as other:
        assert (one(), other()) == (True, False)


@ON_POSIX
def test_a_ledger_named_by_a_link_is_read_with_its_log_and_its_files_are_not_written_over(
    path: Path,
) -> None:
    copy, link = path.with_name("copy.db"), path.with_name("link.db")
    with open_ledger(str(path)) as ledger:
        record(ledger, placed(id="b"))
        for ending in ("", "-wal"):  # as a writer leaves them that was killed
            copy.with_name(f"copy.db{ending}").write_bytes(Path(f"{path}{ending}").read_bytes())
    link.symlink_to(copy)
    before = copy.read_bytes()

    with open_ledger(str(link), to_write=False) as ledger:
        assert recorded_ids(ledger) == ["a", "b"]
    assert copy.read_bytes() == before
    said, code = answered(f"--ledger {link} export -o {copy}-wal")
    assert ("is the ledger itself" in said, code) == (True, 1)
