"""What the documents say is what the program does."""

import re
from pathlib import Path

import pytest
from console import replay

from tracker.cli import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_session_in_the_readme_reads_as_it_runs() -> None:
    [session] = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    assert replay(session) == session


def test_the_readme_names_every_script_and_no_other() -> None:
    [line] = [line for line in README.splitlines() if line.startswith("| `scripts/`")]
    named = set(re.findall(r"`(\w+)`", line.split("|")[2]))
    scripts = {path.name for path in (ROOT / "scripts").iterdir() if path.is_file()}
    assert named == scripts


@pytest.mark.parametrize("command", COMMANDS)
def test_the_changelog_names_every_command(command: str) -> None:
    assert f"`{command}`" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
