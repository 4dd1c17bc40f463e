"""No product on record is left out in silence, and no name that nothing knows passes for a rule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import as_recorded
from ledgers import known_boundaries, ledgers
from support import AnyFact, a_fact, a_license, a_product, day, with_gazette

from events.facts import Fact
from events.licenses import LicenseIssued, LicenseScopeChanged
from events.reviews import ReviewOpened
from projections.findings.asides import Stray, Unplaced, strays, unplaced
from projections.judging.bench import Bench
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from projections.record.visible import visible


def products_of(fact: Fact) -> Iterator[str]:
    match fact:
        case LicenseIssued(products=products) | ReviewOpened(products=products):
            yield from products
        case LicenseScopeChanged(add=products):
            yield from products
        case _ if (product := getattr(fact, "product", None)) is not None:
            yield product


@settings(max_examples=60)
@given(st.data())
def test_each_product_that_a_fact_names_is_a_subject_or_told_to_have_no_status(
    data: st.DataObject,
) -> None:
    entries = data.draw(ledgers(max_facts=40).filter(bool))
    known_at = data.draw(st.none() | st.sampled_from(known_boundaries(entries)))
    seen = visible(as_recorded(entries), known_at=known_at)
    portfolio, bench = Portfolio(seen), Bench(law_book(seen))
    subjects = {
        case.dossier.product
        for product in portfolio.products
        for case in bench.cases(portfolio.dossier(product))
    }

    without = unplaced(portfolio).names

    assert subjects.isdisjoint(without)
    assert subjects | without == {name for record in seen for name in products_of(record.fact)}


def missing(*facts: AnyFact, known_at: str | None = None) -> Unplaced:
    known = None if known_at is None else day(known_at)
    return unplaced(Portfolio(visible(with_gazette(*facts), known_at=known)))


def test_a_product_is_in_no_channel_until_it_is_known_to_have_been_placed() -> None:
    placed = a_fact(
        kind="product_placed", product="P", channel="general_sale", effective_on="2024-01-01"
    )
    facts = (a_product(channels=[]), placed)

    assert missing(*facts, known_at="2023-12-31") == Unplaced(in_no_channel=("P",))
    assert missing(*facts, known_at="2024-01-01") == Unplaced()


def test_a_product_that_was_withdrawn_from_its_channel_has_a_status() -> None:
    left = a_fact(
        kind="product_withdrawn", product="P", channel="general_sale", effective_on="2024-01-01"
    )

    assert missing(a_product(), left) == Unplaced()


def test_a_product_that_a_license_alone_names_has_no_status_and_is_told_apart() -> None:
    assert missing(a_license(product="G")) == Unplaced(only_named=("G",))
    assert missing(a_license(product="G"), a_product("G")) == Unplaced()


def found(category: str | None = None, channel: str = "general_sale") -> tuple[Stray, ...]:
    bench = Bench(law_book(visible(with_gazette())))
    return strays([(["P", "Q"], channel, [category])], [bench.reach], lambda: {"umbrella"})


@pytest.mark.parametrize("category", [None, "firewall", "umbrella"])
def test_a_category_of_an_act_or_of_the_list_is_no_stray(category: str | None) -> None:
    assert found(category) == ()


def test_a_category_or_a_channel_that_nothing_knows_is_told_with_what_may_be_meant() -> None:
    assert found("firewal") == (Stray("category", "firewal", ("P", "Q"), "firewall"),)
    assert found("umbrela") == (Stray("category", "umbrela", ("P", "Q"), "umbrella"),)
    assert found("zzz") == (Stray("category", "zzz", ("P", "Q"), None),)
    assert found("firewall", "genral_sale") == (
        Stray("channel", "genral_sale", ("P", "Q"), "general_sale"),
    )
