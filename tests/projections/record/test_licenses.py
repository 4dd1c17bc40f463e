"""A license day by day: periods, cuts, suspensions, terms (contract 4.4)."""

from datetime import date
from typing import Any

import pytest
from contract_cases import license_issued, of_license
from support import ledger

from projections.record.licenses import License, Standing, corresponding_day

ISSUED = license_issued("2021-01-01", valid_until="2021-12-31")


def a_license(*facts: Any) -> License:
    return License("L", ledger(*facts))


def standings(found: License, *days: str, term: int | None = None) -> list[Standing]:
    return [found.states(term).at(date.fromisoformat(day)).standing for day in days]


def last_day(found: License, on: str, term: int | None = None) -> str:
    return str(found.states(term).at(date.fromisoformat(on)).last_day)


def test_the_first_and_the_last_day_of_validity_are_included() -> None:
    days = "2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01"
    assert standings(a_license(ISSUED), *days) == [
        Standing.NOT_YET_VALID,
        Standing.VALID,
        Standing.VALID,
        Standing.LAPSED,
    ]


def test_a_renewal_that_touches_goes_on_and_one_after_a_gap_begins_anew() -> None:
    touching = of_license("renewed", "2022-01-01", valid_until="2022-12-31")
    later = of_license("renewed", "2022-01-02", valid_until="2022-12-31")
    assert last_day(a_license(ISSUED, touching), "2021-06-01") == "2022-12-31"
    found = a_license(ISSUED, later)
    assert last_day(found, "2021-06-01") == "2021-12-31"
    assert standings(found, "2022-01-01", "2022-01-02") == [Standing.LAPSED, Standing.VALID]


def test_a_renewal_to_an_earlier_day_takes_nothing_away() -> None:
    shorter = of_license("renewed", "2021-06-01", valid_until="2021-09-30")
    assert last_day(a_license(ISSUED, shorter), "2021-07-01") == "2021-12-31"


def test_an_expiry_ends_what_began_before_it_and_not_what_begins_that_day() -> None:
    renewed = of_license("renewed", "2021-07-01", valid_until="2022-06-30")
    expired = of_license("expired", "2021-07-01")
    assert last_day(a_license(ISSUED, expired), "2021-08-01") == "2021-06-30"
    assert last_day(a_license(ISSUED, renewed, expired), "2021-08-01") == "2022-06-30"


def test_a_suspension_lasts_until_it_is_lifted_and_a_revocation_for_good() -> None:
    facts = (
        ISSUED,
        of_license("suspended", "2021-02-01"),
        of_license("reinstated", "2021-03-01"),
        of_license("revoked", "2021-04-01"),
        of_license("reinstated", "2021-05-01"),
    )
    days = "2021-01-31", "2021-02-01", "2021-03-01", "2021-04-01", "2021-05-01"
    assert standings(a_license(*facts), *days) == [
        Standing.VALID,
        Standing.SUSPENDED,
        Standing.VALID,
        Standing.REVOKED,
        Standing.REVOKED,
    ]


def test_a_term_counts_from_the_first_valid_day_and_is_marked_as_assumed() -> None:
    found = a_license(license_issued("2021-01-15", valid_from="2021-01-31"))
    state = found.states(1).at(date(2021, 2, 1))
    assert (str(state.last_day), state.assumed) == ("2021-02-28", True)
    assert last_day(found, "2021-02-01") == "None"


def test_a_last_day_of_its_own_goes_before_any_term() -> None:
    state = a_license(ISSUED).states(120).at(date(2021, 2, 1))
    assert (str(state.last_day), state.assumed) == ("2021-12-31", False)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
    ],
)
def test_a_term_ends_on_the_same_number_of_the_month_or_on_its_last_day(
    start: date, months: int, expected: date
) -> None:
    assert corresponding_day(start, months) == expected


def test_a_change_of_products_removes_before_it_adds() -> None:
    found = a_license(
        ISSUED,
        of_license("scope_changed", "2021-02-01", add=["P", "R"], remove=["P"]),
        of_license("scope_changed", "2021-03-01", remove=["P"]),
    )
    covered = found.covers("P")
    days = "2021-01-01", "2021-02-01", "2021-03-01"
    assert [covered.at(date.fromisoformat(day)) for day in days] == [True, True, False]
    assert found.products == ["P", "R"]


def test_a_product_that_joins_and_leaves_a_license_on_one_day_is_listed_and_not_covered() -> None:
    found = a_license(
        ISSUED,
        of_license("scope_changed", "2021-02-01", add=["R"]),
        of_license("scope_changed", "2021-02-01", remove=["R"]),
    )
    assert found.products == ["P", "R"]
    assert not any(found.covers("R").values)
    assert not found.covers("a product of which no fact speaks").last


def test_a_license_whose_issue_is_not_seen_never_begins() -> None:
    found = a_license(of_license("suspended", "2021-02-01"))
    assert standings(found, "2021-02-01") == [Standing.NOT_YET_VALID]
