"""What has to be said beside every status, because of what its question does not see."""

from collections.abc import Iterable, Sequence
from typing import Any

from events.acts import ActPublished
from events.recorded import Recorded

NO_ACT = (
    "No act is on record as far as this question sees. Statuses then rest on no law: "
    "not_regulated does not say that no license is needed."
)


def cautions(seen: Iterable[Recorded]) -> tuple[str, ...]:
    """Return what to say of statuses that are worked out from the facts a question sees."""
    return () if any(isinstance(record.fact, ActPublished) for record in seen) else (NO_ACT,)


def cautions_json(said: Sequence[str]) -> dict[str, Any]:
    """Return the same for a document, which has nothing of it where nothing has to be said."""
    return {"notes": [*said]} if said else {}
