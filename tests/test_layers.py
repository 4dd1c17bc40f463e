"""The layout holds: imports go one way, and each library has one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path for layer in ("events", "projections", "tracker") for path in (ROOT / layer).rglob("*.py")
)

BELOW = {
    "events": {"events"},
    "projections": {"events", "projections"},
    "tracker": {"events", "projections", "tracker"},
}
OURS = {"events", "projections", "tracker"}

DOORS: dict[str, str | tuple[str, ...]] = {
    "eventsourcing": "tracker/ledger/store/",
    "apscheduler": "tracker/scheduler",
    "sqlite3": ("tracker/ledger/store/", "tracker/shelves.py"),
    "psycopg": "tracker/ledger/store/",
    "click": "tracker/cli/",
    "yaml": "events/reading/",
    "cryptography": ("tracker/integrity/keys.py", "tracker/pack/verifier.py"),
    "rfc3161_client": "tracker/integrity/stamps.py",
    "rfc8785": "events/facts.py",
    "jinja2": "tracker/pages/rendering.py",
    "markupsafe": "tracker/pages/rendering.py",
    "reportlab": "tracker/report/pdf",
    "chinese_calendar": "tracker/reminders/working_calendars.py",
    "icalendar": "tracker/reminders/calendar_file.py",
    "holidays": "tracker/reminders/working_calendars.py",
    "xlsxwriter": "tracker/spreadsheets/writing.py",
}

OUTSIDE_WORLD = {"os", "pathlib", "socket", "subprocess", "sqlite3", "time", "random", "urllib"}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_layer_imports_itself_and_what_lies_below_it(path: Path) -> None:
    layer = place(path).split("/")[0]
    ours = {name.split(".")[0] for name in imports(path)} & OURS
    assert ours <= BELOW[layer]


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_library_is_imported_behind_its_one_door(path: Path) -> None:
    strayed = {
        name
        for name in imports(path)
        if (door := DOORS.get(name.split(".")[0])) and not place(path).startswith(door)
    }
    assert not strayed


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_only_the_clock_module_asks_what_time_it_is(path: Path) -> None:
    if place(path) == "tracker/clock.py":
        return
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "time"}
    }
    assert not calls & {"now", "today", "utcnow", "time"}


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_facts_and_projections_know_no_disk_clock_network_or_chance(path: Path) -> None:
    if place(path).startswith("tracker/"):
        return
    assert not {name.split(".")[0] for name in imports(path)} & OUTSIDE_WORLD


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
