"""Which facts a question sees: by its dates, without the voided, each name opened once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from events.corrections import FactVoided
from events.openings import opens
from events.recorded import Recorded


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """The three answers to "when" (SEMANTICS 2); None means everything known or recorded."""

    as_of: date
    known_at: date | None = None
    recorded_by: datetime | None = None


def visible(
    facts: Iterable[Recorded], *, known_at: date | None = None, recorded_by: datetime | None = None
) -> list[Recorded]:
    """Return the facts that count for a question, in order of position (SEMANTICS 2 and 3).

    Left out are what was known or recorded later, what a voiding that counts has voided, the
    voidings themselves, and an opening under a name that a later position opens again.
    """
    seen = [
        fact
        for fact in facts
        if (known_at is None or fact.known_on <= known_at)
        and (recorded_by is None or fact.recorded_at <= recorded_by)
    ]
    seen.sort(key=lambda fact: fact.position)
    return _opened_once(_without_voided(seen))


def voidings(seen: Iterable[Recorded]) -> dict[str, Recorded]:
    """Return the ids of voided facts, each with the voiding that counts.

    A later voiding decides first whether an earlier one counts.
    """
    voided: dict[str, Recorded] = {}
    for record in sorted(seen, key=lambda record: record.position, reverse=True):
        if isinstance(record.fact, FactVoided) and record.id not in voided:
            voided[record.fact.fact] = record
    return voided


def _without_voided(seen: list[Recorded]) -> list[Recorded]:
    voided = voidings(seen)
    return [
        record
        for record in seen
        if not isinstance(record.fact, FactVoided) and record.id not in voided
    ]


def _opened_once(seen: list[Recorded]) -> list[Recorded]:
    """Of several openings under one name keep the one with the latest position."""
    latest: dict[tuple[str, str], int] = {}
    for record in seen:
        if name := opens(record.fact):
            latest[name] = record.position
    return [
        record
        for record in seen
        if (name := opens(record.fact)) is None or latest[name] == record.position
    ]


def legal_order(record: Recorded) -> tuple[date, int]:
    """Sort by this where two facts speak of the same matter: the later one counts (SEMANTICS 2)."""
    return record.fact.knowable_from or record.known_on, record.position
