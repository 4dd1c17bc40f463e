"""Statuses as text: a table of a day, or one of several days for each channel, and the counts."""

from collections import Counter
from datetime import date

import click

from projections.judging.judgment import Status
from projections.judging.marks import NO_MARKS, SIGNS, Marks
from projections.record.law import ONE_DAY
from projections.wording import Words
from tracker.ask.status import StatusPass
from tracker.ask.status_rows import Page, Reasons, StatusRow, SubjectOnDay, Totals
from tracker.cli.asking import print_asides
from tracker.cli.marking import marked, print_legend
from tracker.cli.output import WIDTH, print_paragraph, print_table, status_colors

Line = tuple[list[str], list[str]]
"""The cells of a row, and what is told below it."""


class Listing:
    """The subjects of an answer as they are shown, by channel, and the marks among them.

    With one day, all of them stand under None, for they make one table.
    """

    def __init__(self, passing: StatusPass, words: Words) -> None:
        """Go through an answer."""
        self._words, self._days = words, passing.question.all_days
        self._tells_ground = passing.question.reasons is Reasons.GROUNDS
        self.marks: dict[str, Marks] = {}
        self.lines: dict[str | None, list[Line]] = {}
        for row in passing.rows:
            channel = row.channel if len(self._days) > 1 else None
            self.lines.setdefault(channel, []).append((self._cells(row), self._below(row)))

    def _cells(self, row: StatusRow) -> list[str]:
        if len(self._days) > 1:
            return [row.product, *map(self._status, row.on)]
        [on] = row.on
        since, until = on.stands.since, on.stands.until
        start, end = (on.why.marks.start, on.why.marks.end) if on.why else (NO_MARKS, NO_MARKS)
        return [
            row.product,
            self._words.place(row.channel),
            self._status(on),
            self._marked(since, start) if since else "-",
            self._marked(until - ONE_DAY, end) if until else "-",
        ]

    def _status(self, on: SubjectOnDay) -> str:
        marks = on.why.marks.status if on.why else NO_MARKS
        return self._marked(self._words.status(on.status), marks)

    def _marked(self, word: object, marks: Marks) -> str:
        self.marks.setdefault(marks.signs, marks)
        return marked(word, marks)

    def _below(self, row: StatusRow) -> list[str]:
        if not self._tells_ground:
            return []
        several = len(self._days) > 1
        return [
            (self._words.on_day(on.day) if several else "")
            + self._words.short_ground(on.why.judgment)
            for on in row.on
            if on.why
        ]


def print_listing(listing: Listing, passing: StatusPass, words: Words) -> None:
    """Print the subjects, and how many there are of all, with what is to be said beside them."""
    days, question, rest = passing.question.all_days, passing.question, passing.rest
    if len(days) == 1:
        print_paragraph(words.asked_words(passing.asked))
        _print_day(listing, words)
    else:
        print_paragraph(words.asked_words(passing.asked, days=days))
        _print_days(listing, days, words)
    print_legend(listing.marks.values(), words)
    if listing.lines or len(days) > 1:
        click.echo()
    if question.page:
        _print_page(question.page, rest.totals, days, words)
    else:
        _print_counts(rest.totals.tallies(), rest.totals.found, days, words)
    if question.reasons is Reasons.NONE:
        print_paragraph(words.without_reasons_words())
    print_asides(rest.asides, words)


def _print_day(listing: Listing, words: Words) -> None:
    for lines in listing.lines.values():
        click.echo()
        codes = "product", "channel", "status", "since", "through"
        _print_table([words.heading(code) for code in codes], lines, words)


def _print_days(listing: Listing, days: tuple[date, ...], words: Words) -> None:
    """Print a table for each channel, with a column for each day."""
    longest = max((len(line[0][0]) for each in listing.lines.values() for line in each), default=0)
    fitting = max(1, (WIDTH - min(longest, 24)) // (len(Status.NON_COMPLIANT) + len(SIGNS) + 1))
    for channel, lines in sorted(listing.lines.items(), key=lambda pair: str(pair[0])):
        click.echo(f"\n{words.place(str(channel))}")
        for first in range(0, len(days), fitting):
            block = slice(first, first + fitting)
            headings = [words.heading("product"), *map(str, days[block])]
            part = [([cells[0], *cells[1:][block]], below[block]) for cells, below in lines]
            _print_table(headings, part, words, gap=1)


def _print_table(headings: list[str], lines: list[Line], words: Words, *, gap: int = 2) -> None:
    rows, below = [cells for cells, _ in lines], [told for _, told in lines]
    print_table(headings, rows, gap=gap, colors=status_colors(words), below=below)


def _print_page(page: Page, totals: Totals, days: tuple[date, ...], words: Words) -> None:
    """Print which of the subjects are shown, and the counts of all in each channel."""
    last = min(page.last, totals.matching)
    print_paragraph(words.page_words(page.first, last, totals.matching, totals.found))
    for channel, found in totals.found_in.items():
        click.echo(words.place(channel))
        for day, tally in zip(days, totals.all_tallies(channel), strict=True):
            print_paragraph(words.status_counts(tally, found), first=f"  {words.on_day(day)}")
    _print_counts(totals.all_tallies(), totals.found, days, words)


def _print_counts(
    tallies: list[Counter[Status]], found: int, days: tuple[date, ...], words: Words
) -> None:
    for day, tally in zip(days, tallies, strict=True):
        first = words.on_day(day) if len(days) > 1 else ""
        print_paragraph(words.status_counts(tally, found), first=first)
