"""Judgments as cells: the status never stands without what it rests on and what is in doubt."""

from datetime import date

from projections.judging.bench import Case, Judgment
from projections.judging.marks import StretchMarks, stretch_marks
from projections.judging.timeline import Period, Standstill
from projections.record.law import ONE_DAY
from projections.wording.en import (
    announcements,
    assumed_words,
    choice_words,
    grounds,
    in_doubt_words,
    mark_words,
)
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


def status_row(case: Case, day: date, stands: Standstill) -> tuple[Cell, ...]:
    """Return how a subject stands on a day; "through" is the last day of the status."""
    dossier = case.dossier
    marks = stretch_marks(case, stands.judgment, stands.since, stands.until)
    return (
        dossier.product,
        dossier.name,
        dossier.vendors.at(day),
        dossier.categories.at(day),
        case.channel,
        day,
        stands.judgment.status.value,
        stands.since,
        _last(stands.until),
        case.status(stands.until).value if stands.until else None,
        *_why(stands.judgment, marks),
    )


def period_row(case: Case, period: Period) -> tuple[Cell, ...]:
    """Return a period of a subject's timeline; "through" is its last day, empty without end."""
    marks = stretch_marks(case, period.judgment, period.start, period.end)
    return (
        case.dossier.product,
        case.dossier.name,
        case.channel,
        period.start,
        _last(period.end),
        period.judgment.status.value,
        *_why(period.judgment, marks),
    )


def _last(end: date | None) -> date | None:
    return end - ONE_DAY if end else None


def _why(judgment: Judgment, marks: StretchMarks) -> tuple[str, ...]:
    points = judgment.open_points
    return (
        " ".join(grounds(judgment)),
        "; ".join(f"{p.question.name}{' (decides)' if p.decisive else ''}" for p in points),
        "; ".join(f"{choice_words(u.choice)}: {u.verdict.status}" for u in judgment.readings),
        "; ".join(assumed_words(marks.status)),
        "; ".join(in_doubt_words(marks.status)),
        " ".join(announcements(judgment)),
        mark_words(marks.start),
        mark_words(marks.end),
    )
