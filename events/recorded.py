"""A fact as the ledger holds it: with its position, its instant, and the day it could be known."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from events.facts import Fact

LEGAL_ZONE = "Asia/Shanghai"
"""The time zone in which a ledger counts legal days unless it was created with another."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact and when it entered the ledger (contract 2)."""

    position: int
    recorded_at: datetime
    known_on: date
    fact: Fact

    @property
    def id(self) -> str:
        """The fact's name in the ledger; the ledger gives one to a fact that came without."""
        return self.fact.id or f"#{self.position}"


def recorded(fact: Fact, *, position: int, recorded_at: datetime, zone: ZoneInfo) -> Recorded:
    """Return the fact as recorded at an instant, its default `known_on` worked out."""
    day = recorded_at.astimezone(zone).date()
    return Recorded(position, recorded_at, known_on(fact, recorded_on=day), fact)


def known_on(fact: Fact, *, recorded_on: date) -> date:
    """Return the day from which a fact recorded on a day was there to be known (contract 2).

    What the fact says itself counts; else the day an act was published, a license issued, anything
    else effective, but never a day after the recording.
    """
    if fact.known_on is not None:
        return fact.known_on
    return min(fact.knowable_from or recorded_on, recorded_on)
