"""Which of the reasons of a judgment carry its status: the short answer to "why"."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Doubts:
    """What would have to be known to settle a status, each sorted by name.

    `regimes` are those of which it is unknown whether they cover the product.
    """

    questions: tuple[str, ...]
    regimes: tuple[str, ...]
    reviews: tuple[str, ...]


def doubts(judgment: Judgment) -> Doubts:
    """Return what keeps a judgment from settling the status."""
    reasons = carrying(judgment)
    regimes = {
        reason.regime
        for reason in reasons
        if isinstance(reason, Requirement) and reason.scope.in_scope is None
    }
    reviews = {
        reason.review
        for reason in reasons
        if isinstance(reason, ReviewFinding) and reason.standing is ReviewStanding.PENDING
    }
    questions = {point.question.name for point in judgment.open_points if point.decisive}
    return Doubts(tuple(sorted(questions)), tuple(sorted(regimes)), tuple(sorted(reviews)))


def removal_deadline(judgment: Judgment) -> date | None:
    """Return the last day for a removal ordered of what a judgment bars, if one is."""
    return max(
        (
            reason.deadline
            for reason in carrying(judgment)
            if isinstance(reason, ReviewFinding) and reason.deadline
        ),
        default=None,
    )
