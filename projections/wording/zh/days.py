"""Days in Chinese."""

from datetime import date


def day(value: date) -> str:
    """Return a day as it is written.

    >>> day(date(2025, 7, 1))
    '2025年7月1日'
    """
    return f"{value.year}年{value.month}月{value.day}日"
