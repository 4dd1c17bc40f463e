"""Commands that read leave a ledger's folder as it was, and open no file of it past SQLite."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import reading_commands
from reading_commands import BESIDE_A_LEDGER, CHANGING, READING, WITHOUT_A_LEDGER, leaves

from tracker.cli import tracker

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What came of each command, all of them run in one process."""
    folder, out = tmp_path_factory.mktemp("ledger"), tmp_path_factory.mktemp("out")
    command = [sys.executable, reading_commands.__file__, str(folder), str(out)]
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings)
    assert not done.stderr
    return {told["name"]: told for told in map(json.loads, done.stdout.splitlines())}


def test_each_command_is_known_to_read_or_to_change_a_ledger_or_to_use_none() -> None:
    reading = {name.split(" --")[0] for name in READING}
    dry_runs = {name.split(" --")[0] for name in READING if name.endswith(" --dry-run")}
    assert reading | CHANGING | BESIDE_A_LEDGER | WITHOUT_A_LEDGER == leaves(tracker)
    assert reading & CHANGING <= dry_runs


@pytest.mark.parametrize("name", READING)
def test_a_command_that_reads_leaves_the_files_as_they_were(
    name: str, tried: dict[str, dict[str, Any]]
) -> None:
    assert (tried[name]["refusals"], tried[name]["changed"]) == ([], [])


@pytest.mark.parametrize("name", ["making", *READING])
def test_no_command_opens_a_file_of_the_ledger_past_sqlite(
    name: str, tried: dict[str, dict[str, Any]]
) -> None:
    assert tried[name]["opened"] == []
