"""What a scenario may say of a record, what is refused in it, and what is doubtful in it."""

from __future__ import annotations

from typing import Any

import pytest
from scenarios import a_scenario, put
from support import AnyFact, a_fact, a_license, a_product, an_act, day, ledger, with_gazette

from events.facts import Fact
from projections.record.visible import Horizon
from projections.what_if.consequences import consequences
from projections.wording.en import hindrance_text

DAY = "2026-12-01"


def happened(kind: str, **fields: Any) -> Fact:
    return a_fact(kind=kind, **{"effective_on": DAY} | fields)


def voiding(fact: str, **fields: Any) -> Fact:
    return a_fact(kind="fact_voided", fact=fact, reason="An error", **fields)


def provision(kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "effective_on": DAY, **fields}


def a_question(question: str = "Q", **fields: Any) -> Fact:
    readings = {
        "no": {"text": "It does not.", "provisions": []},
        "yes": {"text": "It does.", "provisions": [provision("regime_repealed", regime="mps")]},
    }
    text = "Does it end the permit?"
    usual = {"question": question, "text": text, "readings": readings, "effective_on": "2024-01-01"}
    return a_fact(kind="question_raised", **usual | fields)


EVERYTHING = Horizon()
RECORD = with_gazette(a_product(id="product"), a_license(id="permit"), a_question(id="question"))


def refused(
    *facts: AnyFact, base: Horizon = EVERYTHING, **assume: str
) -> list[tuple[tuple[str | int, ...], str]]:
    """The places and the reasons of what is refused in a scenario on the record."""
    _, weighed = put(RECORD, a_scenario(facts, assume), base=base)
    return [(each.path, hindrance_text(each.hindrance)) for each in weighed.objections]


def taken_in(*facts: AnyFact) -> int:
    """How many facts of a scenario add something to the record; none may be refused."""
    _, weighed = put(RECORD, a_scenario(facts))
    assert weighed.objections == []
    return len(weighed.records)


def doubted(*facts: AnyFact) -> set[tuple[str, str]]:
    _, weighed = put(RECORD, a_scenario(facts))
    assert weighed.objections == []
    found = consequences(*put(RECORD, a_scenario(facts)))
    return {(str(each.about), each.code) for each in found.doubts}


# -- Facts that are there already ------------------------------------------------------------------


def test_a_fact_under_its_own_id_adds_nothing() -> None:
    assert taken_in(a_product(id="product"), a_license(id="permit")) == 0


def test_what_is_on_record_adds_nothing_when_it_is_said_without_an_id() -> None:
    assert taken_in(a_product(), a_license(), a_question()) == 0


def test_another_fact_under_an_id_that_is_taken_is_refused() -> None:
    other = a_license(id="permit", issued_on="2022-02-02")

    assert refused(other) == [
        (
            ("facts", 0),
            "fact 'permit' is there already with other content, and a fact never changes; give "
            "this one an id of its own, and void that one if it is to fall away",
        )
    ]


def test_a_fact_that_was_voided_is_not_revived_by_saying_it_again_under_its_id() -> None:
    assert refused(voiding("permit"), a_license(id="permit")) == [
        (
            ("facts", 1),
            "fact 'permit' is there already, but voided, so that it does not count; give this one "
            "an id of its own, or void the voiding",
        )
    ]


def test_a_voided_fact_counts_again_under_another_id_or_when_its_voiding_is_voided() -> None:
    assert taken_in(voiding("permit"), a_license(id="permit-again")) == 2
    assert taken_in(voiding("permit", id="v"), voiding("v")) == 2


def test_a_fact_that_the_base_does_not_see_may_be_supposed_under_its_id() -> None:
    before_the_permit = Horizon(known_at=day("2021-12-31"))
    indexed, weighed = put(RECORD, a_scenario([a_license(id="permit")]), base=before_the_permit)

    assert weighed.objections == []
    assert len(weighed.records) == 1
    assert consequences(indexed, weighed).judged == 1


# -- Names that are opened and voided --------------------------------------------------------------


@pytest.mark.parametrize(
    ("again", "name", "first"),
    [
        (a_license(regime="ccci"), "license 'L'", "permit"),
        (a_product(vendor="Another"), "product 'P'", "product"),
        (a_question(text="Asked otherwise?"), "question 'Q'", "question"),
        (an_act(act="CIRC-2023-1"), "act 'CIRC-2023-1'", "act/CIRC-2023-1"),
    ],
    ids=["license", "product", "question", "act"],
)
def test_what_is_open_is_not_opened_a_second_time(again: Fact, name: str, first: str) -> None:
    assert refused(again) == [
        (
            ("facts", 0),
            f"opens {name} a second time: fact '{first}' opened it; void that one first, or give "
            "another name",
        )
    ]


def test_a_review_that_the_scenario_opens_is_not_opened_by_it_again() -> None:
    opened = {"review": "R", "channel": "critical_infrastructure"}
    first = happened("review_opened", **opened, products=["P"], id="r")

    ((path, message),) = refused(first, happened("review_opened", **opened, vendor="Acme"))

    assert path == ("facts", 1)
    assert message.startswith("opens review 'R' a second time: fact 'r' opened it")


def test_a_name_is_opened_anew_once_its_first_opening_is_voided() -> None:
    assert taken_in(voiding("permit"), a_license(issued_on="2021-01-01")) == 2


def test_a_voiding_of_nothing_that_the_base_sees_is_refused() -> None:
    missing = "names no fact that the scenario's base sees"

    assert refused(voiding("no-such-fact")) == [
        (("facts", 0), f"voids 'no-such-fact', which {missing}")
    ]
    assert refused(voiding("act/CIRC-2023")) == [
        (("facts", 0), f"voids 'act/CIRC-2023', which {missing}; did you mean act/CIRC-2023-1?")
    ]
    unseen = Horizon(known_at=day("2021-12-31"))
    assert refused(voiding("permit"), base=unseen) == [
        (("facts", 0), f"voids 'permit', which {missing}")
    ]


# -- Points of law ---------------------------------------------------------------------------------


def test_a_reading_is_assumed_of_a_question_that_the_base_sees_and_of_no_other() -> None:
    assert refused(Q="yes") == []
    assert refused(OQ03x="yes") == [
        (("assume", "OQ03x"), "the scenario's base sees no question 'OQ03x'; did you mean OQ03?")
    ]
    before_it_was_raised = Horizon(known_at=day("2023-12-31"))
    assert "sees no question 'Q'" in refused(Q="yes", base=before_it_was_raised)[0][1]


def test_a_reading_that_the_question_lacks_is_refused_with_those_it_has() -> None:
    assert refused(Q="perhaps") == [
        (("assume", "Q"), "'perhaps' is no reading of Q; it has no, yes")
    ]
    settled = happened("question_settled", question="Q", reading="yess")
    assert refused(settled) == [(("facts", 0), "'yess' is no reading of Q; did you mean yes?")]


def test_a_reading_may_be_assumed_of_a_question_that_the_scenario_raises() -> None:
    assert refused(a_question("Q-NEW"), **{"Q-NEW": "no"}) == []


# -- Names of the law ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "path", "message"),
    [
        (
            an_act(provision("issuance_stopped", regime="cls")),
            ("facts", 0, "provisions", 0, "regime"),
            "issuance_stopped names regime cls, which no act on record establishes; did you mean "
            "csl? Mend the name, or establish the regime in the scenario.",
        ),
        (
            an_act(provision("recognition_granted", regime="csl", accepts="mpss")),
            ("facts", 0, "provisions", 0, "accepts"),
            "recognition_granted speaks of licenses of regime mpss, which no act on record "
            "establishes; did you mean mps? Mend the name, or establish the regime in the "
            "scenario.",
        ),
        (
            an_act(provision("obligation_waived", regime="mps", channels=["general_sales"])),
            ("facts", 0, "provisions", 0, "channels"),
            "obligation_waived names channel general_sales, which no act on record establishes; "
            "did you mean general_sale? Mend the name, or establish the channel in the scenario.",
        ),
        (
            an_act(
                provision("guidance_given", text="First."),
                provision("catalogue_amended", regime="csl", remove=["SNSP-99"]),
            ),
            ("facts", 0, "provisions", 1, "remove"),
            "catalogue_amended removes entry SNSP-99 on 2026-12-01, which is not in the catalogue "
            "on that day. Take the code out, or remove one that the catalogue has.",
        ),
        (
            a_license("L2", regime="cls"),
            ("facts", 0, "regime"),
            "license_issued names regime cls, which no act on record establishes; did you mean "
            "csl? Mend the name, or establish the regime in the scenario.",
        ),
        (
            happened(
                "scope_determined", product="P", regime="cls", in_scope=True, basis="A letter"
            ),
            ("facts", 0, "regime"),
            "scope_determined names regime cls, which no act on record establishes; did you mean "
            "csl? Mend the name, or establish the regime in the scenario.",
        ),
    ],
    ids=["regime", "accepts", "channel", "entry", "license", "scope"],
)
def test_the_law_that_a_scenario_names_must_be_there(
    said: Fact, path: tuple[str | int, ...], message: str
) -> None:
    assert refused(said) == [(path, message)]


def test_a_regime_that_the_scenario_establishes_may_be_named_by_it() -> None:
    established = provision(
        "regime_established",
        regime="new",
        name="New regime",
        license_kinds=[{"kind": "permit"}],
        channels=["general_sale"],
        scope={"by": "determination", "in": ["firewall"]},
    )

    assert taken_in(an_act(established), a_license("L2", regime="new", license_kind="permit")) == 2


def test_a_flaw_of_the_record_is_no_objection_to_a_scenario() -> None:
    flawed = ledger(an_act(provision("issuance_stopped", regime="ghost")), a_product())
    _, weighed = put(flawed, a_scenario([a_product("P2")]))

    assert weighed.objections == []


def test_a_reading_of_a_supposed_question_is_refused_where_it_stands() -> None:
    readings = {
        "no": {"text": "It does not.", "provisions": []},
        "yes": {"text": "It does.", "provisions": [provision("regime_repealed", regime="mpss")]},
    }

    ((path, _),) = refused(a_question("Q-NEW", readings=readings))

    assert path == ("facts", 0, "readings", "yes", "provisions", 0, "regime")


def test_each_scenario_is_answerable_for_its_own_facts() -> None:
    below = a_scenario([a_product("P2"), voiding("nothing")])
    above = a_scenario([voiding("nothing either")], {"Q": "perhaps"})

    _, weighed = put(RECORD, below, above)

    assert [(each.scenario, each.path) for each in weighed.objections] == [
        (0, ("facts", 1)),
        (1, ("facts", 0)),
        (1, ("assume", "Q")),
    ]


# -- Doubts: told, not refused ---------------------------------------------------------------------


def test_a_product_that_is_not_on_record_is_told_as_a_finding() -> None:
    assert doubted(a_license("L2", product="PX", issued_on="2022-01-01")) >= {
        ("license L2", "unknown-product")
    }


@pytest.mark.parametrize(
    "said",
    [
        happened("product_reclassified", product="PX", category="firewall"),
        happened("product_placed", product="PX", channel="general_sale"),
        happened("scope_determined", product="PX", regime="mps", in_scope=True, basis="A letter"),
    ],
    ids=lambda said: said.kind,
)
def test_a_product_spoken_of_but_never_registered_is_told_as_a_finding(said: Fact) -> None:
    assert ("product PX", "unregistered-product") in doubted(said)


def test_a_license_that_no_regime_could_issue_is_told_as_a_finding() -> None:
    assert ("license L2", "defective-license") in doubted(a_license("L2", issued_on="2024-01-01"))


def test_a_renewal_of_a_license_not_on_record_is_told_as_a_finding() -> None:
    renewed = happened("license_renewed", license="LX", valid_until="2030-01-01")

    assert {about for about, _ in doubted(renewed)} == {"license LX"}


def test_what_is_doubtful_on_record_and_not_in_the_scenario_is_not_told() -> None:
    doubtful = with_gazette(a_license(product="PX"), a_product())
    indexed, weighed = put(doubtful, a_scenario([a_product("P2")]))

    assert consequences(indexed, weighed).doubts == ()


def test_a_scenario_that_fits_the_record_leaves_no_doubt() -> None:
    assert doubted(a_product("P2"), voiding("permit")) == set()


def test_an_act_that_a_scenario_publishes_twice_is_refused_the_second_time() -> None:
    stop = an_act(provision("issuance_stopped", regime="csl"), act="HYP")
    [(path, message)] = refused(stop, stop)
    assert path[:2] == ("facts", 1)
    assert "HYP" in message


def test_words_that_nothing_knows_are_told_though_two_acts_of_the_scenario_use_them() -> None:
    criterion = {"parameter": "throughputt", "op": ">=", "value": 1, "unit": "Gbps"}
    entry = {
        "code": "X",
        "name": "X",
        "categories": ["intrusion_detecton"],
        "criteria": [criterion],
    }
    added = {"kind": "catalogue_amended", "regime": "csl", "effective_on": "2027-01-01"}
    facts = [an_act({**added, "add": [entry]}, act=f"INVENTED-{number}") for number in (1, 2)]

    assert doubted(*facts) == {
        (f"act INVENTED-{number}", f"unknown-{what}")
        for number in (1, 2)
        for what in ("category", "parameter")
    }


def test_a_word_that_a_product_of_the_record_uses_needs_no_other_witness() -> None:
    waived = {"kind": "obligation_waived", "regime": "csl", "effective_on": "2027-01-01"}
    indexed, weighed = put(
        with_gazette(a_product(category="umbrella")),
        a_scenario([an_act({**waived, "categories": ["umbrella"]})]),
    )

    assert consequences(indexed, weighed).doubts == ()


def test_a_product_that_the_scenario_leaves_in_no_channel_is_told_and_counted() -> None:
    record = with_gazette(a_product("P-1", channels=[]), a_product("P-2", channels=[]))
    placed = happened("product_placed", product="P-1", channel="general_sale")
    indexed, weighed = put(record, a_scenario([placed, a_product("P-3", channels=[])]))

    answer = consequences(indexed, weighed)

    assert {(str(each.about), each.code) for each in answer.doubts} == {
        ("product P-3", "unplaced-product")
    }
    assert answer.unplaced.in_no_channel == ("P-2", "P-3")
