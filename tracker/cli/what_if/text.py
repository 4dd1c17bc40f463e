"""What scenarios change, as text of 80 columns."""

from collections.abc import Iterable, Iterator, Sequence

import click

from projections.comparing.changes import Subject
from projections.judging.judgment import Status
from projections.record.law import ONE_DAY
from projections.what_if import (
    Announced,
    Effect,
    Need,
    Period,
    Share,
    Totals,
    Turned,
    Window,
    effects,
)
from projections.what_if.answer import Changed
from projections.wording.en import finding_text
from projections.wording.en.needs import need_words
from projections.wording.en.occasions import occasion_name
from tracker.ask.what_if import Supposed
from tracker.cli.marking import marked, print_legend
from tracker.cli.output import counted, print_paragraph, print_table
from tracker.show.what_if.words import NONE, SORTS, question_words, reminder_words, sum_words


def print_supposed(supposed: Supposed, window: Window, position: int) -> None:
    """Print what one scenario changes: change by change, then in numbers."""
    print_paragraph(supposed.scenario.name, first="What if: ")
    print_paragraph(question_words(supposed, window, position))
    for effect in effects(supposed.answer.changed):
        click.echo()
        _print_effect(effect)
    print_legend(marks for period in _periods(supposed) for marks in period.marks.all)
    if supposed.answer.changed:
        click.echo()
        _print_totals(supposed.totals)
    _print_reminders(supposed.reminders)
    _print_doubts(supposed)
    click.echo()
    print_paragraph(sum_words(supposed))


def print_side_by_side(columns: Sequence[Supposed], window: Window, position: int) -> None:
    """Print what several scenarios change, a column a scenario."""
    for number, supposed in enumerate(columns, 1):
        print_paragraph(supposed.scenario.name, first=f"{number}: ")
        print_paragraph(question_words(supposed, window, position), first="   ")
    by_subject = [{each.subject: each for each in column.answer.changed} for column in columns]
    subjects = sorted({subject for column in by_subject for subject in column})
    headings = ["PRODUCT", "CHANNEL", *map(str, range(1, len(columns) + 1))]
    rows = [
        [*subject, *(_cell(column.get(subject)) for column in by_subject)] for subject in subjects
    ]
    if rows:
        click.echo()
        print_table(headings, rows)
        print_legend(
            marks for each in columns for period in _periods(each) for marks in period.marks.all
        )
        click.echo()
        print_table(["SUBJECTS", *headings[2:]], list(_counts([c.totals for c in columns])))
    if any(column.reminders for column in columns):
        click.echo()
        print_table(["REMINDERS", *headings[2:]], list(_reminder_counts(columns)))
    for number, supposed in enumerate(columns, 1):
        _print_doubts(supposed, f"{number}: ")
    click.echo()
    for number, supposed in enumerate(columns, 1):
        print_paragraph(sum_words(supposed), first=f"{number}: ")
    alike = sum(
        len({_cell(column.get(subject)) for column in by_subject}) == 1 for subject in subjects
    )
    if subjects:
        print_paragraph(
            f"Of {counted(len(subjects), 'subject')} that change under some scenario, {alike:,} "
            "change alike under all."
        )


def _periods(supposed: Supposed) -> Iterator[Period]:
    for changed in supposed.answer.changed:
        yield from changed.periods


def _print_effect(effect: Effect) -> None:
    number = counted(len({_subject(each) for each in effect.periods}), "subject")
    print_paragraph(f"{effect.before}, then {effect.after}: {number}, from {effect.first_day}")
    for because in effect.because:
        print_paragraph(because.words, first=f"  {'+' if because.added else '-'} ")
    for words in dict.fromkeys(map(need_words, _needs(effect.periods))):
        print_paragraph(words, first="  Needed: ")
    rows = [_cells(period) for period in effect.periods]
    headings = [each for each in rows[0] if any(row[each] for row in rows)]
    print_table(headings, [[row[each] for each in headings] for row in rows])


def _cells(period: Period) -> dict[str, str]:
    """Return the cells of a period by their headings; one that is empty in all is left out."""
    change, marks = period.change, period.marks
    both = f"{marked(change.before, marks.before)}, {marked(change.after, marks.after)}"
    return {
        "PRODUCT": change.product,
        "CHANNEL": change.channel,
        "FROM": marked(change.start, marks.start),
        "THROUGH": marked(change.end - ONE_DAY, marks.end) if change.end else "-",
        "STATUSES": both if marks.statuses else "",
        "NEEDED BY": ", ".join(f"{need.regime} {need.by}" for need in period.needs),
    }


def _needs(periods: Iterable[Period]) -> Iterator[Need]:
    for period in periods:
        yield from period.needs


def _print_totals(counts: Totals) -> None:
    cells = [
        [turned.status.value, f"{turned.left:,}", f"{turned.entered:,}", f"{counts.subjects:,}"]
        for turned in counts.statuses
    ]
    print_table(["STATUS", "LEFT BY", "ENTERED BY", "OF"], cells)
    for heading, sort in SORTS.items():
        if shares := [each for each in sort(counts) if each.changed]:
            click.echo()
            rows = [[each.name or NONE, f"{each.changed:,}", f"{each.of:,}"] for each in shares]
            print_table([heading.upper(), "CHANGED", "OF"], rows)


def _print_reminders(reminders: Announced) -> None:
    if not reminders:
        return
    click.echo()
    print_paragraph(f"{reminder_words(reminders)}, to come from {reminders.since}")
    rows = [
        [
            what,
            each.occasion.day.isoformat(),
            each.told_on[0].isoformat(),
            occasion_name(each.occasion) + (f" (was {each.before.day})" if each.before else ""),
        ]
        for what, group in reminders.groups.items()
        for each in group
    ]
    print_table(["REMINDER", "DAY", "FIRST TOLD", "WHAT"], rows)


def _print_doubts(supposed: Supposed, head: str = "") -> None:
    if supposed.answer.doubts:
        click.echo()
        for doubt in supposed.answer.doubts:
            print_paragraph(f"{doubt.about}: {finding_text(doubt)}", first=f"{head}Finding: ")


def _counts(columns: Sequence[Totals]) -> Iterator[list[str]]:
    """Yield a row for each status, regime, channel, category and vendor that changes anywhere."""
    turned = [{each.status: each for each in counts.statuses} for counts in columns]
    for status in Status:
        if any(status in column for column in turned):
            found = [column.get(status, Turned(status, 0, 0)) for column in turned]
            yield [f"left {status}", *(f"{each.left:,}" for each in found)]
            yield [f"entered {status}", *(f"{each.entered:,}" for each in found)]
    for heading, sort in SORTS.items():
        shares = [{each.name: each for each in sort(counts)} for counts in columns]
        for name in dict.fromkeys(
            s.name for column in shares for s in column.values() if s.changed
        ):
            cells = (_of(column.get(name)) for column in shares)
            yield [f"{heading} {name or NONE}", *cells]


def _reminder_counts(columns: Sequence[Supposed]) -> Iterator[list[str]]:
    """Yield a row for what becomes of reminders."""
    for what in columns[0].reminders.groups:
        yield [what, *(f"{len(each.reminders.groups[what]):,}" for each in columns)]


def _of(share: Share | None) -> str:
    return f"{share.changed:,} of {share.of:,}" if share else "none"


def _cell(changed: Changed | None) -> str:
    """Return how a subject changes under one scenario."""
    if changed is None:
        return "-"
    return "; ".join(
        f"{marked(period.change.before, period.marks.before)}, then "
        f"{marked(period.change.after, period.marks.after)} from "
        f"{marked(period.change.start, period.marks.start)}"
        + (
            f" through {marked(period.change.end - ONE_DAY, period.marks.end)}"
            if period.change.end
            else ""
        )
        for period in changed.periods
    )


def _subject(period: Period) -> Subject:
    return period.change.product, period.change.channel
