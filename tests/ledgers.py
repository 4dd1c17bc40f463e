"""Random ledgers in the interchange form, for tests: small ones that shrink, and big ones.

Every kind of fact and of provision occurs, with its optional fields, about few names and on few
days, so that things meet. Each ledger is one that the contract accepts. A fact is first drawn on
its own (`Draft`), then the drafts are put on record one by one (`recorded`), where names of
openings and targets of voidings depend on what is there already. So Hypothesis can drop any draft
and the rest still makes a ledger. Hypothesis and `random.Random` draw through the same code.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from slow_judge import (
    OPENINGS,
    Entry,
    corresponding_day,
    day_of_recording,
    known_on,
    unvoided,
)

Json = dict[str, Any]
Below = Callable[[int], int]
"""A source of chance: a whole number from 0 up to, and not including, the one it is given."""

# -- What ledgers speak of ---------------------------------------------------------------------

CHANNELS = ("general_sale", "government_procurement", "cii")
REGIMES = ("permit", "cert", "catalogue")
CATEGORIES = ("firewall", "ids", "router", "vpn")
KINDS = ("certificate", "test_report")
UNKNOWN_CHANNEL, UNKNOWN_REGIME, UNKNOWN_KIND = "bazaar", "ghost", "letter"
TERMS = (1, 12, 24, 60)
CODES = ("E1", "E2", "E3", "E4")
UNITS = ("Gbps", "Mbps")
NUMBERS = (10, 5, 20, 0.5, 10.0, 1)
TEXTS = ("hardware", "software")

SHARED_DAYS = (
    "2020-03-01",
    "2016-02-29",
    "2017-06-01",
    "2017-06-02",
    "2018-01-31",
    "2018-02-28",
    "2019-01-01",
    "2019-12-31",
    "2020-01-31",
    "2020-02-29",
    "2021-02-28",
    "2021-03-01",
    "2022-02-28",
    "2022-06-30",
    "2022-07-01",
    "2023-07-01",
    "2024-02-29",
    "2025-06-30",
    "2025-07-01",
    "2026-11-20",
    "2027-07-01",
    "2029-02-28",
)
"""Days on which boundaries are to collide: ends of months, leap days, days that follow another."""

FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2030, 12, 31)
FIRST_RECORDING, LAST_RECORDING = "2016-01-01", "2026-11-20"
FOUNDING_DAYS = ("2015-01-01", "2016-02-29", "2017-06-01")
FACT_FAMILIES = ("license_", "review_", "question_", "product_", "scope_")
PROVISION_FAMILIES = ("catalogue_", "recognition_", "regime_", "obligation_", "enforcement_")
"""How kinds begin that say things of one matter; a small ledger has more of some than of others."""

TIMES = ((8, 0, 0), (15, 59, 59), (16, 0, 0), (23, 30, 0))
"""Times of recording in UTC; the legal day of Shanghai begins at 16:00 of the day before."""


@dataclass(frozen=True)
class World:
    """The names and days that a ledger draws on, and the kinds that it does without."""

    products: tuple[str, ...]
    licenses: tuple[str, ...]
    reviews: tuple[str, ...]
    vendors: tuple[str, ...]
    acts: tuple[str, ...]
    questions: tuple[str, ...] = ("Q1", "Q2", "Q3")
    regimes: tuple[str, ...] = REGIMES
    days: tuple[str, ...] = SHARED_DAYS
    without: frozenset[str] = frozenset()
    keen_on: tuple[str, ...] = ()

    def names(self, opening: str) -> tuple[str, ...]:
        """The names that an opening fact of this kind may use."""
        return {
            "act_published": self.acts,
            "license_issued": self.licenses,
            "product_registered": self.products,
            "question_raised": self.questions,
            "review_opened": self.reviews,
        }[opening]


def big_world(size: int) -> World:
    """A world in proportion to a ledger of about `size` facts, of all kinds.

    A big portfolio has no more law than a small one has; else the waivers of a thousand acts would
    leave nothing to judge.
    """
    return World(
        products=numbered("P", size // 12),
        licenses=numbered("L", size // 6),
        reviews=numbered("R", size // 40),
        vendors=numbered("Vendor ", size // 40),
        acts=numbered("A", 40),
    )


def small_world(below: Below) -> World:
    """A world in which things meet: few names, fewer days, and some kinds left out.

    What one kind does is often hidden by what another does; where some are missing, the rest show.
    """

    def one(values: Sequence[Any]) -> Any:
        return values[below(len(values))]

    quiet = [kind for kind in (*FACTS, *PROVISIONS) if below(100) >= 65]
    first, step, count = below(len(SHARED_DAYS)), one([1, 3, 5]), one([6, 4, 9])
    days = (SHARED_DAYS[(first + step * n) % len(SHARED_DAYS)] for n in range(count))
    return World(
        products=numbered("P", one([4, 2])),
        licenses=numbered("L", one([5, 3, 8])),
        reviews=numbered("R", 3),
        vendors=numbered("Vendor ", 2),
        acts=numbered("A", 12),
        regimes=REGIMES[: one([3, 2, 1])],
        days=tuple(sorted(days)),
        without=frozenset(quiet) - ALWAYS,
        keen_on=(one(FACT_FAMILIES), one(PROVISION_FAMILIES)),
    )


def numbered(prefix: str, count: int) -> tuple[str, ...]:
    """Names that differ in their number."""
    return tuple(f"{prefix}{number}" for number in range(1, count + 1))


@dataclass(frozen=True)
class Draft:
    """A fact before it is on record: what depends on the record is left as a wish."""

    recorded_at: datetime
    fact: Json
    known_on: str | None
    has_id: bool
    wish: int
    taste: str


@dataclass(frozen=True)
class Drawer:
    """Draws days, names and fields; the simplest answer comes first, for shrinking."""

    below: Below
    world: World

    def one(self, values: Sequence[Any]) -> Any:
        """One of these, each as likely."""
        return values[self.below(len(values))]

    def chance(self, percent: int) -> bool:
        """True in about so many of a hundred draws."""
        return self.below(100) >= 100 - percent

    def some(self, values: Sequence[str], at_least: int = 1, percent: int = 40) -> list[str]:
        """A few of these in any order, none twice."""
        chosen = [value for value in values if self.chance(percent)]
        while len(chosen) < at_least:
            chosen.append(self.one([value for value in values if value not in chosen]))
        return chosen[::-1] if self.chance(30) else chosen

    def kind(self, weights: dict[str, tuple[int, Any]]) -> str:
        """A kind out of a table, each as often as its weight and the world's taste say."""
        kinds: list[str] = []
        for kind, (weight, _) in weights.items():
            if kind not in self.world.without:
                kinds += [kind] * (weight * 5 if kind.startswith(self.world.keen_on) else weight)
        return str(self.one(kinds))

    def few(self, values: Sequence[str], most: int, at_least: int = 1) -> list[str]:
        """Up to `most` of a pool of any size, none twice."""
        count = at_least + self.below(most - at_least + 1)
        return list(dict.fromkeys(self.one(values) for _ in range(count)))

    def day(self) -> str:
        """Mostly one of the shared days, or the one after it; sometimes any day."""
        if self.chance(12):
            span = (LAST_DAY - FIRST_DAY).days
            return (FIRST_DAY + timedelta(days=self.below(span))).isoformat()
        shared: str = self.one(self.world.days)
        return day_after(shared) if self.chance(15) else shared

    def day_from(self, earliest: str) -> str:
        """A day that is not before another."""
        return max(earliest, self.day())

    def optional(self, percent: int, name: str, value: Callable[[], Any]) -> Json:
        """A field that is there in about so many of a hundred draws."""
        return {name: value()} if self.chance(percent) else {}

    def instant(self) -> datetime:
        """An instant of recording; few enough that batches share one."""
        day = min(max(self.day(), FIRST_RECORDING), LAST_RECORDING)
        hour, minute, second = self.one(TIMES)
        year, month, number = map(int, day.split("-"))
        return datetime(year, month, number, hour, minute, second, tzinfo=UTC)

    def channel(self) -> str:
        """A channel, sometimes one that nothing establishes."""
        return UNKNOWN_CHANNEL if self.chance(8) else str(self.one(CHANNELS))

    def regime(self) -> str:
        """A regime, sometimes one that nothing establishes."""
        return UNKNOWN_REGIME if self.chance(5) else str(self.one(self.world.regimes))

    def license_kind(self) -> str:
        """A kind of license, sometimes one that no regime has."""
        return UNKNOWN_KIND if self.chance(6) else str(self.one(KINDS))

    def product(self) -> str:
        """A product, registered or not."""
        return str(self.one(self.world.products))

    def license(self) -> str:
        """A license, issued or not."""
        return str(self.one(self.world.licenses))

    def review(self) -> str:
        """A review, opened or not."""
        return str(self.one(self.world.reviews))

    def vendor(self) -> str:
        """A vendor."""
        return str(self.one(self.world.vendors))

    def category(self) -> str:
        """A category."""
        return str(self.one(CATEGORIES))


def day_after(day: str) -> str:
    """The day that follows."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


# -- Parameters, criteria, entries -------------------------------------------------------------


def parameters(draw: Drawer) -> Json:
    """Numbers with and without unit, text, booleans, and now and then the wrong type."""
    makers: dict[str, Callable[[], Any]] = {
        "throughput": lambda: number_with_unit(draw),
        "ports": lambda: draw.one(NUMBERS),
        "form": lambda: draw.one(TEXTS),
        "managed": lambda: draw.chance(50),
    }
    return {
        name: wrongly_typed(draw) if draw.chance(8) else maker()
        for name, maker in makers.items()
        if draw.chance(50)
    }


def changes_of_parameters(draw: Drawer) -> Json:
    """Parameters, some of them null, which removes; at least one."""
    given = parameters(draw) or {"ports": 5}
    return {name: None if draw.chance(15) else value for name, value in given.items()}


def number_with_unit(draw: Drawer) -> Any:
    """A plain number, or one in some unit."""
    value = draw.one(NUMBERS)
    return {"value": value, "unit": draw.one(UNITS)} if draw.chance(50) else value


def wrongly_typed(draw: Drawer) -> Any:
    """A value that most criteria cannot compare."""
    return draw.one([1, True, "10", {"value": 10, "unit": "slots"}])


def criterion(draw: Drawer) -> Json:
    """A condition on one parameter; text and booleans know only `==`."""
    parameter = draw.one(["throughput", "ports", "form", "managed"])
    if parameter == "form":
        return {"parameter": parameter, "op": "==", "value": draw.one(TEXTS)}
    if parameter == "managed":
        return {"parameter": parameter, "op": "==", "value": draw.chance(50)}
    return {
        "parameter": parameter,
        "op": draw.one([">=", ">", "<=", "<", "=="]),
        "value": draw.one(NUMBERS),
        **(draw.optional(60, "unit", lambda: draw.one(UNITS)) if parameter == "throughput" else {}),
    }


def catalogue_entry(draw: Drawer, code: str) -> Json:
    """An entry of a catalogue, with up to three criteria."""
    criteria = [criterion(draw) for _ in range(draw.one([0, 0, 1, 1, 2, 3]))]
    return {
        "code": code,
        "name": f"Entry {code}",
        **draw.optional(10, "name_zh", lambda: f"条目{code}"),
        **draw.optional(10, "group", lambda: "network"),
        "categories": draw.some(CATEGORIES),
        **({"criteria": criteria} if criteria or draw.chance(50) else {}),
        **({"match": draw.one(["all", "any"])} if criteria or draw.chance(50) else {}),
    }


def catalogue_entries(draw: Drawer, percent: int = 50) -> list[Json]:
    """Entries of different codes; may be none."""
    return [catalogue_entry(draw, code) for code in draw.some(CODES, at_least=0, percent=percent)]


# -- Provisions --------------------------------------------------------------------------------


def scope(draw: Drawer) -> Json:
    """By catalogue, or by determination with no category both in and out."""
    if draw.chance(60):
        return {"by": "catalogue"}
    inside = draw.some(CATEGORIES, at_least=0)
    outside = [c for c in draw.some(CATEGORIES, at_least=0) if c not in inside]
    return {"by": "determination", "in": inside, "out": outside}


def license_kinds(draw: Drawer) -> list[Json]:
    """Kinds of license, some with a term or a lead for their renewal."""
    return [
        {
            "kind": kind,
            **draw.optional(50, "term_months", lambda: draw.one(TERMS)),
            **draw.optional(30, "renewal_lead_days", lambda: draw.one([30, 90])),
        }
        for kind in draw.some(KINDS, percent=80)
    ]


def channel_established(draw: Drawer) -> Json:
    """A channel, for the first time or again."""
    return channel_of(draw, draw.one(CHANNELS))


def channel_of(draw: Drawer, channel: str) -> Json:
    """This channel, including others; chains and circles happen."""
    others = [other for other in (*CHANNELS, UNKNOWN_CHANNEL) if other != channel]
    includes = draw.some(others, at_least=0, percent=30)
    return {"channel": channel, "name": f"Channel {channel}", "includes": includes}


def regime_established(draw: Drawer) -> Json:
    """A regime, for the first time or again."""
    return established(draw, draw.one(draw.world.regimes))


def established(draw: Drawer, regime: str) -> Json:
    """What establishing this regime says."""
    return {
        "regime": regime,
        "name": f"Regime {regime}",
        **draw.optional(10, "name_zh", lambda: "制度"),
        **draw.optional(10, "administered_by", lambda: "MIIT"),
        "license_kinds": license_kinds(draw),
        "channels": draw.some(CHANNELS, percent=70),
        "scope": scope(draw),
    }


def on_regime(draw: Drawer) -> Json:
    """A provision that says no more than its regime."""
    return {"regime": draw.regime()}


def obligation_waived(draw: Drawer) -> Json:
    """A waiver, for some channels and categories or for all."""
    return {
        "regime": draw.regime(),
        **draw.optional(60, "channels", lambda: draw.some(CHANNELS, percent=20)),
        **draw.optional(60, "categories", lambda: draw.some(CATEGORIES, percent=20)),
    }


def catalogue_issued(draw: Drawer) -> Json:
    """A whole new catalogue."""
    return {
        "regime": draw.regime(),
        "edition": draw.one(["first", "second", "third"]),
        "entries": catalogue_entries(draw),
    }


def catalogue_amended(draw: Drawer) -> Json:
    """Entries taken out and put in, the same code perhaps in both."""
    return {
        "regime": draw.regime(),
        **draw.optional(30, "edition", lambda: "amended"),
        "add": catalogue_entries(draw, percent=30),
        **draw.optional(60, "remove", lambda: draw.some(CODES, at_least=0)),
    }


def pair_of_regimes(draw: Drawer) -> Json:
    """A regime, and another that it accepts or ceases to."""
    regime = draw.regime()
    others = [other for other in (*draw.world.regimes, UNKNOWN_REGIME) if other != regime]
    return {"regime": regime, "accepts": draw.one(others)}


def recognition_granted(draw: Drawer) -> Json:
    """A recognition, with its limits or without."""
    return {
        **pair_of_regimes(draw),
        **draw.optional(40, "issued_before", draw.day),
        **draw.optional(40, "categories", lambda: draw.some(CATEGORIES)),
    }


def amendment_announced(draw: Drawer) -> Json:
    """An amendment that is to come."""
    return {
        "regime": draw.regime(),
        "summary": "an amendment is to come",
        **draw.optional(50, "expected_on", draw.day),
    }


def guidance_given(draw: Drawer) -> Json:
    """A piece of guidance."""
    return {"text": draw.one(["read it narrowly", "read it widely"])}


PROVISIONS: dict[str, tuple[int, Callable[[Drawer], Json]]] = {
    "catalogue_issued": (5, catalogue_issued),
    "catalogue_amended": (5, catalogue_amended),
    "channel_established": (3, channel_established),
    "regime_established": (6, regime_established),
    "issuance_stopped": (3, on_regime),
    "issuance_resumed": (3, on_regime),
    "enforcement_stopped": (2, on_regime),
    "enforcement_resumed": (3, on_regime),
    "regime_repealed": (2, on_regime),
    "obligation_waived": (3, obligation_waived),
    "recognition_granted": (5, recognition_granted),
    "recognition_ended": (3, pair_of_regimes),
    "amendment_announced": (2, amendment_announced),
    "guidance_given": (1, guidance_given),
}
"""Every kind of provision, how often it is drawn, and what draws it."""

ENDING = ("obligation_waived", "recognition_granted")
"""The kinds of provision that may have a last day."""


def provision(draw: Drawer) -> Json:
    """Any provision."""
    kind = draw.kind(PROVISIONS)
    return dated_provision(draw, kind, draw.day(), PROVISIONS[kind][1](draw))


def dated_provision(draw: Drawer, kind: str, effective_on: str, says: Json) -> Json:
    """A provision with its day and the fields that all provisions share."""
    until = draw.chance(50) if kind in ENDING else False
    return {
        "kind": kind,
        "effective_on": effective_on,
        **draw.optional(50, "article", lambda: str(draw.one([1, 2, 3]))),
        **draw.optional(10, "note", lambda: "a note"),
        **says,
        **({"until": draw.day_from(effective_on)} if until else {}),
    }


def provisions(draw: Drawer, at_least: int, most: int) -> list[Json]:
    """Some provisions."""
    count = at_least + draw.below(most - at_least + 1)
    return [provision(draw) for _ in range(count)]


# -- Facts -------------------------------------------------------------------------------------


def act_published(draw: Drawer) -> Json:
    """An act, with all that may be said of it."""
    published_on = draw.day()
    return {
        "title": "An act",
        **draw.optional(10, "title_zh", lambda: "公告"),
        **draw.optional(10, "number", lambda: "2023-1"),
        **draw.optional(10, "authorities", lambda: ["CAC", "MIIT"]),
        **draw.optional(10, "signed_on", lambda: min(published_on, draw.day())),
        "published_on": published_on,
        "provisions": provisions(draw, at_least=1, most=4),
    }


def question_raised(draw: Drawer) -> Json:
    """A question of two or three readings, some without consequence."""
    names = ["narrow", "wide", "literal"][: 3 if draw.chance(30) else 2]
    return {
        "text": "Which is it?",
        "effective_on": draw.day(),
        "readings": {
            name: {"text": f"the {name} reading", "provisions": provisions(draw, 0, 3)}
            for name in names
        },
    }


def question_settled(draw: Drawer) -> Json:
    """A settlement, sometimes with a reading that the question lacks."""
    readings = ["narrow", "narrow", "wide", "wide", "literal", "unheard of"]
    return {
        "question": draw.one(draw.world.questions),
        "reading": draw.one(readings),
        "effective_on": draw.day(),
    }


def product_registered(draw: Drawer) -> Json:
    """A product, with all that may be said of it."""
    return registered(draw, min(draw.day(), draw.day()))


def registered(draw: Drawer, effective_on: str) -> Json:
    """What registering a product on this day says."""
    return {
        "name": "A product",
        **draw.optional(80, "vendor", draw.vendor),
        **draw.optional(10, "models", lambda: ["X1", "X2"]),
        **draw.optional(75, "category", draw.category),
        **draw.optional(70, "parameters", lambda: parameters(draw)),
        **draw.optional(85, "channels", lambda: draw.some(CHANNELS, percent=70)),
        "effective_on": effective_on,
    }


def product_reclassified(draw: Drawer) -> Json:
    """Another category, or none."""
    category = None if draw.chance(15) else draw.category()
    return {"product": draw.product(), "category": category, "effective_on": draw.day()}


def product_specified(draw: Drawer) -> Json:
    """Parameters that change."""
    return {
        "product": draw.product(),
        "parameters": changes_of_parameters(draw),
        "effective_on": draw.day(),
    }


def product_in_channel(draw: Drawer) -> Json:
    """A product placed or withdrawn."""
    return {"product": draw.product(), "channel": draw.channel(), "effective_on": draw.day()}


def scope_determined(draw: Drawer) -> Json:
    """An authority's word on the scope, or the word taken back."""
    return {
        "product": draw.product(),
        "regime": draw.regime(),
        "in_scope": draw.one([True, False, None]),
        "basis": "a letter",
        "effective_on": draw.day(),
    }


def license_issued(draw: Drawer) -> Json:
    """A license, of a period stated, implied by its term, or without end."""
    return licensed(draw, draw.day())


def licensed(draw: Drawer, issued_on: str) -> Json:
    """What issuing a license on this day says."""
    starts = draw.optional(25, "valid_from", lambda: draw.day_from(issued_on))
    earliest = starts.get("valid_from", issued_on)
    return {
        "regime": draw.regime(),
        "license_kind": draw.license_kind(),
        **draw.optional(20, "number", lambda: "N-1"),
        **draw.optional(20, "holder", draw.vendor),
        "products": draw.few(draw.world.products, most=3),
        "issued_on": issued_on,
        **starts,
        **draw.optional(50, "valid_until", lambda: max(draw.day(), draw.day_from(earliest))),
    }


def license_renewed(draw: Drawer) -> Json:
    """A further period of a license."""
    effective_on = draw.day()
    return {
        "license": draw.license(),
        "valid_until": draw.day_from(effective_on),
        "effective_on": effective_on,
    }


def license_changed(draw: Drawer) -> Json:
    """A suspension, reinstatement, revocation or expiry."""
    return {"license": draw.license(), "effective_on": draw.day()}


def license_scope_changed(draw: Drawer) -> Json:
    """Products taken off and put on a license, the same perhaps in both."""
    fields = draw.one([("add",), ("remove",), ("add", "remove")])
    return {
        "license": draw.license(),
        **{name: draw.few(draw.world.products, most=2) for name in fields},
        "effective_on": draw.day(),
    }


def review_opened(draw: Drawer) -> Json:
    """A review of products, of a vendor, or of both."""
    fields = draw.one([("products",), ("vendor",), ("products", "vendor")])
    names = {
        "products": draw.few(draw.world.products, most=2),
        "vendor": draw.vendor(),
    }
    return {
        "channel": draw.channel(),
        **{name: names[name] for name in fields},
        "effective_on": draw.day(),
    }


def review_concluded(draw: Drawer) -> Json:
    """The outcome of a review."""
    return {
        "review": draw.review(),
        "outcome": draw.one(["passed", "conditional", "failed", "failed"]),
        "effective_on": draw.day(),
    }


def removal_ordered(draw: Drawer) -> Json:
    """An order to remove, with its deadline."""
    effective_on = draw.day()
    return {
        "review": draw.review(),
        "deadline": draw.day_from(effective_on),
        "effective_on": effective_on,
    }


def removal_completed(draw: Drawer) -> Json:
    """A removal done, perhaps because of a review."""
    return {**product_in_channel(draw), **draw.optional(50, "review", draw.review)}


def fact_voided(draw: Drawer) -> Json:
    """A voiding; what it voids is decided when it is recorded."""
    return {"reason": draw.one(["entered by mistake", "entered twice"])}


FACTS: dict[str, tuple[int, Callable[[Drawer], Json]]] = {
    "product_registered": (8, product_registered),
    "act_published": (8, act_published),
    "license_issued": (22, license_issued),
    "question_raised": (3, question_raised),
    "question_settled": (2, question_settled),
    "product_reclassified": (3, product_reclassified),
    "product_specified": (4, product_specified),
    "product_placed": (6, product_in_channel),
    "product_withdrawn": (2, product_in_channel),
    "scope_determined": (4, scope_determined),
    "license_renewed": (6, license_renewed),
    "license_suspended": (3, license_changed),
    "license_reinstated": (3, license_changed),
    "license_revoked": (2, license_changed),
    "license_expired": (4, license_changed),
    "license_scope_changed": (4, license_scope_changed),
    "review_opened": (4, review_opened),
    "review_concluded": (4, review_concluded),
    "removal_ordered": (1, removal_ordered),
    "removal_completed": (2, removal_completed),
    "fact_voided": (8, fact_voided),
}
"""Every kind of fact, how often it is drawn, and what draws it."""

ALWAYS = frozenset(
    {
        "product_registered",
        "product_placed",
        "act_published",
        "license_issued",
        "license_renewed",
        "catalogue_issued",
    }
)
"""The kinds that no ledger does without."""


def common_fields(draw: Drawer) -> Json:
    """The optional fields that all facts share, apart from `id` and `known_on`."""
    source = {"title": "Gazette", "url": "https://example.org/gazette", "article": "3"}
    return {
        **draw.optional(5, "note", lambda: "a note"),
        **draw.optional(5, "source", lambda: [source]),
    }


def draft(draw: Drawer) -> Draft:
    """Any fact, not yet on record."""
    kind = draw.kind(FACTS)
    return drafted(draw, {"kind": kind, **FACTS[kind][1](draw), **common_fields(draw)})


def drafted(draw: Drawer, fact: Json) -> Draft:
    """This fact, with what its recording needs."""
    return Draft(
        recorded_at=draw.instant(),
        fact=fact,
        known_on=draw.day() if draw.chance(35) else None,
        has_id=not draw.chance(10),
        wish=draw.below(1000),
        taste=draw.one(["any", "openings", "voidings"]),
    )


def founding(draw: Drawer) -> list[Draft]:
    """An act to found the regimes, and products that were there from the first."""
    products = draw.some(draw.world.products, at_least=0, percent=60)
    facts = [{**registered(draw, draw.one(FOUNDING_DAYS)), "product": name} for name in products]
    first = [drafted(draw, {"kind": "product_registered", **fact}) for fact in facts]
    return [founding_act(draw), *first]


def founding_act(draw: Drawer) -> Draft:
    """An act that establishes the channels and the regimes, each by catalogue with one."""
    says = [("channel_established", channel_of(draw, channel)) for channel in CHANNELS]
    for regime in draw.world.regimes:
        says.append(("regime_established", established(draw, regime)))
        says.append(("catalogue_issued", {**catalogue_issued(draw), "regime": regime}))
    effective_on = draw.one(FOUNDING_DAYS)
    fact = {
        "kind": "act_published",
        "title": "Founding act",
        "published_on": effective_on,
        "provisions": [dated_provision(draw, kind, effective_on, text) for kind, text in says],
    }
    return drafted(draw, fact)


# -- Stories: facts that are about one another -------------------------------------------------


def license_life(draw: Drawer) -> list[Json]:
    """A license and what becomes of it."""
    name = draw.license()
    events = [kind for kind in FACTS if kind.startswith("license_") and kind != "license_issued"]
    later = [draw.one(events) for _ in range(1 + draw.below(4))]
    return [
        {"kind": "license_issued", **license_issued(draw), "license": name},
        *({"kind": kind, **FACTS[kind][1](draw), "license": name} for kind in later),
    ]


def recognition_tried(draw: Drawer) -> list[Json]:
    """Word and counter-word on one recognition, and a license that it may make good."""
    pair = pair_of_regimes(draw)
    turns = [draw.one(["recognition_granted", "recognition_granted", "recognition_ended"])]
    turns.insert(0, "recognition_granted")
    says = [{**PROVISIONS[kind][1](draw), **pair} for kind in turns]
    act = {
        **act_published(draw),
        "provisions": [
            dated_provision(draw, kind, draw.day(), text)
            for kind, text in zip(turns, says, strict=True)
        ],
    }
    issued_on = act["provisions"][0].get("issued_before", draw.day())
    license_fact = {**licensed(draw, issued_on), "regime": pair["accepts"]}
    return [{"kind": "act_published", **act}, {"kind": "license_issued", **license_fact}]


def same_day_act(draw: Drawer) -> list[Json]:
    """An act that says several things on one regime for one day."""
    regime, effective_on = draw.regime(), draw.day()
    kinds = [draw.kind(PROVISIONS) for _ in range(2 + draw.below(3))]
    says = [
        dated_provision(draw, kind, effective_on, on_this(PROVISIONS[kind][1](draw), regime))
        for kind in kinds
    ]
    return [{"kind": "act_published", **act_published(draw), "provisions": says}]


def on_this(says: Json, regime: str) -> Json:
    """The same provision on this regime, unless it is on none or would have it accept itself."""
    meant = "regime" in says and says.get("accepts") != regime and regime != UNKNOWN_REGIME
    return {**says, "regime": regime} if meant else says


def question_asked(draw: Drawer) -> list[Json]:
    """A question and its settlements."""
    name = draw.one(draw.world.questions)
    answers = [question_settled(draw) for _ in range(draw.below(3))]
    return [
        {"kind": "question_raised", **question_raised(draw), "question": name},
        *({"kind": "question_settled", **answer, "question": name} for answer in answers),
    ]


def reviews_held(draw: Drawer) -> list[Json]:
    """Two reviews in one channel, and conclusions of either."""
    names, channel = draw.few(draw.world.reviews, most=2), draw.channel()
    ends = [review_concluded(draw) for _ in range(1 + draw.below(3))]
    opened = [{**review_opened(draw), "review": name, "channel": channel} for name in names]
    return [
        *({"kind": "review_opened", **each} for each in opened),
        *({"kind": "review_concluded", **end, "review": draw.one(names)} for end in ends),
    ]


def product_history(draw: Drawer) -> list[Json]:
    """What is said of one product."""
    name = draw.product()
    kinds = ["product_specified", "product_reclassified", "product_placed", "scope_determined"]
    later = [draw.one(kinds) for _ in range(1 + draw.below(3))]
    return [
        {"kind": "product_registered", **registered(draw, draw.day()), "product": name},
        *({"kind": kind, **FACTS[kind][1](draw), "product": name} for kind in later),
    ]


STORIES: dict[str, tuple[int, Callable[[Drawer], list[Json]]]] = {
    "license_life": (4, license_life),
    "recognition_tried": (2, recognition_tried),
    "same_day_act": (2, same_day_act),
    "question_asked": (1, question_asked),
    "review_held": (2, reviews_held),
    "product_history": (2, product_history),
}
"""Every story, how often it is told, and what tells it."""


def story(draw: Drawer) -> list[Draft]:
    """One fact of any kind; or, now and then, several on one matter."""
    if not draw.chance(30):
        return [draft(draw)]
    if draw.chance(15) and "fact_voided" not in draw.world.without:
        return opened_again(draw)
    told = [fact | common_fields(draw) for fact in STORIES[draw.kind(STORIES)][1](draw)]
    return [drafted(draw, f) for f in told if f["kind"] not in draw.world.without]


def opened_again(draw: Drawer) -> list[Draft]:
    """In one batch: a thing opened, voided, opened anew, and the voiding voided, so two are seen.

    The last of what a wish may fall on is what the batch has just put on record.
    """
    kind = draw.one(list(OPENINGS))
    opened = {OPENINGS[kind]: draw.one(draw.world.names(kind))}
    opening = drafted(draw, {"kind": kind, **FACTS[kind][1](draw), **opened})
    again = drafted(draw, {"kind": kind, **FACTS[kind][1](draw), **opened})
    voiding = drafted(draw, {"kind": "fact_voided", **fact_voided(draw)})
    steps = [(opening, "any"), (voiding, "openings"), (again, "openings"), (voiding, "voidings")]
    return [
        replace(step, recorded_at=opening.recorded_at, has_id=True, wish=-1, taste=taste)
        for step, taste in steps
    ]


# -- Putting drafts on record ------------------------------------------------------------------


@dataclass
class Record:
    """A ledger that grows by one fact at a time, and keeps the contract's rule on openings."""

    world: World
    entries: list[Entry] = field(default_factory=list)
    opened: set[tuple[str, str]] = field(default_factory=set)
    used: set[tuple[str, str]] = field(default_factory=set)

    def add(self, draft: Draft) -> None:
        """Put one draft on record; one that could only be refused is left out."""
        named = self.named(draft)
        if named is None:
            return
        position = len(self.entries) + 1
        fact = {**named, **({"id": f"f-{position}"} if draft.has_id else {})}
        entry = Entry(position, draft.recorded_at, fact)
        if draft.known_on is not None:
            fact["known_on"] = min(draft.known_on, day_of_recording(entry))
        self.entries.append(entry)
        self.note(entry)

    def named(self, draft: Draft) -> Json | None:
        """The fact with the name it opens or the fact it voids; none if there is none to take.

        An opening keeps the name it came with, if that is free.
        """
        kind = draft.fact["kind"]
        if kind == "fact_voided":
            targets = self.targets(draft.taste)
            return {**draft.fact, "fact": wished(draft, targets)} if targets else None
        if kind in OPENINGS:
            name = draft.fact.get(OPENINGS[kind])
            free = self.free_names(kind, draft.taste)
            free = [name] if name in free else free
            return {**draft.fact, OPENINGS[kind]: wished(draft, free)} if free else None
        return draft.fact

    def free_names(self, kind: str, taste: str) -> list[str]:
        """The names that no unvoided fact on record has opened, or of these the used ones."""
        free = [n for n in self.world.names(kind) if (kind, n) not in self.opened]
        used = [n for n in free if (kind, n) in self.used] if taste == "openings" else []
        return used or free

    def targets(self, taste: str) -> list[str]:
        """The ids that a voiding may name, of the kinds it prefers if there are any."""
        kinds = {"openings": set(OPENINGS), "voidings": {"fact_voided"}}.get(taste, set())
        ids = [(e.fact["kind"], e.fact["id"]) for e in self.entries if "id" in e.fact]
        return [name for kind, name in ids if kind in kinds] or [name for _, name in ids]

    def note(self, entry: Entry) -> None:
        """Keep track of the names that an unvoided fact on record has opened."""
        kind = entry.fact["kind"]
        if kind in OPENINGS:
            self.opened.add((kind, entry.fact[OPENINGS[kind]]))
            self.used |= self.opened
        elif kind == "fact_voided":
            self.opened = set(opened_names(self.entries))


def wished(draft: Draft, names: Sequence[str]) -> str:
    """The name that the draft's wish falls on."""
    return names[draft.wish % len(names)]


def opened_names(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """The kind and name of every unvoided opening."""
    for entry in unvoided(entries):
        kind = entry.fact["kind"]
        if kind in OPENINGS:
            yield kind, entry.fact[OPENINGS[kind]]


def recorded(world: World, drafts: Iterable[Draft]) -> list[Entry]:
    """The drafts as a ledger, in the order of their instants."""
    record = Record(world)
    for each in sorted(drafts, key=lambda draft: draft.recorded_at):
        record.add(each)
    return record.entries


# -- What tests ask for ------------------------------------------------------------------------


def source(draw: st.DrawFn) -> Below:
    """Hypothesis as a source of chance."""
    return lambda stop: draw(st.integers(0, stop - 1))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A strategy for small worlds."""
    return small_world(source(draw))


@st.composite
def drawn(draw: st.DrawFn, world: World, make: Callable[[Drawer], list[Draft]]) -> list[Draft]:
    """A strategy for the drafts that `make` makes in this world."""
    return make(Drawer(source(draw), world))


@st.composite
def ledgers(draw: st.DrawFn, max_facts: int = 40) -> list[Entry]:
    """A strategy for ledgers of up to `max_facts` facts, mostly with a founding act."""
    world = draw(worlds())
    founded = draw(st.sampled_from([False, True, True, True, True, True]))
    first = draw(drawn(world, founding)) if founded else []
    at_least = draw(st.integers(0, max_facts // 2))
    told = st.lists(drawn(world, story), min_size=at_least, max_size=max_facts)
    return recorded(world, itertools.chain(first, *draw(told)))[:max_facts]


BIG = 200
"""From this size on, a ledger has all kinds of facts, and more products and licenses."""


def random_ledger(seed: int, size: int) -> list[Entry]:
    """A ledger of exactly `size` facts, always the same for the same seed and size."""
    chance = random.Random(seed).randrange
    drawer = Drawer(chance, small_world(chance) if size < BIG else big_world(size))
    made = founding(drawer)
    while len(entries := recorded(drawer.world, made)) < size:
        for _ in range(1 + size // 3):
            made += story(drawer)
    return entries[:size]


def boundaries(entries: Sequence[Entry]) -> list[date]:
    """Every day that occurs in the facts or ends a term of a license, and the day after each."""
    days = {*days_in([entry.fact for entry in entries]), *ends_of_terms(entries)}
    return with_days_after(days)


def known_boundaries(entries: Sequence[Entry]) -> list[date]:
    """Every day on which a fact became known, and the day after it."""
    return with_days_after({known_on(entry) for entry in entries})


def with_days_after(days: Iterable[str]) -> list[date]:
    """These days and those that follow them, in order."""
    ends = {date.fromisoformat(day) for day in days}
    return sorted(ends | {day + timedelta(days=1) for day in ends})


def days_in(value: Any) -> Iterator[str]:
    """Every day written anywhere inside a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from days_in(part)
    elif isinstance(value, str) and is_day(value):
        yield value


def is_day(text: str) -> bool:
    """Whether a text is a day in the interchange form."""
    return len(text) == len("2020-01-01") and text[4] == text[7] == "-"


def ends_of_terms(entries: Sequence[Entry]) -> Iterator[str]:
    """The last day that a license has under any term of the ledger, where it states none."""
    terms = {term for entry in entries for term in terms_in(entry.fact)}
    for entry in entries:
        fact = entry.fact
        if fact["kind"] == "license_issued" and "valid_until" not in fact:
            first = fact.get("valid_from", fact["issued_on"])
            yield from (corresponding_day(first, months) for months in terms)


def terms_in(value: Any) -> Iterator[int]:
    """Every term in months written anywhere inside a value."""
    if isinstance(value, list):
        for part in value:
            yield from terms_in(part)
    elif isinstance(value, dict):
        if "term_months" in value:
            yield value["term_months"]
        yield from terms_in(list(value.values()))
