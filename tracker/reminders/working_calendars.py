"""Which days are off in a country, and of which nobody can know it yet."""

from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache, partial
from typing import TYPE_CHECKING

from events.policies import Policy
from projections.notices.sending.working_days import Calendar
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from holidays import HolidayBase

OFF_WITHIN = 5
"""No working day was ever made a day off in China that many days and more from a festival.

Of all years that are published one decree is an exception: 3 and 4 September 2015.
"""

WORKED_WITHIN = 10
"""Nor was a day of a weekend made a working day further from one; the exception is the same."""

ESTIMATED_WITHIN = 2
"""An estimated day may come a day sooner or later, and a day in lieu of it after a weekend."""


class NoSuchCalendar(TrackerError):
    """There is no calendar of working days for a country."""

    code = "calendar_not_found"

    def __init__(self, code: str, known: list[str]) -> None:
        near = get_close_matches(code, known, n=5, cutoff=0.5)
        super().__init__(
            f"There is no calendar of working days for '{code}'.",
            "A calendar is named by the two letters of its country (ISO 3166).",
            f"Near to it are {', '.join(near)}." if near else "China, for one, is CN.",
        )


@cache
def country_days(code: str) -> Calendar:
    """Return the days off of a country by its two letters; raises NoSuchCalendar."""
    from holidays import list_supported_countries

    known = list_supported_countries(include_aliases=False)
    if code not in known:
        raise NoSuchCalendar(code, sorted(known))
    return china if code == "CN" else partial(_off, code)


def without_calendar(policy: Policy) -> tuple[str, ...]:
    """Return the names of the people whose country has no calendar, sorted."""
    from holidays import list_supported_countries

    known = list_supported_countries(include_aliases=False)
    return tuple(
        name
        for name, person in sorted(policy.people.items())
        if person.calendar and person.calendar not in known
    )


def china(day: date) -> bool | None:
    """Return whether a day is off in China; by the statute alone if its year is not published.

    Days at the end of a year count as published with the next year, whose notice may move them.
    """
    from chinese_calendar import is_holiday  # type: ignore[import-untyped]  # it has no types

    try:
        is_holiday(day + timedelta(WORKED_WITHIN))
        return bool(is_holiday(day))
    except NotImplementedError:
        return china_by_statute(day)


def china_by_statute(day: date) -> bool | None:
    """Return what is known of a day before the yearly notice: near a festival, little.

    The festivals are off, and days further from them are what their weekday is. Between, weekends
    may be made working days, and working days a part of the holiday: None.
    """
    festivals = _festivals(day.year)
    if day in festivals:
        return True
    weekend = day.weekday() >= 5
    if any(near in festivals for near in _around(day, WORKED_WITHIN if weekend else OFF_WITHIN)):
        return None
    return weekend if festivals else None


@cache
def _festivals(year: int) -> frozenset[date]:
    """Return China's statutory festivals from the year before to the year after, without lieu."""
    from holidays import country_holidays

    calendar = country_holidays("CN", observed=False)
    calendar.has_special_holidays = False  # those come of the yearly notices
    for each in (year - 1, year, year + 1):
        calendar.get(date(each, 1, 1))
    return frozenset(calendar)


def _off(code: str, day: date) -> bool | None:
    calendar = _country(code, day.year)
    if not calendar.start_year <= day.year <= calendar.end_year:
        return None
    if any("estimated" in calendar.get(near, "") for near in _around(day, ESTIMATED_WITHIN)):
        return None
    if _waits_for_notice(calendar, day):
        return None
    return not calendar.is_working_day(day)


def _waits_for_notice(calendar: "HolidayBase", day: date) -> bool:
    """Return whether a day may be moved by a yearly notice that the calendar does not have yet.

    So it is with weekends, and near holidays, in countries that move days off, from the year on
    for which no moves are on record.
    """
    moved = _moved_years(calendar)
    if not moved or (day + timedelta(WORKED_WITHIN)).year <= max(moved):
        return False
    near_holiday = any(near in calendar for near in _around(day, OFF_WITHIN))
    return day not in calendar and (calendar.is_weekend(day) or near_holiday)


def _moved_years(calendar: "HolidayBase") -> set[int]:
    """Return the years for which a calendar names days off moved to other days."""
    special = getattr(calendar, "special_public_holidays", {})
    return {
        year
        for year, entries in special.items()
        for entry in (entries if isinstance(entries[0], tuple) else (entries,))
        if len(entry) > 3  # month and day, and those from which it is moved
    }


@cache
def _country(code: str, year: int) -> "HolidayBase":
    """Return a country's holidays from the year before to the year after, named in English."""
    from holidays import country_holidays

    years = (year - 1, year, year + 1)
    return country_holidays(code, years=years, expand=False, language="en_US")


def _around(day: date, within: int) -> Iterator[date]:
    return (day + timedelta(days) for days in range(-within, within + 1))
