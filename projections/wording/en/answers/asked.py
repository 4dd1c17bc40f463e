"""The points in time at which a question was asked, in English."""

from collections.abc import Sequence
from datetime import date

from projections.record.asked import Asked
from projections.record.visible import Viewpoint


def asked_words(asked: Asked, days: Sequence[date] = ()) -> str:
    """Return the points in time of a question; `days` are those judged by if there are several."""
    return f"{_point(asked.point, days)} (position {asked.position})."


def point_words(point: Viewpoint) -> str:
    """Return the three answers to "when"."""
    return f"{_point(point)}."


def _point(point: Viewpoint, days: Sequence[date] = ()) -> str:
    as_of = ", ".join(map(str, days or [point.as_of]))
    known = f"as known on {point.known_at}" if point.known_at else "with everything known"
    recorded = (
        f"recorded by {point.recorded_by.isoformat(timespec='seconds')}"
        if point.recorded_by
        else "and recorded"
    )
    return f"As of {as_of}, {known} {recorded}"
