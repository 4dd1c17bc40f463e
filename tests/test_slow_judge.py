"""The slow judge answers the conformance vectors, and the rules that these do not reach."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledgers import (
    FACTS,
    PROVISIONS,
    Json,
    boundaries,
    day_after,
    known_boundaries,
    ledgers,
    opened_names,
    random_ledger,
)
from slow_judge import (
    OPENINGS,
    Entry,
    causes,
    day_of_recording,
    known_on,
    merged,
    status,
    statuses,
    statuses_by_reading,
)

COPIES = Path(__file__).parent / "vectors"
ORIGINALS = Path(__file__).parents[2] / "shared" / "vectors"
RECORDED_AT = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""Noon of the day on which every fact of a vector counts as recorded, in the ledger's zone."""


# -- The conformance vectors -------------------------------------------------------------------


def vector_files() -> list[Path]:
    """The copies, and each original that is no longer what was copied."""
    changed = [
        original
        for original in sorted(ORIGINALS.glob("*.json"))
        if not (COPIES / original.name).is_file()
        or (COPIES / original.name).read_bytes() != original.read_bytes()
    ]
    return sorted(COPIES.glob("*.json")) + changed


def name_of(file: Path) -> str:
    return file.stem if file.parent == COPIES else f"{file.stem}-changed"


def on_record(facts: list[Json]) -> list[Entry]:
    return [Entry(n, RECORDED_AT, fact) for n, fact in enumerate(facts, start=1)]


def test_the_forty_vectors_are_here() -> None:
    assert [file.name for file in sorted(COPIES.glob("*.json"))] == [
        f"{number:02}.json" for number in range(40)
    ]


@pytest.mark.parametrize("file", vector_files(), ids=name_of)
def test_a_vector_is_answered_as_prescribed(file: Path) -> None:
    vector = json.loads(file.read_text(encoding="utf-8"))
    entries = on_record(vector["facts"])

    for question in vector["questions"]:
        known_at = question["known_at"] and date.fromisoformat(question["known_at"])
        as_of = date.fromisoformat(question["as_of"])
        found = statuses(entries, as_of=as_of, known_at=known_at)

        wanted = {(product, channel): says for product, channel, says in question["statuses"]}
        told = {subject: found.get(subject, "not_marketed") for subject in wanted}
        assert told == wanted, f"as of {as_of}, known at {known_at}"
        others = {found[subject] for subject in found.keys() - wanted.keys()}
        assert others <= {"not_marketed"}, "a subject the vector leaves out was only withdrawn"


# -- Rules, one by one: a product P in the channel `shop` --------------------------------------


def provision(kind: str, effective_on: str, **says: Any) -> Json:
    return {"kind": kind, "effective_on": effective_on, "regime": "permit", **says}


def established(effective_on: str = "2020-01-01", **says: Any) -> Json:
    usual: Json = {
        "name": "Permit",
        "license_kinds": [{"kind": "certificate"}],
        "channels": ["shop"],
        "scope": {"by": "determination", "in": ["firewall"], "out": []},
    }
    return provision("regime_established", effective_on, **{**usual, **says})


def act(*provisions: Json, act: str = "A", published_on: str = "2020-01-01", **says: Any) -> Json:
    return {
        "kind": "act_published",
        "act": act,
        "title": "An act",
        "published_on": published_on,
        "provisions": list(provisions),
        **says,
    }


def product(effective_on: str = "2020-01-01", **says: Any) -> Json:
    usual: Json = {"name": "P", "vendor": "V", "category": "firewall", "channels": ["shop"]}
    return {
        "kind": "product_registered",
        "product": "P",
        "effective_on": effective_on,
        **usual,
        **says,
    }


def of_product(kind: str, effective_on: str, **says: Any) -> Json:
    return {"kind": kind, "product": "P", "effective_on": effective_on, **says}


def license_issued(issued_on: str, **says: Any) -> Json:
    usual: Json = {"license": "L", "regime": "permit", "license_kind": "certificate"}
    return {"kind": "license_issued", "products": ["P"], "issued_on": issued_on, **usual, **says}


def of_license(kind: str, effective_on: str, **says: Any) -> Json:
    return {"kind": f"license_{kind}", "license": "L", "effective_on": effective_on, **says}


def review(name: str, kind: str, effective_on: str, **says: Any) -> Json:
    return {"kind": f"review_{kind}", "review": name, "effective_on": effective_on, **says}


def question(effective_on: str, readings: dict[str, list[Json]], **says: Any) -> Json:
    return {
        "kind": "question_raised",
        "question": "Q",
        "text": "Which?",
        "effective_on": effective_on,
        "readings": {name: {"text": name, "provisions": p} for name, p in readings.items()},
        **says,
    }


def settled(reading: str, effective_on: str) -> Json:
    return {
        "kind": "question_settled",
        "question": "Q",
        "reading": reading,
        "effective_on": effective_on,
    }


def voided(fact: str, **says: Any) -> Json:
    return {"kind": "fact_voided", "fact": fact, "reason": "entered by mistake", **says}


def catalogue(*criteria: Json, match: str = "all") -> Json:
    entry = {"code": "E", "name": "E", "categories": ["firewall"], "criteria": list(criteria)}
    entries = [{**entry, "match": match}]
    return provision("catalogue_issued", "2020-01-01", edition="1", entries=entries)


def criterion(op: str, value: Any, parameter: str = "speed", **says: Any) -> Json:
    return {"parameter": parameter, "op": op, "value": value, **says}


BY_CATALOGUE = established(scope={"by": "catalogue"})
TERM = [{"kind": "certificate", "term_months": 1}]
STOPPED = provision("enforcement_stopped", "2021-01-01")
Cases = list[tuple[str, list[Json], dict[str, str]]]


def measured(value: Any, *criteria: Json, match: str = "all") -> list[Json]:
    """A product with one parameter, and a catalogue with these criteria."""
    law = act(BY_CATALOGUE, catalogue(*criteria, match=match))
    return [law, product(parameters={"speed": value})]


DATES: Cases = [
    (
        "a registration ends at its own day what a specification began before",
        [
            act(established()),
            of_product("product_reclassified", "2020-01-01", category="firewall"),
            product("2021-01-01", category=None),
            of_product("product_placed", "2020-01-01", channel="shop"),
        ],
        {"2020-12-31": "non_compliant", "2021-01-01": "indeterminate"},
    ),
    (
        "a null in a specification takes the parameter off the record",
        [
            *measured(9, criterion(">=", 5)),
            of_product("product_specified", "2021-01-01", parameters={"speed": None}),
            of_product("product_specified", "2022-01-01", parameters={"speed": 1}),
        ],
        {
            "2020-12-31": "non_compliant",
            "2021-01-01": "indeterminate",
            "2022-01-01": "not_regulated",
        },
    ),
    (
        "of two openings that are seen, the later position counts, whatever their days",
        [
            act(established()),
            product("2022-01-01", id="first"),
            voided("first", id="void"),
            product("2021-01-01", category="router", channels=["street"]),
            voided("void"),
        ],
        {"2021-06-01": "not_marketed", "2022-06-01": "not_marketed"},
    ),
    (
        "the voiding of a voiding of a voiding lets the first voiding stand",
        [
            act(established(), id="act"),
            product(),
            voided("act", id="one"),
            voided("one", id="two"),
            voided("two"),
        ],
        {"2020-01-01": "not_regulated"},
    ),
    (
        "on one day the later position counts",
        [
            product(channels=[]),
            of_product("product_withdrawn", "2021-01-01", channel="shop"),
            of_product("product_placed", "2021-01-01", channel="shop"),
            of_product("removal_completed", "2022-01-01", channel="shop"),
        ],
        {"2021-01-01": "not_regulated", "2022-01-01": "not_marketed"},
    ),
]

MEASURES: Cases = [
    (f"{value} against {criteria} is {says}", measured(value, *criteria), {"2020-01-01": says})
    for value, criteria, says in [
        (5, [criterion(">=", 5)], "non_compliant"),
        (5, [criterion(">", 5)], "not_regulated"),
        (5.0, [criterion("==", 5)], "non_compliant"),
        (5, [criterion(">=", 5, unit="Gbps")], "non_compliant"),
        ({"value": 5, "unit": "Gbps"}, [criterion(">=", 5, unit="Gbps")], "non_compliant"),
        ({"value": 5, "unit": "Mbps"}, [criterion(">=", 5, unit="Gbps")], "indeterminate"),
        ({"value": 5, "unit": "Gbps"}, [criterion(">=", 5)], "indeterminate"),
        ("5", [criterion("==", 5)], "indeterminate"),
        (True, [criterion("==", 1)], "indeterminate"),
        (1, [criterion("==", True)], "indeterminate"),
        (False, [criterion("==", True)], "not_regulated"),
        ("soft", [criterion("==", "soft")], "non_compliant"),
        ("soft", [criterion("==", "hard")], "not_regulated"),
        (5, [criterion(">", 5), criterion(">", 5, "other")], "not_regulated"),
        (5, [criterion(">=", 5), criterion(">", 5, "other")], "indeterminate"),
        (5, [], "non_compliant"),
    ]
]

LAW: Cases = [
    (
        "provisions of one day go by publication, then position, then place",
        [
            act(provision("enforcement_resumed", "2021-01-01"), STOPPED, published_on="2020-05-01"),
            act(established(), act="B"),
            act(
                provision("enforcement_resumed", "2021-01-01"),
                act="C",
                published_on="2020-04-30",
            ),
            product(),
        ],
        {"2020-12-31": "non_compliant", "2021-01-01": "not_regulated"},
    ),
    (
        "establishing again restores, and replaces kinds; what came while repealed has no effect",
        [
            act(
                established(),
                provision("regime_repealed", "2021-01-01"),
                provision("enforcement_stopped", "2021-06-01"),
                established("2022-01-01", license_kinds=[{"kind": "report"}]),
            ),
            product(),
            license_issued("2020-01-01"),
        ],
        {"2020-01-01": "compliant", "2021-07-01": "not_regulated", "2022-01-01": "non_compliant"},
    ),
    (
        "an amendment removes before it adds",
        [
            act(
                BY_CATALOGUE,
                provision(
                    "catalogue_amended",
                    "2021-01-01",
                    add=catalogue()["entries"],
                    remove=["E"],
                ),
            ),
            product(),
        ],
        {"2020-12-31": "not_regulated", "2021-01-01": "non_compliant"},
    ),
    (
        "a product without a category is unknown to a catalogue, unless that is empty",
        [
            act(BY_CATALOGUE, {**catalogue(), "effective_on": "2021-01-01"}),
            product(category=None),
        ],
        {"2020-12-31": "not_regulated", "2021-01-01": "indeterminate"},
    ),
    (
        "inclusion goes through other channels, and round in circles",
        [
            act(
                established(channels=["far"]),
                *(
                    {
                        "kind": "channel_established",
                        "effective_on": "2021-01-01",
                        "channel": channel,
                        "name": channel,
                        "includes": [included],
                    }
                    for channel, included in [("shop", "mid"), ("mid", "far"), ("far", "shop")]
                ),
            ),
            product(),
        ],
        {"2020-12-31": "not_regulated", "2021-01-01": "non_compliant"},
    ),
    (
        "a waiver names the regime's channel, and its until is its last day",
        [
            act(
                established(channels=["far"]),
                {
                    "kind": "channel_established",
                    "effective_on": "2020-01-01",
                    "channel": "shop",
                    "name": "Shop",
                    "includes": ["far"],
                },
                provision("obligation_waived", "2020-01-01", channels=["shop"]),
                provision("obligation_waived", "2021-01-01", channels=["far"], until="2021-01-01"),
            ),
            product(),
        ],
        {
            "2020-12-31": "non_compliant",
            "2021-01-01": "not_regulated",
            "2021-01-02": "non_compliant",
        },
    ),
    (
        "a product without a category is in no waiver's list",
        [
            act(established(), provision("obligation_waived", "2020-01-01", categories=["router"])),
            product(category=None),
        ],
        {"2020-01-01": "indeterminate"},
    ),
    (
        "a determination holds until null goes back to the rule",
        [
            act(established()),
            product(),
            of_product("scope_determined", "2021-01-01", regime="permit", in_scope=False, basis=""),
            of_product("scope_determined", "2022-01-01", regime="permit", in_scope=None, basis=""),
        ],
        {
            "2020-12-31": "non_compliant",
            "2021-01-01": "not_regulated",
            "2022-01-01": "non_compliant",
        },
    ),
]

RECOGNITION = provision("recognition_granted", "2020-01-01", accepts="cert")
CERT = established(regime="cert", channels=["elsewhere"])
LICENSES: Cases = [
    (
        "a term runs from valid_from, by the law of the day of issue, through the last day",
        [
            act(
                established(license_kinds=TERM),
                established("2021-01-15", license_kinds=[{"kind": "certificate"}]),
            ),
            product(),
            license_issued("2021-01-02", valid_from="2021-01-31"),
        ],
        {
            "2021-01-30": "non_compliant",
            "2021-02-28": "compliant",
            "2021-03-01": "non_compliant",
        },
    ),
    (
        "an expiry cuts what was opened before its day, not a renewal on that day",
        [
            act(established()),
            product(),
            license_issued("2020-01-01"),
            of_license("renewed", "2020-06-01", valid_until="2022-12-31"),
            of_license("renewed", "2021-01-01", valid_until="2021-01-31"),
            of_license("expired", "2021-01-01"),
        ],
        {"2020-12-31": "compliant", "2021-01-31": "compliant", "2021-02-01": "non_compliant"},
    ),
    (
        "a reinstatement lifts a suspension, not a revocation",
        [
            act(established()),
            product(),
            license_issued("2020-01-01"),
            of_license("suspended", "2020-02-01"),
            of_license("reinstated", "2020-03-01"),
            of_license("revoked", "2020-04-01"),
            of_license("reinstated", "2020-05-01"),
        ],
        {
            "2020-02-01": "non_compliant",
            "2020-03-31": "compliant",
            "2020-04-01": "non_compliant",
            "2020-05-01": "non_compliant",
        },
    ),
    (
        "a change of products removes before it adds",
        [
            act(established()),
            product(),
            license_issued("2020-01-01"),
            of_license("scope_changed", "2020-02-01", add=["P"], remove=["P"]),
            of_license("scope_changed", "2020-03-01", remove=["P"]),
        ],
        {"2020-02-01": "compliant", "2020-03-01": "non_compliant"},
    ),
    (
        "a license of a day on which issue had stopped is defective",
        [
            act(established(), provision("issuance_stopped", "2021-01-01")),
            product(),
            license_issued("2021-01-01"),
        ],
        {"2021-01-01": "non_compliant"},
    ),
    (
        "a recognised regime's license counts when that regime is repealed, if issued in time",
        [
            act(
                established(),
                CERT,
                {**provision("regime_repealed", "2022-01-01"), "regime": "cert"},
                {**RECOGNITION, "issued_before": "2021-01-02", "until": "2022-12-31"},
            ),
            product(),
            license_issued("2021-01-02", regime="cert"),
            license_issued("2021-01-01", regime="cert", license_kind="any", license="M"),
            of_license("revoked", "2021-02-01") | {"license": "M"},
            of_license("scope_changed", "2021-02-01", remove=["P"]) | {"license": "M"},
        ],
        {"2021-01-31": "compliant", "2021-02-01": "non_compliant"},
    ),
    (
        "a recognition that another replaced does not revive when that one ends",
        [
            act(
                established(),
                CERT,
                RECOGNITION,
                provision("recognition_granted", "2021-01-01", accepts="cert", until="2021-12-31"),
            ),
            product(),
            license_issued("2020-01-01", regime="cert"),
        ],
        {"2020-12-31": "compliant", "2021-12-31": "compliant", "2022-01-01": "non_compliant"},
    ),
    (
        "a recognition for some categories asks for the category of the day",
        [
            act(established(), CERT, {**RECOGNITION, "categories": ["firewall"]}),
            product(),
            of_product("product_reclassified", "2021-01-01", category=None),
            license_issued("2020-01-01", regime="cert"),
        ],
        {"2020-12-31": "compliant", "2021-01-01": "indeterminate"},
    ),
]

REVIEWS: Cases = [
    (
        "the last conclusion in a channel bars, of whichever review; an opening lifts nothing",
        [
            product(),
            review("R", "opened", "2020-02-01", channel="shop", products=["P"]),
            review("R", "concluded", "2020-03-01", outcome="failed"),
            review("S", "opened", "2020-04-01", channel="shop", vendor="V"),
            review("S", "concluded", "2020-05-01", outcome="conditional"),
        ],
        {
            "2020-01-31": "not_regulated",
            "2020-02-01": "indeterminate",
            "2020-03-01": "barred",
            "2020-04-01": "barred",
            "2020-05-01": "not_regulated",
        },
    ),
    (
        "a pass in one channel does not lift the bar of another that is included",
        [
            act(
                {
                    "kind": "channel_established",
                    "effective_on": "2020-01-01",
                    "channel": "shop",
                    "name": "Shop",
                    "includes": ["far"],
                }
            ),
            product(),
            review("R", "opened", "2020-02-01", channel="far", products=["P"]),
            review("R", "concluded", "2020-03-01", outcome="failed"),
            review("S", "opened", "2020-04-01", channel="shop", products=["P"]),
            review("S", "concluded", "2020-05-01", outcome="passed"),
        ],
        {"2020-05-01": "barred"},
    ),
    (
        "a review of the vendor concerns the product from the day it has that vendor",
        [
            of_product("product_placed", "2020-01-01", channel="shop"),
            product("2021-01-01"),
            review("R", "opened", "2020-02-01", channel="shop", vendor="V"),
        ],
        {"2020-12-31": "not_regulated", "2021-01-01": "indeterminate"},
    ),
]

QUESTIONS: Cases = [
    (
        "readings that differ between compliant and not regulated come to compliant",
        [
            act(established()),
            product(),
            license_issued("2020-01-01"),
            question("2020-01-01", {"yes": [], "no": [STOPPED]}),
        ],
        {"2020-12-31": "compliant", "2021-01-01": "compliant"},
    ),
    (
        "the last settlement by order counts, before its day too; with no reading it is open",
        [
            act(established()),
            product(),
            question("2020-01-01", {"yes": [], "no": [STOPPED]}),
            settled("maybe", "2022-01-02"),
            settled("no", "2022-01-01"),
        ],
        {"2021-01-01": "indeterminate"},
    ),
    (
        "a settlement counts once it is visible, whatever the day asked about",
        [
            act(established()),
            product(),
            question("2025-01-01", {"yes": [], "no": [STOPPED]}),
            settled("no", "2026-01-01"),
            settled("yes", "2025-12-31"),
        ],
        {"2020-12-31": "non_compliant", "2021-01-01": "not_regulated"},
    ),
    (
        "a reading ranks by the day its question was known, not by the day it is effective",
        [
            act(established(), provision("enforcement_resumed", "2021-01-01")),
            product(),
            question(
                "2020-06-01",
                {"yes": [STOPPED], "no": [STOPPED]},
                known_on="2019-12-31",
            ),
        ],
        {"2021-01-01": "non_compliant"},
    ),
]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(facts, expected, id=claim)
        for cases in (DATES, MEASURES, LAW, LICENSES, REVIEWS, QUESTIONS)
        for claim, facts, expected in cases
    ],
)
def test_a_rule(facts: list[Json], expected: dict[str, str]) -> None:
    entries = on_record(facts)

    found = {day: status(entries, "P", "shop", as_of=date.fromisoformat(day)) for day in expected}

    assert found == expected


def test_looking_back_by_either_date_sees_what_was_voided_later() -> None:
    early, late = datetime(2020, 6, 1, 15, 59, tzinfo=UTC), datetime(2021, 6, 1, 16, tzinfo=UTC)
    entries = [
        Entry(1, early, act(established(), id="act")),
        Entry(2, early, product()),
        Entry(3, late, voided("act")),
    ]
    told = partial(status, entries, "P", "shop", as_of=date(2030, 1, 1))

    assert known_on(entries[2]) == "2021-06-02"
    assert told() == "not_regulated"
    assert told(known_at=date(2021, 6, 1)) == "non_compliant"
    assert told(known_at=date(2021, 6, 2)) == "not_regulated"
    assert told(recorded_by=early) == "non_compliant"
    assert told(recorded_by=late) == "not_regulated"


def test_a_default_of_known_on_is_never_after_the_day_of_recording() -> None:
    recorded_at = datetime(2020, 6, 1, 16, tzinfo=UTC)

    assert known_on(Entry(1, recorded_at, product("2021-01-01"))) == "2020-06-02"
    assert known_on(Entry(1, recorded_at, license_issued("2020-05-05"))) == "2020-05-05"
    assert known_on(Entry(1, recorded_at, act(published_on="2020-05-06"))) == "2020-05-06"


def test_each_reading_has_its_status_and_causes_are_named() -> None:
    other = question("2020-01-01", {"a": [], "b": []}) | {"question": "R"}
    facts = [act(established()), product(), question("2020-01-01", {"y": [], "n": [STOPPED]})]

    under = statuses_by_reading(on_record([*facts, other]), "P", "shop", as_of=date(2021, 1, 1))

    assert under == {
        (("Q", "y"), ("R", "a")): "non_compliant",
        (("Q", "y"), ("R", "b")): "non_compliant",
        (("Q", "n"), ("R", "a")): "not_regulated",
        (("Q", "n"), ("R", "b")): "not_regulated",
    }
    assert causes(under) == {"Q"}
    assert merged(under.values()) == "indeterminate"


# -- The random ledgers ------------------------------------------------------------------------


PATIENTLY = settings(
    deadline=None,
    # drawing a long ledger takes a while on a busy machine, and that is no fault
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def provisions_in(fact: Mapping[str, Any]) -> list[Json]:
    readings = [reading["provisions"] for reading in fact.get("readings", {}).values()]
    return [each for part in (fact.get("provisions", []), *readings) for each in part]


def test_random_ledgers_have_every_kind_of_fact_and_provision() -> None:
    facts = [entry.fact for entry in random_ledger(seed=1, size=1000)]

    assert {fact["kind"] for fact in facts} == set(FACTS)
    assert {p["kind"] for fact in facts for p in provisions_in(fact)} == set(PROVISIONS)


@pytest.mark.parametrize("seed", range(5))
def test_a_random_ledger_has_its_size_and_is_the_same_again(seed: int) -> None:
    ledger = random_ledger(seed, size=60)

    assert [entry.position for entry in ledger] == list(range(1, 61))
    assert ledger == random_ledger(seed, size=60)


def test_random_ledgers_come_to_every_status_and_see_two_openings_of_a_name() -> None:
    found: set[str] = set()
    twice = 0
    for seed in range(20):
        ledger = random_ledger(seed, size=60)
        opened = list(opened_names(ledger))
        twice += len(opened) - len(set(opened))
        for day in boundaries(ledger)[::10]:
            found |= set(statuses(ledger, as_of=day).values())

    assert found == {
        "not_marketed",
        "barred",
        "non_compliant",
        "indeterminate",
        "compliant",
        "not_regulated",
    }
    assert twice > 0


@settings(PATIENTLY, max_examples=60)
@given(entries=ledgers())
def test_a_ledger_is_one_that_the_contract_accepts(entries: list[Entry]) -> None:
    ids = [entry.fact["id"] for entry in entries if "id" in entry.fact]
    assert len(ids) == len(set(ids))
    for number, entry in enumerate(entries):
        before, fact = entries[:number], entry.fact
        assert entry.position == number + 1
        assert not before or before[-1].recorded_at <= entry.recorded_at
        assert known_on(entry) <= day_of_recording(entry)
        if fact["kind"] in OPENINGS:
            opened = (fact["kind"], fact[OPENINGS[fact["kind"]]])
            assert opened not in set(opened_names(before)), "refused: opened and not voided"
        if fact["kind"] == "fact_voided":
            assert fact["fact"] in {each.fact.get("id") for each in before}
        if "valid_until" in fact:
            first = fact.get("valid_from") or fact.get("issued_on") or fact["effective_on"]
            assert first <= fact["valid_until"]
        assert fact.get("deadline", "9999") >= fact.get("effective_on", "")
        for says in provisions_in(fact):
            assert says["effective_on"] <= says.get("until", "9999")
            assert says.get("accepts") != says.get("regime", "none")


@settings(PATIENTLY, max_examples=30)
@given(entries=ledgers(), data=st.data())
def test_all_subjects_at_once_are_judged_as_one_by_one(
    entries: list[Entry], data: st.DataObject
) -> None:
    days = boundaries(entries) or [date(2020, 1, 1)]
    as_of = data.draw(st.sampled_from(days))
    known_at = data.draw(st.none() | st.sampled_from(known_boundaries(entries) or days))

    found = statuses(entries, as_of=as_of, known_at=known_at)

    assert found == {
        (name, channel): status(entries, name, channel, as_of=as_of, known_at=known_at)
        for name, channel in found
    }


def test_boundaries_are_days_of_the_facts_ends_of_terms_and_the_days_after() -> None:
    facts = [act(established("2020-01-01", license_kinds=TERM)), license_issued("2021-01-31")]

    found = [day.isoformat() for day in boundaries(on_record(facts))]

    days = ["2020-01-01", "2021-01-31", "2021-02-28"]
    assert found == sorted([*days, *map(day_after, days)])
