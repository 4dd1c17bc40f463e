"""Whatever happens to live tables, what is answered is right, and what is amiss is told."""

import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from ledger_places import SERVER, _postgres, a_place
from small_disks import only, small_disk
from support import RECORDED_AT, a_license, a_product, day, gazette_facts

from tracker.ledger import Ledger, create_ledger, open_ledger
from tracker.live.tables.keeping import LiveTables, Use
from tracker.live.tables.reading import Reader, Stands

KILLS = range(1, 2000, 23)
"""Before which steps somebody is killed; they are not killed if they take fewer."""


def everything(reader: Reader) -> list[Stands]:
    return list(reader.stands(day("2024-01-01")))


@contextmanager
def tables_of(location: str) -> Iterator[tuple[Ledger, LiveTables]]:
    with open_ledger(location) as ledger:
        tables = LiveTables(ledger, Use.ALWAYS)
        try:
            yield ledger, tables
        finally:
            tables.close()


@pytest.fixture
def location(tmp_path: Path) -> str:
    place = str(tmp_path / "tracker.db")
    with create_ledger(place, at=RECORDED_AT) as ledger:
        ledger.record([*gazette_facts(), a_product("A-1"), a_product("A-2")], at=RECORDED_AT)
    return place


@contextmanager
def killing() -> Iterator[subprocess.Popen[str]]:
    program = Path(__file__).parents[2] / "killed_catch_ups.py"
    with subprocess.Popen(
        [sys.executable, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        yield running
        assert running.stdin is not None
        running.stdin.close()


def killed(running: subprocess.Popen[str], number: int, location: str) -> bool:
    assert running.stdin is not None
    assert running.stdout is not None
    print(number, location, file=running.stdin, flush=True)
    said = running.stdout.readline().strip()
    assert said != "failed"
    return said == "killed"


def test_who_is_killed_while_tables_are_made_leaves_none_that_are_half_made(location: str) -> None:
    with killing() as running:
        for number in KILLS:
            Path(f"{location}.live").unlink(missing_ok=True)
            if not killed(running, number, location):
                break
            with tables_of(location) as (_, tables):
                assert tables.check() == ()
    assert number > 100


def test_who_is_killed_while_tables_read_on_leaves_them_as_they_were_or_read_on(
    location: str,
) -> None:
    with killing() as running:
        for number in range(1, 2000, 5):
            with tables_of(location) as (ledger, tables):
                tables.ask(everything)
                license = a_license(f"L-{number}", products=["A-1", f"B-{number}"])
                later = RECORDED_AT + timedelta(minutes=number)
                ledger.record([a_product(f"B-{number}"), license], at=later)
            if not killed(running, number, location):
                break
            with tables_of(location) as (ledger, tables):
                assert tables.stand().unfit is None
                assert tables.check() == ()
    assert number > 50


def _asks(location: str, count: int) -> None:
    with tables_of(location) as (ledger, tables):
        for number in range(count):
            at = RECORDED_AT + timedelta(minutes=number)
            ledger.record([a_product(f"{os.getpid()}-{number}")], at=at)
            found = tables.ask(everything)
            assert found is not None, tables.left_aside
            assert any(each.product == f"{os.getpid()}-{number}" for each in found)


@pytest.mark.parametrize("storage", ["sqlite", "postgres"])
def test_several_processes_read_on_at_once(storage: str, tmp_path: Path) -> None:
    if storage == "postgres" and not SERVER:
        pytest.skip("TRACKER_TEST_POSTGRES names no server")
    with a_place(storage, tmp_path) as place:
        with create_ledger(place.location, at=RECORDED_AT) as ledger:
            ledger.record(gazette_facts(), at=RECORDED_AT)
        spawning = multiprocessing.get_context("spawn")
        asking = [spawning.Process(target=_asks, args=(place.location, 6)) for _ in range(3)]
        for each in asking:
            each.start()
        for each in asking:
            each.join()
        assert [each.exitcode for each in asking] == [0, 0, 0]
        with tables_of(place.location) as (_, tables):
            assert len(tables.ask(everything) or []) == 18
            assert tables.check() == ()
            tables.discard()


def test_on_a_full_disk_the_facts_answer_and_the_reason_is_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        place = str(disk / "tracker.db")
        with create_ledger(place, at=RECORDED_AT) as ledger:
            ledger.record([*gazette_facts(), a_product()], at=RECORDED_AT)
        with tables_of(place) as (ledger, tables):
            with only(16384, disk):
                assert tables.ask(everything) is None
                assert tables.left_aside in ("database or disk is full", "disk I/O error")
            assert len(tables.ask(everything) or []) == 1
            assert tables.left_aside is None
            assert tables.check() == ()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Act as a user who owns nothing; skips the test for who cannot become one."""
    if os.geteuid():
        pytest.skip("only root can act as somebody else")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_who_may_not_write_beside_the_ledger_is_answered_from_the_facts(location: str) -> None:
    folder = Path(location).parent
    for each in [folder, *(each for each in folder.parents if "pytest" in str(each))]:
        os.chmod(each, 0o755)
    with as_nobody(), open_ledger(location, to_write=False) as ledger:
        tables = LiveTables(ledger, Use.ALWAYS)
        assert tables.ask(everything) is None
        assert tables.left_aside == "you may not write there"
        tables.close()
    assert not os.path.exists(f"{location}.live")


def test_a_copy_of_the_folder_brings_its_tables_along(location: str, tmp_path: Path) -> None:
    with tables_of(location) as (_, tables):
        before = tables.ask(everything)
    copy = tmp_path / "copy"
    shutil.copytree(Path(location).parent, copy, ignore=shutil.ignore_patterns("copy"))
    with tables_of(str(copy / "tracker.db")) as (_, tables):
        assert tables.stand().unfit is None
        assert tables.ask(everything) == before


@pytest.mark.skipif(not SERVER, reason="TRACKER_TEST_POSTGRES names no server")
def test_a_schema_of_tables_that_somebody_broke_is_made_anew(tmp_path: Path) -> None:
    with a_place("postgres", tmp_path) as place:
        with create_ledger(place.location, at=RECORDED_AT) as ledger:
            ledger.record([*gazette_facts(), a_product()], at=RECORDED_AT)
        with tables_of(place.location) as (_, tables):
            before = tables.ask(everything)
            schema = place.location.rpartition("=")[2] + "_live"
            _postgres(f"ALTER TABLE {schema}.periods RENAME COLUMN until TO until_day", schema)
            assert tables.ask(everything) == before
            assert tables.check() == ()
            tables.discard()
