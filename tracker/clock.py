"""The only module that looks at the clock; everything else is told what time it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Anything that returns the present instant, aware of its zone."""


def now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)


def today(zone: str, *, clock: Clock = now) -> date:
    """Return the present day in a time zone; raises ZoneInfoNotFoundError for an unknown one."""
    return clock().astimezone(ZoneInfo(zone)).date()
