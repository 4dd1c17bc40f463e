"""Days in Chinese: as sentences write them, as messages do, and how far off they are."""

from datetime import date

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


def distance_words(value: date, on: date, zone: str | None = None) -> str:
    """Return how far a day is from another on which that is read.

    `zone` is that of both days where its reader may be in another.

    >>> days = [date(2025, 6, number) for number in (1, 30)]
    >>> [distance_words(day, date(2025, 6, 2)) for day in days]
    ['昨天', '还有28天']
    """
    days = (value - on).days
    far = _NEAR.get(days) or (f"还有{days:,}天" if days > 0 else f"{-days:,}天前")
    return far + zone_words(zone)


def zone_words(zone: str | None) -> str:
    """Return a zone as it follows on a day, or nothing."""
    return f"（{zone}）" if zone else ""
