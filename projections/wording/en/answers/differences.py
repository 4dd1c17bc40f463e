"""What differs between two points in time, in English."""

from datetime import date

from projections.comparing.changes import Change, ChangeMarks
from projections.comparing.differences import Difference, Turn
from projections.judging.marks import Marks
from projections.record.law import ONE_DAY
from projections.wording.en.answers.tables import counted

LABELS = {
    "from": "From: ",
    "to": "To:   ",
    "time": "  time  ",
    "facts": "  facts ",
    "days": "  days  ",
}


def diff_label(what: str) -> str:
    """Return what stands before a line: which point, or what makes the difference told there."""
    return LABELS[what]


def at_point(said: str, *, second: bool) -> str:
    """Return what has to be said beside the statuses of one point."""
    return f"At the {'second' if second else 'first'} point: {said}"


def difference_words(each: Difference) -> str:
    """Return a subject and its status at both points, with signs."""
    product, channel = each.subject
    before, after = _marked(each.before, each.marks.before), _marked(each.after, each.marks.after)
    words = f"{before}, then {after}" if each.on_the_day else f"{before} at both"
    return f"{product} in {channel}: {words}"


def turn_words(turn: Turn) -> str:
    """Return a day on which a status changes as time passes, with signs."""
    return f"{_marked(turn.day, turn.marks)}: {turn.before}, then {turn.after}"


def facts_words(each: Difference, day: date) -> str:
    """Return what the facts make of a status on the second point's day, with signs."""
    before, after = _marked(each.between, each.marks.between), _marked(each.after, each.marks.after)
    return f"on {day}: {before}, then {after}"


def change_words(change: Change, marks: ChangeMarks, *, now: bool = False) -> str:
    """Return the days of a change and both statuses, with signs; the second holds `now`."""
    start = _marked(change.start, marks.start)
    last = _marked(change.end - ONE_DAY, marks.end) if change.end else None
    days = f"{start} through {last}" if last else f"from {start}"
    before, after = _marked(change.before, marks.before), _marked(change.after, marks.after)
    return f"{days}: {before}, {'now' if now else 'then'} {after}"


def diff_total(compared: int, on_the_day: int, on_other_days: int, *, same_point: bool) -> str:
    """Return how many of the subjects compared differ."""
    if same_point:
        return "No difference: both points are the same."
    subjects = counted(compared, "subject")
    if not on_the_day and not on_other_days:
        return f"No difference in {subjects}."
    beside = f"; {on_other_days} on other days only" if on_other_days else ""
    return f"{on_the_day} of {subjects} answered differently{beside}."


def _marked(word: object, marks: Marks) -> str:
    return f"{word}{marks.signs}"
