"""Days off of one person: a notice due on one is brought forward, and never put off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.policies import WEEKDAYS, Person

Calendar = Callable[[date], bool | None]
"""Says of a day whether it is off in a country; None: nobody has published it yet."""

LOOKED_AT = 60
"""How many days further a working day is looked for."""


@dataclass(frozen=True, slots=True)
class Due:
    """The working day on which something that was due goes out.

    `brought_forward` says that it was due later, on a day that is off or may be; `unpublished`,
    that nobody has published yet whether it, or a day passed over, is off.
    """

    day: date
    brought_forward: bool = False
    unpublished: bool = False


@dataclass(frozen=True, slots=True)
class DaysOff:
    """When somebody does not work: the country's days off (None: it has none) and one's own.

    `weekdays` counts from Monday, which is 0.
    """

    country: Calendar | None = None
    days: frozenset[date] = frozenset()
    weekdays: frozenset[int] = frozenset()

    def is_off(self, day: date) -> bool:
        """Return whether the day is surely off; one that nobody has published counts as worked."""
        return self._off(day) is True

    def on_or_before(self, day: date) -> Due:
        """Return the last day up to `day`, included, that is surely worked.

        Without one among the 60 days before it there is no use in looking: it is the day itself.
        """
        unpublished = False
        for back in range(LOOKED_AT + 1):
            off = self._off(day - timedelta(back))
            if off is False:
                return Due(day - timedelta(back), back > 0, unpublished)
            unpublished = unpublished or off is None
        return Due(day, unpublished=unpublished)

    def next_working(self, day: date) -> date:
        """Return the first day after `day` that is not surely off; at the latest the 60th."""
        ahead = (day + timedelta(days) for days in range(1, LOOKED_AT))
        return next((each for each in ahead if not self.is_off(each)), day + timedelta(LOOKED_AT))

    def _off(self, day: date) -> bool | None:
        if day in self.days or day.weekday() in self.weekdays:
            return True
        return self.country(day) if self.country else False


def begins_on(day: date, zone: str, there: str | None) -> date:
    """Return the day that it is elsewhere (None: nowhere else) when a day of a zone begins."""
    if there is None or there == zone:
        return day
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(ZoneInfo(there)).date()


def days_off(person: Person, country: Calendar | None) -> DaysOff:
    """Return a person's days off, `country` being the calendar that the person names, if any."""
    weekdays = frozenset(map(WEEKDAYS.index, person.quiet_weekdays))
    return DaysOff(country, frozenset(person.quiet_days), weekdays)
