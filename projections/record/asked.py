"""The points in time at which a question was asked, as every answer tells them."""

from dataclasses import dataclass
from typing import Any

from projections.record.visible import Viewpoint


@dataclass(frozen=True, slots=True)
class Asked:
    """The three answers to "when", and the last position of the ledger that was seen."""

    point: Viewpoint
    position: int

    def document(self) -> dict[str, Any]:
        """Return them for a JSON document."""
        return {**point_document(self.point), "position": self.position}


def point_document(point: Viewpoint) -> dict[str, Any]:
    """Return the three answers to "when"."""
    return {
        "as_of": point.as_of.isoformat(),
        "known_at": point.known_at.isoformat() if point.known_at else None,
        "recorded_by": point.recorded_by.isoformat() if point.recorded_by else None,
    }
