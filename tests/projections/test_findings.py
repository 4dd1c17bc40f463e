"""References to what is not on record are allowed, and each is found (contract 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from support import (
    GENERAL_SALE,
    INFRASTRUCTURE,
    AnyFact,
    a_fact,
    a_license,
    a_product,
    an_act,
    sample,
    with_gazette,
)

from events.facts import Fact
from projections.findings.finding import Finding
from projections.findings.gathering import findings
from projections.judging.bench import Bench
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from projections.record.visible import visible
from projections.wording.en import finding_text
from tracker.gazette.vocabulary import gazette_vocabulary

DAY = "2023-05-01"


def found(*facts: AnyFact) -> list[Finding]:
    """Return the findings on facts recorded after the gazette."""
    seen = visible(with_gazette(*facts))
    return findings(seen, Portfolio(seen), Bench(law_book(seen)), gazette_vocabulary())


def codes(*facts: AnyFact) -> set[tuple[str, str]]:
    return {(str(finding.about), finding.code) for finding in found(*facts)}


def text(code: str, *facts: AnyFact) -> str:
    (finding,) = [finding for finding in found(*facts) if finding.code == code]
    return finding_text(finding)


def happened(kind: str, **fields: Any) -> Fact:
    return a_fact(kind=kind, **{"effective_on": DAY} | fields)


def provision(kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "effective_on": DAY, **fields}


def an_entry(code: str, *categories: str) -> dict[str, Any]:
    return {"code": code, "name": code, "categories": categories}


def a_question(question: str = "Q", **readings: list[Mapping[str, Any]]) -> Fact:
    told = {
        name: {"text": f"invented reading {name}", "provisions": provisions}
        for name, provisions in readings.items()
    }
    return happened("question_raised", question=question, text="Invented?", readings=told)


# -- What fits together ----------------------------------------------------------------------------


def test_the_gazette_alone_gives_no_finding() -> None:
    assert found() == []


def test_the_gazette_gives_no_finding_on_any_day_on_which_some_of_it_was_known() -> None:
    records = with_gazette()
    for day in sorted({record.known_on for record in records}):
        seen = visible(records, known_at=day)
        told = findings(seen, Portfolio(seen), Bench(law_book(seen)), gazette_vocabulary())
        assert told == [], day


def test_the_sample_gives_no_finding_on_a_name() -> None:
    assert {finding.code for finding in found(*sample())} == {
        "assumed-last-day",
        "defective-license",
        "gap",
        "incomparable",
        "no-last-day",
        "unclassified-product",
        "unknown-product",
    }


def test_a_product_a_license_and_a_review_that_fit_give_no_finding() -> None:
    assert not codes(
        a_product(vendor="Acme", channels=[GENERAL_SALE, INFRASTRUCTURE]),
        a_license(valid_until="2023-12-31"),
        happened("scope_determined", product="P", regime="mps", in_scope=True, basis="A letter"),
        happened("review_opened", review="R", channel=INFRASTRUCTURE, vendor="Acme"),
        happened("removal_completed", product="P", channel=INFRASTRUCTURE, review="R"),
        happened("product_withdrawn", product="P", channel=GENERAL_SALE),
    )


# -- Products --------------------------------------------------------------------------------------


@pytest.mark.parametrize("in_scope", [True, False, None])
def test_a_scope_determined_under_a_regime_that_no_act_establishes_is_found(
    in_scope: bool | None,
) -> None:
    determined = happened(
        "scope_determined", product="P", regime="cslx", in_scope=in_scope, basis="A letter"
    )

    assert codes(a_product(), determined) == {("product P", "unknown-regime")}
    assert text("unknown-regime", a_product(), determined) == (
        "its scope is determined under regime cslx, which no act on record establishes; "
        "did you mean csl?"
    )


def test_a_regime_that_resembles_none_on_record_is_found_without_a_suggestion() -> None:
    determined = happened(
        "scope_determined", product="P", regime="zzzzzz", in_scope=True, basis="A letter"
    )

    assert text("unknown-regime", a_product(), determined).endswith("no act on record establishes")


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("product_placed", "placed in"),
        ("product_withdrawn", "withdrawn from"),
        ("removal_completed", "removed from"),
    ],
)
def test_a_channel_that_no_act_establishes_is_found_however_the_product_moved(
    kind: str, how: str
) -> None:
    moved = happened(kind, product="P", channel="general-sales")

    assert codes(a_product(), moved) == {("product P", "unknown-channel")}
    assert text("unknown-channel", a_product(), moved) == (
        f"{how} channel general-sales, which no act on record establishes; "
        "did you mean general_sale?"
    )


def test_a_channel_in_which_a_product_is_registered_but_that_no_act_establishes_is_found() -> None:
    assert codes(a_product(channels=["bazaar"])) == {("product P", "unknown-channel")}


def test_an_unknown_channel_is_still_found_after_the_product_has_left_it() -> None:
    left = happened("product_withdrawn", product="P", channel="bazaar")

    texts = [
        finding_text(finding).split(",")[0]
        for finding in found(a_product(channels=["bazaar"]), left)
    ]
    assert texts == ["placed in channel bazaar", "withdrawn from channel bazaar"]


@pytest.mark.parametrize("kind", ["product_withdrawn", "removal_completed"])
def test_leaving_a_channel_in_which_the_product_never_was_placed_is_found(kind: str) -> None:
    left = happened(kind, product="P", channel=INFRASTRUCTURE)

    assert codes(a_product(), left) == {("product P", "never-placed")}


def test_leaving_a_channel_before_the_first_placement_there_is_found() -> None:
    left = happened("product_withdrawn", product="P", channel=INFRASTRUCTURE)
    placed = happened(
        "product_placed", product="P", channel=INFRASTRUCTURE, effective_on="2023-05-02"
    )

    assert codes(a_product(), placed, left) == {("product P", "never-placed")}


def test_leaving_a_channel_twice_is_no_finding() -> None:
    left = [
        happened("product_withdrawn", product="P", channel=GENERAL_SALE, effective_on=day)
        for day in ("2023-05-01", "2023-06-01")
    ]

    assert not codes(a_product(), *left)


# -- Licenses --------------------------------------------------------------------------------------


def test_a_change_of_scope_that_removes_a_product_the_license_does_not_list_is_found() -> None:
    changed = happened("license_scope_changed", license="L", remove=["P-2"])
    facts = (a_product(), a_license(valid_until="2023-12-31"), changed)

    assert codes(*facts) == {("license L", "unlisted-product")}
    assert "2023-05-01 removes product P-2" in text("unlisted-product", *facts)


def test_a_product_that_a_license_lists_by_an_earlier_change_can_be_removed_once() -> None:
    changes = [
        happened("license_scope_changed", license="L", effective_on=day, **{how: ["P-2"]})
        for how, day in (
            ("add", "2022-05-01"),
            ("remove", "2022-06-01"),
            ("remove", "2022-07-01"),
        )
    ]
    facts = (a_product(), a_product("P-2"), a_license(valid_until="2023-12-31"), *changes)

    assert "2022-07-01" in text("unlisted-product", *facts)


# -- Reviews ---------------------------------------------------------------------------------------


def test_a_review_for_a_channel_that_no_act_establishes_is_found() -> None:
    opened = happened(
        "review_opened", review="R", channel="critical-infrastructures", products=["P"]
    )

    assert codes(a_product(), opened) == {("review R", "unknown-channel")}
    assert text("unknown-channel", a_product(), opened).endswith(
        "; did you mean critical_infrastructure?"
    )


def test_a_review_of_a_product_that_is_not_on_record_is_found() -> None:
    opened = happened("review_opened", review="R", channel=INFRASTRUCTURE, products=["P", "GHOST"])

    assert codes(a_product(), opened) == {("review R", "unknown-product")}
    assert "GHOST" in text("unknown-product", a_product(), opened)


def test_a_review_of_a_vendor_that_no_registered_product_has_is_found() -> None:
    assert codes(a_product(vendor="Acme"), a_vendor_review("Zebulon")) == {
        ("review R", "unknown-vendor")
    }


def test_a_review_that_cites_its_source_may_be_of_a_vendor_of_whom_nothing_is_registered() -> None:
    source = [{"title": "Invented announcement", "url": "https://example.com/review"}]

    assert not codes(a_product(vendor="Acme"), a_vendor_review("Zebulon", source=source))


@pytest.mark.parametrize(
    ("vendor", "named"),
    [
        ("ACME Networks", "Acme Networks"),
        ("Acme Networks, Ltd.", "acme networks"),
        ("Acme", "Acme Networks"),
        ("Acme Netwroks", "Acme Networks"),
        ("Ａｃｍｅ", "Acme"),
        ("示例苍鹭存储有限公司", "示例苍鹭存储"),
    ],
)
def test_a_product_whose_vendor_a_review_nearly_names_is_found(vendor: str, named: str) -> None:
    facts = (a_product(vendor=vendor), a_vendor_review(named))

    assert ("product P", "vendor-nearly-named") in codes(*facts)
    assert text("vendor-nearly-named", *facts).endswith(
        f"the vendor {named} of review R; the review counts only for exactly that name"
    )


@pytest.mark.parametrize("vendor", ["Acme Networks", "Apex Storage", "—", None])
def test_a_product_whose_vendor_a_review_names_exactly_or_not_at_all_is_no_near_miss(
    vendor: str | None,
) -> None:
    found_codes = codes(a_product(vendor=vendor), a_vendor_review("Acme Networks"))

    assert ("product P", "vendor-nearly-named") not in found_codes


def test_a_product_that_the_review_names_itself_is_no_near_miss() -> None:
    facts = (a_product(vendor="ACME"), a_vendor_review("Acme", products=["P"]))

    assert codes(*facts) == {("review R", "unknown-vendor")}


def test_a_product_of_a_vendor_nearly_named_by_the_gazette_is_found() -> None:
    assert codes(a_product(vendor="Micron Technology, Inc.")) == {
        ("product P", "vendor-nearly-named")
    }


def a_vendor_review(vendor: str, **fields: Any) -> Fact:
    return happened("review_opened", review="R", channel=INFRASTRUCTURE, vendor=vendor, **fields)


# -- Provisions ------------------------------------------------------------------------------------

OF_AN_UNKNOWN_REGIME = [
    provision("obligation_waived", regime="cslx"),
    provision("recognition_granted", regime="cslx", accepts="mps"),
    provision("recognition_granted", regime="csl", accepts="cslx"),
    provision("recognition_ended", regime="cslx", accepts="mps"),
    provision("recognition_ended", regime="csl", accepts="cslx"),
    provision("catalogue_issued", regime="cslx", edition="1", entries=[]),
    provision("catalogue_amended", regime="cslx", remove=["1"]),
    provision("amendment_announced", regime="cslx", summary="Invented"),
    provision("regime_repealed", regime="cslx"),
]


@pytest.mark.parametrize("unknown", OF_AN_UNKNOWN_REGIME, ids=lambda found: found["kind"])
def test_a_provision_of_an_act_on_a_regime_that_no_act_establishes_is_found(
    unknown: Mapping[str, Any],
) -> None:
    assert codes(an_act(unknown)) == {("act INVENTED-1", "unknown-regime")}
    assert text("unknown-regime", an_act(unknown)).endswith(
        "regime cslx, which no act on record establishes; did you mean csl?"
    )


@pytest.mark.parametrize(
    "unknown",
    [*OF_AN_UNKNOWN_REGIME, provision("issuance_stopped", regime="cslx")],
    ids=lambda found: found["kind"],
)
def test_a_provision_of_a_reading_on_a_regime_that_no_act_establishes_is_found(
    unknown: Mapping[str, Any],
) -> None:
    raised = a_question(yes=[unknown], no=[])

    assert codes(raised) == {("question Q", "unknown-regime")}
    assert text("unknown-regime", raised).startswith("reading 'yes': ")


def test_a_reading_that_a_settlement_turned_down_is_not_looked_at() -> None:
    settled = happened("question_settled", question="Q", reading="no")

    assert not codes(a_question(yes=[OF_AN_UNKNOWN_REGIME[0]], no=[]), settled)


def test_a_stop_of_a_regime_that_no_act_establishes_is_found_once() -> None:
    stopped = an_act(provision("issuance_stopped", regime="cslx"))

    assert [finding.code for finding in found(stopped)] == ["idle-provision"]


def test_a_regime_that_an_open_reading_establishes_is_known() -> None:
    established = provision(
        "regime_established",
        regime="invented",
        name="Invented",
        license_kinds=[],
        channels=[GENERAL_SALE],
        scope={"by": "catalogue"},
    )
    waived = an_act(provision("obligation_waived", regime="invented"))

    assert not codes(waived, a_question(yes=[established], no=[]))


@pytest.mark.parametrize(
    "unknown",
    [
        provision("obligation_waived", regime="csl", channels=["general_sales"]),
        provision(
            "channel_established", channel="bazaar", name="Bazaar", includes=["general_sales"]
        ),
        provision(
            "regime_established",
            regime="invented",
            name="Invented",
            license_kinds=[],
            channels=["general_sales"],
            scope={"by": "catalogue"},
        ),
    ],
    ids=lambda found: found["kind"],
)
def test_a_channel_that_a_provision_names_but_no_act_establishes_is_found(
    unknown: Mapping[str, Any],
) -> None:
    assert codes(an_act(unknown)) == {("act INVENTED-1", "unknown-channel")}
    assert text("unknown-channel", an_act(unknown)).endswith("; did you mean general_sale?")


def waiving(category: str) -> dict[str, Any]:
    return provision("obligation_waived", regime="csl", categories=[category])


def recognising(category: str) -> dict[str, Any]:
    return provision("recognition_granted", regime="csl", accepts="ccci", categories=[category])


@pytest.mark.parametrize("spoken", [waiving("firewal"), recognising("firewal")])
def test_a_category_that_nothing_else_in_the_law_names_is_found(spoken: Mapping[str, Any]) -> None:
    assert codes(an_act(spoken)) == {("act INVENTED-1", "unknown-category")}
    assert text("unknown-category", an_act(spoken)).endswith("; did you mean firewall?")


@pytest.mark.parametrize("spoken", [waiving("firewall"), recognising("firewall")])
def test_a_category_that_a_scope_or_an_entry_names_is_known(spoken: Mapping[str, Any]) -> None:
    assert not codes(an_act(spoken))


def test_a_category_that_another_act_names_is_known() -> None:
    assert not codes(an_act(waiving("umbrella")), an_act(recognising("umbrella"), act="INVENTED-2"))


def test_a_category_that_one_act_names_twice_is_found_for_each() -> None:
    twice = found(an_act(waiving("umbrella"), recognising("umbrella")))

    assert [finding.code for finding in twice] == ["unknown-category"] * 2


@pytest.mark.parametrize(
    "spoken",
    [
        provision(
            "catalogue_issued", regime="csl", edition="9", entries=[an_entry("X", "firewal")]
        ),
        provision("catalogue_amended", regime="csl", add=[an_entry("X", "firewal")]),
        *(
            provision(
                "regime_established",
                regime="invented",
                name="Invented",
                license_kinds=[],
                channels=[GENERAL_SALE],
                scope={"by": "determination", side: ["firewal"]},
            )
            for side in ("in", "out")
        ),
    ],
    ids=["issued", "amended", "in", "out"],
)
def test_a_category_in_an_entry_or_a_scope_that_nothing_else_names_is_found(
    spoken: Mapping[str, Any],
) -> None:
    assert codes(an_act(spoken)) == {("act INVENTED-1", "unknown-category")}
    assert text("unknown-category", an_act(spoken)).endswith("; did you mean firewall?")


def test_a_category_that_a_product_has_is_known() -> None:
    act = an_act(provision("catalogue_amended", regime="csl", add=[an_entry("X", "umbrella")]))

    assert ("act INVENTED-1", "unknown-category") in codes(act)
    assert not codes(act, a_product(category="umbrella"))


# -- Parameters and units --------------------------------------------------------------------------


def asking(parameter: str, unit: str = "Gbps") -> Fact:
    criterion = {"parameter": parameter, "op": ">=", "value": 1, "unit": unit}
    entry = {**an_entry("X", "firewall"), "criteria": [criterion]}
    return an_act(provision("catalogue_amended", regime="csl", add=[entry]))


def test_a_parameter_that_no_product_and_no_other_entry_has_is_found() -> None:
    assert codes(asking("throughputt")) == {("act INVENTED-1", "unknown-parameter")}
    assert text("unknown-parameter", asking("throughputt")) == (
        "catalogue_amended, entry X: no product and no other entry has a parameter throughputt; "
        "did you mean throughput?"
    )
    assert not codes(asking("throughput"))


def test_a_parameter_that_a_product_has_is_known() -> None:
    assert not codes(asking("ports", "ports"), a_product(category="vpn", parameters={"ports": 8}))


def test_a_unit_in_which_nothing_else_gives_the_parameter_is_found() -> None:
    assert codes(asking("throughput", "Gpbs")) == {("act INVENTED-1", "unknown-unit")}
    assert text("unknown-unit", asking("throughput", "Gpbs")).endswith("; did you mean Gbps?")
    in_units = a_product(parameters={"throughput": {"value": 20_000, "unit": "Gpbs"}})
    assert ("act INVENTED-1", "unknown-unit") not in codes(asking("throughput", "Gpbs"), in_units)


def test_a_parameter_of_a_product_written_nearly_as_a_criterion_has_it_is_found() -> None:
    known = {"max_concurrent_connections": 1, "new_connections_per_second": 1}
    product = a_product(parameters={"throughputt": 20, **known})

    assert text("unknown-parameter", product) == (
        "throughput is not on record, but throughputt is, of which no criterion speaks"
    )


# -- Provisions in vain ----------------------------------------------------------------------------


def test_the_end_of_a_recognition_that_nothing_granted_is_found() -> None:
    ended = provision("recognition_ended", regime="mps", accepts="csl")
    granted = provision("recognition_granted", regime="mps", accepts="csl")

    assert codes(an_act(ended)) == {("act INVENTED-1", "idle-provision")}
    assert not codes(an_act(granted, ended))
    later = {"effective_on": "2024-01-01"}
    assert not codes(a_question(yes=[granted], no=[]), an_act(ended | later))
    assert ("act INVENTED-1", "idle-provision") in codes(an_act(ended, granted | later))


def test_a_waiver_in_a_channel_of_which_the_regime_does_not_speak_is_found() -> None:
    channel = provision("channel_established", channel="bazaar", name="Bazaar")
    waived = provision("obligation_waived", regime="csl", channels=["bazaar"])

    assert codes(an_act(channel, waived)) == {("act INVENTED-1", "idle-provision")}


# -- Products and licenses without effect ----------------------------------------------------------


def test_a_product_in_no_channel_is_found_until_it_is_placed_or_withdrawn() -> None:
    product = a_product(channels=[])

    assert codes(product) == {("product P", "unplaced-product")}
    assert not codes(product, happened("product_placed", product="P", channel=GENERAL_SALE))
    assert not codes(a_product(), happened("product_withdrawn", product="P", channel=GENERAL_SALE))


def test_a_category_that_a_product_had_once_is_found_with_what_may_be_meant() -> None:
    facts = (
        a_product(category="firewal"),
        happened("product_reclassified", product="P", category="firewall"),
    )

    assert text("unknown-category", *facts) == (
        "no regime on record speaks of category firewal; did you mean firewall?"
    )


def test_a_license_that_covers_nothing_is_found() -> None:
    assert ("license L", "covers-nothing") in codes(a_license(products=[]))


# -- Catalogues ------------------------------------------------------------------------------------


def amending(*removed: str, **fields: Any) -> dict[str, Any]:
    return provision("catalogue_amended", regime="csl", remove=removed) | fields


def adding(code: str, **fields: Any) -> dict[str, Any]:
    return amending(add=[an_entry(code, "firewall")]) | fields


def test_removing_an_entry_that_is_not_in_the_catalogue_on_that_day_is_found() -> None:
    added_later = adding("X-1", effective_on="2023-05-02")

    assert codes(an_act(amending("X-1"), added_later)) == {("act INVENTED-1", "unknown-entry")}


def test_removing_an_entry_added_earlier_on_the_same_day_is_no_finding() -> None:
    assert not codes(an_act(adding("X-1"), amending("X-1")))


def test_removing_an_entry_twice_is_found_once() -> None:
    again = amending("X-1", effective_on="2023-05-02")

    assert "2023-05-02" in text("unknown-entry", an_act(adding("X-1"), amending("X-1"), again))


def test_removing_an_entry_of_a_catalogue_since_replaced_is_found() -> None:
    issued = provision("catalogue_issued", regime="csl", edition="2", entries=[])

    assert codes(an_act(adding("X-1"), issued, amending("X-1"))) == {
        ("act INVENTED-1", "unknown-entry")
    }


def test_removing_an_entry_that_an_open_reading_adds_is_no_finding() -> None:
    removed = an_act(amending("X-1", effective_on="2023-06-01"))

    assert not codes(removed, a_question(yes=[adding("X-1")], no=[]))


def test_a_reading_that_removes_an_entry_not_in_the_catalogue_is_found() -> None:
    raised = a_question(yes=[amending("X-1")], no=[adding("X-1")])

    assert codes(raised) == {("question Q", "unknown-entry")}
    assert text("unknown-entry", raised).startswith("reading 'yes': ")


# -- By which facts --------------------------------------------------------------------------------


def test_a_finding_names_the_facts_on_which_it_rests() -> None:
    product = a_product(id="the-product", vendor="ACME")
    opened = a_vendor_review("Acme", id="the-review")

    by_code = {finding.code: finding.facts for finding in found(product, opened)}
    assert by_code == {
        "unknown-vendor": ("the-review",),
        "vendor-nearly-named": ("the-product", "the-review"),
    }


def test_a_voided_fact_gives_no_finding() -> None:
    act = an_act(OF_AN_UNKNOWN_REGIME[0], id="the-act")

    assert not codes(act, a_fact(kind="fact_voided", fact="the-act", reason="Mistyped"))
