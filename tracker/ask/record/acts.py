"""Which acts are on record."""

from dataclasses import dataclass
from typing import Any

from events.acts import ActPublished
from events.facts import fact_to_dict
from projections.record.asked import Asked
from projections.record.visible import Viewpoint
from tracker.live.live import Live


@dataclass(frozen=True, slots=True)
class ActsQuestion:
    """As known and recorded by when the acts are asked for; each is listed, whatever the day."""

    point: Viewpoint


@dataclass(frozen=True, slots=True)
class Acts:
    """Every act that the question sees, oldest first."""

    asked: Asked
    acts: tuple[ActPublished, ...]

    def document(self) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        told = [{**fact_to_dict(act), "unverified": act.is_doubtful} for act in self.acts]
        return {**self.asked.document(), "acts": told}


def acts(live: Live, question: ActsQuestion) -> Acts:
    """Return the acts on record."""
    seen = live.snapshot(question.point)
    found = [(r.position, r.fact) for r in seen.seen if isinstance(r.fact, ActPublished)]
    found.sort(key=lambda each: (each[1].published_on, each[0]))
    return Acts(seen.asked, tuple(act for _, act in found))
