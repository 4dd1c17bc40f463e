"""Every rule of the contract, with the right value, in columns."""

from datetime import date

import pytest
from columnar import by_subject, on_record_in_columns, seen_in_columns, straight_on
from contract_cases import (
    BY_CATALOGUE,
    CERT,
    EVERY_RULE,
    RECOGNITION,
    STOPPED,
    TERM,
    act,
    catalogue,
    criterion,
    decided,
    established,
    measured,
    of_license,
    of_product,
    on_record,
    product,
    provision,
    question,
    review,
    voided,
)
from contract_cases import license_issued as issued
from judging import as_recorded
from ledgers import Json

LAW = act(established())


def channel(name: str, *includes: str, effective_on: str = "2020-01-01") -> Json:
    says = {"channel": name, "name": name, "includes": list(includes)}
    return {"kind": "channel_established", "effective_on": effective_on, **says}


def shop(facts: list[Json], *days: str) -> list[str]:
    """The status of P in the channel `shop` on some days."""
    steps = on_record_in_columns(facts).of("P", "shop")
    return [steps.at(date.fromisoformat(day)).value for day in days]


@pytest.mark.parametrize(
    ("facts", "expected"), [pytest.param(*rest, id=claim) for claim, *rest in EVERY_RULE]
)
def test_a_rule_of_the_contract(facts: list[Json], expected: dict[str, str]) -> None:
    assert shop(facts, *expected) == list(expected.values())
    for day, status in expected.items():
        found = straight_on(facts, date.fromisoformat(day))
        assert found.get(("P", "shop"), "not_marketed") == status


# -- Where a product is ------------------------------------------------------------------------


def test_a_product_is_marketed_from_the_day_on_which_it_is_placed() -> None:
    facts = [LAW, product("2021-05-01")]
    assert shop(facts, "2021-04-30", "2021-05-01") == ["not_marketed", "non_compliant"]


def test_a_completed_removal_ends_the_placement_in_its_channel_alone() -> None:
    facts = [
        act(established(channels=["shop", "street"])),
        product(channels=["shop", "street"]),
        of_product("removal_completed", "2021-01-01", channel="shop"),
    ]
    periods = on_record_in_columns(facts)
    day = date(2021, 1, 1)
    assert periods.of("P", "shop").at(day) == "not_marketed"
    assert periods.of("P", "street").at(day) == "non_compliant"


def test_a_product_that_was_only_withdrawn_is_a_subject_that_is_not_marketed() -> None:
    periods = on_record_in_columns([of_product("product_withdrawn", "2021-01-01", channel="shop")])
    assert by_subject(periods, date(2022, 1, 1)) == {("P", "shop"): "not_marketed"}
    assert periods.subject.tolist() == []


def test_products_in_no_channel_and_products_only_licensed_are_no_subjects() -> None:
    facts = [product(channels=[]), issued("2020-01-01", products=["P", "Q"])]
    periods = on_record_in_columns(facts)
    assert list(periods.products) == ["P"]
    assert by_subject(periods, date(2022, 1, 1)) == {}


def test_subjects_come_by_product_then_by_channel_whatever_the_order_of_facts() -> None:
    placed = {"kind": "product_placed", "effective_on": "2021-01-01"}
    facts = [
        {**placed, "product": name, "channel": where}
        for name, where in (("b", "y"), ("a", "z"), ("b", "x"), ("B", "z"))
    ]
    found = list(by_subject(on_record_in_columns(facts), date(2021, 1, 1)))
    assert found == [("B", "z"), ("a", "z"), ("b", "x"), ("b", "y")]


def test_products_alike_have_each_their_own_periods() -> None:
    other = {**product("2021-01-01"), "product": "Q"}
    periods = on_record_in_columns([LAW, product("2021-01-01"), other])
    for name in ("P", "Q"):
        found = [(str(day), status.value) for day, status in periods.of(name, "shop").steps]
        assert found == [("2021-01-01", "non_compliant")]


# -- Where a regime applies --------------------------------------------------------------------


def test_a_regime_applies_from_the_day_on_which_it_is_established() -> None:
    facts = [act(established("2021-01-01")), product()]
    assert shop(facts, "2020-12-31", "2021-01-01") == ["not_regulated", "non_compliant"]


def test_a_regime_applies_in_its_channels_alone() -> None:
    assert shop([act(established(channels=["street"])), product()], "2021-01-01") == [
        "not_regulated"
    ]


def test_a_repealed_regime_applies_no_more() -> None:
    facts = [act(established(), provision("regime_repealed", "2021-01-01")), product()]
    assert shop(facts, "2020-12-31", "2021-01-01") == ["non_compliant", "not_regulated"]


def test_a_regime_whose_issue_is_stopped_still_applies() -> None:
    facts = [act(established(), provision("issuance_stopped", "2021-01-01")), product()]
    assert shop(facts, "2021-01-01") == ["non_compliant"]


def test_enforcement_stops_and_is_resumed() -> None:
    resumed = provision("enforcement_resumed", "2022-01-01")
    facts = [act(established(), STOPPED, resumed), product()]
    assert shop(facts, "2021-01-01", "2021-12-31", "2022-01-01") == [
        "not_regulated",
        "not_regulated",
        "non_compliant",
    ]


def test_a_waiver_of_one_channel_leaves_the_regime_where_another_is_reached() -> None:
    waiver = provision("obligation_waived", "2021-01-01", channels=["shop"])
    law = act(established(channels=["shop", "far"]), channel("shop", "far"), waiver)
    assert shop([law, product()], "2021-01-01") == ["non_compliant"]
    assert shop([act(established(), waiver), product()], "2021-01-01") == ["not_regulated"]


def test_a_waiver_for_a_category_covers_that_category_alone() -> None:
    law = act(established(), provision("obligation_waived", "2021-01-01", categories=["firewall"]))
    assert shop([law, product()], "2020-12-31", "2021-01-01") == ["non_compliant", "not_regulated"]
    assert shop([law, product(category="ids")], "2021-01-01") == ["indeterminate"]


def test_the_worst_of_two_regimes_counts() -> None:
    other = established(regime="cert", scope={"by": "determination", "in": [], "out": []})
    facts = [act(established(), other), product(), issued("2020-01-01")]
    assert shop(facts, "2020-01-01") == ["indeterminate"]
    assert shop(facts[:2], "2020-01-01") == ["non_compliant"]


# -- What is in scope --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "status"),
    [
        ("firewall", "non_compliant"),
        ("router", "not_regulated"),
        ("ids", "indeterminate"),
        (None, "indeterminate"),
    ],
)
def test_a_category_is_presumed_in_or_out_or_unknown(category: str | None, status: str) -> None:
    scope = {"by": "determination", "in": ["firewall"], "out": ["router"]}
    facts = [act(established(scope=scope)), product(category=category)]
    assert shop(facts, "2021-01-01") == [status]


def test_a_reclassification_counts_from_its_day() -> None:
    change = of_product("product_reclassified", "2021-01-01", category="ids")
    assert shop([LAW, product(), change], "2020-12-31", "2021-01-01") == [
        "non_compliant",
        "indeterminate",
    ]


def test_law_for_the_category_that_a_product_has_later_counts_from_its_day() -> None:
    scope = {"by": "determination", "in": ["firewall", "ids"], "out": []}
    waiver = provision("obligation_waived", "2022-01-01", categories=["ids"])
    change = of_product("product_reclassified", "2021-01-01", category="ids")
    facts = [act(established(scope=scope), waiver), product(), change]
    assert shop(facts, "2021-12-31", "2022-01-01") == ["non_compliant", "not_regulated"]


def test_a_determination_that_is_withdrawn_gives_way_to_the_rule() -> None:
    facts = [
        LAW,
        product(category="ids"),
        decided("2021-01-01", in_scope=True),
        decided("2022-01-01", in_scope=False),
        decided("2023-01-01", in_scope=None),
    ]
    days = "2020-12-31", "2021-01-01", "2022-01-01", "2023-01-01"
    assert shop(facts, *days) == [
        "indeterminate",
        "non_compliant",
        "not_regulated",
        "indeterminate",
    ]


def test_a_determination_is_of_one_regime() -> None:
    facts = [act(established(regime="cert")), product(), decided("2020-01-01", in_scope=False)]
    assert shop(facts, "2020-01-01") == ["non_compliant"]


def test_a_category_that_no_entry_lists_is_out_of_scope() -> None:
    facts = [act(BY_CATALOGUE, catalogue()), product(category="ids")]
    assert shop(facts, "2021-01-01") == ["not_regulated"]


@pytest.mark.parametrize(
    ("speed", "match", "status"),
    [
        (9, "all", "indeterminate"),
        (1, "all", "not_regulated"),
        (9, "any", "non_compliant"),
        (1, "any", "indeterminate"),
    ],
)
def test_an_unknown_criterion_stays_unknown_unless_the_other_decides(
    speed: int, match: str, status: str
) -> None:
    criteria = criterion(">=", 5), criterion(">=", 5, "other")
    assert shop(measured(speed, *criteria, match=match), "2020-01-01") == [status]


@pytest.mark.parametrize(
    ("op", "held"),
    [(">=", [0, 1, 1]), (">", [0, 0, 1]), ("<=", [1, 1, 0]), ("<", [1, 0, 0]), ("==", [0, 1, 0])],
)
def test_a_criterion_compares_as_its_sign_says(op: str, held: list[int]) -> None:
    found = [shop(measured(value, criterion(op, 5)), "2020-01-01") for value in (4, 5, 6)]
    assert found == [[["not_regulated", "non_compliant"][each]] for each in held]


@pytest.mark.parametrize(
    ("value", "asked"), [("5", 5), (5, "5"), (1, True), (True, 1), ("soft", True)]
)
def test_values_of_another_type_count_as_not_on_record(value: object, asked: object) -> None:
    assert shop(measured(value, criterion("==", asked)), "2020-01-01") == ["indeterminate"]


@pytest.mark.parametrize("value", ["soft", True])
def test_text_and_booleans_know_no_more_and_less(value: object) -> None:
    assert shop(measured(value, criterion(">=", value)), "2020-01-01") == ["indeterminate"]


def test_a_unit_is_compared_by_its_word_and_a_plain_number_is_in_the_unit_asked() -> None:
    asked = criterion(">=", 5, unit="Gbps")
    found = [
        shop(measured(value, asked), "2020-01-01")[0]
        for value in (9, {"value": 9, "unit": "Gbps"}, {"value": 9, "unit": "Mbps"})
    ]
    assert found == ["non_compliant", "non_compliant", "indeterminate"]


def test_a_criterion_without_unit_compares_plain_values_alone() -> None:
    value = {"value": 9, "unit": "Gbps"}
    assert shop(measured(value, criterion(">=", 5)), "2020-01-01") == ["indeterminate"]


def test_one_of_several_entries_is_enough() -> None:
    def entry(code: str, least: int) -> Json:
        said = {"code": code, "name": code, "categories": ["firewall"]}
        return {**said, "criteria": [criterion(">=", least)]}

    law = {**catalogue(), "entries": [entry("E", 5), entry("F", 50)]}
    found = [
        shop([act(BY_CATALOGUE, law), product(parameters={"speed": speed})], "2020-01-01")
        for speed in (1, 9)
    ]
    assert found == [["not_regulated"], ["non_compliant"]]


def test_an_entry_without_criteria_covers_what_another_with_criteria_does_not() -> None:
    plain = {"code": "F", "name": "F", "categories": ["firewall"]}
    law = catalogue(criterion(">=", 5))
    both = {**law, "entries": [*law["entries"], plain]}
    found = [
        shop([act(BY_CATALOGUE, each), product(parameters={"speed": 1})], "2020-01-01")
        for each in (law, both)
    ]
    assert found == [["not_regulated"], ["non_compliant"]]


def test_one_and_true_are_two_values_though_python_takes_them_for_equal() -> None:
    number, truth = catalogue(criterion("==", 1)), catalogue(criterion("==", True))
    law = act(BY_CATALOGUE, number, {**truth, "effective_on": "2021-01-01"})
    facts = [law, product(parameters={"speed": True})]
    assert shop(facts, "2020-12-31", "2021-01-01") == ["indeterminate", "non_compliant"]


def test_a_specification_counts_from_its_day_and_leaves_other_parameters() -> None:
    facts = [
        *measured(9, criterion(">=", 5)),
        of_product("product_specified", "2021-01-01", parameters={"other": 1}),
        of_product("product_specified", "2022-01-01", parameters={"speed": 1}),
    ]
    days = "2021-01-01", "2021-12-31", "2022-01-01"
    assert shop(facts, *days) == ["non_compliant", "non_compliant", "not_regulated"]


# -- What licenses do --------------------------------------------------------------------------


def test_a_license_counts_from_its_first_day_through_its_last() -> None:
    facts = [
        LAW,
        product(),
        issued("2020-02-01", valid_from="2020-03-01", valid_until="2020-04-30"),
    ]
    days = "2020-02-29", "2020-03-01", "2020-04-30", "2020-05-01"
    assert shop(facts, *days) == ["non_compliant", "compliant", "compliant", "non_compliant"]


@pytest.mark.parametrize(
    ("first", "months", "last", "after"),
    [
        ("2021-01-31", 1, "2021-02-28", "2021-03-01"),
        ("2024-01-31", 1, "2024-02-29", "2024-03-01"),
        ("2024-02-29", 24, "2026-02-28", "2026-03-01"),
        ("2023-06-30", 24, "2025-06-30", "2025-07-01"),
        ("2021-12-15", 12, "2022-12-15", "2022-12-16"),
    ],
)
def test_a_term_runs_through_the_corresponding_day_or_the_end_of_its_month(
    first: str, months: int, last: str, after: str
) -> None:
    kinds = [{"kind": "certificate", "term_months": months}]
    facts = [act(established(license_kinds=kinds)), product(), issued(first)]
    assert shop(facts, first, last, after) == ["compliant", "compliant", "non_compliant"]


def test_a_term_is_that_of_the_kind_of_the_license() -> None:
    kinds = [{"kind": "certificate", "term_months": 1}, {"kind": "report", "term_months": 24}]
    facts = [act(established(license_kinds=kinds)), product(), issued("2021-01-31")]
    assert shop(facts, "2021-02-28", "2021-03-01") == ["compliant", "non_compliant"]
    assert shop([*facts[:2], issued("2021-01-31", license_kind="report")], "2023-01-31") == [
        "compliant"
    ]


def test_a_license_with_a_last_day_of_its_own_needs_no_term() -> None:
    facts = [act(established(license_kinds=TERM)), product()]
    facts.append(issued("2021-01-31", valid_until="2021-06-30"))
    assert shop(facts, "2021-06-30", "2021-07-01") == ["compliant", "non_compliant"]


def test_the_term_of_one_license_does_not_touch_the_last_day_of_another() -> None:
    own = issued("2021-01-31", license="M", valid_until="2021-06-30")
    facts = [act(established(license_kinds=TERM)), product(), own, issued("2021-01-31")]
    days = "2021-02-28", "2021-03-01", "2021-06-30", "2021-07-01"
    assert shop(facts, *days) == ["compliant", "compliant", "compliant", "non_compliant"]


def test_days_between_an_issue_and_a_renewal_are_not_valid() -> None:
    facts = [
        LAW,
        product(),
        issued("2020-01-01", valid_until="2020-06-30"),
        of_license("renewed", "2020-08-01", valid_until="2020-12-31"),
    ]
    days = "2020-06-30", "2020-07-01", "2020-07-31", "2020-08-01", "2020-12-31", "2021-01-01"
    assert shop(facts, *days) == [
        "compliant",
        "non_compliant",
        "non_compliant",
        "compliant",
        "compliant",
        "non_compliant",
    ]


def test_periods_that_overlap_add_up() -> None:
    facts = [
        LAW,
        product(),
        issued("2020-01-01", valid_until="2020-12-31"),
        of_license("renewed", "2020-03-01", valid_until="2020-06-30"),
    ]
    assert shop(facts, "2020-07-01", "2021-01-01") == ["compliant", "non_compliant"]


def test_an_expiry_cuts_a_renewal_opened_before_its_day() -> None:
    facts = [
        LAW,
        product(),
        issued("2020-01-01", valid_until="2020-01-31"),
        of_license("renewed", "2020-02-01", valid_until="2020-12-31"),
        of_license("expired", "2020-03-01"),
    ]
    assert shop(facts, "2020-02-29", "2020-03-01") == ["compliant", "non_compliant"]


def test_of_several_expiries_the_first_after_the_opening_cuts() -> None:
    facts = [
        LAW,
        product(),
        issued("2020-01-01"),
        of_license("expired", "2020-05-01"),
        of_license("expired", "2020-03-01"),
    ]
    assert shop(facts, "2020-02-29", "2020-03-01") == ["compliant", "non_compliant"]


def test_an_expiry_is_of_its_own_license() -> None:
    other = {**of_license("expired", "2020-03-01"), "license": "M"}
    facts = [LAW, product(), issued("2020-01-01"), other]
    assert shop(facts, "2020-03-01") == ["compliant"]


def test_a_suspension_holds_until_the_day_of_reinstatement() -> None:
    facts = [
        LAW,
        product(),
        issued("2020-01-01"),
        of_license("suspended", "2020-02-01"),
        of_license("reinstated", "2020-03-01"),
    ]
    days = "2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01"
    assert shop(facts, *days) == ["compliant", "non_compliant", "non_compliant", "compliant"]


def test_a_suspension_outlives_a_renewal() -> None:
    facts = [
        LAW,
        product(),
        issued("2020-01-01", valid_until="2020-12-31"),
        of_license("suspended", "2020-02-01"),
        of_license("renewed", "2020-06-01", valid_until="2021-12-31"),
    ]
    assert shop(facts, "2020-06-01") == ["non_compliant"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_first_revocation_counts_and_no_renewal_undoes_it(order: int) -> None:
    revocations = [of_license("revoked", day) for day in ("2020-03-01", "2020-05-01")][::order]
    renewal = of_license("renewed", "2020-06-01", valid_until="2021-12-31")
    facts = [LAW, product(), issued("2020-01-01"), *revocations, renewal]
    days = "2020-02-29", "2020-03-01", "2020-06-01"
    assert shop(facts, *days) == ["compliant", "non_compliant", "non_compliant"]


def test_a_renewal_of_a_license_whose_issue_is_not_seen_satisfies_nothing() -> None:
    facts = [
        LAW,
        product(),
        of_license("scope_changed", "2020-01-01", add=["P"]),
        of_license("renewed", "2020-01-01", valid_until="2021-12-31"),
    ]
    assert shop(facts, "2020-06-01") == ["non_compliant"]


def test_a_license_covers_a_product_from_the_day_on_which_it_is_added() -> None:
    facts = [
        LAW,
        product(),
        issued("2020-01-01", products=["Q"]),
        of_license("scope_changed", "2020-02-01", add=["P"]),
        of_license("scope_changed", "2020-03-01", remove=["P"]),
    ]
    days = "2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01"
    assert shop(facts, *days) == ["non_compliant", "compliant", "compliant", "non_compliant"]


def test_a_license_of_another_kind_does_not_do() -> None:
    facts = [LAW, product(), issued("2020-01-01", license_kind="report")]
    assert shop(facts, "2020-01-01") == ["non_compliant"]


def test_a_license_of_a_regime_that_is_not_recognised_does_not_do() -> None:
    facts = [act(established(), CERT), product(), issued("2020-01-01", regime="cert")]
    assert shop(facts, "2020-01-01") == ["non_compliant"]


def test_a_recognised_license_does_until_the_recognition_ends() -> None:
    ended = provision("recognition_ended", "2021-01-01", accepts="cert")
    law = act(established(), CERT, RECOGNITION, ended)
    facts = [law, product(), issued("2020-01-01", regime="cert", license_kind="any")]
    assert shop(facts, "2020-12-31", "2021-01-01") == ["compliant", "non_compliant"]


def test_a_recognition_takes_what_was_issued_strictly_before_its_day() -> None:
    law = act(established(), CERT, {**RECOGNITION, "issued_before": "2020-06-01"})
    found = [
        shop([law, product(), issued(day, regime="cert")], "2020-07-01")
        for day in ("2020-05-31", "2020-06-01")
    ]
    assert found == [["compliant"], ["non_compliant"]]


def test_a_license_of_an_unknown_regime_is_defective_even_where_it_is_recognised() -> None:
    law = act(established(), {**RECOGNITION, "accepts": "ghost"})
    assert shop([law, product(), issued("2020-01-01", regime="ghost")], "2020-01-01") == [
        "non_compliant"
    ]


def test_a_renewal_of_a_defective_license_satisfies_nothing() -> None:
    facts = [
        act(established("2020-06-01")),
        product(),
        issued("2020-01-01"),
        of_license("renewed", "2020-07-01", valid_until="2021-12-31"),
    ]
    assert shop(facts, "2020-07-01") == ["non_compliant"]


def test_a_license_is_of_the_day_of_issue_even_where_it_counts_later() -> None:
    facts = [
        act(established(), provision("issuance_stopped", "2020-06-01")),
        product(),
        issued("2020-05-31", valid_from="2020-07-01"),
    ]
    assert shop(facts, "2020-07-01") == ["compliant"]


# -- What reviews do ---------------------------------------------------------------------------


def opened(name: str = "R", day: str = "2020-02-01", **says: object) -> Json:
    return review(name, "opened", day, **{"channel": "shop", "products": ["P"], **says})


def concluded(day: str, outcome: str, name: str = "R") -> Json:
    return review(name, "concluded", day, outcome=outcome)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("failed", "barred"), ("passed", "not_regulated"), ("conditional", "not_regulated")],
)
def test_a_review_is_pending_from_its_opening_and_only_failure_bars(
    outcome: str, status: str
) -> None:
    facts = [product(), opened(), concluded("2020-03-01", outcome)]
    days = "2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01"
    assert shop(facts, *days) == ["not_regulated", "indeterminate", "indeterminate", status]


def test_of_conclusions_the_last_by_day_counts_whatever_the_order_of_record() -> None:
    facts = [
        product(),
        opened(),
        concluded("2020-05-01", "passed"),
        concluded("2020-03-01", "failed"),
    ]
    assert shop(facts, "2020-03-01", "2020-05-01") == ["barred", "not_regulated"]


def test_of_two_reviews_the_one_concluded_on_the_later_day_counts() -> None:
    passed, failed = concluded("2020-05-01", "passed"), concluded("2020-03-01", "failed", "S")
    facts = [product(), opened(), opened("S"), passed, failed]
    assert shop(facts, "2020-03-01", "2020-05-01") == ["barred", "not_regulated"]


def test_of_conclusions_of_one_day_the_later_position_counts_across_reviews() -> None:
    both = [product(), opened(), opened("S")]
    fails, passes = concluded("2020-03-01", "failed"), concluded("2020-03-01", "passed", "S")
    assert shop([*both, fails, passes], "2020-03-01") == ["not_regulated"]
    assert shop([*both, passes, fails], "2020-03-01") == ["barred"]


def test_a_second_review_stays_pending_beside_one_that_passed() -> None:
    facts = [product(), opened(), opened("S"), concluded("2020-03-01", "passed")]
    assert shop(facts, "2020-03-01") == ["indeterminate"]


def test_a_review_of_a_channel_that_is_not_included_does_not_concern_the_subject() -> None:
    facts = [product(), opened(channel="far"), concluded("2020-03-01", "failed")]
    assert shop(facts, "2020-03-01") == ["not_regulated"]
    included = act(channel("shop", "far", effective_on="2020-06-01"))
    assert shop([included, *facts], "2020-05-31", "2020-06-01") == ["not_regulated", "barred"]


def test_a_review_of_a_vendor_concerns_its_own_products_alone() -> None:
    facts = [
        product(vendor="W"),
        opened(products=[], vendor="V"),
        concluded("2020-03-01", "failed"),
    ]
    assert shop(facts, "2020-03-01") == ["not_regulated"]
    assert shop([product(), *facts[1:]], "2020-03-01") == ["barred"]


def test_a_conclusion_of_a_review_that_was_never_opened_bars_nobody() -> None:
    assert shop([product(), concluded("2020-03-01", "failed")], "2020-03-01") == ["not_regulated"]


def test_a_bar_comes_before_a_missing_license_and_that_before_a_pending_review() -> None:
    facts = [LAW, product(), opened()]
    assert shop(facts, "2020-02-01") == ["non_compliant"]
    assert shop([*facts, concluded("2020-03-01", "failed")], "2020-03-01") == ["barred"]


# -- What open questions do --------------------------------------------------------------------


def test_a_question_leaves_the_status_open_from_the_day_on_which_its_readings_part() -> None:
    facts = [LAW, product(), question("2020-01-01", {"yes": [], "no": [STOPPED]})]
    assert shop(facts, "2020-12-31", "2021-01-01") == ["non_compliant", "indeterminate"]


def test_each_of_three_readings_is_heard() -> None:
    repeal = provision("regime_repealed", "2021-06-01")
    facts = [
        LAW,
        product(),
        issued("2020-01-01", valid_until="2022-12-31"),
        question("2020-01-01", {"yes": [], "no": [STOPPED], "never": [repeal]}),
    ]
    assert shop(facts, "2021-01-01", "2021-06-01", "2023-01-01") == [
        "compliant",
        "compliant",
        "indeterminate",
    ]


def test_two_questions_are_read_in_every_combination() -> None:
    cert = established(regime="cert", scope={"by": "determination", "in": ["firewall"], "out": []})
    one = question("2020-01-01", {"yes": [], "no": [STOPPED]})
    halted = provision("enforcement_stopped", "2021-01-01") | {"regime": "cert"}
    two = {**question("2020-01-01", {"yes": [], "no": [halted]}), "question": "R"}
    facts = [act(established(), cert), product(), one, two]
    assert shop(facts, "2020-12-31", "2021-01-01") == ["non_compliant", "indeterminate"]
    assert shop(facts[:3], "2021-01-01") == ["non_compliant"]


def test_a_reading_under_which_no_license_could_be_issued_makes_it_doubtful() -> None:
    halt = provision("issuance_stopped", "2019-01-01")
    never = [established("2018-01-01"), {**halt, "effective_on": "2020-01-01"}]
    facts = [LAW, product(), issued("2020-05-01"), question("2020-01-02", {"yes": [], "no": never})]
    assert shop(facts, "2020-05-01") == ["indeterminate"]


def test_a_reading_on_issue_bears_on_the_later_of_licenses_otherwise_alike() -> None:
    halt = {**provision("issuance_stopped", "2020-06-01"), "regime": "cert"}
    later = issued("2020-07-01", regime="cert")
    earlier = issued("2020-01-01", regime="cert", license="M", products=["Q"])
    asked = question("2020-01-01", {"yes": [], "no": [halt]})
    law = act(established(), CERT, RECOGNITION)
    facts = [law, product(), {**product(), "product": "Q"}, later, earlier, asked]
    found = by_subject(on_record_in_columns(facts), date(2020, 7, 1))
    assert found == {("P", "shop"): "indeterminate", ("Q", "shop"): "compliant"}


# -- What a question sees ----------------------------------------------------------------------


def test_a_voided_license_satisfies_nobody_and_counts_again_when_the_voiding_is_voided() -> None:
    facts = [LAW, product(), issued("2020-01-01", id="license"), voided("license", id="void")]
    assert shop(facts, "2020-01-01") == ["non_compliant"]
    assert shop([*facts, voided("void")], "2020-01-01") == ["compliant"]


def test_a_product_known_later_is_not_seen_before() -> None:
    facts = [LAW, product(known_on="2021-01-01")]
    records = as_recorded(on_record(facts))
    assert by_subject(seen_in_columns(records, date(2020, 12, 31)), date(2022, 1, 1)) == {}
    found = by_subject(seen_in_columns(records, date(2021, 1, 1)), date(2022, 1, 1))
    assert found == {("P", "shop"): "non_compliant"}
