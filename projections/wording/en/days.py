"""Days in English: as sentences write them, as messages do, and how far off they are."""

import re
from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_IN_PROSE = re.compile(r"\b(day|since|on|before|through) (\d{4}-\d{2}-\d{2})(?![-\w])")


def day(value: date) -> str:
    """Return a day as it is written.

    >>> day(date(2025, 7, 1))
    '1 July 2025'
    """
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def dated(value: date) -> str:
    """Return a day with its day of the week.

    >>> dated(date(2025, 7, 1))
    '1 July 2025 (Tuesday)'
    """
    return f"{day(value)} ({_WEEKDAYS[value.weekday()]})"


def distance_words(value: date, on: date, zone: str | None = None) -> str:
    """Return how far a day is from another on which that is read.

    `zone` is that of both days where its reader may be in another.

    >>> days = [date(2025, 6, number) for number in (1, 3, 30)]
    >>> [distance_words(day, date(2025, 6, 4)) for day in days]
    ['3 days ago', 'yesterday', 'in 26 days']
    >>> distance_words(date(2025, 6, 4), date(2025, 6, 4), "Asia/Shanghai")
    'today (Asia/Shanghai)'
    """
    days = (value - on).days
    far = _NEAR.get(days) or (f"in {days:,} days" if days > 0 else f"{-days:,} days ago")
    return far + zone_words(zone)


def zone_words(zone: str | None) -> str:
    """Return a zone as it follows on a day, or nothing."""
    return f" ({zone})" if zone else ""


def written_out(sentence: str) -> str:
    """Return a sentence with its days as people write them; names stay as they are.

    >>> written_out("License 2025-01-01: lapsed, last valid day 2025-06-30.")
    'License 2025-01-01: lapsed, last valid day 30 June 2025.'
    """
    return _IN_PROSE.sub(lambda found: f"{found[1]} {day(date.fromisoformat(found[2]))}", sentence)
