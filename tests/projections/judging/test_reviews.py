"""Reviews: a failed one bars, an open one leaves waiting, the last conclusion counts."""

from typing import Any

import pytest
from contract_cases import product, review
from support import judgment, ledger

from projections.judging.reviews import ReviewFinding, ReviewStanding


def found(*facts: Any, on: str = "2024-01-01") -> list[ReviewFinding]:
    reasons = judgment(ledger(product(), *facts), "P", "shop", on).reasons
    return [reason for reason in reasons if isinstance(reason, ReviewFinding)]


def opened(name: str = "R", on: str = "2021-01-01", **says: Any) -> Any:
    return review(name, "opened", on, channel="shop", **({"products": ["P"]} | says))


def concluded(outcome: str, name: str = "R", on: str = "2022-01-01") -> Any:
    return review(name, "concluded", on, outcome=outcome)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("passed", ReviewStanding.CLEARED),
        ("conditional", ReviewStanding.CLEARED),
        ("failed", ReviewStanding.BARRED),
    ],
)
def test_a_conclusion_counts_from_its_day_and_until_then_the_review_is_pending(
    outcome: str, expected: ReviewStanding
) -> None:
    facts = opened(), concluded(outcome)
    assert found(*facts, on="2020-12-31") == []
    assert [each.standing for each in found(*facts, on="2021-12-31")] == [ReviewStanding.PENDING]
    assert [each.standing for each in found(*facts, on="2022-01-01")] == [expected]


def test_a_new_review_lifts_no_bar_until_it_has_concluded() -> None:
    facts = opened(), concluded("failed"), opened("S", "2022-02-01")
    assert [each.standing for each in found(*facts)] == [ReviewStanding.BARRED]
    again = concluded("passed", "S", "2022-03-01")
    assert [each.standing for each in found(*facts, again)] == [ReviewStanding.CLEARED]


def test_of_two_conclusions_of_one_day_the_later_on_record_counts() -> None:
    facts = opened(), opened("S"), concluded("failed"), concluded("passed", "S")
    assert [each.review for each in found(*facts)] == ["S"]
    assert [each.review for each in found(*facts[:2], facts[3], facts[2])] == ["R"]


def test_a_review_of_the_vendor_concerns_every_product_of_that_vendor_and_no_other() -> None:
    of_vendor = opened(products=[], vendor="V")
    assert len(found(of_vendor)) == 1
    assert found(opened(products=[], vendor="W")) == []


def test_the_deadline_is_that_of_the_last_removal_that_the_failed_review_ordered() -> None:
    def order(deadline: str, on: str) -> Any:
        return {"kind": "removal_ordered", "review": "R", "deadline": deadline, "effective_on": on}

    facts = (
        opened(),
        concluded("failed"),
        order("2022-06-30", "2022-01-01"),
        order("2022-09-30", "2022-03-01"),
    )
    days = "2022-02-28", "2022-03-01"
    deadlines = [str(each.deadline) for day in days for each in found(*facts, on=day)]
    assert deadlines == ["2022-06-30", "2022-09-30"]
