"""Days on which somebody is not to be bothered, and the last working day before one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from events.policies import WEEKDAYS, Person

Country = Callable[[date], bool | None]
"""Tells of a day whether it is off in a country; None: nobody has published yet whether it is."""

FURTHEST = 60
"""How many days at most a notice goes out early; who has no working day in them is told anyway."""


@dataclass(frozen=True, slots=True)
class Due:
    """The day on which something goes out, and why it does so early if it does.

    `unpublished`: of a day passed over it is not known whether it is a working day.
    """

    day: date
    brought_forward: bool = False
    unpublished: bool = False


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days off of one person: those of a country, if any, and their own."""

    quiet_weekdays: frozenset[int] = frozenset()
    quiet_days: frozenset[date] = frozenset()
    country: Country | None = None

    def _known(self, day: date) -> bool | None:
        if day.weekday() in self.quiet_weekdays or day in self.quiet_days:
            return True
        return self.country(day) if self.country else False

    def is_off(self, day: date) -> bool:
        """Tell whether a day is off for certain."""
        return self._known(day) is True

    def on_or_before(self, day: date) -> Due:
        """Return the last day through `day` that is a working day for certain."""
        unpublished = False
        for back in range(FURTHEST + 1):
            found = day - timedelta(days=back)
            off = self._known(found)
            if off is False:
                return Due(found, back > 0, unpublished)
            unpublished = unpublished or off is None
        return Due(day)

    def next_working(self, day: date) -> date:
        """Return the first day after `day` that is not off for certain."""
        found = (day + timedelta(days=ahead) for ahead in range(1, FURTHEST + 1))
        return next((each for each in found if not self.is_off(each)), day + timedelta(days=1))


def days_off(person: Person, country: Country | None) -> DaysOff:
    """Return the days off of a person whose country's are given."""
    weekdays = frozenset(WEEKDAYS.index(name) for name in person.quiet_weekdays)
    return DaysOff(weekdays, frozenset(person.quiet_days), country)
