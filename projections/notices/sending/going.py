"""To whom a notice goes, and when, if nothing fails: what a preview can tell beforehand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from events.policies import Escalation, Person, Policy, WaySort
from projections.notices.sending.owed import Notice
from projections.notices.sending.parcels import Because
from projections.notices.sending.people import Pair, can_wait, is_away, pairs
from projections.notices.sending.working_days import DaysOff, begins_on
from projections.record.law import ONE_DAY

LOOKED_AT = 400
"""How many days after the day on which a notice is due a day is looked for on which it goes out."""


@dataclass(frozen=True, slots=True)
class Going:
    """A notice to a recipient on a day of theirs; a deputy is told in the place of the `owner`.

    `early` says that it was due later, on a day that is off or may be; `unpublished`, that nobody
    has published yet whether it is. `escalation` is what happens if nobody acknowledges it.
    """

    recipient: str
    person: Person
    because: Because
    owner: str
    day: date
    early: bool
    unpublished: bool
    escalation: Escalation | None

    @property
    def ways(self) -> tuple[WaySort, ...]:
        """By which sorts of ways it goes."""
        return tuple(way.sort for way in self.person.ways)


def going(
    notice: Notice, policy: Policy, days_off: Mapping[str, DaysOff], zone: str
) -> Iterator[Going]:
    """Yield the recipients of a notice, each of whom hears of it on a day of their own.

    `zone` is the ledger's, in which the day begins on which the notice is due.
    """
    for pair in pairs(notice.occasion, policy):
        yield from _to_one_of(pair, notice, policy, days_off, zone)


def _to_one_of(
    pair: Pair, notice: Notice, policy: Policy, days_off: Mapping[str, DaysOff], zone: str
) -> Iterator[Going]:
    """Yield the one of a pair who is told: who is away is told only where both are."""

    def begins(day: date) -> dict[str, date]:
        return {name: begins_on(day, zone, policy.people[name].zone) for name in pair.people}

    wanted, its_day = begins(notice.due_on), begins(notice.occasion.day)
    due = {name: days_off[name].on_or_before(wanted[name]) for name in pair.people}
    first = min(each.day for each in due.values()) - ONE_DAY
    for ahead in range(LOOKED_AT):
        days = begins(first + timedelta(days=ahead))
        name = min(days, key=lambda name: is_away(policy.people[name], days[name]))
        day, off = days[name], days_off[name]
        if due[name].day <= day and not can_wait(notice.occasion, its_day[name], off, day):
            early = day < wanted[name]
            yield Going(
                name,
                policy.people[name],
                Because.OWNER if name == pair.owner else Because.DEPUTY,
                pair.owner,
                day,
                early,
                early and due[name].unpublished,
                pair.escalation,
            )
            return


def _there(days: Mapping[str, date], policy: Policy) -> str:
    """Return who is not away on the day that it is for each of some people, or else the first."""
    return min(days, key=lambda name: is_away(policy.people[name], days[name]))
