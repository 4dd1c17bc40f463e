"""The layout holds: imports go one way, rooms form no circle, and each library has one door."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path for layer in ("events", "projections", "tracker") for path in (ROOT / layer).rglob("*.py")
)

FILES = set(MODULES)

SPEAKING_ROOMS = ("cli", "show", "delivery", "reminders")
"""The rooms of `tracker` in which answers are put into words."""

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
    "standardwebhooks": "tracker/delivery/webhooks/signing.py",
    "click": "tracker/cli/",
    "yaml": "events/reading/",
    "cryptography": ("tracker/integrity/checkpoints/keys.py", "tracker/pack/verifier.py"),
    "rfc3161_client": "tracker/integrity/checkpoints/stamps.py",
    "rfc8785": "events/facts.py",
    "jinja2": "tracker/show/pages/rendering.py",
    "markupsafe": "tracker/show/pages/rendering.py",
    "numpy": "projections/columns/",
    "reportlab": "tracker/show/report/pdf",
    "chinese_calendar": "tracker/reminders/working_calendars.py",
    "icalendar": "tracker/reminders/calendar_file.py",
    "holidays": "tracker/reminders/working_calendars.py",
    "xlsxwriter": "tracker/show/sheets/writing.py",
    "apprise": "tracker/delivery/chat/carrier.py",
    "httpx": "tracker/delivery/webhooks/carrier.py",
    "itsdangerous": "tracker/reminders/links.py",
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
    "projections/imports/rows/licenses.py",
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


def modules_imported(path: Path) -> Iterator[Path]:
    """Yield the modules of ours that a module imports, by their files."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in (f"{node.module}.{alias.name}" for alias in node.names):
                yield from (found for found in (module(name), module(node.module)) if found)


def module(name: str) -> Path | None:
    """Return the file of a module of ours, if there is one of that name."""
    path = ROOT.joinpath(*name.split("."))
    return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p in FILES), None)


def arrows() -> set[tuple[str, str]]:
    """Return which room knows which: of two folders, the parts in which their paths part."""
    found = set()
    for path in MODULES:
        for other in modules_imported(path):
            one, two = place(path.parent).split("/"), place(other.parent).split("/")
            shared = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), -1)
            if shared >= 0:
                found.add(("/".join(one[: shared + 1]), "/".join(two[: shared + 1])))
    return found


def test_no_room_comes_back_to_itself_by_way_of_others() -> None:
    knows: dict[str, set[str]] = {}
    for room, known in arrows():
        knows.setdefault(room, set()).add(known)
    try:
        TopologicalSorter(knows).prepare()
    except CycleError as circle:
        raise AssertionError(" -> ".join(circle.args[1])) from None


def test_nobody_knows_the_command_line_and_it_knows_no_storage() -> None:
    assert [room for room, known in arrows() if known == "tracker/cli"] == []
    assert [
        place(path)
        for path in MODULES
        if place(path).startswith("tracker/cli/")
        for other in modules_imported(path)
        if place(other).startswith("tracker/ledger/sto")
    ] == []


SPEAKING = ("projections/wording/", *(f"tracker/{room}/" for room in SPEAKING_ROOMS))


def test_sentences_come_last() -> None:
    """Facts are judged, asked for and acted on without a word of any language."""
    assert [
        f"{place(path)} imports {place(other)}"
        for path in MODULES
        if not place(path).startswith(SPEAKING)
        for other in modules_imported(path)
        if place(other).startswith(("projections/wording/en/", "projections/wording/zh/"))
    ] == []


def test_a_room_holds_no_more_than_can_be_kept_in_mind() -> None:
    sizes = Counter(place(path.parent) for path in MODULES if path.name != "__init__.py")
    assert {room: size for room, size in sizes.items() if size > 16} == {}


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
