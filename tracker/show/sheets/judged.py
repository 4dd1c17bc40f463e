"""Judgments as cells: the status never stands without what it rests on and what is in doubt."""

from datetime import date

from projections.judging.bench import Case, Judgment
from projections.judging.marks import StretchMarks, stretch_marks
from projections.judging.timeline import Period, Standstill
from projections.record.law import ONE_DAY
from projections.wording import Words
from tracker.show.sheets.sheets import Cell

WHY = ("grounds", "open_questions", "readings", "assumed", "not_verified", "pending")

STATUS = (
    "product",
    "name",
    "vendor",
    "category",
    "channel",
    "as_of",
    "status",
    "since",
    "through",
    "next_status",
    *WHY,
    "since_in_doubt",
    "through_in_doubt",
)

TIMELINE = (
    "product",
    "name",
    "channel",
    "from",
    "through",
    "status",
    *WHY,
    "from_in_doubt",
    "through_in_doubt",
)


def status_row(case: Case, day: date, stands: Standstill, words: Words) -> tuple[Cell, ...]:
    """Return how a subject stands on a day; "through" is the last day of the status."""
    dossier = case.dossier
    marks = stretch_marks(case, stands.judgment, stands.since, stands.until)
    return (
        dossier.product,
        dossier.name,
        dossier.vendors.at(day),
        dossier.categories.at(day),
        words.place(case.channel),
        day,
        words.status(stands.judgment.status),
        stands.since,
        _last(stands.until),
        words.status(case.status(stands.until)) if stands.until else None,
        *_why(stands.judgment, marks, words),
    )


def period_row(case: Case, period: Period, words: Words) -> tuple[Cell, ...]:
    """Return a period of a subject's timeline; "through" is its last day, empty without end."""
    marks = stretch_marks(case, period.judgment, period.start, period.end)
    return (
        case.dossier.product,
        case.dossier.name,
        words.place(case.channel),
        period.start,
        _last(period.end),
        words.status(period.judgment.status),
        *_why(period.judgment, marks, words),
    )


def _last(end: date | None) -> date | None:
    return end - ONE_DAY if end else None


def _why(judgment: Judgment, marks: StretchMarks, words: Words) -> tuple[str, ...]:
    readings = (
        f"{words.choice_words(under.choice)}: {words.status(under.verdict.status)}"
        for under in judgment.readings
    )
    return (
        words.sentences(words.grounds(judgment)),
        words.listed(map(words.decides_words, judgment.open_points)),
        words.listed(readings),
        words.listed(words.assumed_words(marks.status)),
        words.listed(words.in_doubt_words(marks.status)),
        words.sentences(words.announcements(judgment)),
        words.mark_words(marks.start),
        words.mark_words(marks.end),
    )
