"""The bench: what the verdicts under every reading of open questions come to."""

from typing import Any

import pytest
from contract_cases import act, established, license_issued, product, provision, question, settled
from hypothesis import given
from judging import as_recorded, bench_and_portfolio, cases
from ledgers import boundaries, ledgers
from slow_judge import Entry
from support import judgment, ledger, status_under

from projections.judging.bench import Judgment
from projections.judging.judgment import Status

STOP = provision("enforcement_stopped", "2021-01-01")
WAIVER_FOR_OTHERS = provision("obligation_waived", "2020-01-01", categories=["router"])


def judged(*facts: Any, on: str = "2023-01-01", licensed: bool = False) -> Judgment:
    license = [license_issued("2020-01-01")] if licensed else []
    return judgment(ledger(act(established()), product(), *license, *facts), "P", "shop", on)


def asked(*provisions: Any, on: str = "2020-01-01", name: str = "Q") -> Any:
    return question(on, {"yes": list(provisions), "no": []}) | {"question": name}


def test_readings_that_disagree_leave_the_status_open_and_each_is_told() -> None:
    found = judged(asked(STOP))
    assert found.status is Status.INDETERMINATE
    assert status_under(found, "Q") == {
        "yes": {Status.NOT_REGULATED},
        "no": {Status.NON_COMPLIANT},
    }
    assert [point.decisive for point in found.open_points] == [True]


def test_readings_that_agree_decide_nothing_and_the_question_is_told_from_its_day() -> None:
    open_point = asked(provision("issuance_stopped", "2022-01-01"), on="2022-06-01")
    license = license_issued("2023-01-01")
    early, late = (judged(open_point, license, on=day) for day in ("2022-05-31", "2022-06-01"))
    assert [point.decisive for point in early.open_points] == []
    assert [point.decisive for point in late.open_points] == [False]
    assert early.readings == late.readings == ()


def test_compliant_and_not_regulated_come_to_compliant_as_both_may_be_sold() -> None:
    found = judged(asked(STOP), licensed=True)
    assert found.status is Status.COMPLIANT
    assert [point.decisive for point in found.open_points] == [True]


def test_a_question_whose_readings_cannot_reach_the_subject_is_not_told_of_it() -> None:
    assert judged(asked(WAIVER_FOR_OTHERS)).open_points == ()


def test_of_two_questions_only_the_one_is_decisive_that_changes_the_status_alone() -> None:
    idle = asked(provision("issuance_stopped", "2022-01-01"), name="IDLE")
    found = judged(asked(STOP), idle)
    assert {point.question.name: point.decisive for point in found.open_points} == {
        "Q": True,
        "IDLE": False,
    }
    assert {under.choice for under in found.readings} == {(("Q", "yes"),), (("Q", "no"),)}


def test_two_questions_that_decide_together_are_told_by_every_combination() -> None:
    found = judged(asked(STOP), asked(provision("regime_repealed", "2021-01-01"), name="R"))
    assert {under.choice: under.verdict.status for under in found.readings} == {
        (("Q", one), ("R", other)): (
            Status.NON_COMPLIANT if one == other == "no" else Status.NOT_REGULATED
        )
        for one in ("yes", "no")
        for other in ("yes", "no")
    }


@pytest.mark.parametrize(
    ("reading", "expected"), [("yes", Status.NOT_REGULATED), ("no", Status.NON_COMPLIANT)]
)
def test_once_settled_a_question_is_law_and_no_open_point(reading: str, expected: Status) -> None:
    found = judged(asked(STOP), settled(reading, "2022-01-01"))
    assert (found.status, found.open_points) == (expected, ())


@given(ledgers(max_facts=40).filter(bool))
def test_a_bench_that_has_judged_others_judges_as_one_that_has_not(entries: list[Entry]) -> None:
    records = as_recorded(entries)
    for shared in cases(records):
        bench, portfolio = bench_and_portfolio(records)
        alone = bench.case(portfolio.dossier(shared.dossier.product), shared.channel)
        for day in boundaries(entries)[::7]:
            assert shared.judgment(day) == alone.judgment(day)
            assert shared.status(day) is alone.judgment(day).status
