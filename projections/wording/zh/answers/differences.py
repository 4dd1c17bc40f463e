"""What differs between two points in time, in Chinese."""

from datetime import date

from projections.comparing.changes import Change, ChangeMarks
from projections.comparing.differences import Difference, Turn
from projections.judging.judgment import Status
from projections.judging.marks import Marks
from projections.record.law import ONE_DAY
from projections.wording.zh.answers.tables import counted
from projections.wording.zh.days import day as day_words
from projections.wording.zh.terms import channel, status

LABELS = {
    "from": "甲时点：",
    "to": "乙时点：",
    "time": "  时间  ",
    "facts": "  事实  ",
    "days": "  日期  ",
}


def diff_label(what: str) -> str:
    """Return what stands before a line: which point, or what makes the difference told there."""
    return LABELS[what]


def at_point(said: str, *, second: bool) -> str:
    """Return what has to be said beside the statuses of one point."""
    return f"{'乙' if second else '甲'}时点：{said}"


def difference_words(each: Difference) -> str:
    """Return a subject and its status at both points, with signs."""
    product, place = each.subject
    before = _marked(each.before, each.marks.before)
    words = f"由{before}变为{_marked(each.after, each.marks.after)}"
    return f"{product}，{channel(place)}：{words if each.on_the_day else f'两个时点均为{before}'}"


def turn_words(turn: Turn) -> str:
    """Return a day on which a status changes as time passes, with signs."""
    day = f"{day_words(turn.day)}{turn.marks.signs}"
    return f"自{day}起：由{status(turn.before)}变为{status(turn.after)}"


def facts_words(each: Difference, day: date) -> str:
    """Return what the facts make of a status on the second point's day, with signs."""
    before, after = _marked(each.between, each.marks.between), _marked(each.after, each.marks.after)
    return f"{day_words(day)}：由{before}变为{after}"


def change_words(change: Change, marks: ChangeMarks, *, now: bool = False) -> str:
    """Return the days of a change and both statuses, with signs; the second holds `now`."""
    start = f"{day_words(change.start)}{marks.start.signs}"
    last = f"至{day_words(change.end - ONE_DAY)}{marks.end.signs}" if change.end else "起"
    before, after = _marked(change.before, marks.before), _marked(change.after, marks.after)
    turns = f"原为{before}，现为{after}" if now else f"由{before}变为{after}"
    return f"自{start}{last}：{turns}"


def diff_total(compared: int, on_the_day: int, on_other_days: int, *, same_point: bool) -> str:
    """Return how many of the subjects compared differ."""
    if same_point:
        return "没有差异：两个时点相同。"
    subjects = counted(compared, "subject")
    if not on_the_day and not on_other_days:
        return f"{subjects}均无差异。"
    beside = f"；另有 {on_other_days:,} 个仅在其他日期有差异" if on_other_days else ""
    return f"{subjects}中，{on_the_day:,} 个当日结论不同{beside}。"


def _marked(value: Status, marks: Marks) -> str:
    return f"{status(value)}{marks.signs}"
