"""Who is told of an occasion on a day: the owner, or the deputy while the owner is not reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from events.policies import Escalation, Person, Policy
from projections.notices.occasions.occasion import NEWS, Occasion
from projections.notices.sending.log import Track
from projections.notices.sending.owed import selects
from projections.notices.sending.working_days import DaysOff


@dataclass(frozen=True, slots=True)
class Pair:
    """An owner and a deputy, one of whom is told, and who hears of it besides in the end."""

    owner: str
    deputy: str | None = None
    escalation: Escalation | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """The owner and, if there is one, the deputy."""
        return (self.owner,) if self.deputy is None else (self.owner, self.deputy)

    def other(self, person: str) -> str | None:
        """Return the one of the two who is not told when `person` is."""
        return self.deputy if person == self.owner else self.owner


def pairs(occasion: Occasion, policy: Policy) -> Iterator[Pair]:
    """Yield whom the rules make responsible for an occasion, each pair once."""
    found = {
        Pair(rule.owner, rule.deputy, rule.escalate): None
        for rule in policy.tell
        if selects(rule.select, occasion)
    }
    yield from found


def is_away(person: Person, day: date) -> bool:
    """Tell whether somebody is away on a day."""
    return any(absence.first <= day <= absence.last for absence in person.away)


def can_wait(occasion: Occasion, begins: date, off: DaysOff, day: date) -> bool:
    """Tell whether somebody is left in peace on a day: it is off, and there is time after it.

    On a day off only that is told which happens, or has happened, before the next working day.
    `begins` is the day on which the occasion's legal day begins where the person is.
    """
    return off.is_off(day) and (occasion.sort in NEWS or begins >= off.next_working(day))


def is_unreachable(name: str, person: Person, track: Track, lead_days: int) -> bool:
    """Tell whether a step has failed for good by every way to somebody."""
    return all(track.delivery(name, way.sort).given_up(lead_days) for way in person.ways)
