"""On what a status rests, and what comes next, in few English sentences."""

from projections.judging.bench import Judgment, OpenPoint
from projections.judging.grounds import Ground, NothingReaches, SingleReading, grounds_of
from projections.judging.requirements import PendingAmendment
from projections.judging.timeline import Standstill
from projections.record.questions import Choice
from projections.wording.en.citing import cited
from projections.wording.en.reasons import open_point, sentence


def grounds(judgment: Judgment, *, brief: bool = True) -> list[str]:
    """Return the sentences on which a status rests, most telling first; never empty.

    Unless `brief`, regimes go by their full names, each with the act that established it.
    """
    return [ground(each, brief=brief) for each in grounds_of(judgment)]


def short_ground(judgment: Judgment) -> str:
    """Return the most telling thing on which a status rests, and how many there are beside it."""
    first, *others = grounds(judgment)
    return f"{first} ({len(others)} more.)" if others else first


def ground(found: Ground, *, brief: bool = True) -> str:
    """Return one thing on which a status rests."""
    match found:
        case OpenPoint():
            return open_point(found)
        case SingleReading(question, reading, status):
            return f"{question} read as {reading}: {status}."
        case NothingReaches():
            return "No regime on record reaches this channel on this day."
        case _:
            return sentence(found, brief=brief)


def announcements(judgment: Judgment) -> list[str]:
    """Return in few words which catalogues are to change."""
    return [
        f"Pending: an amendment of the {reason.regime} catalogue ({cited(reason.announced)})."
        for reason in judgment.reasons
        if isinstance(reason, PendingAmendment)
    ]


def next_words(stands: Standstill) -> str:
    """Return to what a status changes next, and why."""
    if stands.until is None or stands.after is None:
        return "Nothing on record changes this status."
    why = " ".join(grounds(stands.after))
    return f"From {stands.until}: {stands.after.status}. {why}"


def choice_words(choice: Choice) -> str:
    """Return how some questions are read."""
    return ", ".join(f"{question} read as {reading}" for question, reading in choice)
