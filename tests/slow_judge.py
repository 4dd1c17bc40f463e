"""A slow and obvious judge of compliance, written from the contract and from nothing else.

It is the oracle of the tests: the product's fast judge must agree with it. It therefore shares no
code with the product, reads plain facts in the interchange form, and keeps no state. There is one
short function for each rule, in the order of the contract; the docstring of each names the
paragraph of the contract that it follows. Days are ISO strings inside, which sort as days do.
"""

from __future__ import annotations

import calendar
import itertools
import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Fact = Mapping[str, Any]
Day = str
Truth = bool | None
Subject = tuple[str, str]
Choice = tuple[tuple[str, str], ...]

ZONE = ZoneInfo("Asia/Shanghai")
FOREVER: Day = "9999-12-31"


@dataclass(frozen=True)
class Entry:
    """A fact in its place in the log: its position, and the UTC instant of its recording."""

    position: int
    recorded_at: datetime
    fact: Fact


# -- Section 2: dates, visibility, order, voiding ----------------------------------------------


def day_of_recording(entry: Entry) -> Day:
    """contract 2: days are days in the ledger's legal time zone."""
    return entry.recorded_at.astimezone(ZONE).date().isoformat()


def known_on(entry: Entry) -> Day:
    """contract 2: the day a fact was there to be known, as it says or by the default."""
    stated: Day | None = entry.fact.get("known_on")
    return stated or min(usually_known_on(entry), day_of_recording(entry))


def usually_known_on(entry: Entry) -> Day:
    """contract 2: the default of `known_on` for each kind, before the day of recording caps it."""
    fact = entry.fact
    day: Day
    match fact["kind"]:
        case "act_published":
            day = fact["published_on"]
        case "license_issued":
            day = fact["issued_on"]
        case "fact_voided":
            day = day_of_recording(entry)
        case _:
            day = fact["effective_on"]
    return day


def passes(entry: Entry, known_at: date | None, recorded_by: datetime | None) -> bool:
    """contract 2: a question sees what was known and recorded in time; both filters together."""
    known = known_at is None or known_on(entry) <= known_at.isoformat()
    return known and (recorded_by is None or entry.recorded_at <= recorded_by)


def voided_ids(entries: Iterable[Entry]) -> set[str]:
    """contract 2, Voiding: what the voidings name, unless they are voided themselves.

    A voiding names an earlier fact, so from the last to the first each is met before its target.
    """
    voided: set[str] = set()
    for entry in sorted(entries, key=lambda each: each.position, reverse=True):
        if entry.fact["kind"] == "fact_voided" and entry.fact.get("id") not in voided:
            voided.add(entry.fact["fact"])
    return voided


def unvoided(entries: Sequence[Entry]) -> list[Entry]:
    """contract 2, Voiding: a question that sees the voiding does not see the voided fact."""
    voided = voided_ids(entries)
    return [entry for entry in entries if entry.fact.get("id") not in voided]


def by_order(entry: Entry) -> tuple[Day, int]:
    """contract 2, Order: the later `effective_on`, then the later position."""
    return entry.fact["effective_on"], entry.position


def up_to(day: Day, entries: Iterable[Entry]) -> list[Entry]:
    """contract 2, Order: the facts effective on `day` or before, the last to count at the end."""
    return sorted((e for e in entries if e.fact["effective_on"] <= day), key=by_order)


# -- Section 3: the facts a question sees ------------------------------------------------------

OPENINGS = {
    "act_published": "act",
    "license_issued": "license",
    "product_registered": "product",
    "question_raised": "question",
    "review_opened": "review",
}
"""The facts that open something, and the field with its name."""

MATTER_OF = {
    **OPENINGS,
    "question_settled": "question",
    "product_reclassified": "product",
    "product_specified": "product",
    "product_placed": "product",
    "product_withdrawn": "product",
    "scope_determined": "product",
    "license_renewed": "license",
    "license_suspended": "license",
    "license_reinstated": "license",
    "license_revoked": "license",
    "license_expired": "license",
    "license_scope_changed": "license",
    "review_concluded": "review",
    "removal_ordered": "review",
    "removal_completed": "product",
}
"""Every kind of fact that says something about a named thing, and the field with the name."""

PLACEMENTS = ("product_registered", "product_placed", "product_withdrawn", "removal_completed")


class Seen:
    """The facts one question sees, in position order, to be asked for by kind and by name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Sort the visible facts into drawers."""
        self._by_kind: dict[str, list[Entry]] = {}
        self._by_name: dict[tuple[str, str], list[Entry]] = {}
        for entry in sorted(entries, key=lambda each: each.position):
            kind = entry.fact["kind"]
            self._by_kind.setdefault(kind, []).append(entry)
            if kind in MATTER_OF:
                drawer = (kind, entry.fact[MATTER_OF[kind]])
                self._by_name.setdefault(drawer, []).append(entry)

    def all(self, *kinds: str) -> list[Entry]:
        """Every visible fact of these kinds."""
        return [entry for kind in kinds for entry in self._by_kind.get(kind, [])]

    def about(self, name: str, *kinds: str) -> list[Entry]:
        """The visible facts of these kinds about the thing of this name."""
        return [entry for kind in kinds for entry in self._by_name.get((kind, name), [])]


def opened_last(entries: Iterable[Entry]) -> list[Entry]:
    """contract 3: of two openings of a name the later position counts, the other is ignored."""
    counting: dict[tuple[str, str], Entry] = {}
    others: list[Entry] = []
    for entry in sorted(entries, key=lambda each: each.position):
        kind = entry.fact["kind"]
        if kind in OPENINGS:
            counting[kind, entry.fact[OPENINGS[kind]]] = entry
        else:
            others.append(entry)
    return [*counting.values(), *others]


def seen_by(
    entries: Iterable[Entry], known_at: date | None = None, recorded_by: datetime | None = None
) -> Seen:
    """contract 2 and 3: what a question sees, less the voided and the ignored."""
    visible = [entry for entry in entries if passes(entry, known_at, recorded_by)]
    return Seen(opened_last(unvoided(visible)))


def subjects(seen: Seen) -> list[Subject]:
    """contract 1 and 3: a subject is a product in a channel; placement alone makes one."""
    found = {
        (entry.fact["product"], channel)
        for entry in seen.all(*PLACEMENTS)
        for channel in channels_named(entry.fact)
    }
    return sorted(found)


def channels_named(fact: Fact) -> list[str]:
    """contract 3: the channels that a fact about placement speaks of."""
    if fact["kind"] == "product_registered":
        return list(fact.get("channels") or [])
    return [fact["channel"]]


def category_on(seen: Seen, product: str, day: Day) -> str | None:
    """contract 3: a registration without a category sets none from its day."""
    said = up_to(day, seen.about(product, "product_registered", "product_reclassified"))
    return said[-1].fact.get("category") if said else None


def vendor_on(seen: Seen, product: str, day: Day) -> str | None:
    """contract 3: a vendor comes with the registration, from its day."""
    said = up_to(day, seen.about(product, "product_registered"))
    return said[-1].fact.get("vendor") if said else None


def parameters_on(seen: Seen, product: str, day: Day) -> dict[str, Any]:
    """contract 3: parameters are merged by name, null removes; a registration's merge alike."""
    merged: dict[str, Any] = {}
    for entry in up_to(day, seen.about(product, "product_registered", "product_specified")):
        merged.update(entry.fact.get("parameters") or {})
    return {name: value for name, value in merged.items() if value is not None}


# -- Section 3: provisions, and the law they make ----------------------------------------------


@dataclass(frozen=True)
class Provision:
    """A provision with the four things that order it among all others."""

    effective_on: Day
    published_on: Day
    position: int
    place: int
    says: Fact


Law = Sequence[Provision]


def provisions_of(entry: Entry, published_on: Day, texts: Iterable[Fact]) -> list[Provision]:
    """contract 2, Order: what ranks a provision, apart from what it says."""
    return [
        Provision(text["effective_on"], published_on, entry.position, place, text)
        for place, text in enumerate(texts)
    ]


def law_of(seen: Seen, choice: Mapping[str, str]) -> Law:
    """contract 2 (Order) and 4.7: the acts and the chosen or settled readings, in order."""
    law: list[Provision] = []
    for act in seen.all("act_published"):
        law += provisions_of(act, act.fact["published_on"], act.fact["provisions"])
    for question in seen.all("question_raised"):
        reading = settled_reading(seen, question) or choice[question.fact["question"]]
        text = question.fact["readings"][reading]["provisions"]
        law += provisions_of(question, known_on(question), text)
    return sorted(law, key=lambda p: (p.effective_on, p.published_on, p.position, p.place))


def about(law: Law, regime: str, day: Day, *kinds: str) -> list[Fact]:
    """contract 3: the provisions of these kinds on a regime, effective on `day`, in order."""
    return [
        provision.says
        for provision in law
        if provision.effective_on <= day
        and provision.says.get("regime") == regime
        and provision.says["kind"] in kinds
    ]


def last(said: Sequence[Fact]) -> Fact | None:
    """contract 2, Order: of provisions in order, the last one counts."""
    return said[-1] if said else None


def not_over(provision: Fact, day: Day) -> bool:
    """contract 3: `until` on a provision is its last day."""
    return day <= (provision.get("until") or FOREVER)


@dataclass(frozen=True)
class Force:
    """What of a regime is in force: the three things that the record keeps apart."""

    established: bool = False
    issuing: bool = False
    enforced: bool = False


def force_on(law: Law, regime: str, day: Day) -> Force:
    """contract 3: establishment, stops, resumptions and repeal, one after the other."""
    force = Force()
    for provision in about(law, regime, day, *TURNS):
        force = turned(force, provision["kind"])
    return force


TURNS = (
    "regime_established",
    "issuance_stopped",
    "issuance_resumed",
    "enforcement_stopped",
    "enforcement_resumed",
    "regime_repealed",
)


def turned(force: Force, kind: str) -> Force:
    """contract 3: stops and resumptions while a regime is not established have no effect."""
    if kind == "regime_established":
        return Force(established=True, issuing=True, enforced=True)
    if not force.established or kind == "regime_repealed":
        return Force()
    issuing = {"issuance_stopped": False, "issuance_resumed": True}
    enforced = {"enforcement_stopped": False, "enforcement_resumed": True}
    return Force(
        established=True,
        issuing=issuing.get(kind, force.issuing),
        enforced=enforced.get(kind, force.enforced),
    )


def charter_on(law: Law, regime: str, day: Day) -> Fact:
    """contract 3: establishing a regime again replaces kinds, channels and scope."""
    return last(about(law, regime, day, "regime_established")) or {}


def terms_on(law: Law, regime: str, day: Day) -> dict[str, int | None]:
    """contract 3: the kinds of license of a regime, each with its term in months if it has one."""
    kinds = charter_on(law, regime, day).get("license_kinds", [])
    return {kind["kind"]: kind.get("term_months") for kind in kinds}


def catalogue_on(law: Law, regime: str, day: Day) -> list[Fact]:
    """contract 3: an issue replaces all entries; an amendment removes, then adds."""
    entries: dict[str, Fact] = {}
    for provision in about(law, regime, day, "catalogue_issued", "catalogue_amended"):
        if provision["kind"] == "catalogue_issued":
            entries = {}
        for code in provision.get("remove") or []:
            entries.pop(code, None)
        for entry in provision.get("entries") or provision.get("add") or []:
            entries[entry["code"]] = entry
    return list(entries.values())


def waivers_on(law: Law, regime: str, day: Day) -> list[Fact]:
    """contract 3: waivers add up and end only by `until`."""
    return [w for w in about(law, regime, day, "obligation_waived") if not_over(w, day)]


def recognition_on(law: Law, regime: str, accepts: str, day: Day) -> Fact | None:
    """contract 3: a later grant or end for the same pair replaces the earlier, for good."""
    said = about(law, regime, day, "recognition_granted", "recognition_ended")
    counting = last([provision for provision in said if provision["accepts"] == accepts])
    if counting is None or counting["kind"] == "recognition_ended":
        return None
    return counting if not_over(counting, day) else None


def includes_on(law: Law, channel: str, day: Day) -> list[str]:
    """contract 3: the channels that a channel directly includes, as last established."""
    said = [
        provision.says
        for provision in law
        if provision.effective_on <= day
        and provision.says["kind"] == "channel_established"
        and provision.says["channel"] == channel
    ]
    return list((last(said) or {}).get("includes") or [])


def reach(law: Law, channel: str, day: Day) -> set[str]:
    """contract 4.2: a channel and all that it includes, directly or through others."""
    reached: set[str] = set()
    waiting = [channel]
    while waiting:
        found = waiting.pop()
        if found not in reached:
            reached.add(found)
            waiting += includes_on(law, found, day)
    return reached


# -- Section 4, its preamble: three-valued logic -----------------------------------------------


def kleene_and(truths: Iterable[Truth]) -> Truth:
    """contract 4: false if any is false; otherwise unknown if any is unknown."""
    known = list(truths)
    if False in known:
        return False
    return None if None in known else True


def kleene_or(truths: Iterable[Truth]) -> Truth:
    """contract 4: true if any is true; otherwise unknown if any is unknown."""
    known = list(truths)
    if True in known:
        return True
    return None if None in known else False


# -- Section 4.1: placed? ----------------------------------------------------------------------


def is_placed(seen: Seen, product: str, channel: str, day: Day) -> bool:
    """contract 4.1: the last fact about this product in this channel placed it there."""
    said = [
        entry
        for entry in up_to(day, seen.about(product, *PLACEMENTS))
        if channel in channels_named(entry.fact)
    ]
    return bool(said) and said[-1].fact["kind"] in ("product_registered", "product_placed")


# -- Section 4.2: requirements -----------------------------------------------------------------


def applies(law: Law, regime: str, channels: set[str], category: str | None, day: Day) -> bool:
    """contract 4.2: in force, and some channel of it within reach is left uncovered."""
    force = force_on(law, regime, day)
    if not (force.established and force.enforced):
        return False
    waivers = waivers_on(law, regime, day)
    own = charter_on(law, regime, day)["channels"]
    return any(
        not any(covers(waiver, channel, category) for waiver in waivers)
        for channel in own
        if channel in channels
    )


def covers(waiver: Fact, channel: str, category: str | None) -> bool:
    """contract 4.2: a waiver covers when both its lists are absent or name what is asked."""
    return among(channel, waiver.get("channels")) and among(category, waiver.get("categories"))


def among(name: str | None, names: Sequence[str] | None) -> bool:
    """contract 4.2: an absent list has everything; a product without a category is in none."""
    return names is None or name in names


# -- Section 4.3: scope ------------------------------------------------------------------------


def in_scope(seen: Seen, law: Law, regime: str, product: str, day: Day) -> Truth:
    """contract 4.3: the determination in force, if any; otherwise the regime's own rule."""
    determined = determination(seen, regime, product, day)
    if determined is not None:
        return determined
    scope = charter_on(law, regime, day)["scope"]
    category = category_on(seen, product, day)
    if scope["by"] == "determination":
        return presumed(scope, category)
    parameters = parameters_on(seen, product, day)
    return listed(catalogue_on(law, regime, day), category, parameters)


def determination(seen: Seen, regime: str, product: str, day: Day) -> Truth:
    """contract 3 and 4.3: the last `scope_determined`; null goes back to the rule."""
    said = up_to(day, seen.about(product, "scope_determined"))
    answers: list[Truth] = [e.fact["in_scope"] for e in said if e.fact["regime"] == regime]
    return answers[-1] if answers else None


def presumed(scope: Fact, category: str | None) -> Truth:
    """contract 4.3: presumed in, presumed out, else unknown."""
    if category is not None and category in (scope.get("in") or []):
        return True
    if category is not None and category in (scope.get("out") or []):
        return False
    return None


def listed(entries: Sequence[Fact], category: str | None, parameters: Fact) -> Truth:
    """contract 4.3: some entry holds; without a category, unknown unless there is no entry."""
    if category is None:
        return None if entries else False
    return kleene_or(
        entry_holds(entry, parameters) for entry in entries if category in entry["categories"]
    )


def entry_holds(entry: Fact, parameters: Fact) -> Truth:
    """contract 3 and 4.3: no criteria, every product; else `all` is and, `any` is or."""
    criteria = entry.get("criteria") or []
    if not criteria:
        return True
    truths = [criterion_holds(criterion, parameters) for criterion in criteria]
    return kleene_or(truths) if entry.get("match") == "any" else kleene_and(truths)


COMPARISONS = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
}


def criterion_holds(criterion: Fact, parameters: Fact) -> Truth:
    """contract 3 and 4.3: a parameter not on record, or not comparable, makes it unknown."""
    if criterion["parameter"] not in parameters:
        return None
    value, unit = value_and_unit(parameters[criterion["parameter"]], criterion)
    if unit != criterion.get("unit") or sort_of(value) != sort_of(criterion["value"]):
        return None
    if sort_of(value) != "number" and criterion["op"] != "==":
        return None
    return bool(COMPARISONS[criterion["op"]](value, criterion["value"]))


def value_and_unit(parameter: Any, criterion: Fact) -> tuple[Any, str | None]:
    """contract 3: a plain value is in the unit of the criterion."""
    if isinstance(parameter, Mapping):
        return parameter["value"], parameter["unit"]
    return parameter, criterion.get("unit")


def sort_of(value: object) -> str:
    """contract 3: parameters are numbers, text or booleans; a boolean is not a number."""
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else "text"


# -- Section 4.4: satisfied? -------------------------------------------------------------------


def is_satisfied(seen: Seen, law: Law, regime: str, product: str, day: Day) -> bool:
    """contract 4.4: some license satisfies the regime for the product on the day."""
    return any(
        satisfies(seen, law, issue, regime, product, day) for issue in seen.all("license_issued")
    )


def satisfies(seen: Seen, law: Law, issue: Entry, regime: str, product: str, day: Day) -> bool:
    """contract 4.4: it covers the product, is valid, is not defective, and is accepted."""
    return (
        product in products_covered(seen, issue, day)
        and is_valid(seen, law, issue, day)
        and not is_defective(law, issue)
        and is_accepted(law, issue, regime, category_on(seen, product, day), day)
    )


def is_accepted(law: Law, issue: Entry, regime: str, category: str | None, day: Day) -> bool:
    """contract 4.4: of the regime and one of its kinds, or of a regime that it recognises."""
    own_regime = issue.fact["regime"]
    if own_regime == regime and issue.fact["license_kind"] in terms_on(law, regime, day):
        return True
    recognition = recognition_on(law, regime, own_regime, day)
    return (
        recognition is not None
        and issue.fact["issued_on"] < (recognition.get("issued_before") or FOREVER)
        and among(category, recognition.get("categories"))
    )


def products_covered(seen: Seen, issue: Entry, day: Day) -> set[str]:
    """contract 4.4: those listed at issue, changed in order, removing before adding."""
    covered = set(issue.fact["products"])
    for change in up_to(day, seen.about(issue.fact["license"], "license_scope_changed")):
        covered -= set(change.fact.get("remove") or [])
        covered |= set(change.fact.get("add") or [])
    return covered


def is_valid(seen: Seen, law: Law, issue: Entry, day: Day) -> bool:
    """contract 4.4, Valid: inside a period that no expiry cut, not suspended, not revoked."""
    license_name = issue.fact["license"]
    return (
        any(
            first <= day <= final and not is_cut(seen, license_name, first, day)
            for first, final in periods(seen, law, issue)
        )
        and not is_suspended(seen, license_name, day)
        and not is_revoked(seen, license_name, day)
    )


def periods(seen: Seen, law: Law, issue: Entry) -> list[tuple[Day, Day]]:
    """contract 4.4, Valid: first and last day of what the issue and the renewals opened."""
    renewals = seen.about(issue.fact["license"], "license_renewed")
    return [
        (first_day(issue), last_day(law, issue)),
        *((e.fact["effective_on"], e.fact["valid_until"]) for e in renewals),
    ]


def first_day(issue: Entry) -> Day:
    """contract 3: `valid_from`, by default `issued_on`."""
    return str(issue.fact.get("valid_from") or issue.fact["issued_on"])


def last_day(law: Law, issue: Entry) -> Day:
    """contract 4.4, Valid: as on record, or by the term at issue, or without end."""
    stated: Day | None = issue.fact.get("valid_until")
    if stated is not None:
        return stated
    terms = terms_on(law, issue.fact["regime"], issue.fact["issued_on"])
    months = terms.get(issue.fact["license_kind"])
    return FOREVER if months is None else corresponding_day(first_day(issue), months)


def corresponding_day(day: Day, months: int) -> Day:
    """contract 4.4: the same day number months later, or the last of the month if none.

    >>> corresponding_day("2024-01-31", 1), corresponding_day("2024-02-29", 12)
    ('2024-02-29', '2025-02-28')
    """
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, longest)).isoformat()


def is_cut(seen: Seen, license_name: str, first: Day, day: Day) -> bool:
    """contract 4.4, Valid: an expiry cuts every period opened before its day."""
    expiries = up_to(day, seen.about(license_name, "license_expired"))
    return any(first < expiry.fact["effective_on"] for expiry in expiries)


def is_suspended(seen: Seen, license_name: str, day: Day) -> bool:
    """contract 4.4, Valid: the last of suspended and reinstated by order says."""
    said = up_to(day, seen.about(license_name, "license_suspended", "license_reinstated"))
    return bool(said) and said[-1].fact["kind"] == "license_suspended"


def is_revoked(seen: Seen, license_name: str, day: Day) -> bool:
    """contract 4.4, Valid: revoked on or before the day; a reinstatement does not undo it."""
    return bool(up_to(day, seen.about(license_name, "license_revoked")))


def is_defective(law: Law, issue: Entry) -> bool:
    """contract 4.4, Defective: issued when its own regime was not there or did not issue."""
    force = force_on(law, issue.fact["regime"], issue.fact["issued_on"])
    return not (force.established and force.issuing)


# -- Section 4.5: review -----------------------------------------------------------------------

REVIEW_RANK = ("cleared", "pending", "barred")


def review_standing(seen: Seen, product: str, channels: set[str], day: Day) -> str:
    """contract 4.5: channel by channel, and the worst counts."""
    standings = [channel_standing(seen, product, channel, day) for channel in channels]
    return max(standings, key=REVIEW_RANK.index)


def channel_standing(seen: Seen, product: str, channel: str, day: Day) -> str:
    """contract 4.5: barred by the last conclusion in the channel, else pending, else cleared."""
    reviews = [
        entry
        for entry in seen.all("review_opened")
        if entry.fact["channel"] == channel and concerns(seen, entry, product, day)
    ]
    conclusions = up_to(day, [c for review in reviews for c in conclusions_of(seen, review)])
    if conclusions and conclusions[-1].fact["outcome"] == "failed":
        return "barred"
    if any(is_pending(seen, review, day) for review in reviews):
        return "pending"
    return "cleared"


def concerns(seen: Seen, review: Entry, product: str, day: Day) -> bool:
    """contract 4.5: it names the product, or the vendor that the product has on the day."""
    vendor = review.fact.get("vendor")
    return product in (review.fact.get("products") or []) or (
        vendor is not None and vendor == vendor_on(seen, product, day)
    )


def conclusions_of(seen: Seen, review: Entry) -> list[Entry]:
    """contract 3: facts attach to names; every conclusion under the review's name."""
    return seen.about(review.fact["review"], "review_concluded")


def is_pending(seen: Seen, review: Entry, day: Day) -> bool:
    """contract 4.5: opened on or before the day, and without a conclusion up to it."""
    concluded = up_to(day, conclusions_of(seen, review))
    return review.fact["effective_on"] <= day and not concluded


# -- Section 4.6: status -----------------------------------------------------------------------


def judged(seen: Seen, law: Law, product: str, channel: str, day: Day) -> str:
    """contract 4.6: the first status that holds, under one law."""
    if not is_placed(seen, product, channel, day):
        return "not_marketed"
    channels = reach(law, channel, day)
    review = review_standing(seen, product, channels, day)
    if review == "barred":
        return "barred"
    category = category_on(seen, product, day)
    bearing = [
        (scope, is_satisfied(seen, law, regime, product, day))
        for regime in regimes_of(law)
        if applies(law, regime, channels, category, day)
        and (scope := in_scope(seen, law, regime, product, day)) is not False
    ]
    if (True, False) in bearing:
        return "non_compliant"
    if (None, False) in bearing or review == "pending":
        return "indeterminate"
    return "compliant" if bearing else "not_regulated"


def regimes_of(law: Law) -> list[str]:
    """contract 3: every regime that the law ever establishes."""
    kind = "regime_established"
    return sorted({p.says["regime"] for p in law if p.says["kind"] == kind})


# -- Section 4.7: open questions ---------------------------------------------------------------


def settled_reading(seen: Seen, question: Entry) -> str | None:
    """contract 4.7: the last settlement by order, if it names a reading of its question."""
    settlements = seen.about(question.fact["question"], "question_settled")
    if not settlements:
        return None
    reading: str = max(settlements, key=by_order).fact["reading"]
    return reading if reading in question.fact["readings"] else None


def open_questions(seen: Seen) -> dict[str, list[str]]:
    """contract 4.7: the questions raised and not settled, each with its readings."""
    return {
        entry.fact["question"]: list(entry.fact["readings"])
        for entry in seen.all("question_raised")
        if settled_reading(seen, entry) is None
    }


def choices(seen: Seen) -> list[Choice]:
    """contract 4.7: each combination of readings, one of each open question."""
    questions = sorted(open_questions(seen).items())
    pairs = [[(question, reading) for reading in readings] for question, readings in questions]
    return list(itertools.product(*pairs))


def merged(under: Iterable[str]) -> str:
    """contract 4.7: one status if all agree; `compliant` covers `not_regulated`."""
    different = set(under)
    if len(different) == 1:
        return different.pop()
    return "compliant" if different == {"compliant", "not_regulated"} else "indeterminate"


def causes(by_reading: Mapping[Choice, str]) -> set[str]:
    """contract 4.7: the questions whose reading alone, in some combination, changes the status."""
    return {
        question
        for one, other in itertools.combinations(by_reading, 2)
        for question in different_readings(one, other)
        if len(different_readings(one, other)) == 1 and by_reading[one] != by_reading[other]
    }


def different_readings(one: Choice, other: Choice) -> list[str]:
    """contract 4.7: the questions on which two combinations differ."""
    return [mine[0] for mine, its in zip(one, other, strict=True) if mine != its]


# -- The questions that tests ask --------------------------------------------------------------


def statuses(
    entries: Sequence[Entry],
    *,
    as_of: date,
    known_at: date | None = None,
    recorded_by: datetime | None = None,
) -> dict[Subject, str]:
    """Judge every subject that the question sees."""
    seen = seen_by(entries, known_at, recorded_by)
    laws = [law_of(seen, dict(choice)) for choice in choices(seen)]
    return {
        (product, channel): merged(
            judged(seen, law, product, channel, as_of.isoformat()) for law in laws
        )
        for product, channel in subjects(seen)
    }


def status(
    entries: Sequence[Entry],
    product: str,
    channel: str,
    *,
    as_of: date,
    known_at: date | None = None,
    recorded_by: datetime | None = None,
) -> str:
    """Judge one subject, seen or not."""
    under = statuses_by_reading(
        entries, product, channel, as_of=as_of, known_at=known_at, recorded_by=recorded_by
    )
    return merged(under.values())


def statuses_by_reading(
    entries: Sequence[Entry],
    product: str,
    channel: str,
    *,
    as_of: date,
    known_at: date | None = None,
    recorded_by: datetime | None = None,
) -> dict[Choice, str]:
    """Judge one subject under each combination of readings, no question left out.

    A combination is a tuple of (question, reading), sorted by question; with no open question
    the one combination is the empty tuple.
    """
    seen = seen_by(entries, known_at, recorded_by)
    return {
        choice: judged(seen, law_of(seen, dict(choice)), product, channel, as_of.isoformat())
        for choice in choices(seen)
    }
