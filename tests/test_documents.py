"""What the documents say is what the program does."""

import re
from pathlib import Path

import pytest
from console import SESSIONS, replay_page

from tracker.cli import COMMANDS

ROOT = Path(__file__).parents[1]


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def pages_with_sessions() -> list[Path]:
    return [page for page in PAGES if SESSIONS.search(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", pages_with_sessions(), ids=lambda page: page.stem)
def test_the_sessions_of_a_page_read_as_they_run(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert replay_page(text) == text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    linked = re.findall(r"\]\((?!https?:|mailto:)([^)#]*)(#[^)]*)?\)", page.read_text("utf-8"))
    assert [to for to, _ in linked if to and not (page.parent / to).exists()] == []


def test_the_page_for_contributors_names_every_script_and_no_other() -> None:
    lines = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
    [line] = [line for line in lines if line.startswith("| `scripts/`")]
    named = set(re.findall(r"`(\w+)`", line.split("|")[2]))
    scripts = {path.name for path in (ROOT / "scripts").iterdir() if path.is_file()}
    assert named == scripts


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_files_and_folders_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = re.findall(r"`((?:docs|events|projections|tests|tracker|scripts)/[\w./-]*)`", text)
    assert [each for each in named if not (ROOT / each).exists()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_changelog_names_every_command(command: str) -> None:
    assert f"`{command}`" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
