"""Instants out of what people write: a moment as it is, a day as its end."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant_in(zone: ZoneInfo, given: datetime | date | None) -> datetime | None:
    """Return an instant as given, or the last moment of a day in a time zone."""
    if given is None or isinstance(given, datetime):
        return given
    next_midnight = datetime.combine(given + timedelta(days=1), time(), tzinfo=zone)
    return next_midnight - timedelta(microseconds=1)
