"""Scope: criteria held against values, entries against products, in three-valued logic."""

from itertools import product as every
from typing import Any

import pytest
from contract_cases import criterion
from support import Day, a_fact, a_product, an_act, judgment, ledger

from events.products import Measure
from events.provisions import Criterion
from projections.judging.requirements import Requirement
from projections.judging.scope import ScopeFinding, ScopeGround, compare, kleene_and, kleene_or

TRUTHS = (True, None, False)


def asks(op: str, value: Any, **says: Any) -> Criterion:
    return Criterion(**criterion(op, value, **says))


@pytest.mark.parametrize(("one", "other"), list(every(TRUTHS, repeat=2)))
def test_unknown_gives_way_only_to_what_decides_alone(one: bool | None, other: bool | None) -> None:
    order = {False: 0, None: 1, True: 2}
    assert kleene_and([one, other]) == min(one, other, key=order.__getitem__)
    assert kleene_or([one, other]) == max(one, other, key=order.__getitem__)


def test_no_criterion_at_all_holds_and_no_entry_at_all_does_not() -> None:
    assert kleene_and([]) is True
    assert kleene_or([]) is False


@pytest.mark.parametrize(
    ("op", "below", "equal", "above"),
    [
        (">=", False, True, True),
        (">", False, False, True),
        ("<=", True, True, False),
        ("<", True, False, False),
        ("==", False, True, False),
    ],
)
def test_an_operator_is_taken_at_its_word(op: str, below: bool, equal: bool, above: bool) -> None:
    assert [compare(asks(op, 5), value).holds for value in (4.999, 5, 5.001)] == [
        below,
        equal,
        above,
    ]


@pytest.mark.parametrize(
    ("says", "actual"),
    [
        (asks(">=", 5, unit="Gbps"), Measure(value=9, unit="Mbps")),
        (asks(">=", 5), Measure(value=9, unit="Gbps")),
        (asks("==", 1), True),
        (asks("==", True), 1),
        (asks("==", 5), "5"),
        (asks("==", "5"), 5),
        (asks(">=", 5), None),
    ],
)
def test_what_cannot_be_compared_counts_as_not_on_record(says: Criterion, actual: Any) -> None:
    found = compare(says, actual)
    assert found.holds is None
    assert found.problem


def test_a_number_without_a_unit_is_taken_to_be_in_the_unit_of_the_criterion() -> None:
    assert compare(asks(">=", 5, unit="Gbps"), 5).holds is True
    assert compare(asks(">=", 5, unit="Gbps"), Measure(value=5, unit="Gbps")).holds is True


def test_words_and_truths_are_equal_or_not_and_nothing_else() -> None:
    assert compare(asks("==", "soft"), "soft").holds is True
    assert compare(asks("==", "soft"), "hard").holds is False
    assert compare(asks("==", False), False).holds is True


def regime(scope: dict[str, Any], *beside: dict[str, Any]) -> Any:
    established = {
        "kind": "regime_established",
        "regime": "r",
        "name": "Invented regime",
        "effective_on": "2020-01-01",
        "license_kinds": [{"kind": "license"}],
        "channels": ["general_sale"],
        "scope": scope,
    }
    return an_act(established, *beside, published_on="2020-01-01")


def scope_of(act: Any, on: Day = "2024-01-01", *facts: Any, **product: Any) -> ScopeFinding:
    (reason,) = judgment(ledger(act, a_product(**product), *facts), "P", "general_sale", on).reasons
    assert isinstance(reason, Requirement)
    return reason.scope


def catalogue(*entries: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "catalogue_issued",
        "regime": "r",
        "edition": "1",
        "effective_on": "2020-01-01",
        "entries": [{"code": "E", "name": "E", **entry} for entry in entries],
    }


def letter(effective_on: str, *, in_scope: bool | None) -> Any:
    return a_fact(
        kind="scope_determined",
        product="P",
        regime="r",
        in_scope=in_scope,
        basis="An invented letter.",
        effective_on=effective_on,
    )


def test_a_determination_goes_before_the_rule_from_its_day_until_it_is_taken_back() -> None:
    act = regime({"by": "determination", "in": ["firewall"], "out": []})
    letters = letter("2023-01-01", in_scope=False), letter("2024-01-01", in_scope=None)
    found = [scope_of(act, day, *letters) for day in ("2022-12-31", "2023-01-01", "2024-01-01")]
    assert [(each.in_scope, each.ground) for each in found] == [
        (True, ScopeGround.PRESUMED),
        (False, ScopeGround.DETERMINED),
        (True, ScopeGround.PRESUMED),
    ]


def test_a_category_on_neither_list_of_a_regime_that_determines_leaves_the_scope_open() -> None:
    found = scope_of(regime({"by": "determination", "in": ["router"], "out": ["switch"]}))
    assert (found.in_scope, found.ground) == (None, ScopeGround.NOT_PRESUMED)


def test_a_product_without_a_category_may_be_any_that_a_catalogue_lists() -> None:
    act = regime({"by": "catalogue"}, catalogue({"categories": ["router"]}))
    found = scope_of(act, category=None)
    assert (found.in_scope, found.ground) == (None, ScopeGround.UNCLASSIFIED)


def test_of_several_entries_the_ones_are_told_that_decide() -> None:
    fast = {"categories": ["firewall"], "criteria": [criterion(">=", 10)]}
    entries = catalogue({**fast, "code": "FAST"}, {"categories": ["firewall"], "code": "ALL"})
    found = scope_of(regime({"by": "catalogue"}, entries), parameters={"speed": 1})
    assert found.in_scope is True
    assert [entry.listed.code for entry in found.entries] == ["ALL"]


@pytest.mark.parametrize(
    ("match", "speed", "ports", "expected"),
    [
        ("all", 9, 9, True),
        ("all", 9, 1, False),
        ("all", 9, None, None),
        ("all", 1, None, False),
        ("any", 9, 1, True),
        ("any", 9, None, True),
        ("any", 1, None, None),
        ("any", 1, 1, False),
    ],
)
def test_an_entry_asks_for_all_of_its_criteria_or_for_any(
    match: str, speed: int, ports: int | None, expected: bool | None
) -> None:
    entry = {
        "categories": ["firewall"],
        "match": match,
        "criteria": [criterion(">=", 5), criterion(">=", 5, "ports")],
    }
    known = {"speed": speed} | ({"ports": ports} if ports is not None else {})
    judged = judgment(
        ledger(regime({"by": "catalogue"}, catalogue(entry)), a_product(parameters=known)),
        "P",
        "general_sale",
        "2024-01-01",
    )
    scopes = [each.scope.in_scope for each in judged.reasons if isinstance(each, Requirement)]
    assert scopes == [expected]
