"""To whom a notice goes, and when, if nothing fails: what a preview can tell beforehand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from events.policies import Escalation, Person, Policy, WaySort
from projections.notices.owed import Notice
from projections.notices.parcels import Because
from projections.notices.people import Pair, can_wait, is_away, pairs
from projections.notices.working_days import DaysOff

LOOKED_AT = 400
"""How many days after the day on which a notice is due a day is looked for on which it goes out."""


@dataclass(frozen=True, slots=True)
class Going:
    """A notice to a recipient on a day; a deputy is told in the place of the `owner`.

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


def going(notice: Notice, policy: Policy, days_off: Mapping[str, DaysOff]) -> Iterator[Going]:
    """Yield the recipients of a notice, each of whom hears of it on a day of their own."""
    for pair in pairs(notice.occasion, policy):
        yield from _to_one_of(pair, notice, policy, days_off)


def _to_one_of(
    pair: Pair, notice: Notice, policy: Policy, days_off: Mapping[str, DaysOff]
) -> Iterator[Going]:
    """Yield the one of a pair who is told: who is away is told only where both are."""
    due = {name: days_off[name].on_or_before(notice.due_on) for name in pair.people}
    first = min(each.day for each in due.values())
    for ahead in range(LOOKED_AT):
        day = first + timedelta(days=ahead)
        name = _there(pair, policy, day)
        if due[name].day <= day and not can_wait(notice.occasion, days_off[name], day):
            early = day < notice.due_on
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


def _there(pair: Pair, policy: Policy, day: date) -> str:
    return min(pair.people, key=lambda name: is_away(policy.people[name], day))
