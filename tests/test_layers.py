"""The layout holds: imports go one way, and each library has one door."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

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
    "cryptography": ("tracker/integrity/checkpoints/keys.py", "tracker/pack/verifier.py"),
    "rfc3161_client": "tracker/integrity/checkpoints/stamps.py",
    "rfc8785": "events/facts.py",
    "jinja2": "tracker/show/pages/rendering.py",
    "markupsafe": "tracker/show/pages/rendering.py",
    "reportlab": "tracker/show/report/pdf",
    "chinese_calendar": "tracker/reminders/working_calendars.py",
    "icalendar": "tracker/reminders/calendar_file.py",
    "holidays": "tracker/reminders/working_calendars.py",
    "xlsxwriter": "tracker/show/sheets/writing.py",
    "apprise": "tracker/delivery/chat/carrier.py",
    "httpx": "tracker/delivery/webhooks/carrier.py",
    "itsdangerous": "tracker/reminders/links.py",
    "standardwebhooks": "tracker/delivery/webhooks/signing.py",
    "prometheus_client": "tracker/reminders/metrics.py",
    "wcwidth": (
        "tracker/cli/output.py",
        "tracker/show/lines.py",
        "tracker/show/sheets/widths.py",
    ),
}
"""A library, and how the paths begin of those that may import it."""

PYDANTIC = (  # facts are its models, so that all of events knows it
    "events/",
    "projections/imports/licenses.py",
    "tracker/cli/act/evidence.py",
    "tracker/evidence/staging.py",
)

OUTSIDE_WORLD = {"os", "pathlib", "socket", "subprocess", "sqlite3", "time", "random", "urllib"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported() -> Iterator[tuple[str, str]]:
    """Yield the place of each module, with the top name of each thing that it imports."""
    return ((place(path), name.split(".")[0]) for path in MODULES for name in imports(path))


def test_a_layer_imports_itself_and_what_lies_below_it() -> None:
    assert [
        f"{module} imports {name}"
        for module, name in imported()
        if name in OURS - BELOW[module.split("/")[0]]
    ] == []


def test_a_library_is_imported_behind_its_one_door() -> None:
    doors = DOORS | {"pydantic": PYDANTIC, "pydantic_core": "events/"}
    assert [
        f"{module} imports {name}"
        for module, name in imported()
        if name in doors and not module.startswith(doors[name])
    ] == []


def test_every_library_that_the_project_asks_for_has_a_door() -> None:
    known = {name.lower().replace("_", "-") for name in DOORS}
    known |= {"pydantic", "pyyaml", "chinesecalendar", "psycopg-pool"}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = settings["optional-dependencies"]
    asked = [*settings["dependencies"], *extras["chat"], *extras["postgres"], *extras["proof"]]
    names = {re.split(r"[\[<>=]", each)[0] for each in asked}
    assert names - known == {"tzdata"}  # data, which zoneinfo reads


def test_only_the_clock_module_asks_what_time_it_is() -> None:
    asking = {"now", "today", "utcnow", "time"}
    assert [
        f"{place(path)}:{node.lineno}"
        for path in MODULES
        if place(path) != "tracker/clock.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "time"}
        and node.func.attr in asking
    ] == []


def test_facts_and_projections_know_no_disk_clock_network_or_chance() -> None:
    assert [
        f"{module} imports {name}"
        for module, name in imported()
        if not module.startswith("tracker/") and name in OUTSIDE_WORLD
    ] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [place(path) for path in MODULES if not ast.get_docstring(parsed(path))] == []
