"""Why a question does not see a fact: not known yet, not recorded yet, voided, or opened anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from events.mentions import opens
from events.recorded import Recorded
from projections.record.visible import Horizon, voidings


class Why(StrEnum):
    """What keeps a fact out of an answer."""

    NOT_RECORDED = "not_recorded"
    NOT_KNOWN = "not_known"
    VOIDED = "voided"
    OPENED_AGAIN = "opened_again"


@dataclass(frozen=True, slots=True)
class Absence:
    """Why a horizon does not see a fact; `by` is the voiding or the later opening."""

    why: Why
    record: Recorded
    by: Recorded | None = None


def absence(record: Recorded, horizon: Horizon, facts: Iterable[Recorded]) -> Absence:
    """Return why a horizon does not count a fact, one of the `facts` on the same matters."""
    recorded_by, upto = horizon.recorded_by, horizon.upto
    if (recorded_by and record.recorded_at > recorded_by) or (upto and record.position > upto):
        return Absence(Why.NOT_RECORDED, record)
    if horizon.known_at and record.known_on > horizon.known_at:
        return Absence(Why.NOT_KNOWN, record)
    passed = horizon.passes(facts)
    if record.id in (voided := voidings(passed)):
        return Absence(Why.VOIDED, record, voided[record.id])
    name = opens(record.fact)
    later = [r for r in horizon.visible(passed) if name and opens(r.fact) == name]
    return Absence(Why.OPENED_AGAIN, record, later[-1] if later else None)
