"""What others record while a file is read is not overlooked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import RECORDED_AT, a_fact
from tables import a_mapping, the_license

from events.facts import Fact
from projections.wording.en import contradiction_text
from tracker.imports.running import TRIES, Request, run_import
from tracker.ledger import Ledger, create_ledger, open_ledger
from tracker.ledger.errors import Overtaken
from tracker.shelves import DiskShelves

TABLE = """license,number,regime,license_kind,holder,products,issued_on,valid_until,renewed_on
L,N-1,mps,sales_permit,Holder (invented),P,2023-07-01,2027-06-30,2025-07-01
"""
REVOKED = a_fact(kind="license_revoked", id="revoked", license="L", effective_on="2024-01-01")


class Somebody:
    """Records something each time that the rows are read."""

    def __init__(self, location: str, fact: Callable[[int], Fact]) -> None:
        self.location, self.fact, self.times = location, fact, 0

    def watch(self, items: Iterable[Any]) -> Iterator[Any]:
        with open_ledger(self.location) as ledger:
            ledger.record([self.fact(self.times)], at=RECORDED_AT)
        self.times += 1
        return iter(items)

    def say(self, doing: str) -> None:
        pass


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create_ledger(str(tmp_path / "tracker.db"), at=RECORDED_AT) as ledger:
        ledger.record([the_license()], at=RECORDED_AT)
        yield ledger


def imported(ledger: Ledger, somebody: Somebody) -> tuple[list[str], bool, range]:
    """Import the table; return its contradictions, whether all rows are good, and positions."""
    path = Path(ledger.location).with_name("list.csv")
    path.write_text(TABLE, encoding="utf-8")
    mapping = a_mapping(values={"regime": {"mps": "mps"}})
    with DiskShelves() as shelves:
        request = Request(path, mapping)
        done = run_import(ledger, request, shelves, at=RECORDED_AT, follower=somebody)
        plan = done.read.plan
        return list(map(contradiction_text, plan.contradictions)), plan.is_good, done.positions


def test_a_revocation_recorded_meanwhile_is_seen_by_the_import(ledger: Ledger) -> None:
    somebody = Somebody(ledger.location, lambda _: REVOKED)
    contradictions, is_good, positions = imported(ledger, somebody)
    assert (is_good, len(positions), somebody.times) == (False, 0, 2)
    assert "the license ended on 2024-01-01" in contradictions[0]


def test_reminders_sent_meanwhile_change_no_plan(ledger: Ledger) -> None:
    swept = {"sent": 0, "failed": 0, "findings": 0}
    somebody = Somebody(
        ledger.location,
        lambda times: a_fact(kind="reminders_swept", sweep=f"{times:032x}", **swept),
    )
    _, is_good, positions = imported(ledger, somebody)
    assert (is_good, len(positions), somebody.times) == (True, 1, 1)


def test_what_others_record_of_other_products_and_licenses_changes_no_plan(ledger: Ledger) -> None:
    other = the_license(id="issue-of-M", license="M", number="N-9")
    _, is_good, positions = imported(ledger, Somebody(ledger.location, lambda _: other))
    assert (is_good, len(positions)) == (True, 1)


def test_another_license_of_the_same_number_changes_a_plan(ledger: Ledger) -> None:
    other = the_license(id="issue-of-M", license="M", number="N-1", regime="csl")
    somebody = Somebody(ledger.location, lambda _: other)
    imported(ledger, somebody)
    assert somebody.times == 2


def test_an_import_that_is_overtaken_again_and_again_records_nothing(ledger: Ledger) -> None:
    somebody = Somebody(
        ledger.location,
        lambda times: a_fact(
            kind="license_suspended",
            id=f"suspended-{times}",
            license="L",
            effective_on="2024-01-01",
        ),
    )
    with pytest.raises(Overtaken, match="Do it again"):
        imported(ledger, somebody)
    assert somebody.times == TRIES
    assert not [each for each in ledger.facts() if each.fact.kind == "license_renewed"]
