"""Which facts a question sees: by its dates, without the voided, each name opened once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from events.mentions import opens
from events.recorded import Recorded
from events.remarks import FactVoided


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """The three answers to "when" (contract 2); None means everything known or recorded."""

    as_of: date
    known_at: date | None = None
    recorded_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far a question sees: known by a day, recorded by an instant, up to a position."""

    known_at: date | None = None
    recorded_by: datetime | None = None
    upto: int | None = None

    def passes(self, facts: Iterable[Recorded]) -> list[Recorded]:
        """Return the facts within it, by position, the voided and the voidings among them."""
        seen = [
            fact
            for fact in facts
            if (self.known_at is None or fact.known_on <= self.known_at)
            and (self.recorded_by is None or fact.recorded_at <= self.recorded_by)
            and (self.upto is None or fact.position <= self.upto)
        ]
        return sorted(seen, key=lambda fact: fact.position)

    def visible(self, facts: Iterable[Recorded]) -> list[Recorded]:
        """Return the facts that count for the question, in order of position."""
        return opened_once(_without_voided(self.passes(facts)))


def visible(
    facts: Iterable[Recorded], *, known_at: date | None = None, recorded_by: datetime | None = None
) -> list[Recorded]:
    """Return the facts that count for a question, in order of position (contract 2 and 3).

    Left out are what was known or recorded later, what a voiding that counts has voided, the
    voidings themselves, and an opening under a name that a later position opens again.
    """
    return Horizon(known_at, recorded_by).visible(facts)


def voidings(seen: Iterable[Recorded]) -> dict[str, Recorded]:
    """Return the ids of voided facts, each with the voiding that counts.

    A later voiding decides first whether an earlier one counts.
    """
    voided: dict[str, Recorded] = {}
    made = [(record, record.fact) for record in seen if isinstance(record.fact, FactVoided)]
    for record, fact in sorted(made, key=lambda pair: pair[0].position, reverse=True):
        if record.id not in voided:
            voided[fact.fact] = record
    return voided


def _without_voided(seen: list[Recorded]) -> list[Recorded]:
    voided = voidings(seen)
    if not voided:
        return seen
    return [
        record
        for record in seen
        if not isinstance(record.fact, FactVoided) and record.id not in voided
    ]


def opened_once(seen: Iterable[Recorded]) -> list[Recorded]:
    """Return the facts with, of several openings under one name, only the one recorded last."""
    named = [(record, opens(record.fact)) for record in seen]
    latest = {name: record.position for record, name in named if name}
    return [record for record, name in named if name is None or latest[name] == record.position]


def legal_order(record: Recorded) -> tuple[date, int]:
    """Sort by this where two facts speak of the same matter: the later one counts (contract 2)."""
    return record.fact.knowable_from or record.known_on, record.position
