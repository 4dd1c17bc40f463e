"""What has to be said beside every status, because of what its question does not see."""

from collections.abc import Iterable
from enum import StrEnum

from events.acts import ActPublished
from events.recorded import Recorded


class Caution(StrEnum):
    """Why statuses may not say what they seem to say."""

    NO_ACT = "no_act"


def cautions(seen: Iterable[Recorded]) -> tuple[Caution, ...]:
    """Return what to say of statuses that are worked out from the facts a question sees."""
    lawful = any(isinstance(record.fact, ActPublished) for record in seen)
    return () if lawful else (Caution.NO_ACT,)
