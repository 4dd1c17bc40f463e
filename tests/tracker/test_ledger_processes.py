"""Several processes at one ledger, and processes that are killed."""

import multiprocessing
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import ledger_writers
import pytest
from ledger_places import NOON, STORAGES, Place, a_place, placed, record, recorded_ids
from ledger_writers import batch, batches_found, write_batches

from tracker.errors import TrackerError
from tracker.ledger import Ledger, create_ledger, open_ledger
from tracker.ledger.errors import LedgerBusy, LedgerExists

ROOT = Path(__file__).parents[2]
KILLS = 5


@pytest.fixture(params=STORAGES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with a_place(request.param, tmp_path) as place:
        yield place


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    with create_ledger(place.location, at=NOON) as ledger:
        yield ledger


def test_writers_in_several_processes_neither_lose_nor_interleave(
    place: Place, ledger: Ledger
) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [
        spawn.Process(
            target=write_batches, args=(place.location, name), kwargs={"batches": 12, "size": 25}
        )
        for name in ("ada", "bob")
    ]
    seen: list[int] = []
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):  # nothing appears behind a reader's back
        seen += [each.position for each in ledger.facts(after=seen[-1] if seen else 0)]
        time.sleep(0.001)
    seen += [each.position for each in ledger.facts(after=seen[-1] if seen else 0)]

    assert [writer.exitcode for writer in writers] == [0, 0]
    found = batches_found(ledger)
    assert set(found) == {f"{name}/{n}" for name in ("ada", "bob") for n in range(12)}
    assert seen == [position for positions in found.values() for position in positions]
    assert place.storage != "sqlite" or seen == list(range(1, 601))
    instants = [each.recorded_at for each in ledger.facts()]
    assert instants == sorted(instants)


def test_writers_in_several_threads_neither_lose_nor_interleave(ledger: Ledger) -> None:
    def write(name: str) -> None:
        for number in range(8):
            ledger.record(batch(name, number, 20), at=NOON)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("ada", "bob", "eve")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(batches_found(ledger)) == 24


def test_of_two_writers_with_the_same_file_one_records_and_one_changes_nothing(
    place: Place, ledger: Ledger
) -> None:
    facts = [placed(f"p-{n}") for n in range(50)]
    came_to: list[tuple[int, int]] = []

    def write() -> None:
        with open_ledger(place.location) as own:
            result = own.record(facts, at=NOON)
            came_to.append((len(result.recorded), len(result.unchanged)))

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(came_to) == [(0, 50), (0, 50), (50, 0)]
    assert len(recorded_ids(ledger)) == 50


def test_of_two_creators_one_succeeds(place: Place) -> None:
    results: list[str] = []

    def create() -> None:
        try:
            create_ledger(place.location, at=NOON).close()
            results.append("created")
        except LedgerExists:
            results.append("was there")
        except TrackerError as error:
            results.append(str(error))

    threads = [threading.Thread(target=create) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["created", *["was there"] * 3]
    with open_ledger(place.location) as ledger:
        assert ledger.head() == 0


def test_a_ledger_that_stays_locked_is_said_to_be_busy(place: Place, ledger: Ledger) -> None:
    with open_ledger(place.location, patience=1) as other:
        with ledger._store.writing(), pytest.raises(LedgerBusy, match="locked for 1 second"):
            record(other, placed(id="a"))
        assert record(other, placed(id="a")).recorded


def test_killed_at_any_moment_a_writer_leaves_every_batch_that_it_reported(
    place: Place, ledger: Ledger
) -> None:
    chance = random.Random(20260301)
    reported: set[str] = set()
    for number in range(KILLS):
        reported |= _reported_until_killed(place, f"writer-{number}", chance)
        with open_ledger(place.location) as after:
            found = batches_found(after)
            assert reported <= set(found)
            record(after, *batch("between", number, 3))
    assert len(reported) >= KILLS
    assert len(found) <= len(reported) + 2 * KILLS  # at most one each that was not yet reported


def _reported_until_killed(place: Place, name: str, chance: random.Random) -> set[str]:
    command = [sys.executable, ledger_writers.__file__, "until_killed", place.location, name]
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout
        lines = [writer.stdout.readline() for _ in range(chance.randint(1, 4))]
        time.sleep(chance.uniform(0, 0.02))  # into the midst of the next batch
        writer.kill()
        lines += writer.stdout.readlines()
    assert writer.returncode < 0
    return {line.strip() for line in lines if line.endswith("\n")}
