"""On what a status rests, and what comes next, in few Chinese sentences."""

from projections.judging.bench import Judgment, OpenPoint
from projections.judging.grounds import Ground, NothingReaches, SingleReading, grounds_of
from projections.judging.requirements import PendingAmendment
from projections.judging.timeline import Standstill
from projections.record.questions import Choice
from projections.wording.zh.citing import cited
from projections.wording.zh.days import day
from projections.wording.zh.reasons import open_point, sentence
from projections.wording.zh.terms import status as status_words


def grounds(judgment: Judgment, *, brief: bool = True) -> list[str]:
    """Return the sentences on which a status rests, most telling first; never empty.

    Unless `brief`, each regime comes with the act that established it.
    """
    return [ground(each, brief=brief) for each in grounds_of(judgment)]


def short_ground(judgment: Judgment) -> str:
    """Return the most telling thing on which a status rests, and how many there are beside it."""
    first, *others = grounds(judgment)
    return f"{first}（另有 {len(others)} 项依据。）" if others else first


def ground(found: Ground, *, brief: bool = True) -> str:
    """Return one thing on which a status rests."""
    match found:
        case OpenPoint():
            return open_point(found)
        case SingleReading(question, reading, status):
            return f"若将 {question} 按“{reading}”解读：{status_words(status)}。"
        case NothingReaches():
            return "当日没有已记录的制度适用于该渠道。"
        case _:
            return sentence(found, brief=brief)


def announcements(judgment: Judgment) -> list[str]:
    """Return in few words which catalogues are to change."""
    return [
        f"{reason.regime} 目录拟修订（{cited(reason.announced)}）。"
        for reason in judgment.reasons
        if isinstance(reason, PendingAmendment)
    ]


def next_words(stands: Standstill) -> str:
    """Return to what a status changes next, and why."""
    if stands.until is None or stands.after is None:
        return "已记录的事实中，没有会使该状态发生变化的。"
    why = "".join(grounds(stands.after))
    return f"自{day(stands.until)}起转为{status_words(stands.after.status)}。{why}"


def choice_words(choice: Choice) -> str:
    """Return how some questions are read."""
    return "，".join(f"{question} 按“{reading}”解读" for question, reading in choice)
