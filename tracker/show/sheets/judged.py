"""Judgments as cells: the status never stands without what it rests on and what is in doubt."""

from collections.abc import Iterator
from datetime import date

from projections.judging.bench import Judgment
from projections.judging.marks import StretchMarks
from projections.record.law import ONE_DAY
from projections.wording import Words
from tracker.ask.status import Statuses, SubjectOnDay
from tracker.ask.timeline import MarkedPeriod, Timeline, Timelines
from tracker.show.sheets.sheets import Cell, Sheet

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


def status_sheets(answer: Statuses, words: Words) -> Iterator[Sheet]:
    """Yield a sheet for each channel of which a subject is shown, and one at least."""
    days, headings = answer.days, tuple(map(words.column, STATUS))
    beside = words.aside_words(answer.asides)
    channels: list[str | None] = [*sorted({row.channel for row in answer.rows})]
    for channel in channels or [None]:
        rows = [row for row in answer.rows if channel in (row.channel, None)]
        total = answer.found if channel is None else answer.found_in[channel]
        tallies = zip(days, answer.tallies(channel), strict=True)
        counts = (words.on_day(day) + words.status_counts(each, total) for day, each in tallies)
        above = (words.asked_words(answer.asked, days=days), *counts, *beside)
        name = words.place(channel) if channel else words.column("status")
        cells = (_status_row(each, words) for row in rows for each in row.on)
        yield Sheet(name, headings, cells, above)


def _status_row(each: SubjectOnDay, words: Words) -> tuple[Cell, ...]:
    """Return how a subject stands on a day; "through" is the last day of the status."""
    stands = each.stands
    return (
        each.product,
        each.name,
        each.vendor,
        each.category,
        words.place(each.channel),
        each.day,
        words.status(each.status),
        stands.since,
        _last(stands.until),
        words.status(stands.after.status) if stands.after else None,
        *_why(stands.judgment, each.marks, words),
    )


def timeline_sheets(answer: Timelines, words: Words) -> Iterator[Sheet]:
    """Yield a sheet for each channel."""
    headings = tuple(map(words.column, TIMELINE))
    for each in answer.timelines:
        subject = words.subject_words(each.product, each.channel)
        above = (words.asked_words(answer.asked), words.forecast_words(subject))
        rows = (_period_row(each, period, words) for period in each.periods)
        yield Sheet(words.place(each.channel), headings, rows, above)


def _period_row(of: Timeline, each: MarkedPeriod, words: Words) -> tuple[Cell, ...]:
    """Return a period of a timeline; "through" is its last day, empty without end."""
    period = each.period
    return (
        of.product,
        of.name,
        words.place(of.channel),
        period.start,
        _last(period.end),
        words.status(period.judgment.status),
        *_why(period.judgment, each.marks, words),
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
