"""Points of the law at which a tracker goes wrong, each with the act that decides it.

The gazette is on record in every test, and nothing else but what the test adds. All products and
licenses are invented.
"""

import pytest
from support import (
    GENERAL_SALE,
    INFRASTRUCTURE,
    PROCUREMENT,
    a_fact,
    a_license,
    a_product,
    book,
    day,
    gazette_facts,
    judgment,
    law,
    ledger,
    sample,
    sentences,
    status,
    status_under,
    with_gazette,
)

from events.acts import ActPublished
from events.facts import Fact
from events.provisions import AmendmentAnnounced, GuidanceGiven, RecognitionGranted
from events.recorded import Recorded
from projections.findings.gathering import findings
from projections.judging.bench import Bench
from projections.judging.judgment import Status
from projections.judging.requirements import Requirement, Standing
from projections.judging.satisfaction import Outcome
from projections.record.dossiers import Portfolio
from projections.record.law import RegimeState
from projections.record.questions import law_book
from projections.record.visible import visible

FIREWALL_OF_2017 = {
    "throughput": 80,
    "max_concurrent_connections": 3_000_000,
    "new_connections_per_second": 250_000,
}
"""What a firewall must reach to be in the catalogue of 2017: exactly its thresholds."""


def state(regime: str, on: str, *, known_at: str | None = None) -> RegimeState:
    return law(known_at=known_at).regime(regime, day(on))


def acts() -> dict[str, ActPublished]:
    return {fact.act: fact for fact in gazette_facts() if isinstance(fact, ActPublished)}


def requirement(records: list[Recorded], regime: str, channel: str, on: str) -> Requirement:
    """Return what a regime asks of product P under the first reading of every open question."""
    judged = judgment(records, "P", channel, on)
    reasons = judged.readings[0].verdict.reasons if judged.readings else judged.reasons
    (found,) = [r for r in reasons if isinstance(r, Requirement) and r.regime == regime]
    return found


def finding_codes(records: list[Recorded]) -> set[str]:
    seen = visible(records)
    return {found.code for found in findings(seen, Portfolio(seen), Bench(law_book(seen)))}


# -- The sales permit ------------------------------------------------------------------------------


def test_the_permit_system_is_in_force_from_1997_12_12() -> None:
    """MPS Order 32 carries out Decree 147 art. 16; the decree alone issues no permits."""
    assert not state("mps", "1997-12-11").stands
    assert state("mps", "1997-12-12").issues


def test_no_security_product_is_sold_without_a_permit_before_2023_07_01() -> None:
    """MPS Order 32 art. 3."""
    records = with_gazette(a_product())

    assert status(records, "P", GENERAL_SALE, "2023-06-30") == "non_compliant"


def test_a_permit_approved_on_2023_06_30_serves_through_2025_06_30() -> None:
    """Circular 2023 No. 1 art. 2; the last day is the corresponding day after two years."""
    records = with_gazette(a_product(), a_license(issued_on="2023-06-30"))

    assert status(records, "P", GENERAL_SALE, "2023-06-30") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2025-06-30") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2025-07-01") == "non_compliant"


def test_a_last_day_worked_out_from_the_term_is_said_to_be_assumed() -> None:
    """MPS Order 32 sets two years; that was read on a commercial page only."""
    records = with_gazette(a_product(), a_license(issued_on="2023-06-30"))

    told = sentences(judgment(records, "P", GENERAL_SALE, "2025-06-30"))

    assert any("2025-06-30 (assumed" in sentence for sentence in told)


def test_a_printed_last_day_wins_over_the_term() -> None:
    """Many permits print the day before the corresponding day."""
    permit = a_license(issued_on="2023-06-30", valid_until="2025-06-29")
    records = with_gazette(a_product(), permit)

    assert status(records, "P", GENERAL_SALE, "2025-06-29") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2025-06-30") == "non_compliant"
    assert "assumed-last-day" not in finding_codes(records)


def test_the_last_day_of_issue_is_2023_06_30() -> None:
    """Circular 2023 No. 1 art. 2: no permit is issued from 2023-07-01."""
    assert state("mps", "2023-06-30").issues
    assert not state("mps", "2023-07-01").issues


def test_a_permit_approved_on_2023_07_01_cannot_exist() -> None:
    """Circular 2023 No. 1 art. 2."""
    records = with_gazette(a_product(), a_license(issued_on="2023-07-01"))

    assert status(records, "P", GENERAL_SALE, "2023-07-03") == "non_compliant"
    assert "defective-license" in finding_codes(records)


def test_a_permit_approved_on_2021_07_01_ends_with_the_first_day_of_the_circular() -> None:
    """Circular 2023 No. 1 art. 2; MPS Order 32, two years."""
    product = a_product(parameters=FIREWALL_OF_2017)
    records = with_gazette(product, a_license(issued_on="2021-07-01"))

    assert status(records, "P", GENERAL_SALE, "2023-07-01") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2023-07-02") == "non_compliant"


def test_a_permit_approved_on_29_february_ends_on_28_february() -> None:
    """Civil Code art. 202, by analogy: without a corresponding day, the month's last day."""
    records = with_gazette(a_product(), a_license(issued_on="2020-02-29"))

    assert status(records, "P", GENERAL_SALE, "2022-02-28") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2022-03-01") == "non_compliant"


def test_a_last_day_is_not_moved_for_a_holiday() -> None:
    """Civil Code art. 203 is not applied to licenses: 2022-10-01 is the National Day."""
    records = with_gazette(a_product(), a_license(issued_on="2020-10-01"))

    assert status(records, "P", GENERAL_SALE, "2022-10-01") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2022-10-02") == "non_compliant"


def test_a_permit_in_date_serves_a_product_that_the_catalogue_of_2023_adds() -> None:
    """Circular 2023 No. 1 art. 2, question OQ01 as settled by its text."""
    records = with_gazette(a_product(category="vpn"), a_license(issued_on="2022-09-01"))

    assert status(records, "P", GENERAL_SALE, "2023-07-03") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2024-09-01") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2024-09-02") == "non_compliant"


def test_a_permit_serves_in_place_of_a_certificate_only_from_2023_07_01() -> None:
    """Circular 2023 No. 1 art. 2; before it, CAT-2017-1 art. 1 asks for more than a permit."""
    product = a_product(parameters=FIREWALL_OF_2017)
    records = with_gazette(product, a_license(issued_on="2022-09-01"))

    assert status(records, "P", GENERAL_SALE, "2023-06-30") == "non_compliant"
    assert status(records, "P", GENERAL_SALE, "2023-07-01") == "compliant"


def test_a_result_obtained_before_the_announcement_counts_while_it_is_valid() -> None:
    """Announcement 2017 No. 1 arts 2-3."""
    earlier = a_license(
        regime="csl_earlier",
        license_kind="certificate",
        issued_on="2017-05-01",
        valid_until="2020-05-01",
    )
    permit = a_license("M", issued_on="2017-01-01", valid_until="2021-01-01")
    records = with_gazette(a_product(parameters=FIREWALL_OF_2017), earlier, permit)

    assert status(records, "P", GENERAL_SALE, "2017-06-01") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2020-05-02") == "non_compliant"


def test_only_a_permit_obtained_before_2023_07_01_is_recognised() -> None:
    """Circular 2023 No. 1 art. 2: 此前已经获得."""
    assert "mps" not in state("csl", "2023-06-30").recognitions
    grant = state("csl", "2023-07-01").recognitions["mps"].provision

    assert isinstance(grant, RecognitionGranted)
    assert grant.issued_before == day("2023-07-01")
    assert grant.until is None


def test_a_permit_does_nothing_for_critical_network_equipment() -> None:
    """Circular 2023 No. 1 arts 1 and 2 speak of specialised products only."""
    parameters = {"system_throughput_bidirectional": 24, "routing_table_capacity": 2_000_000}
    router = a_product(category="router", parameters=parameters)
    records = with_gazette(router, a_license(issued_on="2022-09-01"))

    assert status(records, "P", GENERAL_SALE, "2023-07-03") == "non_compliant"


def test_a_security_product_outside_the_34_classes_needs_nothing_once_permits_have_stopped() -> (
    None
):
    """Circular 2023 No. 1 art. 2; neither reading of question OQ07 asks for an approval."""
    records = with_gazette(a_product(category="smart_card_cos"))

    assert status(records, "P", GENERAL_SALE, "2023-06-30") == "non_compliant"
    assert status(records, "P", GENERAL_SALE, "2023-07-01") == "not_regulated"
    assert status(records, "P", GENERAL_SALE, "2026-11-23") == "not_regulated"


# -- Three verbs: stops issuing, stops executing, abolishes ----------------------------------------


def test_the_permit_regime_stands_issues_nothing_and_is_waived() -> None:
    """Circular 2023 No. 1 art. 2, 停止颁发: Decree 147 and Order 32 are not repealed."""
    mps = state("mps", "2023-07-01")

    assert mps.stands
    assert mps.repealed is None
    assert mps.issuance_stopped is not None
    assert mps.enforcement_stopped is None
    assert [waiver.fact_id for waiver in mps.waivers] == ["act/CIRC-2023-1"]


def test_compulsory_certification_stands_and_is_not_enforced() -> None:
    """Circular 2023 No. 1 art. 3, 停止执行: certificates may still be issued."""
    ccci = state("ccci", "2023-07-01")

    assert ccci.stands
    assert ccci.issues
    assert ccci.enforcement_stopped is not None
    assert ccci.enforcement_stopped.fact_id == "act/CIRC-2023-1"


def test_the_catalogue_of_2017_is_replaced_and_the_regime_goes_on() -> None:
    """CAT-2023-2, 废止: the catalogue inside 2017 No. 1 is abolished, its articles are not."""
    before, after = state("csl", "2023-07-02"), state("csl", "2023-07-03")

    assert {entry.provided.fact_id for entry in before.catalogue.entries.values()} == {
        "act/CAT-2017-1"
    }
    assert {entry.provided.fact_id for entry in after.catalogue.entries.values()} == {
        "act/CAT-2023-2"
    }
    assert after.stands
    assert after.established == before.established


def test_no_act_on_record_repeals_a_regime() -> None:
    """No repeal was found of Decree 147, Order 32, 2008 No. 7 or 2017 No. 1."""
    kinds = {provision.kind for act in acts().values() for provision in act.provisions}

    assert "regime_repealed" not in kinds


# -- CCCi ------------------------------------------------------------------------------------------


def test_compulsory_certification_did_not_begin_on_2009_05_01() -> None:
    """2009 No. 33 puts off and narrows 2008 No. 7 two days before it would have begun."""
    assert state("ccci", "2009-05-01").enforcement_stopped is not None


def test_as_known_before_2009_04_29_compulsory_certification_was_to_begin_for_every_sale() -> None:
    """2008 No. 7, before 2009 No. 33 was published."""
    expected = state("ccci", "2009-05-01", known_at="2009-04-28")

    assert expected.enforcement_stopped is None
    assert expected.channels == (GENERAL_SALE,)


def test_a_product_needs_ccci_only_in_government_procurement() -> None:
    """2009 No. 33, from 2010-05-01."""
    product = a_product(channels=[GENERAL_SALE, PROCUREMENT, INFRASTRUCTURE])
    records = with_gazette(product, a_license(issued_on="2019-01-01"))

    assert status(records, "P", GENERAL_SALE, "2020-01-01") == "compliant"
    assert status(records, "P", INFRASTRUCTURE, "2020-01-01") == "compliant"
    assert status(records, "P", PROCUREMENT, "2020-01-01") == "non_compliant"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2009-05-01", "compliant"),
        ("2010-04-30", "compliant"),
        ("2010-05-01", "non_compliant"),
    ],
)
def test_ccci_binds_purchasing_from_2010_05_01(as_of: str, expected: str) -> None:
    """2009 No. 33: the start is moved from 2009-05-01 to 2010-05-01."""
    product = a_product(channels=[PROCUREMENT], effective_on="2009-01-01")
    permit = a_license(issued_on="2009-01-01", valid_until="2010-12-31")

    assert status(with_gazette(product, permit), "P", PROCUREMENT, as_of) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2023-06-30", "non_compliant"), ("2023-07-01", "not_regulated")]
)
def test_ccci_binds_purchasing_through_2023_06_30(as_of: str, expected: str) -> None:
    """Circular 2023 No. 1 art. 3."""
    product = a_product(channels=[PROCUREMENT])
    records = with_gazette(product, a_license(issued_on="2022-09-01"))

    assert status(records, "P", PROCUREMENT, as_of) == expected


def test_a_tender_of_2023_07_01_has_no_ground_to_ask_for_a_ccci_certificate_in_date() -> None:
    """Circular 2023 No. 1 art. 3: 2009 No. 33 and 财库〔2010〕48号 are no longer executed."""
    product = a_product(channels=[PROCUREMENT])
    ccci = a_license("C", regime="ccci", issued_on="2021-01-01", valid_until="2025-12-31")
    records = with_gazette(product, a_license(issued_on="2022-09-01"), ccci)

    assert requirement(records, "ccci", PROCUREMENT, "2023-06-30").satisfied
    found = requirement(records, "ccci", PROCUREMENT, "2023-07-01")
    assert found.standing is Standing.NOT_ENFORCED
    assert found.license is None


def test_what_a_ccci_certificate_is_worth_from_2023_07_03_is_open() -> None:
    """Circular 2023 No. 1 art. 3 is silent on certificates in date: question OQ05."""
    ccci = a_license("C", regime="ccci", issued_on="2021-01-01", valid_until="2025-12-31")
    records = with_gazette(a_product(channels=[PROCUREMENT]), ccci)

    judged = judgment(records, "P", PROCUREMENT, "2023-07-03")

    assert judged.status == "indeterminate"
    assert status_under(judged, "OQ05") == {
        "no_further_effect": {Status.NON_COMPLIANT},
        "accepted_until_expiry": {Status.COMPLIANT},
    }


def test_2008_no_7_does_not_come_back_when_2009_no_33_stops() -> None:
    """Circular 2023 No. 1 art. 3 stops execution and revives nothing (question OQ15)."""
    records = with_gazette(a_product(category="secure_router"))

    assert status(records, "P", GENERAL_SALE, "2023-07-01") == "not_regulated"


# -- The catalogues --------------------------------------------------------------------------------


def test_the_first_catalogue_binds_eight_days_before_it_could_be_read() -> None:
    """CAT-2017-1 is dated and in force on 2017-06-01 and on the web from 2017-06-09."""
    product = a_product(parameters=FIREWALL_OF_2017, effective_on="2017-01-01")
    records = with_gazette(product, a_license(issued_on="2017-01-01"))

    assert status(records, "P", GENERAL_SALE, "2017-05-31") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2017-06-01") == "non_compliant"
    as_known_then = status(records, "P", GENERAL_SALE, "2017-06-01", known_at="2017-06-08")
    assert as_known_then == "compliant"


@pytest.mark.parametrize("as_of", ["2023-06-30", "2023-07-01", "2023-07-02"])
def test_the_catalogue_of_1_and_2_july_2023_is_still_that_of_2017(as_of: str) -> None:
    """CAT-2023-2 is in force from its day of issue, 2023-07-03."""
    entries = state("csl", as_of).catalogue.entries

    assert len(entries) == 15
    assert entries["SNSP-06"].entry.criteria


def test_a_product_of_the_catalogue_of_2017_is_still_measured_by_it_on_2023_07_02() -> None:
    """CAT-2017-1, until CAT-2023-2."""
    at, below = FIREWALL_OF_2017, FIREWALL_OF_2017 | {"throughput": 79}

    listed = with_gazette(a_product(parameters=at))
    unlisted = with_gazette(a_product(parameters=below))

    assert status(listed, "P", GENERAL_SALE, "2023-07-02") == "non_compliant"
    assert status(unlisted, "P", GENERAL_SALE, "2023-07-02") == "not_regulated"
    assert status(unlisted, "P", GENERAL_SALE, "2023-07-03") == "non_compliant"


def test_a_product_of_the_34_classes_without_a_permit_is_free_on_2_july_and_not_on_3_july() -> None:
    """Circular 2023 No. 1 art. 2 waives the permit; CAT-2023-2 comes two days later."""
    records = with_gazette(a_product(category="bastion_host"))

    assert status(records, "P", GENERAL_SALE, "2023-07-02") == "not_regulated"
    assert status(records, "P", GENERAL_SALE, "2023-07-03") == "non_compliant"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2023-06-30", "non_compliant"),  # no permit
        ("2023-07-02", "not_regulated"),  # below the thresholds of 2017, permits waived
        ("2023-07-03", "indeterminate"),  # is it a firewall in the sense of 2023?
    ],
)
def test_a_waf_below_6_gbps_is_an_open_question_from_2023_07_03(as_of: str, expected: str) -> None:
    """CAT-2017-1 row 7; CAT-2023-2 has no row for WAFs: question OQ11."""
    parameters = {"application_throughput": 5.9, "max_http_concurrent_connections": 2_000_000}
    records = with_gazette(a_product(category="waf", parameters=parameters))

    assert status(records, "P", GENERAL_SALE, as_of) == expected


def test_a_waf_is_listed_or_not_as_oq11_is_read() -> None:
    """CAT-2023-2, class 2 firewall (防火墙)."""
    records = with_gazette(a_product(category="waf"))

    judged = judgment(records, "P", GENERAL_SALE, "2023-07-03")

    assert status_under(judged, "OQ11") == {
        "separate": {Status.NOT_REGULATED},
        "included": {Status.NON_COMPLIANT},
    }


def test_critical_network_equipment_keeps_its_thresholds() -> None:
    """CAT-2023-2: 4 kinds of equipment, their thresholds unchanged."""
    before = state("csl", "2023-07-02").catalogue.entries
    after = state("csl", "2023-07-03").catalogue.entries

    for code in ("CNE-01", "CNE-02", "CNE-03", "CNE-04"):
        assert after[code].entry == before[code].entry
        assert after[code].entry.criteria


def test_no_class_of_security_products_of_2023_has_a_threshold() -> None:
    """CAT-2023-2: 34 classes with descriptions only."""
    entries = state("csl", "2023-07-03").catalogue.entries.values()
    classes = [listed.entry for listed in entries if listed.entry.group == "SNSP"]

    assert len(classes) == 34
    assert not any(entry.criteria for entry in classes)


@pytest.mark.parametrize("edition", ["2017-06-01", "2023-07-03"])
def test_a_controller_is_measured_in_microseconds(edition: str) -> None:
    """Row 4 reads 微秒; two English summaries print ms."""
    (criterion,) = state("csl", edition).catalogue.entries["CNE-04"].entry.criteria

    assert (criterion.op, criterion.value, criterion.unit) == ("<=", 0.08, "us")


@pytest.mark.parametrize("edition", ["2017-06-01", "2023-07-03"])
def test_a_switch_is_measured_in_packets(edition: str) -> None:
    """Row 2 reads Gpps; one English summary prints Gbps."""
    criteria = state("csl", edition).catalogue.entries["CNE-02"].entry.criteria

    units = {criterion.parameter: criterion.unit for criterion in criteria}
    assert units == {"system_throughput_bidirectional": "Tbps", "packet_forwarding_rate": "Gpps"}


@pytest.mark.parametrize(
    ("as_of", "question"), [("2023-07-02", "OQ06"), ("2023-07-03", "OQ06-2023")]
)
def test_a_router_with_one_of_two_thresholds_is_an_open_question(as_of: str, question: str) -> None:
    """CNE-01 lists two thresholds without a connective, in 2017 and in 2023."""
    parameters = {"system_throughput_bidirectional": 12, "routing_table_capacity": 1000}
    records = with_gazette(a_product(category="router", parameters=parameters))

    judged = judgment(records, "P", GENERAL_SALE, as_of)

    assert judged.status == "indeterminate"
    assert [point.question.name for point in judged.open_points if point.decisive] == [question]
    assert status_under(judged, question) == {
        "cumulative": {Status.NOT_REGULATED},
        "alternative": {Status.NON_COMPLIANT},
    }


# -- Certificates and test reports -----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["certificate", "test_report"])
def test_certification_or_testing_one_suffices(kind: str) -> None:
    """CAT-2017-1 arts 2 and 3: the applicant chooses."""
    result = a_license(regime="csl", license_kind=kind, issued_on="2023-06-01")
    records = with_gazette(a_product(category="vpn"), result)

    assert status(records, "P", GENERAL_SALE, "2023-07-03") == "compliant"


@pytest.mark.parametrize(
    ("as_of", "rules"),
    [
        ("2018-07-01", "act/CAT-2017-1"),
        ("2018-07-02", "act/CNCA-2018-28"),
        ("2023-07-03", "act/CNCA-2018-28"),
        ("2023-08-07", "act/CNCA-2018-28"),
        ("2023-08-08", "act/CNCA-2023-14"),
    ],
)
def test_the_rules_of_certification_change_on_days_of_their_own(as_of: str, rules: str) -> None:
    """CNCA 2018 No. 28 from 2018-07-02, CNCA 2023 No. 14 from 2023-08-08."""
    established = state("csl", as_of).established

    assert established is not None
    assert established.fact_id == rules


def test_new_rules_of_certification_leave_the_catalogue_and_the_permits_as_they_are() -> None:
    """CNCA 2023 No. 14 art. 1 replaces rules; it is no catalogue and ends no recognition."""
    before, after = state("csl", "2023-08-07"), state("csl", "2023-08-08")

    assert after.catalogue.entries == before.catalogue.entries
    assert after.recognitions == before.recognitions


def test_a_certificate_of_2023_08_07_under_the_old_rules_runs_past_2026() -> None:
    """CNCA 2018 No. 28: five years; CNCA 2023 No. 14 art. 2: it stays usable."""
    certificate = a_license(regime="csl", issued_on="2023-08-07")
    records = with_gazette(a_product(category="vpn"), certificate)

    assert status(records, "P", GENERAL_SALE, "2026-11-23") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2028-08-07") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2028-08-08") == "non_compliant"


def test_a_certificate_from_before_the_rules_of_2018_has_no_term() -> None:
    """CAT-2017-1 sets none, and that of CNCA 2018 No. 28 came later."""
    certificate = a_license(regime="csl", issued_on="2018-06-29")
    records = with_gazette(a_product(category="vpn"), certificate)

    assert status(records, "P", GENERAL_SALE, "2026-11-23") == "compliant"
    assert "no-last-day" in finding_codes(records)


def test_a_test_report_has_no_term() -> None:
    """No source gives one (question OQ10): without a printed last day it counts, with a finding."""
    report = a_license(regime="csl", license_kind="test_report", issued_on="2019-01-01")
    records = with_gazette(a_product(category="vpn"), report)

    assert status(records, "P", GENERAL_SALE, "2026-11-23") == "compliant"
    assert "no-last-day" in finding_codes(records)


# -- Penalties -------------------------------------------------------------------------------------


def test_the_amended_law_provides_nothing_but_guidance() -> None:
    """CSL-2025: arts 25, 37, 63 and 67 change numbers and penalties, no duty before sale."""
    assert all(isinstance(item, GuidanceGiven) for item in acts()["CSL-2025"].provisions)


def test_a_sale_of_december_2025_is_as_unlawful_before_art_63_as_after() -> None:
    """CSL-2025 art. 63 punishes from 2026-01-01 what art. 23 asked since 2017."""
    records = with_gazette(a_product())

    assert status(records, "P", GENERAL_SALE, "2025-12-31") == "non_compliant"
    assert status(records, "P", GENERAL_SALE, "2026-01-01") == "non_compliant"


def test_penalties_change_no_status() -> None:
    """Without CSL-2025 on record, every product of the sample is judged the same."""
    without = [fact for fact in gazette_facts() if getattr(fact, "act", None) != "CSL-2025"]

    assert sample_statuses(without) == sample_statuses([*gazette_facts()])


def sample_statuses(law_facts: list[Fact]) -> list[Status]:
    seen = visible(ledger(*law_facts, *sample()))
    bench, portfolio = Bench(law_book(seen)), Portfolio(seen)
    return [
        bench.case(portfolio.dossier(product), channel).judgment(day(as_of)).status
        for product in portfolio.products
        for channel in (GENERAL_SALE, PROCUREMENT, INFRASTRUCTURE)
        for as_of in ("2025-12-31", "2026-01-01", "2026-11-23")
    ]


# -- Reviews ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2023-03-30", "compliant"),
        ("2023-03-31", "indeterminate"),
        ("2023-05-20", "indeterminate"),
        ("2023-05-21", "barred"),
        ("2026-11-23", "barred"),
    ],
)
def test_micron_is_barred_from_critical_infrastructure(as_of: str, expected: str) -> None:
    """REV-MICRON-2023: announced on 2023-03-31, not passed on 2023-05-21."""
    product = a_product(vendor="Micron", category="vpn", channels=[INFRASTRUCTURE])
    certificate = a_license(regime="csl", issued_on="2023-01-01", valid_until="2027-12-31")
    permit = a_license("M", issued_on="2023-01-01")

    records = with_gazette(product, certificate, permit)

    assert status(records, "P", INFRASTRUCTURE, as_of) == expected


@pytest.mark.parametrize("channel", [GENERAL_SALE, PROCUREMENT])
def test_micron_may_be_sold_elsewhere(channel: str) -> None:
    """REV-MICRON-2023 speaks to operators of critical infrastructure."""
    product = a_product(vendor="Micron", category="vpn", channels=[channel])
    certificate = a_license(regime="csl", issued_on="2023-01-01", valid_until="2027-12-31")

    assert status(with_gazette(product, certificate), "P", channel, "2023-07-03") == "compliant"


def test_a_license_does_not_clear_a_product_that_failed_a_review() -> None:
    """CSL arts 23 and 35, now 25 and 37: two duties (question OQ14 decides no status)."""
    product = a_product(vendor="Micron", category="vpn", channels=[INFRASTRUCTURE])
    certificate = a_license(regime="csl", issued_on="2023-06-01", valid_until="2028-05-31")
    records = with_gazette(product, certificate)

    assert requirement(records, "csl", INFRASTRUCTURE, "2023-07-03").satisfied
    assert status(records, "P", INFRASTRUCTURE, "2023-07-03") == "barred"


def test_a_failed_review_bars_no_product_of_another_vendor() -> None:
    """REV-MICRON-2023."""
    product = a_product(vendor="An invented vendor", channels=[INFRASTRUCTURE])

    assert status(with_gazette(product), "P", INFRASTRUCTURE, "2023-07-02") == "not_regulated"


def test_a_warning_bars_nothing() -> None:
    """NCSNC-2023-06 asks for care beyond critical infrastructure; it is advice."""
    assert all(isinstance(item, GuidanceGiven) for item in acts()["NCSNC-2023-06"].provisions)


# -- What the Circular announces -------------------------------------------------------------------


def test_the_circular_is_known_from_2023_04_17() -> None:
    """Signed on 2023-04-12, released on 2023-04-17: what counts is the release."""
    assert state("mps", "2023-07-01", known_at="2023-04-16").issues
    assert not state("mps", "2023-07-01", known_at="2023-04-17").issues


def test_the_circular_announces_an_amendment_and_gives_no_day() -> None:
    """Circular 2023 No. 1 art. 1."""
    (pending,) = state("csl", "2023-04-17").pending

    assert pending.fact_id == "act/CIRC-2023-1"
    assert isinstance(pending.provision, AmendmentAnnounced)
    assert pending.provision.expected_on is None


def test_the_announced_amendment_is_pending_until_the_catalogue_of_2023() -> None:
    """CAT-2023-2."""
    assert state("csl", "2023-07-02").pending
    assert not state("csl", "2023-07-03").pending


def test_twelve_questions_are_open() -> None:
    """OQ03, OQ05 to OQ12, OQ14 and OQ15 are open; OQ01, OQ02, OQ04 and OQ13 are settled."""
    names = {question.name for question in book(with_gazette()).open_questions}

    settled = {"OQ01", "OQ02", "OQ04", "OQ13"}
    assert names == {f"OQ{n:02}" for n in range(1, 16)} - settled | {"OQ06-2023"}


# -- Permits after the stop ------------------------------------------------------------------------


def test_a_permit_that_cannot_exist_satisfies_neither_regime() -> None:
    """Circular 2023 No. 1 art. 2."""
    records = with_gazette(a_product(), a_license(issued_on="2023-07-10"))

    found = requirement(records, "csl", GENERAL_SALE, "2023-07-10").license

    assert found is not None
    assert found.outcome is not Outcome.SATISFIES
    assert found.defect == "issuance_stopped"


def test_an_extension_recorded_after_permits_stopped_counts_as_recorded() -> None:
    """Circular 2023 No. 1 art. 2 stops issue; of extensions it says nothing (question OQ08)."""
    renewal = a_fact(
        kind="license_renewed", license="L", effective_on="2023-08-15", valid_until="2025-08-31"
    )
    permit = a_license(issued_on="2021-09-01", valid_until="2023-08-31")
    records = with_gazette(a_product(category="vpn"), permit, renewal)

    assert status(records, "P", GENERAL_SALE, "2025-08-31") == "compliant"
    assert status(records, "P", GENERAL_SALE, "2025-09-01") == "non_compliant"
