"""Which of the reasons of a judgment carry its status: the short answer to "why"."""

from collections.abc import Sequence

from projections.bench import Judgment
from projections.judgment import Placement, Reason, Requirement, Standing, Status
from projections.reviews import ReviewFinding, ReviewStanding
from projections.wording import open_point, sentence


def grounds(judgment: Judgment) -> list[str]:
    """Return the sentences on which a status rests, most telling first; never empty."""
    found = [sentence(reason) for reason in judgment.reasons if _carries(reason, judgment.status)]
    decisive = [open_point(point) for point in judgment.open_points if point.decisive]
    if judgment.status is Status.INDETERMINATE and decisive:
        found = decisive + found
    return found or _fallback(judgment)


def _carries(reason: Reason, status: Status) -> bool:
    match reason:
        case Placement():
            return True
        case ReviewFinding():
            return (status, reason.standing) in {
                (Status.BARRED, ReviewStanding.BARRED),
                (Status.INDETERMINATE, ReviewStanding.PENDING),
            }
        case Requirement():
            return _weight(reason) is status
        case _:
            return False


def _weight(requirement: Requirement) -> Status:
    """Return the status to which a requirement, taken alone, would lead."""
    if requirement.standing is not Standing.APPLIES or requirement.scope.in_scope is False:
        return Status.NOT_REGULATED
    if requirement.satisfied:
        return Status.COMPLIANT
    return Status.NON_COMPLIANT if requirement.scope.in_scope else Status.INDETERMINATE


def _fallback(judgment: Judgment) -> list[str]:
    """Speak for a status that rests on no reason shared by every reading, or on none at all."""
    shared: Sequence[str] = [
        sentence(reason)
        for under in judgment.readings[:1]
        for reason in under.verdict.reasons
        if _carries(reason, under.verdict.status)
    ]
    return list(shared) or ["No regime on record reaches this channel on this day."]
