"""The contract's vectors and rules, answered by the judge that the program uses."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from contract_cases import (
    BY_CATALOGUE,
    EVERY_RULE,
    act,
    criterion,
    established,
    name_of,
    of_license,
    of_product,
    on_record,
    product,
    provision,
    review,
    vector_files,
)
from contract_cases import license_issued as issued
from judging import as_recorded, bench_and_portfolio
from ledgers import Json
from slow_judge import Entry
from support import sentences


def statuses_on(
    entries: Sequence[Entry], as_of: date, known_at: date | None, subjects: Sequence[list[str]]
) -> dict[tuple[str, str], str]:
    bench, portfolio = bench_and_portfolio(as_recorded(entries), known_at=known_at)
    return {
        (product, channel): bench.case(portfolio.dossier(product), channel).judgment(as_of).status
        for product, channel, _ in subjects
    }


@pytest.mark.parametrize("file", vector_files(), ids=name_of)
def test_a_vector_is_answered_as_prescribed(file: Path) -> None:
    vector = json.loads(file.read_text(encoding="utf-8"))
    entries = on_record(vector["facts"])
    for question in vector["questions"]:
        known_at = question["known_at"] and date.fromisoformat(question["known_at"])
        as_of, prescribed = date.fromisoformat(question["as_of"]), question["statuses"]
        found = statuses_on(entries, as_of, known_at, prescribed)
        assert [[*subject, status] for subject, status in found.items()] == prescribed


@pytest.mark.parametrize(
    ("facts", "expected"), [pytest.param(*rest, id=claim) for claim, *rest in EVERY_RULE]
)
def test_a_rule_of_the_contract(facts: list[Json], expected: dict[str, str]) -> None:
    bench, portfolio = bench_and_portfolio(as_recorded(on_record(facts)))
    case = bench.case(portfolio.dossier("P"), "shop")
    assert {day: case.judgment(date.fromisoformat(day)).status for day in expected} == expected


# -- Reasons -----------------------------------------------------------------------------------


def told(facts: list[Json], day: str) -> str:
    """The sentences that give the reasons of the status of P in `shop`."""
    return told_on(facts, day)[0]


def told_on(facts: list[Json], *days: str) -> list[str]:
    """The same for several days, one judged after the other."""
    bench, portfolio = bench_and_portfolio(as_recorded(on_record(facts)))
    case = bench.case(portfolio.dossier("P"), "shop")
    return [" ".join(sentences(case.judgment(date.fromisoformat(day)))) for day in days]


def test_a_criterion_that_holds_no_more_is_no_more_a_reason_beside_an_entry_without_criteria() -> (
    None
):
    def entry(code: str, *criteria: Json) -> Json:
        return {"code": code, "name": code, "categories": ["firewall"], "criteria": list(criteria)}

    entries = [entry("ALL"), entry("FAST", criterion(">=", 10))]
    issue = provision("catalogue_issued", "2020-01-01", edition="1", entries=entries)
    slower = of_product("product_specified", "2021-01-01", parameters={"speed": 5})
    facts = [act(BY_CATALOGUE, issue), product(parameters={"speed": 20}), slower]

    before, after = told_on(facts, "2020-12-31", "2021-01-01")
    assert "FAST" in before
    assert "ALL" in after
    assert "FAST" not in after


def test_of_two_failed_reviews_the_deadline_of_the_one_that_is_told_is_told() -> None:
    facts = [
        product(),
        *(review(name, "opened", "2020-02-01", channel="shop", products=["P"]) for name in "VW"),
        review("V", "concluded", "2020-03-01", outcome="failed"),
        ordered("V", "2020-06-30"),
        review("W", "concluded", "2020-03-01", outcome="failed"),
        ordered("W", "2020-09-30"),
        review("V", "concluded", "2020-03-01", outcome="failed"),
    ]

    assert "2020-06-30" in told(facts, "2020-04-01")
    assert "2020-09-30" not in told(facts, "2020-04-01")


def ordered(name: str, deadline: str) -> Json:
    return {
        "kind": "removal_ordered",
        "review": name,
        "deadline": deadline,
        "effective_on": "2020-03-01",
    }


def test_a_license_suspended_twice_has_been_suspended_since_the_first_time() -> None:
    facts = [
        act(established()),
        product(),
        issued("2020-06-01", valid_until="2030-12-31"),
        of_license("suspended", "2021-01-01"),
        of_license("suspended", "2022-01-01"),
    ]

    assert "suspended since 2021-01-01" in told(facts, "2023-01-01")


def test_a_license_suspended_again_after_it_was_reinstated_has_been_suspended_since_then() -> None:
    facts = [
        act(established()),
        product(),
        issued("2020-06-01", valid_until="2030-12-31"),
        of_license("suspended", "2021-01-01"),
        of_license("reinstated", "2021-06-01"),
        of_license("suspended", "2022-01-01"),
    ]

    assert "suspended since 2022-01-01" in told(facts, "2023-01-01")


def test_a_regime_established_again_for_another_channel_rests_on_the_act_that_did_so() -> None:
    facts = [
        act(established(channels=["fair"]), act="FIRST"),
        act(
            established("2021-01-01", channels=["fair", "shop"]),
            act="SECOND",
            published_on="2021-01-01",
        ),
        product(),
    ]

    assert "SECOND" in told(facts, "2021-06-01")
    assert "FIRST" not in told(facts, "2021-06-01")


def test_a_regime_established_again_unchanged_still_rests_on_the_act_that_first_did_so() -> None:
    again = act(established("2021-01-01"), act="SECOND", published_on="2021-01-01")

    assert "FIRST" in told([act(established(), act="FIRST"), again, product()], "2021-06-01")


def test_a_renewal_on_the_first_day_on_which_no_license_was_issued_is_doubtful() -> None:
    def renewed(day: str) -> list[Json]:
        return [
            act(established(), provision("issuance_stopped", "2022-01-01")),
            product(),
            issued("2020-06-01", valid_until="2022-12-31"),
            of_license("renewed", day, valid_until="2024-12-31"),
        ]

    assert "doubtful" in told(renewed("2022-01-01"), "2023-06-01")
    assert "doubtful" not in told(renewed("2021-12-31"), "2023-06-01")
