"""A sweeper as a policy wants it: with the calendars and the links that it names."""

from collections.abc import Callable
from datetime import datetime

from events.policies import Policy
from projections.notices.sending.working_days import DaysOff, days_off
from tracker.ledger import Ledger
from tracker.live.live import Live
from tracker.live.tables.keeping import LiveTables, Use
from tracker.reminders.links import linking, no_links
from tracker.reminders.sweeping import Sweeper
from tracker.reminders.working_calendars import country_days


def sweeper(
    ledger: Ledger, policy: Policy, clock: Callable[[], datetime], use: Use = Use.AUTO
) -> Sweeper:
    """Return what sweeps a ledger by a policy; raises NoSuchCalendar or Undelivered."""
    links = linking(policy.links, ledger.id) if policy.links else no_links
    live = Live(ledger, LiveTables(ledger, use))
    return Sweeper(live, policy, everybodys_days_off(policy), clock, links)


def everybodys_days_off(policy: Policy) -> dict[str, DaysOff]:
    """Return the days off of all people of a policy, by name; raises NoSuchCalendar."""
    return {
        name: days_off(person, country_days(person.calendar) if person.calendar else None)
        for name, person in policy.people.items()
    }
