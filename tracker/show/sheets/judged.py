"""Judgments as cells: the status never stands without what it rests on and what is in doubt."""

from collections.abc import Iterator
from datetime import date

from events.tables.shelves import Shelf, Shelves
from projections.judging.bench import Judgment
from projections.judging.marks import StretchMarks
from projections.record.law import ONE_DAY
from projections.wording import Words
from tracker.ask.status import StatusPass
from tracker.ask.status_rows import Reasons, SubjectOnDay, Why
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
)

IN_DOUBT = ("since_in_doubt", "through_in_doubt")

COLUMNS = {
    Reasons.NONE: STATUS,
    Reasons.GROUNDS: (*STATUS, "grounds", "assumed", "not_verified", *IN_DOUBT),
    Reasons.FULL: (*STATUS, *WHY, *IN_DOUBT),
}
"""The columns of statuses, by how much of why is told."""

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


class StatusSheets:
    """A sheet for each channel of which a subject is shown, and one at least.

    Its rows are put on shelves as they are worked out, so that they are written channel by channel.
    """

    def __init__(self, passing: StatusPass, shelves: Shelves, words: Words) -> None:
        """Go through an answer; how many subjects are shown is `shown` then."""
        self._asked, self._question, self._words = passing.asked, passing.question, words
        self._rows: dict[str, Shelf[tuple[Cell, ...]]] = {}
        self._columns = COLUMNS[self._question.reasons]
        self.shown = 0
        for self.shown, row in enumerate(passing.rows, 1):
            if row.channel not in self._rows:
                self._rows[row.channel] = shelves.shelf()
            for on in row.on:
                self._rows[row.channel].put(self.shown, self._row(on))
        self._rest = passing.rest

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets."""
        headings = tuple(map(self._words.column, self._columns))
        channels: list[str | None] = [*sorted(self._rows)]
        for channel in channels or [None]:
            name = self._words.place(channel) if channel else self._words.column("status")
            rows = self._rows[channel] if channel else ()
            yield Sheet(name, headings, rows, (*self._above(channel),))

    def _above(self, channel: str | None) -> Iterator[str]:
        words, days, totals = self._words, self._question.all_days, self._rest.totals
        yield words.asked_words(self._asked, days=days)
        found = totals.found_in[channel] if channel else totals.found
        for day, tally in zip(days, totals.tallies(channel), strict=True):
            yield words.on_day(day) + words.status_counts(tally, found)
        yield from words.aside_words(self._rest.asides)

    def _row(self, each: SubjectOnDay) -> tuple[Cell, ...]:
        """Return how a subject stands on a day; "through" is the last day of the status."""
        stands, words = each.stands, self._words
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
            words.status(stands.after) if stands.after else None,
            *self._why(each.why),
        )

    def _why(self, why: Why | None) -> tuple[Cell, ...]:
        if why is None:
            return ()
        if self._question.reasons is Reasons.GROUNDS:
            return self._words.short_ground(why.judgment), *_in_doubt(why.marks, self._words)
        return _why(why.judgment, why.marks, self._words)


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
    doubts = _in_doubt(marks, words)
    return (
        words.sentences(words.grounds(judgment)),
        words.listed(map(words.decides_words, judgment.open_points)),
        words.listed(readings),
        *doubts[:2],
        words.sentences(words.announcements(judgment)),
        *doubts[2:],
    )


def _in_doubt(marks: StretchMarks, words: Words) -> tuple[str, ...]:
    """Return what is assumed and what is not verified of a status, then what of its days."""
    return (
        words.listed(words.assumed_words(marks.status)),
        words.listed(words.in_doubt_words(marks.status)),
        words.mark_words(marks.start),
        words.mark_words(marks.end),
    )
