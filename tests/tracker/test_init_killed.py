"""Creating a ledger is one act: killed at any moment, it leaves the whole gazette or nothing."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import killed_inits
import pytest
from ledger_places import NOON, STORAGES, Place, a_place, placed, voided
from support import gazette_facts

from tracker.ledger import create_ledger, open_ledger
from tracker.ledger.errors import BatchRefused, LedgerNotFound

ROOT = Path(__file__).parents[2]
NEVER = 10**9
POINTS = 8
"""How many moments are tried, beside the last few steps."""

Init = Callable[[int, Place], str]


@pytest.fixture(scope="module")
def init() -> Iterator[Init]:
    with subprocess.Popen(
        [sys.executable, killed_inits.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
    ) as program:

        def run(before: int, place: Place) -> str:
            assert program.stdin
            assert program.stdout
            program.stdin.write(f"{before} {place.location}\n")
            program.stdin.flush()
            return program.stdout.readline().strip()

        yield run
        assert program.stdin
        program.stdin.close()


@pytest.mark.parametrize("storage", STORAGES)
def test_killed_at_any_moment_init_leaves_a_whole_ledger_or_none(
    storage: str, tmp_path: Path, init: Init
) -> None:
    with _another(storage, tmp_path) as place:
        done, steps = map(int, init(NEVER, place).split())
        assert done == 0
        assert _facts_in(place) == len(gazette_facts())
    last = range(steps - 4, steps + 1)
    found = {_left_when_killed(init, n, storage, tmp_path) for n in (*_spread(steps), *last)}

    assert found == {None, len(gazette_facts())}


def _spread(steps: int) -> range:
    return range(1, steps, max(1, steps // POINTS))


def _left_when_killed(init: Init, before: int, storage: str, folder: Path) -> int | None:
    """Return how many facts a ledger has whose creator was killed; if none, it can be created."""
    with _another(storage, folder) as place:
        assert init(before, place) == "killed"
        left = _facts_in(place)
        if left is None:
            assert init(NEVER, place).startswith("0 ")
            assert _facts_in(place) == len(gazette_facts())
        return left


def _facts_in(place: Place) -> int | None:
    try:
        with open_ledger(place.location) as ledger:
            return len(list(ledger.facts()))
    except LedgerNotFound:
        return None


def _another(storage: str, folder: Path) -> AbstractContextManager[Place]:
    number = len(list(folder.iterdir()))
    (folder / str(number)).mkdir()
    return a_place(storage, folder / str(number))


@pytest.mark.parametrize("storage", STORAGES)
def test_where_the_first_facts_are_refused_no_ledger_is_made(storage: str, tmp_path: Path) -> None:
    with _another(storage, tmp_path) as place:
        with pytest.raises(BatchRefused, match="'nothing', which is not on record"):
            create_ledger(place.location, at=NOON, facts=[placed(), voided("nothing")])

        assert _facts_in(place) is None
        with create_ledger(place.location, at=NOON, facts=[placed()]) as ledger:
            assert ledger.head() == 1
