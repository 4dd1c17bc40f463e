"""Every refusal has a code by which programs know it, and the table of refusals is complete."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import tracker
from tracker import errors
from tracker.errors import TrackerError

KEPT = Path(__file__).with_name("error_codes.txt")
"""The codes that programs may rely on; one may be added, none changed or taken away."""

ROW = re.compile(r"^  (\w+) +([a-z_]+) +\S.*$", re.M)


def below(family: type[TrackerError]) -> Iterator[type[TrackerError]]:
    for each in family.__subclasses__():
        if each.__module__.startswith("tracker."):
            yield each
            yield from below(each)


def refusals() -> list[type[TrackerError]]:
    for module in pkgutil.walk_packages(tracker.__path__, "tracker."):
        if module.name != "tracker.__main__":
            import_module(module.name)
    return list(below(TrackerError))


def test_every_refusal_has_a_code_of_its_own() -> None:
    assert [each.__name__ for each in refusals() if "code" not in vars(each)] == []
    codes = [each.code for each in refusals()]
    assert sorted(codes) == sorted(set(codes))


def test_a_code_says_in_snake_case_what_happened() -> None:
    assert [
        each.code for each in refusals() if not re.fullmatch("[a-z]+(_[a-z]+)*", each.code)
    ] == []


def test_no_code_that_programs_may_rely_on_is_changed_or_taken_away() -> None:
    assert sorted(each.code for each in refusals()) == KEPT.read_text().split()


def test_the_table_of_refusals_has_each_with_its_code() -> None:
    table = [tuple(row) for row in ROW.findall(errors.__doc__ or "")]
    assert sorted(table) == sorted((each.__name__, each.code) for each in refusals())


def test_a_refusal_without_advice_ends_with_its_reason() -> None:
    assert str(TrackerError("It is gone.", "", "Look for it.")) == "It is gone. Look for it."
    assert str(TrackerError("It is gone.")) == "It is gone."
