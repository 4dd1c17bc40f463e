"""What a calendar of reminders holds, for everybody or for one person whom a policy names."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from events.policies import Policy
from projections.findings.asides import Asides, unplaced
from projections.notices.occasions.gathering import Unworkable
from projections.notices.sending.calendar import Event, Pages, events, wanted
from projections.record.dossiers import Portfolio
from projections.record.licenses import corresponding_day
from projections.record.visible import Horizon, Viewpoint, visible
from tracker.errors import TrackerError
from tracker.live.live import Live
from tracker.live.snapshot import check_not_before_the_first_fact, check_on_record


class PersonNotFound(TrackerError):
    """A policy names no such person."""

    code = "person_not_found"

    def __init__(self, name: str, policy: Policy) -> None:
        known = ", ".join(sorted(policy.people)) or "nobody; name a policy with --policy"
        super().__init__(f"The policy names no '{name}' among its people.", f"It names {known}.")


@dataclass(frozen=True, slots=True)
class CalendarQuestion:
    """How many months from the day of a point a calendar reaches, ahead and back.

    Only what `policy` has reminders of is in it; of some products, or for a person, if named.
    """

    point: Viewpoint
    policy: Policy
    months: int
    products: tuple[str, ...] = ()
    person: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarOfReminders:
    """The events of a calendar, and what could not be worked out and is left out."""

    point: Viewpoint
    events: tuple[Event, ...]
    left_out: tuple[Unworkable, ...]
    asides: Asides

    @property
    def cancelled(self) -> int:
        """How many events were withdrawn."""
        return sum(event.cancelled for event in self.events)


def calendar(live: Live, question: CalendarQuestion) -> CalendarOfReminders:
    """Return a calendar; raises PersonNotFound, ProductNotFound or BeforeTheFirstFact.

    Every fact is read, whatever products are asked for: one license can cover several, and the
    number of an event does not depend on who asks.
    """
    ledger, point, products = live.ledger, question.point, question.products
    if question.person is not None and question.person not in question.policy.people:
        raise PersonNotFound(question.person, question.policy)
    check_on_record(ledger, products)
    records = live.records()
    check_not_before_the_first_fact(ledger, records, point)
    passing = Horizon(point.known_at, point.recorded_by).passes(records)
    left_out: list[Unworkable] = []
    found = events(passing, _pages(question, ledger.zone), left_out.append)
    return CalendarOfReminders(
        point,
        tuple(found),
        tuple(left_out),
        Asides(
            live.sees_no_act(Horizon(point.known_at, point.recorded_by)),
            unplaced(Portfolio(visible(passing)), products),
        ),
    )


def _pages(question: CalendarQuestion, zone: str) -> Pages:
    first, months, policy = question.point.as_of, question.months, question.policy
    last, back = corresponding_day(first, months), corresponding_day(first, -months)
    asks = partial(wanted, policy=policy, products=question.products, person=question.person)
    start = datetime.combine(policy.start, time(), ZoneInfo(zone)) if policy.start else None
    return Pages(first, last, back, asks, start)
