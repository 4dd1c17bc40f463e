"""What is on record of a product: what it is on each day, where it is, and what bears on it."""

from datetime import date
from typing import Any

from contract_cases import decided, license_issued, of_license, of_product, product, review
from support import ledger

from projections.record.dossiers import Dossier, Portfolio, is_placed
from projections.record.visible import visible


def portfolio(*facts: Any) -> Portfolio:
    return Portfolio(visible(ledger(*facts)))


def dossier(*facts: Any) -> Dossier:
    return portfolio(product(), *facts).dossier("P")


def placed_on(found: Dossier, day: str) -> bool:
    return is_placed(found.placements["shop"].at(date.fromisoformat(day)))


def test_a_parameter_holds_until_it_is_specified_anew_and_null_takes_it_off() -> None:
    found = dossier(
        of_product("product_specified", "2021-01-01", parameters={"speed": 5, "ports": 8}),
        of_product("product_specified", "2022-01-01", parameters={"speed": None}),
    ).parameters
    days = date(2020, 12, 31), date(2021, 12, 31), date(2022, 1, 1)
    assert [dict(found.at(day)) for day in days] == [{}, {"speed": 5, "ports": 8}, {"ports": 8}]


def test_a_product_is_in_a_channel_from_its_placing_until_its_withdrawal_or_removal() -> None:
    found = dossier(
        of_product("product_withdrawn", "2021-01-01", channel="shop"),
        of_product("product_placed", "2022-01-01", channel="shop"),
        of_product("removal_completed", "2023-01-01", channel="shop"),
    )
    days = "2020-12-31", "2021-01-01", "2022-01-01", "2023-01-01"
    assert [placed_on(found, day) for day in days] == [True, False, True, False]


def test_of_two_facts_of_one_day_the_later_on_record_counts() -> None:
    gone = of_product("product_withdrawn", "2021-01-01", channel="shop")
    back = of_product("product_placed", "2021-01-01", channel="shop")
    assert placed_on(dossier(gone, back), "2021-01-01")
    assert not placed_on(dossier(back, gone), "2021-01-01")


def test_a_determination_that_is_null_takes_the_last_one_back() -> None:
    letters = decided("2021-01-01", in_scope=True), decided("2022-01-01", in_scope=None)
    found = dossier(*letters).determinations["permit"]
    days = date(2020, 12, 31), date(2021, 12, 31), date(2022, 1, 1)
    assert [found.at(day) is not None for day in days] == [False, True, False]


def test_licenses_and_reviews_bear_on_a_product_that_they_name_at_any_time() -> None:
    found = dossier(
        license_issued("2021-01-01", products=["Q"]),
        of_license("scope_changed", "2022-01-01", add=["P"]),
        license_issued("2021-01-01", license="OTHER", products=["Q"]),
        review("R", "opened", "2021-01-01", channel="shop", products=["P"]),
        review("OF-VENDOR", "opened", "2021-01-01", channel="shop", vendor="V"),
        review("OF-ANOTHER", "opened", "2021-01-01", channel="shop", vendor="W"),
    )
    assert [each.name for each in found.licenses] == ["L"]
    assert [each.fact.review for each in found.reviews] == ["R", "OF-VENDOR"]


def test_products_without_a_status_are_known_by_name() -> None:
    found = portfolio(product(channels=[]), license_issued("2021-01-01", products=["GHOST"]))
    assert found.products == ["P"]
    assert found.in_no_channel == ["P"]
    assert found.only_named == ["GHOST"]
