"""Which of the reasons of a judgment carry its status: the short answer to "why"."""

from projections.judging.bench import Case, Judgment
from projections.judging.judgment import Placement, Reason, Status
from projections.judging.requirements import PendingAmendment, Requirement, Standing
from projections.judging.reviews import ReviewFinding, ReviewStanding
from projections.judging.timeline import Standstill
from projections.record.questions import Choice
from projections.wording import cited, open_point, sentence


def grounds(judgment: Judgment, *, brief: bool = True) -> list[str]:
    """Return the sentences on which a status rests, most telling first; never empty.

    Unless `brief`, regimes go by their full names, each with the act that established it.
    """
    found = [
        *(open_point(point) for point in judgment.open_points if point.decisive),
        *(
            f"{question} read as {reading}: {status}."
            for question, reading, status in single_readings(judgment)
        ),
        *(sentence(reason, brief=brief) for reason in carrying(judgment)),
    ]
    return found or ["No regime on record reaches this channel on this day."]


def carrying(judgment: Judgment) -> list[Reason]:
    """Return the reasons that carry a status."""
    return [reason for reason in judgment.reasons if carries(reason, judgment.status)]


def single_readings(judgment: Judgment) -> list[tuple[str, str, Status]]:
    """Return the status under each reading of the question that decides, if it is one alone."""
    return [
        (*under.choice[0], under.verdict.status)
        for under in judgment.readings
        if len(under.choice) == 1
    ]


def announcements(judgment: Judgment) -> list[str]:
    """Return in few words which catalogues are to change."""
    return [
        f"Pending: an amendment of the {reason.regime} catalogue ({cited(reason.announced)})."
        for reason in judgment.reasons
        if isinstance(reason, PendingAmendment)
    ]


def next_words(case: Case, stands: Standstill) -> str:
    """Return to what a status changes next, and why."""
    if stands.until is None:
        return "Nothing on record changes this status."
    judgment = case.judgment(stands.until)
    why = " ".join(grounds(judgment))
    return f"From {stands.until}: {judgment.status}. {why}"


def choice_words(choice: Choice) -> str:
    """Return how some questions are read."""
    return ", ".join(f"{question} read as {reading}" for question, reading in choice)


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
