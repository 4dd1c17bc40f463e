"""Statuses and days of a report, with the signs of what is less than certain, and their legend."""

from collections.abc import Iterable, Iterator
from datetime import date

from projections.judging.judgment import Status
from projections.judging.marks import NO_MARKS, SIGNS, Marks
from projections.wording import Words
from tracker.show.report.blocks import Line


def status_line(status: Status, words: Words, marks: Marks = NO_MARKS) -> Line:
    """Return a status with its signs."""
    return Line(f"{words.status(status)}{marks.signs}", "status", status)


def marked(day: date, marks: Marks, words: Words) -> str:
    """Return a day as a sentence writes it, with its signs."""
    return words.report("marked", day, marks.signs)


def legend(found: Iterable[Marks], words: Words) -> Iterator[Line]:
    """Yield what each sign means that occurs."""
    shown = {sign for marks in found for sign in marks.signs}
    yield from (Line(f"{sign} {words.legend(sign)}", "quiet") for sign in SIGNS if sign in shown)
