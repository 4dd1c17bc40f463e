"""What the contract prescribes, case by case: the vectors, and the rules they do not reach."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ledgers import Json
from slow_judge import Entry

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


def decided(effective_on: str, *, in_scope: bool | None) -> Json:
    says = {"regime": "permit", "in_scope": in_scope, "basis": "a letter"}
    return of_product("scope_determined", effective_on, **says)


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
            of_product(
                "scope_determined", "2021-01-01", regime="permit", in_scope=False, basis="a letter"
            ),
            of_product(
                "scope_determined", "2022-01-01", regime="permit", in_scope=None, basis="a letter"
            ),
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
    (
        "a reading that waives a regime for the product's category alone leaves the status open",
        [
            act(established()),
            product(),
            question(
                "2020-01-01",
                {
                    "yes": [provision("obligation_waived", "2020-01-01", categories=["firewall"])],
                    "no": [],
                },
            ),
        ],
        {"2021-01-01": "indeterminate"},
    ),
]


EVERY_RULE: Cases = [*DATES, *MEASURES, *LAW, *LICENSES, *REVIEWS, *QUESTIONS]
"""A claim, the facts, and the status of product P in channel `shop` by day."""
