"""Days in English: as sentences write them, as messages do, and how far off they are."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from projections.wording.notices import When

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


def distance_words(when: When) -> str:
    """Return how far a day is from the one on which it is read of."""
    days = (when.day - when.on).days
    far = _NEAR.get(days) or (f"in {days:,} days" if days > 0 else f"{-days:,} days ago")
    return far + zone_words(when.zone)


def zone_words(zone: str | None) -> str:
    """Return a zone as it follows on a day, or nothing."""
    return f" ({zone})" if zone else ""


def written_out(sentence: str) -> str:
    """Return a sentence with its days as people write them; names stay as they are.

    >>> written_out("License 2025-01-01: lapsed, last valid day 2025-06-30.")
    'License 2025-01-01: lapsed, last valid day 30 June 2025.'
    """
    return _IN_PROSE.sub(lambda found: f"{found[1]} {day(date.fromisoformat(found[2]))}", sentence)
