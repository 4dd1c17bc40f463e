"""Instants as a file keeps them: in one form only, because it finds and sorts them as text."""

from datetime import UTC, datetime
from functools import lru_cache


def written(instant: datetime) -> str:
    """Return the one form of an instant.

    >>> written(datetime(2026, 11, 23, 4, tzinfo=UTC))
    '2026-11-23T04:00:00.000000+00:00'
    """
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=1024)
def read_written(text: str) -> datetime:
    """Return an instant; raises ValueError or TypeError for what is not in its one form."""
    instant = datetime.fromisoformat(text)
    if text != instant.replace(tzinfo=UTC).isoformat(timespec="microseconds"):
        raise ValueError(f"'{text}' is not how a ledger writes an instant")
    return instant
