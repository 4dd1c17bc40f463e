"""Which of the reasons of a judgment carry its status: the short answer to "why"."""

from dataclasses import dataclass

from projections.judging.bench import Judgment, OpenPoint
from projections.judging.judgment import Placement, Reason, Status
from projections.judging.requirements import Requirement, Weight
from projections.judging.reviews import ReviewFinding, ReviewStanding


@dataclass(frozen=True, slots=True)
class SingleReading:
    """A reading of the one question that decides, and the status under it."""

    question: str
    reading: str
    status: Status


@dataclass(frozen=True, slots=True)
class NothingReaches:
    """No regime on record reaches the channel on the day."""


Ground = OpenPoint | SingleReading | Reason | NothingReaches
"""Something on which a status rests."""


def grounds_of(judgment: Judgment) -> list[Ground]:
    """Return on what a status rests, most telling first; never empty."""
    found: list[Ground] = [
        *(point for point in judgment.open_points if point.decisive),
        *single_readings(judgment),
        *carrying(judgment),
    ]
    return found or [NothingReaches()]


def carrying(judgment: Judgment) -> list[Reason]:
    """Return the reasons that carry a status."""
    return [reason for reason in judgment.reasons if carries(reason, judgment.status)]


def single_readings(judgment: Judgment) -> list[SingleReading]:
    """Return the status under each reading of the question that decides, if it is one alone."""
    return [
        SingleReading(*under.choice[0], under.verdict.status)
        for under in judgment.readings
        if len(under.choice) == 1
    ]


def carries(reason: Reason, status: Status) -> bool:
    """Tell whether a reason carries a status."""
    match reason:
        case Placement():
            return True
        case ReviewFinding():
            return (status, reason.standing) in {
                (Status.BARRED, ReviewStanding.BARRED),
                (Status.INDETERMINATE, ReviewStanding.PENDING),
            }
        case Requirement():
            return _STATUSES[reason.weight] is status
        case _:
            return False


_STATUSES = {
    Weight.MET: Status.COMPLIANT,
    Weight.UNMET: Status.NON_COMPLIANT,
    Weight.OPEN: Status.INDETERMINATE,
    None: Status.NOT_REGULATED,
}
"""The status to which a requirement of some weight, taken alone, would lead."""
