"""What comes back when a batch is recorded, and what is said of a fact that cannot be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from events.facts import Fact
from events.recorded import Recorded


@dataclass(frozen=True, slots=True)
class Basis:
    """Up to which position a ledger was read to work out a batch, and which later facts matter."""

    position: int
    matters: Callable[[Fact], bool]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A fact of the batch (counted from 0) that was on record already, with the same content.

    `voided_by` names the voiding because of which the fact does not count, if there is one: who
    records it again may think that it does.
    """

    index: int
    id: str
    position: int
    voided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fact of the batch (counted from 0) that the record contradicts, and why."""

    index: int
    message: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch came to: the facts now on record, and those that were before."""

    recorded: tuple[Recorded, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return the facts recorded with their positions, and those unchanged, as JSON values."""
        return {
            "recorded": [
                {
                    "position": record.position,
                    "id": record.id,
                    "kind": record.fact.kind,
                    "recorded_at": record.recorded_at.isoformat(),
                    "known_on": record.known_on.isoformat(),
                }
                for record in self.recorded
            ],
            "unchanged": [
                {"position": item.position, "id": item.id, "voided_by": item.voided_by}
                for item in self.unchanged
            ],
        }
