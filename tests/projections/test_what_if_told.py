"""What is told of a change: the articles and facts behind it, and the licenses then missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scenarios import a_scenario, put
from support import AnyFact, a_fact, a_license, a_product, an_act, day, ledger, with_gazette

from events.facts import Fact
from projections.what_if.consequences import Consequences, Period, consequences
from projections.what_if.effects import effects
from projections.what_if.totals import totals
from projections.what_if.windows import Window
from projections.wording.en import because_name, because_words

PRODUCT = a_product(category="vpn", effective_on="2018-01-01")
"""In scope of the permit from the first, of the certificate from 2023-07-03 on."""
PERMIT = a_license(id="permit", issued_on="2023-05-01", valid_until="2028-04-30")
CERTIFICATE = a_license("C", regime="csl", issued_on="2024-01-01", valid_until="2099-12-31")


def happened(kind: str, **fields: Any) -> Fact:
    return a_fact(kind=kind, **fields)


def voiding(fact: str, **fields: Any) -> Fact:
    return a_fact(kind="fact_voided", fact=fact, reason="An error", **fields)


def on(effective_on: str, kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "effective_on": effective_on, **fields}


def answered(record: Sequence[AnyFact], *facts: AnyFact, **assume: str) -> Consequences:
    """What a scenario changes in this century."""
    indexed, weighed = put(with_gazette(*record), a_scenario(facts, assume))
    assert weighed.objections == []
    return consequences(indexed, weighed, Window(last=day("2099-12-31")))


def periods(record: Sequence[AnyFact], *facts: AnyFact, **assume: str) -> list[Period]:
    (changed,) = answered(record, *facts, **assume).changed
    return list(changed.periods)


def told(found: Sequence[Period]) -> list[tuple[str, str, str, list[str]]]:
    """The first day of each period, the statuses before and after, and the causes in few words."""
    return [
        (
            period.change.start.isoformat(),
            period.change.before,
            period.change.after,
            [because_name(each) for each in period.because],
        )
        for period in found
    ]


def needed(found: Sequence[Period]) -> list[tuple[str, tuple[str, ...], str, bool]]:
    return [
        (need.regime, need.kinds, need.by.isoformat(), need.certain)
        for period in found
        for need in period.needs
    ]


# -- Article by article ----------------------------------------------------------------------------


def test_of_an_act_the_article_is_told_that_makes_the_change_and_no_other() -> None:
    act = an_act(
        on("2027-01-01", "guidance_given", text="Read it narrowly.", article="1"),
        on("2027-01-01", "obligation_waived", regime="csl", article="2"),
        on("2027-01-01", "issuance_stopped", regime="ccci", article="3"),
    )

    found = periods([PRODUCT, CERTIFICATE], act)

    assert told(found) == [("2027-01-01", "compliant", "not_regulated", ["INVENTED-1 art. 2"])]
    (because,) = found[0].because
    assert (because.record.fact, because.supposed, because.added) == (act, True, True)


def test_of_an_article_or_an_act_without_articles_the_provision_is_told_that_makes_the_change() -> (
    None
):
    """Twenty products, three provisions: the one that lifts the requirement is told for each."""
    products = [
        a_product(f"P-{number:02}", category="vpn", effective_on="2018-01-01")
        for number in range(20)
    ]
    for article in ({}, {"article": "4"}):
        act = an_act(
            on("2027-01-01", "issuance_stopped", regime="ccci", **article),
            on("2027-01-01", "obligation_waived", regime="csl", **article),
            on("2027-01-01", "catalogue_amended", regime="csl", remove=["SNSP-12"], **article),
        )
        changed = answered(products, act).changed

        assert len(changed) == 20
        for each in changed:
            (period,) = each.periods
            (because,) = period.because
            assert [provision.kind for provision in because.provisions] == ["obligation_waived"]
            assert because.article == article.get("article")
            assert because_words(because).endswith("(supposed): csl is waived")


def test_of_two_provisions_that_would_each_make_the_change_the_first_in_the_act_is_told() -> None:
    repeal = on("2027-01-01", "regime_repealed", regime="csl")
    waiver = on("2027-01-01", "obligation_waived", regime="csl")

    for provisions in ((repeal, waiver), (waiver, repeal)):
        (period,) = periods([PRODUCT], an_act(*provisions))
        (because,) = period.because
        assert [provision.kind for provision in because.provisions] == [provisions[0]["kind"]]


def test_each_article_is_the_cause_of_the_days_on_which_it_alone_makes_the_difference() -> None:
    act = an_act(
        on("2025-01-01", "obligation_waived", regime="csl", article="1", until="2025-12-31"),
        on("2027-01-01", "obligation_waived", regime="csl", article="2"),
    )
    until_2028 = a_license("C", regime="csl", issued_on="2024-01-01", valid_until="2028-12-31")

    assert told(periods([PRODUCT, until_2028], act)) == [
        ("2025-01-01", "compliant", "not_regulated", ["INVENTED-1 art. 1"]),
        ("2027-01-01", "compliant", "not_regulated", ["INVENTED-1 art. 2"]),
        ("2029-01-01", "non_compliant", "not_regulated", ["INVENTED-1 art. 2"]),
    ]


SECOND = an_act(
    on(
        "2024-01-01",
        "regime_established",
        regime="second",
        name="Second regime",
        license_kinds=[{"kind": "permit"}],
        channels=["general_sale"],
        scope={"by": "determination", "in": ["vpn"]},
    ),
    act="INVENTED-0",
)
"""Of two regimes that ask, repealing one leaves the other; only both set the product free."""


def test_articles_that_make_a_change_together_are_told_together() -> None:
    act = an_act(
        on("2027-01-01", "regime_repealed", regime="csl", article="1"),
        on("2027-01-01", "regime_repealed", regime="second", article="2"),
    )

    assert told(periods([PRODUCT, SECOND], act)) == [
        (
            "2027-01-01",
            "non_compliant",
            "not_regulated",
            ["INVENTED-1 art. 1", "INVENTED-1 art. 2"],
        )
    ]


def test_provisions_of_one_article_that_make_a_change_together_are_told_in_one_line() -> None:
    act = an_act(
        on("2027-01-01", "regime_repealed", regime="csl", article="1"),
        on("2027-01-01", "issuance_stopped", regime="ccci", article="1"),
        on("2027-01-01", "regime_repealed", regime="second", article="1"),
    )

    (period,) = periods([PRODUCT, SECOND], act)

    (because,) = period.because
    assert because_words(because).endswith(
        "INVENTED-1 art. 1 (supposed): repealed: csl; repealed: second"
    )


def test_the_provisions_of_an_article_are_told_in_words() -> None:
    act = an_act(
        on("2027-01-01", "obligation_waived", regime="csl", article="1"),
        on("2027-01-01", "guidance_given", text="Hm.", article="2"),
    )

    (period,) = periods([PRODUCT, CERTIFICATE], act)

    (because,) = period.because
    assert because_words(because).startswith("act_published INVENTED-1 art. 1 (supposed): ")


def test_a_waiver_of_one_category_among_many_is_told_by_the_category() -> None:
    others = ("firewall", "router", "ids")
    waivers = [
        on("2027-01-01", "obligation_waived", regime="csl", categories=[category])
        for category in (*others, "vpn")
    ]

    (period,) = periods([PRODUCT], an_act(*waivers))

    assert [because_words(each) for each in period.because] == [
        "act_published INVENTED-1 (supposed): csl is waived for vpn"
    ]


def test_a_license_taken_away_and_one_supposed_are_told_apart() -> None:
    other = a_license("D", regime="csl", issued_on="2025-01-01", valid_until="2029-12-31", id="d")
    record = [PRODUCT, a_license("C", regime="csl", issued_on="2024-01-01", id="c")]

    until_the_next, after_it = periods(record, voiding("c"), other)

    assert [because_words(each) for each in until_the_next.because] == [
        "license_issued C (csl) (on record as c, no longer counted)"
    ]
    assert (until_the_next.change.start, until_the_next.change.end) == (
        day("2024-01-01"),
        day("2025-01-01"),
    )
    assert [because_words(each) for each in after_it.because] == [
        "license_issued D (csl) (supposed)"
    ]
    assert (after_it.change.start, after_it.change.end) == (day("2029-01-02"), day("2030-01-01"))


def test_a_fact_restored_by_voiding_its_voiding_is_told_as_restored() -> None:
    record = [PRODUCT, a_license("C", regime="csl", issued_on="2024-01-01", id="c")]

    (period,) = periods([*record, voiding("c", id="v")], voiding("v"))

    (because,) = period.because
    assert (because.record.id, because.added, because.supposed) == ("c", True, False)


def test_an_act_that_returns_in_the_place_of_another_is_told_with_it() -> None:
    """The act voided by mistake was published anew, saying less; that opening falls away."""
    record = [
        PRODUCT,
        CERTIFICATE,
        an_act(on("2027-01-01", "obligation_waived", regime="csl"), id="old"),
        voiding("old", id="mistake"),
        an_act(on("2027-01-01", "guidance_given", text="Nothing more."), id="new"),
        voiding("mistake"),
    ]

    (period,) = periods(record, voiding("new"))

    assert [(each.record.id, each.added) for each in period.because] == [
        ("old", True),
        ("new", False),
    ]


def test_a_supposed_act_takes_the_place_of_the_one_it_opens_anew_whole() -> None:
    """The old act counts again once its voiding is voided, but the later opening of its name does.

    So neither article of the old one is in force beside the new.
    """
    old = an_act(
        on("2027-01-01", "obligation_waived", regime="csl", article="1"),
        on("2027-01-01", "issuance_stopped", regime="csl", article="2"),
        id="old",
    )
    record = [PRODUCT, CERTIFICATE, old, voiding("old", id="mistake")]
    anew = an_act(
        on("2028-01-01", "guidance_given", text="One.", article="1"),
        on("2028-01-01", "guidance_given", text="Two.", article="2"),
    )

    assert answered(record, anew, voiding("mistake")).changed == ()


def test_a_reading_assumed_is_told_as_assumed() -> None:
    """Whether the permit still suffices where the widened catalogue covers the product (OQ01)."""
    periods_found = periods([PRODUCT, PERMIT], OQ01="certification_too", OQ05="no_further_effect")

    assert ["OQ01 read as certification_too"] in [
        [because_name(each) for each in period.because] for period in periods_found
    ]
    assert all(
        because_words(each).endswith("(assumed)")
        for period in periods_found
        for each in period.because
    )


# -- Needs -----------------------------------------------------------------------------------------


def widened(effective_on: str, *categories: str) -> Fact:
    entry = {"code": "INVENTED", "name": "Invented", "categories": categories}
    return an_act(on(effective_on, "catalogue_amended", regime="csl", add=[entry], article="1"))


UNLISTED = a_product(category="smart_card_cos", effective_on="2018-01-01")


def test_a_product_brought_under_the_catalogue_needs_one_of_the_regimes_licenses_by_that_day() -> (
    None
):
    found = periods([UNLISTED], widened("2027-01-01", "smart_card_cos"))

    assert told(found) == [("2027-01-01", "not_regulated", "non_compliant", ["INVENTED-1 art. 1"])]
    assert needed(found) == [("csl", ("certificate", "test_report"), "2027-01-01", True)]
    assert found[0].regimes == ("csl",)


def test_a_license_that_lapses_later_is_needed_by_the_day_after_its_last() -> None:
    certificate = a_license("C", regime="csl", issued_on="2026-06-01", valid_until="2028-05-31")

    found = periods([UNLISTED, certificate], widened("2027-01-01", "smart_card_cos"))

    assert [(period.change.after, period.change.start) for period in found] == [
        ("compliant", day("2027-01-01")),
        ("non_compliant", day("2028-06-01")),
    ]
    assert needed(found) == [("csl", ("certificate", "test_report"), "2028-06-01", True)]


def test_where_scope_is_unknown_a_license_may_be_needed() -> None:
    entry = {
        "code": "INVENTED",
        "name": "Invented",
        "categories": ["smart_card_cos"],
        "criteria": [{"parameter": "memory", "op": ">=", "value": 64, "unit": "KB"}],
    }
    act = an_act(on("2027-01-01", "catalogue_amended", regime="csl", add=[entry]))

    found = periods([UNLISTED], act)

    assert [period.change.after for period in found] == ["indeterminate"]
    assert needed(found) == [("csl", ("certificate", "test_report"), "2027-01-01", False)]


def test_where_scope_is_determined_later_the_need_is_certain_and_told_by_its_own_day() -> None:
    determined = happened(
        "scope_determined",
        product="P",
        regime="new",
        in_scope=True,
        basis="A letter",
        effective_on="2027-07-01",
    )
    established = on(
        "2027-01-01",
        "regime_established",
        regime="new",
        name="New regime",
        license_kinds=[{"kind": "approval"}],
        channels=["general_sale"],
        scope={"by": "determination"},
    )

    found = periods([UNLISTED], an_act(established), determined)

    assert [(p.change.start, p.change.after) for p in found] == [
        (day("2027-01-01"), "indeterminate"),
        (day("2027-07-01"), "non_compliant"),
    ]
    assert needed(found) == [
        ("new", ("approval",), "2027-01-01", False),
        ("new", ("approval",), "2027-07-01", True),
    ]


def test_a_need_that_hangs_on_a_point_of_law_is_not_certain() -> None:
    question = a_fact(
        kind="question_raised",
        question="Q",
        text="Does the catalogue cover it?",
        effective_on="2026-12-01",
        readings={
            "no": {"text": "It does not.", "provisions": []},
            "yes": {
                "text": "It does.",
                "provisions": [
                    on(
                        "2027-01-01",
                        "catalogue_amended",
                        regime="csl",
                        add=[
                            {
                                "code": "INVENTED",
                                "name": "Invented",
                                "categories": ["smart_card_cos"],
                            }
                        ],
                    )
                ],
            },
        },
    )

    found = periods([UNLISTED], question)
    settled = periods([UNLISTED, question], Q="yes")

    assert [period.change.after for period in found] == ["indeterminate"]
    assert needed(found) == [("csl", ("certificate", "test_report"), "2027-01-01", False)]
    assert found[0].regimes == ("csl",)
    assert [period.change.after for period in settled] == ["non_compliant"]
    assert needed(settled) == [("csl", ("certificate", "test_report"), "2027-01-01", True)]


def test_a_regime_that_issues_no_more_leaves_a_need_that_no_license_answers() -> None:
    """A new regime asks from its first day; nothing can be issued under it until it resumes."""
    established = on(
        "2027-01-01",
        "regime_established",
        regime="new",
        name="New regime",
        license_kinds=[{"kind": "approval"}],
        channels=["general_sale"],
        scope={"by": "determination", "in": ["smart_card_cos"]},
    )
    stopped = on("2027-01-01", "issuance_stopped", regime="new")

    assert needed(periods([UNLISTED], an_act(established))) == [
        ("new", ("approval",), "2027-01-01", True)
    ]
    assert needed(periods([UNLISTED], an_act(established, stopped))) == [
        ("new", (), "2027-01-01", True)
    ]


def test_a_status_for_the_better_needs_nothing() -> None:
    act = an_act(on("2027-01-01", "obligation_waived", regime="csl"))

    assert needed(periods([PRODUCT], act)) == []


def test_a_review_that_fails_needs_no_license() -> None:
    record = [PRODUCT, CERTIFICATE]
    opened = happened(
        "review_opened",
        id="r",
        review="R",
        channel="general_sale",
        products=["P"],
        effective_on="2026-01-01",
    )
    failed = happened("review_concluded", review="R", outcome="failed", effective_on="2026-06-01")

    found = periods(record, opened, failed)

    assert [(period.change.after, period.regimes, period.needs) for period in found] == [
        ("indeterminate", (), ()),
        ("barred", (), ()),
    ]


# -- Whom it touches -------------------------------------------------------------------------------


def judged(*facts: AnyFact) -> int:
    record = [
        a_product("A", category="vpn"),
        a_product("B", category="anti_spam"),
        a_product("C", category=None),
        a_product("D", category="router"),
    ]
    return answered(record, *facts).judged


def test_an_entry_taken_out_touches_the_products_that_it_lists() -> None:
    """SNSP-11 listed anti-spam products until 2023-07-03 and lists VPN products since."""
    removal = on("2027-01-01", "catalogue_amended", regime="csl", remove=["SNSP-11"])
    earlier = on("2023-01-01", "catalogue_amended", regime="csl", remove=["SNSP-11"])

    assert judged(an_act(removal)) == 1
    assert judged(an_act(earlier)) == 2


def test_a_catalogue_left_empty_touches_the_unclassified_too() -> None:
    emptied = on("2027-01-01", "catalogue_issued", regime="csl", edition="X", entries=[])

    assert judged(an_act(emptied)) == 4


def test_guidance_touches_nobody_and_a_license_its_own_products() -> None:
    assert judged(an_act(on("2027-01-01", "guidance_given", text="Hm."))) == 0
    assert judged(a_license("L", product="D", regime="csl")) == 1


def test_a_review_of_a_vendor_touches_the_products_of_the_vendor() -> None:
    review = happened(
        "review_opened",
        review="R",
        channel="general_sale",
        vendor="Acme",
        effective_on="2026-01-01",
    )
    record = [a_product("A", vendor="Acme"), a_product("B", vendor="Acme"), a_product("C")]

    assert answered(record, review).judged == 2


# -- Counts and lists ------------------------------------------------------------------------------


def a_regime(name: str) -> dict[str, Any]:
    return on(
        "2020-01-01",
        "regime_established",
        regime=name,
        name=name,
        license_kinds=[{"kind": "permit"}],
        channels=["general_sale"],
        scope={"by": "determination", "in": ["firewall"], "out": []},
    )


def changed_by_regime(record: Sequence[AnyFact], *facts: AnyFact) -> dict[str, tuple[int, int]]:
    indexed, weighed = put(ledger(*record), a_scenario(facts))
    counts = totals(indexed, consequences(indexed, weighed))
    return {each.name: (each.changed, each.of) for each in counts.regimes if each.changed}


def test_a_regime_that_only_a_reading_establishes_is_counted_with_the_subjects_it_changes() -> None:
    readings = {
        "yes": {"text": "It is.", "provisions": [a_regime("R")]},
        "no": {"text": "It is not.", "provisions": []},
    }
    question = happened(
        "question_raised", question="Q", text="Is it?", effective_on="2020-01-01", readings=readings
    )
    license = a_license(
        regime="R", license_kind="permit", issued_on="2021-01-01", valid_until="2030-12-31"
    )

    assert changed_by_regime([a_product(), question], license) == {"R": (1, 1)}


def test_a_regime_that_ends_the_day_after_a_change_is_not_counted_as_its_cause() -> None:
    law = an_act(
        a_regime("R1"),
        a_regime("R2"),
        on("2022-01-02", "enforcement_stopped", regime="R2"),
        published_on="2020-01-01",
    )
    period = {"license_kind": "permit", "valid_until": "2030-12-31"}
    of_r2 = a_license("L2", regime="R2", issued_on="2020-01-01", **period)
    of_r1 = a_license("L1", regime="R1", issued_on="2022-01-01", **period)

    assert changed_by_regime([law, a_product(), of_r2], of_r1) == {"R1": (1, 1)}


def test_changes_that_begin_earlier_are_told_first_whatever_their_number() -> None:
    law = an_act(a_regime("R"), published_on="2020-01-01")
    stop = an_act(
        on("2022-01-01", "enforcement_stopped", regime="R"), act="STOP", published_on="2021-06-01"
    )
    short = a_license(
        regime="R", license_kind="permit", issued_on="2021-01-01", valid_until="2021-02-28"
    )
    found = put(ledger(law, a_product(), a_product("P2")), a_scenario([stop, short]))

    told_in_order = effects(consequences(*found).changed)

    assert [(str(each.first_day), len(each.periods)) for each in told_in_order] == [
        ("2021-01-01", 1),
        ("2022-01-01", 2),
    ]


def test_a_document_names_the_vendor_of_each_product_and_what_each_count_is_of() -> None:
    law = an_act(a_regime("R"), published_on="2020-01-01")
    stop = an_act(
        on("2022-01-01", "enforcement_stopped", regime="R"), act="STOP", published_on="2021-06-01"
    )
    vendor = "Acme (invented)"
    indexed, weighed = put(ledger(law, a_product(vendor=vendor)), a_scenario([stop]))
    answer = consequences(indexed, weighed)

    document = totals(indexed, answer).document()

    assert [each.facing.vendor for each in answer.changed] == [vendor]
    named = {
        (sort, each[sort])
        for shares in document.values()
        if isinstance(shares, list)
        for each in shares
        for sort in ("regime", "channel", "category", "vendor")
        if sort in each
    }
    assert named >= {
        ("regime", "R"),
        ("channel", "general_sale"),
        ("category", "firewall"),
        ("vendor", vendor),
    }


def test_two_facts_that_read_alike_are_causes_of_their_own() -> None:
    """A license comes to cover two products, each by a change of its own."""
    products = [a_product(name, category="vpn", effective_on="2018-01-01") for name in ("A", "B")]
    license = a_license("C", product="Z", regime="csl", issued_on="2024-01-01")
    changes = [
        happened("license_scope_changed", license="C", add=[name], effective_on="2027-01-01")
        for name in ("A", "B")
    ]

    found = effects(answered([*products, license], *changes).changed)

    told = [[because_words(each) for each in effect.because] for effect in found]
    assert told == [["license_scope_changed C (supposed)"]] * 2
