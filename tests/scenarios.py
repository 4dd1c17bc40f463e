"""Random scenarios on random ledgers, and what a judge is to see under them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from judging import ZONE, as_recorded
from ledgers import (
    Draft,
    Drawer,
    Record,
    World,
    boundaries,
    drafted,
    known_boundaries,
    numbered,
    opened_names,
    small_world,
    story,
)
from slow_judge import Entry, passes

from events.base import LATEST_DAY
from events.facts import Fact, fact_from_json, fact_to_dict
from events.recorded import Recorded
from events.scenarios import Scenario
from projections.record.filing import Files
from projections.record.visible import Horizon
from projections.what_if.portfolio import Indexed
from projections.what_if.weighing import Weighed

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""When scenarios are put to a ledger: after the last fact, at noon in the legal zone."""

EVERYTHING = Horizon()
Json = dict[str, Any]


@dataclass(frozen=True)
class Supposition:
    """A ledger, a base in it, and a scenario put to that base."""

    entries: Sequence[Entry]
    base: Horizon
    scenario: Scenario

    def asked(self) -> tuple[Indexed, Weighed]:
        """What the program answers from."""
        return put(as_recorded(self.entries), self.scenario, base=self.base)


def put(
    records: Sequence[Recorded],
    *scenarios: Scenario,
    base: Horizon = EVERYTHING,
) -> tuple[Indexed, Weighed]:
    """Scenarios that stand on one another, put to a base in a ledger."""
    files, after = Files(records), len(records)
    weighed = Weighed(files, base, scenarios, after=after, at=NOW.astimezone(ZONE))
    return Indexed(files, base), weighed


def within(entries: Sequence[Entry], base: Horizon) -> list[Entry]:
    """What a base lets pass, the voided and the voidings among it."""
    upto = base.upto or len(entries)
    return [
        entry
        for entry in entries
        if entry.position <= upto and passes(entry, base.known_at, base.recorded_by)
    ]


def as_entries(records: Iterable[Recorded]) -> list[Entry]:
    """Facts for the slow judge, each with its id and the day from which it counts as known."""
    return [Entry(record.position, record.recorded_at, as_json(record)) for record in records]


def as_json(record: Recorded) -> Json:
    """A fact in the interchange form, with what may be left out there."""
    known_on = record.known_on.isoformat()
    fact = fact_to_dict(record.fact) | {"id": record.id, "known_on": known_on}
    if "readings" in fact:
        told = fact["readings"].items()
        fact["readings"] = {name: {"provisions": [], **reading} for name, reading in told}
    return fact


def days_of(entries: Sequence[Entry]) -> list[date]:
    """The days on which anything may change; a reading that is assumed has none of its own."""
    assumed = LATEST_DAY.isoformat()
    return boundaries([entry for entry in entries if entry.fact.get("effective_on") != assumed])


# -- Random scenarios ------------------------------------------------------------------------------


def supposition(draw: Drawer, entries: Sequence[Entry]) -> Supposition:
    """A scenario on a ledger: invented facts, some of the record's own, readings, a past base."""
    base = a_base(draw, entries)
    passing = within(entries, base)
    drafts = [each for _ in range(draw.below(5)) for each in story(draw)]
    drafts += [voiding(draw) for _ in range(draw.one([0, 0, 1, 2, 3]))]
    repeated = [said_again(draw, draw.one(passing)) for _ in range(draw.below(3)) if passing]
    facts = [*repeated, *named(draw.world, passing, drafts)]
    return Supposition(entries, base, a_scenario(facts, assumed(draw, passing)))


def a_base(draw: Drawer, entries: Sequence[Entry]) -> Horizon:
    """Everything on record, or what of it was known or recorded in time, or up to a position."""
    known_at = draw.one(known_boundaries(entries)) if draw.chance(30) else None
    recorded_by = draw.one(entries).recorded_at if draw.chance(20) else None
    upto = draw.one(entries).position if draw.chance(15) else None
    return Horizon(known_at, recorded_by, upto)


def said_again(draw: Drawer, entry: Entry) -> Json:
    """A fact on record, under its id or without one."""
    fact = dict(entry.fact)
    if draw.chance(50):
        fact.pop("id", None)
    return fact


def named(world: World, passing: Sequence[Entry], drafts: Iterable[Draft]) -> Iterator[Json]:
    """The facts that drafts come to after a record; what a record would refuse is left out."""
    record = Record(world, list(passing), set(opened_names(passing)))
    for number, draft in enumerate(drafts, start=1):
        if (fact := record.named(draft)) is None:
            continue
        told = {**fact, "id": f"s-{number}"} if draft.has_id else dict(fact)
        record.entries.append(Entry(1000 + number, NOW, told))
        record.note(record.entries[-1])
        yield told


def voiding(draw: Drawer) -> Draft:
    """The voiding of something on record or supposed."""
    return drafted(draw, {"kind": "fact_voided", "reason": "entered by mistake"})


def assumed(draw: Drawer, passing: Sequence[Entry]) -> dict[str, str]:
    """Readings of some of the questions that were raised."""
    raised = [entry.fact for entry in passing if entry.fact["kind"] == "question_raised"]
    return {
        fact["question"]: draw.one(list(fact["readings"])) for fact in raised if draw.chance(30)
    }


def a_scenario(facts: Iterable[Json | Fact], assume: dict[str, str] | None = None) -> Scenario:
    """A scenario of these facts and readings."""
    read = (fact_from_json(json.dumps(f)) if isinstance(f, dict) else f for f in facts)
    return Scenario(name="Invented", facts=tuple(read), assume=assume or {})


def drawer(below: Any, entries: Sequence[Entry]) -> Drawer:
    """What draws facts that meet those of a ledger: about its names, on its days."""
    small = small_world(below)
    days = sorted({day.isoformat() for day in days_of(entries)})[:: 1 + len(entries) // 40]
    world = World(
        products=numbered("P", 5),
        licenses=numbered("L", 9),
        reviews=numbered("R", 4),
        vendors=numbered("Vendor ", 3),
        acts=numbered("A", 14),
        questions=("Q1", "Q2", "Q3", "Q4"),
        days=tuple(days),
        without=small.without,
        keen_on=small.keen_on,
    )
    return Drawer(below, world)


def random_supposition(seed: int, entries: Sequence[Entry]) -> Supposition:
    """A scenario on a ledger, always the same for the same seed."""
    return supposition(drawer(random.Random(seed).randrange, entries), entries)
