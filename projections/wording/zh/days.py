"""Days in Chinese: as sentences write them, as messages do, and how far off they are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from projections.wording.notices import When

_WEEKDAYS = "一二三四五六日"
_NEAR = {-1: "昨天", 0: "今天", 1: "明天"}


def day(value: date) -> str:
    """Return a day as it is written.

    >>> day(date(2025, 7, 1))
    '2025年7月1日'
    """
    return f"{value.year}年{value.month}月{value.day}日"


def dated(value: date) -> str:
    """Return a day with its day of the week.

    >>> dated(date(2025, 7, 1))
    '2025年7月1日（星期二）'
    """
    return f"{day(value)}（星期{_WEEKDAYS[value.weekday()]}）"


def distance_words(when: When) -> str:
    """Return how far a day is from the one on which it is read of."""
    days = (when.day - when.on).days
    far = _NEAR.get(days) or (f"还有{days:,}天" if days > 0 else f"{-days:,}天前")
    return far + zone_words(when.zone)


def zone_words(zone: str | None) -> str:
    """Return a zone as it follows on a day, or nothing."""
    return f"（{zone}）" if zone else ""
