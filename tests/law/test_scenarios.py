"""The scenarios of the examples say what the law says of them, and their README what is printed.

`python tests/law/test_scenarios.py`, run with the tests on the path, writes the sessions anew.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from console import empty_folder, run
from support import GENERAL_SALE as SALE
from support import INFRASTRUCTURE, PROCUREMENT, ROOT, gazette_facts

from events.acts import ActPublished
from events.facts import Fact
from tracker.ask.what_if.scenarios import read_scenario

FOLDER = ROOT / "examples" / "scenarios"
README = FOLDER / "README.md"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))

SUFFICES = "widened-catalogue-permit-suffices.yaml"
TOO = "widened-catalogue-certification-too.yaml"
OPEN = "widened-catalogue.yaml"
LANDED = "amendment-as-landed.yaml"
ENDED = "honoring-withdrawn.yaml"
HALVED = "critical-equipment-thresholds-halved.yaml"
NUMBERS = "critical-equipment-numbers-halved.yaml"
FAILED = "failed-review.yaml"

GOV, CII = PROCUREMENT, INFRASTRUCTURE

WIDENED = "HYP-WIDENED-2023"
CAT = "CAT-2023-2"
HONOR = "HYP-HONORING-2024"
CNE = "HYP-CNE-2027"
PLC = "HYP-CNE-2027-PLC"
REVIEW = "HYP-REV-1"

REAL = {LANDED}
"""Holds no hypothetical act: it is what came, seen from the day before."""


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, dict[str, Any]]]:
    """Yield what every scenario changes in the sample, by its file."""
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
    """Yield the facts of a scenario and of those that it stands on."""
    for scenario in read_scenario(str(FOLDER / name)).scenarios:
        yield from scenario.facts


# -- What the files are ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(FILES) - REAL))
def test_no_supposed_act_can_be_taken_for_law(name: str) -> None:
    acts = [fact for fact in supposed(name) if isinstance(fact, ActPublished)]

    assert all(act.act.startswith("HYP-") for act in acts)
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
        (ENDED, 20, 55, "2024-01-01"),
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
    ("name", "product", "channel", "days", "statuses", "cause"),
    [
        # A permit in date serves, to its last day and no longer (Circular art. 2)
        (SUFFICES, "FW-100", SALE, "2023-07-01..2024-12-14", "not_regulated > compliant", "OQ01"),
        (SUFFICES, "FW-100", SALE, "2024-12-15..", "not_regulated > non_compliant", WIDENED),
        (SUFFICES, "AV-1", SALE, "2023-07-01..2023-07-01", "not_regulated > compliant", "OQ01"),
        (SUFFICES, "ASP-1", SALE, "2023-07-01..2025-03-05", "not_regulated > compliant", "OQ01"),
        (SUFFICES, "BKS-1", GOV, "2023-07-01..2024-11-06", "not_regulated > compliant", "OQ01"),
        (SUFFICES, "FW-210", SALE, "2023-07-01..2025-02-28", "indeterminate > compliant", "OQ01"),
        # or it does not (art. 1)
        (TOO, "FW-100", SALE, "2023-07-01..", "not_regulated > non_compliant", "OQ01"),
        (TOO, "FW-210", SALE, "2023-07-01..2025-02-28", "indeterminate > non_compliant", "OQ01"),
        # or nobody knows
        (OPEN, "FW-100", SALE, "2023-07-01..2024-12-14", "not_regulated > indeterminate", WIDENED),
        (OPEN, "FW-100", SALE, "2024-12-15..", "not_regulated > non_compliant", WIDENED),
        # Without a permit no reading matters; a letter about permits is none about the catalogue
        (SUFFICES, "TAC-1", SALE, "2023-07-01..", "not_regulated > non_compliant", WIDENED),
        (TOO, "TAC-1", SALE, "2023-07-01..", "not_regulated > non_compliant", WIDENED),
        (SUFFICES, "LB-1", SALE, "2023-07-01..", "not_regulated > non_compliant", WIDENED),
        # What a CCCi certificate is worth is question OQ05, under either reading
        (
            SUFFICES,
            "SDB-1",
            GOV,
            "2023-07-01..2027-01-09",
            "not_regulated > indeterminate",
            WIDENED,
        ),
        (TOO, "SR-1", GOV, "2023-07-01..2026-12-05", "not_regulated > indeterminate", WIDENED),
        # The amendment as it landed
        (LANDED, "FW-100", SALE, "2023-07-03..2024-12-14", "not_regulated > compliant", CAT),
        (LANDED, "VPN-1", SALE, "2023-07-03..2025-06-30", "not_regulated > compliant", CAT),
        (LANDED, "AV-1", SALE, "2023-07-03..", "not_regulated > non_compliant", CAT),
        (LANDED, "TAC-1", SALE, "2023-07-03..", "not_regulated > non_compliant", CAT),
        (LANDED, "VFW-10", SALE, "2023-07-03..", "not_regulated > indeterminate", "OQ11"),
        (LANDED, "WAF-8", SALE, "2026-01-01..", "non_compliant > indeterminate", "OQ11"),
        (LANDED, "NAS-2", CII, "2023-07-03..2025-06-04", "not_regulated > compliant", CAT),
        # Permits honored no more: until their own last day there is a difference
        (ENDED, "FW-100", SALE, "2024-01-01..2024-12-14", "compliant > non_compliant", HONOR),
        (ENDED, "VPN-1", SALE, "2024-01-01..2025-06-30", "compliant > non_compliant", HONOR),
        (ENDED, "CARD-1", GOV, "2024-01-01..2024-11-30", "compliant > non_compliant", HONOR),
        (ENDED, "NAS-3", CII, "2024-01-01..2025-06-11", "compliant > non_compliant", HONOR),
        (ENDED, "WAF-5", SALE, "2024-01-01..2024-03-31", "compliant > indeterminate", HONOR),
        # Half the thresholds: both met, or one of three
        (HALVED, "RT-1", SALE, "2027-07-01..", "indeterminate > non_compliant", CNE),
        (HALVED, "SRV-1", SALE, "2027-07-01..", "not_regulated > indeterminate", "HYP-OQ06"),
        # Half a time limit takes controllers out
        (NUMBERS, "PLC-1", SALE, "2027-07-01..2029-09-01", "compliant > not_regulated", PLC),
        (NUMBERS, "PLC-2", CII, "2027-07-01..", "non_compliant > not_regulated", PLC),
        # Pending, then barred, whatever the certificate says and after it has ended
        (FAILED, "PLC-2", CII, "2025-02-10..2025-04-01", "compliant > indeterminate", REVIEW),
        (FAILED, "PLC-2", CII, "2025-04-02..2026-01-31", "compliant > barred", REVIEW),
        (FAILED, "PLC-2", CII, "2026-02-01..", "non_compliant > barred", REVIEW),
        (FAILED, "GAP-1", CII, "2025-04-02..2027-04-19", "compliant > barred", REVIEW),
    ],
)
def test_a_scenario_changes(
    answers: dict[str, Any],
    name: str,
    product: str,
    channel: str,
    days: str,
    statuses: str,
    cause: str,
) -> None:
    start, through = days.split("..")
    [found] = [each for each in periods(answers[name], product, channel) if each["from"] == start]

    assert found["to"] == (_day_after(through) if through else None)
    assert f"{found['before']} > {found['after']}" == statuses
    assert any(cause in because["text"] for because in found["because"])


def _day_after(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()


@pytest.mark.parametrize(
    ("name", "product", "channel"),
    [
        # Certified or tested under the Cybersecurity Law
        *((name, "FW-200", SALE) for name in (SUFFICES, TOO, LANDED, ENDED)),
        (TOO, "WAF-8", SALE),
        (TOO, "BK-1", GOV),
        (ENDED, "GAP-1", CII),
        # Critical equipment, which neither Circular nor catalogue of 2023 touches
        *((name, "RT-1", SALE) for name in (SUFFICES, TOO, LANDED, ENDED)),
        # On no list: outside the 34 classes
        *((name, "COS-1", SALE) for name in (LANDED, ENDED)),
        *((name, "SR-1", GOV) for name in (LANDED, ENDED)),
        # Nobody knows what it is
        *((name, "TM-1", SALE) for name in (SUFFICES, TOO, LANDED, HALVED)),
        # Listed before and after
        *((HALVED, product, SALE) for product in ("RT-2", "SW-1", "PLC-1", "PLC-2")),
        # A review for critical infrastructure bars nothing elsewhere, and no other vendor
        *((FAILED, p, SALE) for p in ("PLC-1", "PLC-2", "GAP-1", "CARD-1", "SRV-1")),
        *((FAILED, p, CII) for p in ("NAS-1", "NAS-2")),
    ],
)
def test_a_scenario_leaves_alone(
    answers: dict[str, Any], name: str, product: str, channel: str
) -> None:
    assert periods(answers[name], product, channel) == []


def test_the_two_readings_of_oq01_agree_where_no_permit_is_in_date(
    answers: dict[str, Any],
) -> None:
    told = [set(_told(answers[name])) for name in (SUFFICES, TOO)]
    differing = {product for product, *_ in told[0] ^ told[1]}
    changed = {product for product, *_ in told[0] | told[1]}

    assert changed - differing == {
        *("AVG-1", "DD-2", "ID-1", "LB-1", "TAC-1", "USB-1", "VFW-10"),
        "SDB-1",  # has a CCCi certificate, and nothing else
    }


def _told(answer: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for each in answer["changed"]:
        for period in each["periods"]:
            days = period["from"], period["to"]
            yield each["product"], each["channel"], *days, period["before"], period["after"]


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
