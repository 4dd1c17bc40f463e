"""What an import records and yet deserves a second look is told, and never refused."""

from __future__ import annotations

from support import a_fact
from tables import (
    LICENSES,
    a_table,
    license_table,
    planned,
    product_table,
    said_of,
    the_license,
    the_product,
)

from projections.wording.en.answers.imports import stranger_text


def test_a_new_license_without_a_last_day_is_told() -> None:
    assert planned(license_table(valid_until=None)).endless == ("L",)
    assert planned(license_table()).endless == ()


def test_a_license_issued_after_today_is_told() -> None:
    days = {"issued_on": "2026-01-02", "valid_until": "2028-01-01"}
    plan = planned(license_table(**days))
    assert plan.early == ("L",)
    assert len(plan.facts) == 1
    assert planned(license_table(**days | {"issued_on": "2026-01-01"})).early == ()


def test_a_product_that_a_license_lists_and_nothing_else_names_is_told_once() -> None:
    row = ("mps", "sales_permit", "Holder (invented)", "P\nQ", "2023-07-01")
    plan = planned(a_table(LICENSES[:7], ("L", "N-1", *row), ("M", "N-2", *row)), the_product())
    assert plan.unknown == ("Q",)
    assert len(plan.facts) == 2


def test_a_product_that_joins_a_license_and_nothing_else_names_is_told() -> None:
    joined = planned(license_table(products="P\nQ"), the_license(), on="2024-01-01")
    assert joined.unknown == ("Q",)
    known = (the_license(), the_product(product="Q"))
    assert planned(license_table(products="P\nQ"), *known, on="2024-01-01").unknown == ()


def test_a_product_that_is_registered_further_down_is_known() -> None:
    headings = ("kind", "license", "product", "name", "effective_on")
    headings += ("regime", "license_kind", "products", "issued_on")
    issued = ("license_issued", "L", None, None, None, "mps", "sales_permit", "P", "2023-07-01")
    registered = ("product_registered", None, "P", "P (invented)", "2023-01-01", *[None] * 4)
    assert planned(a_table(headings, issued, registered)).unknown == ()
    assert planned(a_table(headings, issued)).unknown == ("P",)


def test_a_renewal_after_the_last_day_tells_of_the_days_between() -> None:
    def said(renewed_on: str) -> list[str]:
        table = license_table(valid_until="2027-06-30", renewed_on=renewed_on)
        return said_of(planned(table, the_license()))

    assert said("2025-07-01") == []
    assert said("2025-07-02") == [
        "license 'L': the last day on record is 2025-06-30 and the renewal counts from 2025-07-02; "
        "on the days between the license is not valid"
    ]


def test_days_between_count_from_the_latest_renewal() -> None:
    renewal = a_fact(
        kind="license_renewed", license="L", valid_until="2027-06-30", effective_on="2025-07-01"
    )
    table = license_table(valid_until="2029-06-30", renewed_on="2027-07-01")
    assert planned(table, the_license(), renewal).told == ()


def test_a_license_of_a_kind_that_its_regime_does_not_issue_is_told() -> None:
    regime = {
        "kind": "regime_established",
        "regime": "mps",
        "name": "MPS",
        "license_kinds": [{"kind": "certificate"}],
        "channels": [],
        "scope": {"by": "determination"},
        "effective_on": "2020-01-01",
    }
    words = {"title": "A (invented)", "published_on": "2020-01-01"}
    act = a_fact(kind="act_published", act="A", provisions=[regime], **words)
    assert planned(license_table(), act).foreign == ("L",)
    assert planned(license_table(license_kind="Certificate"), act).foreign == ()
    assert planned(license_table()).foreign == ()


def test_a_product_that_no_row_and_no_fact_places_is_told() -> None:
    nowhere = product_table(channels=None)

    assert planned(nowhere).unplaced == ("P",)
    assert len(planned(nowhere).facts) == 1
    assert planned(product_table()).unplaced == ()
    placed = a_fact(
        kind="product_placed", product="P", channel="general_sale", effective_on="2023-01-01"
    )
    assert planned(nowhere, placed).unplaced == ()


def test_a_product_that_a_row_further_down_places_is_in_a_channel() -> None:
    headings = ("kind", "product", "name", "channel", "effective_on")
    registered = ("product_registered", "P", "P (invented)", None, "2023-01-01")
    placed = ("product_placed", "P", None, "general_sale", "2023-01-01")

    assert planned(a_table(headings, registered, placed)).unplaced == ()
    assert planned(a_table(headings, registered)).unplaced == ("P",)


def test_names_that_no_act_on_record_knows_are_told_once_with_what_may_be_meant() -> None:
    words = {"kind": "act_published", "title": "A (invented)", "published_on": "2020-01-01"}
    on = {"effective_on": "2020-01-01"}
    entry = {"code": "1", "name": "1", "categories": ["firewall"]}
    channel = {"kind": "channel_established", "channel": "general_sale", "name": "Sale", **on}
    regime = {
        "kind": "regime_established",
        "regime": "mps",
        "name": "MPS",
        "license_kinds": [],
        "channels": ["general_sale"],
        "scope": {"by": "catalogue"},
        **on,
    }
    listed = {"kind": "catalogue_issued", "regime": "mps", "edition": "1", "entries": [entry], **on}
    act = a_fact(act="A", provisions=[channel, regime, listed], **words)
    headings = ("kind", "product", "category", "channel", "regime", "in_scope", "basis")
    moved = ("product_placed", "P", None, "genral_sale", None, None, None, "2023-01-01")
    turned = ("product_reclassified", "P", "firewal", None, None, None, None, "2023-01-01")
    decided = ("scope_determined", "P", None, None, "mpss", "yes", "A letter", "2023-01-01")
    table = a_table(
        (*headings, "effective_on"), moved, (*moved[:-1], "2023-01-02"), turned, decided
    )

    plan = planned(table, act)

    assert [*map(stranger_text, plan.strangers)] == [
        "channel genral_sale (did you mean general_sale?)",
        "category firewal (did you mean firewall?)",
        "regime mpss (did you mean mps?)",
    ]
    assert len(plan.facts) == 4
    assert planned(product_table(), act).strangers == ()
    assert planned(table).strangers == ()
