"""The scenarios of the examples say what the law says of them, and their README what is printed.

`python tests/law/test_scenarios.py`, run with the tests on the path, writes the sessions anew.
"""

import json
import re
from collections.abc import Iterator
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from console import empty_folder, run
from support import GENERAL_SALE, INFRASTRUCTURE, PROCUREMENT, ROOT, gazette_facts

from events.acts import ActPublished
from events.facts import Fact
from tracker.scenarios import read_scenario

FOLDER = ROOT / "examples" / "scenarios"
README = FOLDER / "README.md"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))

SUFFICES = "widened-catalogue-permit-suffices.yaml"
TOO = "widened-catalogue-certification-too.yaml"
OPEN = "widened-catalogue.yaml"
LANDED = "amendment-as-landed.yaml"
WITHDRAWN = "honoring-withdrawn.yaml"
HALVED = "critical-equipment-thresholds-halved.yaml"
NUMBERS = "critical-equipment-numbers-halved.yaml"
FAILED = "failed-review.yaml"

SUPPOSED = "HYP-"
REAL = {LANDED}
"""Holds no hypothetical act: it is what came, seen from the day before."""


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, dict[str, Any]]]:
    """Return what every scenario changes in the sample, by its file."""
    with empty_folder():
        _set_up()
        yield {name: _answer(name) for name in FILES}


def _set_up() -> None:
    list(run("tracker init"))
    list(run("tracker record examples/portfolio.jsonl"))


def _answer(name: str, words: str = "") -> dict[str, Any]:
    printed = run(f"tracker what-if examples/scenarios/{name} --json {words}")
    found: dict[str, Any] = json.loads("\n".join(printed))
    return found


def periods(answer: dict[str, Any], product: str, channel: str) -> list[dict[str, Any]]:
    """Return the periods in which a scenario changes a subject."""
    found = [
        each
        for each in answer["changed"]
        if (each["product"], each["channel"]) == (product, channel)
    ]
    return list(found[0]["periods"]) if found else []


def supposed(name: str) -> Iterator[Fact]:
    """Return the facts of a scenario and of those that it stands on."""
    for scenario in read_scenario(str(FOLDER / name)).scenarios:
        yield from scenario.facts


# -- What the files are ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(FILES) - REAL))
def test_no_supposed_act_can_be_taken_for_law(name: str) -> None:
    acts = [fact for fact in supposed(name) if isinstance(fact, ActPublished)]

    assert all(act.act.startswith(SUPPOSED) for act in acts)
    assert all(act.title.startswith("Supposed ") and act.number is None for act in acts)
    assert all(str(act.note).startswith("Hypothetical") for act in acts)
    assert all(provision.verified is False for act in acts for provision in act.provisions)


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_first_what_of_it_is_hypothetical(name: str) -> None:
    opening = (FOLDER / name).read_text(encoding="utf-8").splitlines()[0]

    assert opening.startswith("# Not hypothetical" if name in REAL else "# Hypothetical")


def test_the_amendment_as_it_landed_is_that_of_the_gazette() -> None:
    gazette = {fact.id: fact for fact in gazette_facts()}

    for fact in supposed(LANDED):
        assert fact == gazette[fact.id]


def test_the_readme_tells_every_file() -> None:
    told = re.findall(r"^\| `([\w-]+\.yaml)`", README.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(told) == FILES


# -- What they change ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "changed", "of", "first"),
    [
        (OPEN, 29, 46, "2023-07-01"),
        (SUFFICES, 30, 46, "2023-07-01"),
        (TOO, 30, 46, "2023-07-01"),
        (LANDED, 36, 53, "2023-07-03"),
        (WITHDRAWN, 20, 55, "2024-01-01"),
        (HALVED, 2, 56, "2027-07-01"),
        (NUMBERS, 5, 56, "2027-07-01"),
        (FAILED, 2, 56, "2025-02-10"),
    ],
)
def test_a_scenario_changes_so_many_subjects_from_a_day_on(
    answers: dict[str, Any], name: str, changed: int, of: int, first: str
) -> None:
    assert len(answers[name]["changed"]) == answers[name]["totals"]["changed"] == changed
    assert answers[name]["totals"]["subjects"] == of
    assert answers[name]["first_day"] == first


@pytest.mark.parametrize(
    ("name", "product", "channel", "start", "through", "before", "after", "cause"),
    [
        # A permit in date serves, to its last day and no longer (Circular art. 2)
        (SUFFICES, "FW-100", GENERAL_SALE, "2023-07-01", "2024-12-14", "not_regulated", "compliant", "OQ01"),
        (SUFFICES, "FW-100", GENERAL_SALE, "2024-12-15", None, "not_regulated", "non_compliant", "HYP-WIDENED-2023"),
        (SUFFICES, "AV-1", GENERAL_SALE, "2023-07-01", "2023-07-01", "not_regulated", "compliant", "OQ01"),
        (SUFFICES, "ASP-1", GENERAL_SALE, "2023-07-01", "2025-03-05", "not_regulated", "compliant", "OQ01"),
        (SUFFICES, "BKS-1", PROCUREMENT, "2023-07-01", "2024-11-06", "not_regulated", "compliant", "OQ01"),
        (SUFFICES, "FW-210", GENERAL_SALE, "2023-07-01", "2025-02-28", "indeterminate", "compliant", "OQ01"),
        # or it does not (art. 1)
        (TOO, "FW-100", GENERAL_SALE, "2023-07-01", None, "not_regulated", "non_compliant", "OQ01"),
        (TOO, "FW-210", GENERAL_SALE, "2023-07-01", "2025-02-28", "indeterminate", "non_compliant", "OQ01"),
        # or nobody knows
        (OPEN, "FW-100", GENERAL_SALE, "2023-07-01", "2024-12-14", "not_regulated", "indeterminate", "HYP-WIDENED-2023"),
        (OPEN, "FW-100", GENERAL_SALE, "2024-12-15", None, "not_regulated", "non_compliant", "HYP-WIDENED-2023"),
        # Without a permit the reading does not matter; a letter about permits is none about the catalogue
        (SUFFICES, "TAC-1", GENERAL_SALE, "2023-07-01", None, "not_regulated", "non_compliant", "HYP-WIDENED-2023"),
        (TOO, "TAC-1", GENERAL_SALE, "2023-07-01", None, "not_regulated", "non_compliant", "HYP-WIDENED-2023"),
        (SUFFICES, "LB-1", GENERAL_SALE, "2023-07-01", None, "not_regulated", "non_compliant", "HYP-WIDENED-2023"),
        # What a CCCi certificate is worth is question OQ05, under either reading
        (SUFFICES, "SDB-1", PROCUREMENT, "2023-07-01", "2027-01-09", "not_regulated", "indeterminate", "HYP-WIDENED-2023"),
        (TOO, "SR-1", PROCUREMENT, "2023-07-01", "2026-12-05", "not_regulated", "indeterminate", "HYP-WIDENED-2023"),
        # The amendment as it landed
        (LANDED, "FW-100", GENERAL_SALE, "2023-07-03", "2024-12-14", "not_regulated", "compliant", "CAT-2023-2"),
        (LANDED, "VPN-1", GENERAL_SALE, "2023-07-03", "2025-06-30", "not_regulated", "compliant", "CAT-2023-2"),
        (LANDED, "AV-1", GENERAL_SALE, "2023-07-03", None, "not_regulated", "non_compliant", "CAT-2023-2"),
        (LANDED, "TAC-1", GENERAL_SALE, "2023-07-03", None, "not_regulated", "non_compliant", "CAT-2023-2"),
        (LANDED, "VFW-10", GENERAL_SALE, "2023-07-03", None, "not_regulated", "indeterminate", "OQ11"),
        (LANDED, "WAF-8", GENERAL_SALE, "2026-01-01", None, "non_compliant", "indeterminate", "OQ11"),
        (LANDED, "NAS-2", INFRASTRUCTURE, "2023-07-03", "2025-06-04", "not_regulated", "compliant", "CAT-2023-2"),
        # Permits honored no more: until their own last day there is a difference
        (WITHDRAWN, "FW-100", GENERAL_SALE, "2024-01-01", "2024-12-14", "compliant", "non_compliant", "HYP-HONORING-2024"),
        (WITHDRAWN, "VPN-1", GENERAL_SALE, "2024-01-01", "2025-06-30", "compliant", "non_compliant", "HYP-HONORING-2024"),
        (WITHDRAWN, "CARD-1", PROCUREMENT, "2024-01-01", "2024-11-30", "compliant", "non_compliant", "HYP-HONORING-2024"),
        (WITHDRAWN, "NAS-3", INFRASTRUCTURE, "2024-01-01", "2025-06-11", "compliant", "non_compliant", "HYP-HONORING-2024"),
        (WITHDRAWN, "WAF-5", GENERAL_SALE, "2024-01-01", "2024-03-31", "compliant", "indeterminate", "HYP-HONORING-2024"),
        # Half the thresholds: both met, or one of three
        (HALVED, "RT-1", GENERAL_SALE, "2027-07-01", None, "indeterminate", "non_compliant", "HYP-CNE-2027"),
        (HALVED, "SRV-1", GENERAL_SALE, "2027-07-01", None, "not_regulated", "indeterminate", "HYP-OQ06"),
        # Half a time limit takes controllers out
        (NUMBERS, "PLC-1", GENERAL_SALE, "2027-07-01", "2029-09-01", "compliant", "not_regulated", "HYP-CNE-2027-PLC"),
        (NUMBERS, "PLC-2", INFRASTRUCTURE, "2027-07-01", None, "non_compliant", "not_regulated", "HYP-CNE-2027-PLC"),
        # Pending, then barred, whatever the certificate says and after it has ended
        (FAILED, "PLC-2", INFRASTRUCTURE, "2025-02-10", "2025-04-01", "compliant", "indeterminate", "HYP-REV-1"),
        (FAILED, "PLC-2", INFRASTRUCTURE, "2025-04-02", "2026-01-31", "compliant", "barred", "HYP-REV-1"),
        (FAILED, "PLC-2", INFRASTRUCTURE, "2026-02-01", None, "non_compliant", "barred", "HYP-REV-1"),
        (FAILED, "GAP-1", INFRASTRUCTURE, "2025-04-02", "2027-04-19", "compliant", "barred", "HYP-REV-1"),
    ],
)  # fmt: skip
def test_a_scenario_changes(
    answers: dict[str, Any],
    name: str,
    product: str,
    channel: str,
    start: str,
    through: str | None,
    before: str,
    after: str,
    cause: str,
) -> None:
    [found] = [each for each in periods(answers[name], product, channel) if each["from"] == start]

    assert found["to"] == (_day_after(through) if through else None)
    assert (found["before"], found["after"]) == (before, after)
    assert any(cause in because["text"] for because in found["because"])


def _day_after(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()


@pytest.mark.parametrize(
    ("name", "product", "channel"),
    [
        # Certified or tested under the Cybersecurity Law
        *((name, "FW-200", GENERAL_SALE) for name in (SUFFICES, TOO, LANDED, WITHDRAWN)),
        (TOO, "WAF-8", GENERAL_SALE),
        (TOO, "BK-1", PROCUREMENT),
        (WITHDRAWN, "GAP-1", INFRASTRUCTURE),
        # Critical equipment, of which neither the Circular nor the catalogue of 2023 changes anything
        *((name, "RT-1", GENERAL_SALE) for name in (SUFFICES, TOO, LANDED, WITHDRAWN)),
        # On no list: outside the 34 classes
        *((name, "COS-1", GENERAL_SALE) for name in (LANDED, WITHDRAWN)),
        *((name, "SR-1", PROCUREMENT) for name in (LANDED, WITHDRAWN)),
        # Nobody knows what it is
        *((name, "TM-1", GENERAL_SALE) for name in (SUFFICES, TOO, LANDED, HALVED)),
        # Listed before and after
        *((HALVED, product, GENERAL_SALE) for product in ("RT-2", "SW-1", "PLC-1", "PLC-2")),
        # A review for critical infrastructure bars nothing elsewhere, and no other vendor
        *((FAILED, p, GENERAL_SALE) for p in ("PLC-1", "PLC-2", "GAP-1", "CARD-1", "SRV-1")),
        *((FAILED, p, INFRASTRUCTURE) for p in ("NAS-1", "NAS-2")),
    ],
)
def test_a_scenario_leaves_alone(
    answers: dict[str, Any], name: str, product: str, channel: str
) -> None:
    assert periods(answers[name], product, channel) == []


def test_the_two_readings_of_oq01_agree_where_no_permit_is_in_date(
    answers: dict[str, Any],
) -> None:
    one, other = ({_subject(each): each for each in answers[name]["changed"]} for name in (SUFFICES, TOO))
    alike = {product for product, channel in one if _told(one, product, channel) == _told(other, product, channel)}

    assert alike == {"AVG-1", "DD-2", "ID-1", "LB-1", "SDB-1", "TAC-1", "USB-1", "VFW-10"}


def _subject(changed: dict[str, Any]) -> tuple[str, str]:
    return changed["product"], changed["channel"]


def _told(changed: dict[tuple[str, str], Any], *subject: str) -> list[tuple[str, ...]]:
    found = changed[subject[0], subject[1]]["periods"]
    return [(each["from"], each["to"], each["before"], each["after"]) for each in found]


# -- What came of them -----------------------------------------------------------------------------


@pytest.mark.usefixtures("answers")
def test_by_everything_known_the_amendment_as_it_landed_changes_nothing() -> None:
    assert _answer(LANDED, "--known-at 2026-11-23")["changed"] == []


# -- What the README says --------------------------------------------------------------------------


def test_the_sessions_of_the_readme_read_as_they_run() -> None:
    written = README.read_text(encoding="utf-8")

    assert told_anew(written) == written


def told_anew(text: str) -> str:
    """Return the README with what its commands print now."""
    with empty_folder():
        _set_up()
        return re.sub(
            r"(```console\n)(\$ [^\n]*\n).*?(```)",
            lambda found: "".join([found[1], found[2], *_printed(found[2][2:]), found[3]]),
            text,
            flags=re.DOTALL,
        )


def _printed(command: str) -> Iterator[str]:
    return (f"{line}\n" for line in run(command))


if __name__ == "__main__":
    README.write_text(told_anew(README.read_text(encoding="utf-8")), encoding="utf-8")
