"""What scenarios change, as text of 80 columns."""

from collections.abc import Iterator, Mapping, Sequence

import click

from projections.comparing.changes import Subject
from projections.judging.judgment import Status
from projections.judging.marks import Marks
from projections.record.law import ONE_DAY
from projections.what_if.announced import Announced
from projections.what_if.consequences import Changed, Period
from projections.what_if.effects import Effect, effects
from projections.what_if.totals import Share, Totals, Turned
from projections.wording import Words, notice_words_of
from tracker.ask.what_if.what_if import Supposed, WhatIf
from tracker.cli.marking import marked, print_legend
from tracker.cli.output import print_paragraph, print_table
from tracker.show.what_if.words import question_words, sum_words


def print_what_if(found: WhatIf, words: Words) -> None:
    """Print what scenarios change, several of them side by side."""
    if len(found.scenarios) == 1:
        _print_supposed(found.scenarios[0], words)
    else:
        _print_side_by_side(found.scenarios, words)


def _print_supposed(supposed: Supposed, words: Words) -> None:
    """Print what one scenario changes: change by change, then in numbers."""
    print_paragraph(supposed.name, first=words.what_if("what_if"))
    print_paragraph(question_words(supposed, words))
    for effect in effects(supposed.answer.changed):
        click.echo()
        _print_effect(effect, words)
    print_legend(_marks(supposed), words)
    if supposed.answer.changed:
        click.echo()
        _print_totals(supposed.totals, words)
    _print_reminders(supposed.reminders, words)
    _print_doubts(supposed, words)
    click.echo()
    print_paragraph(sum_words(supposed, words))


def _print_side_by_side(columns: Sequence[Supposed], words: Words) -> None:
    """Print what several scenarios change, a column a scenario."""
    for number, supposed in enumerate(columns, 1):
        print_paragraph(supposed.name, first=f"{number}: ")
        print_paragraph(question_words(supposed, words), first="   ")
    by_subject = [{each.subject: each for each in column.answer.changed} for column in columns]
    cells = {
        subject: [_cell(column.get(subject), words) for column in by_subject]
        for subject in sorted({subject for column in by_subject for subject in column})
    }
    if cells:
        click.echo()
        _print_beside(cells, columns, words)
    if any(column.reminders for column in columns):
        click.echo()
        fates = [[words.what_if(what), *each] for what, each in _reminder_counts(columns)]
        _print_numbered("reminders", fates, words)
    for number, supposed in enumerate(columns, 1):
        _print_doubts(supposed, words, f"{number}: ")
    click.echo()
    for number, supposed in enumerate(columns, 1):
        print_paragraph(sum_words(supposed, words), first=f"{number}: ")
    if cells:
        alike = sum(len(set(each)) == 1 for each in cells.values())
        print_paragraph(words.alike_words(len(cells), alike))


def _print_beside(
    cells: Mapping[Subject, Sequence[str]], columns: Sequence[Supposed], words: Words
) -> None:
    rows = [[product, words.place(channel), *found] for (product, channel), found in cells.items()]
    headings = [*map(words.heading, ("product", "channel")), *_numbers(columns)]
    print_table(headings, rows)
    print_legend((marks for each in columns for marks in _marks(each)), words)
    click.echo()
    _print_numbered("subjects", list(_counts([each.totals for each in columns], words)), words)


def _print_numbered(heading: str, rows: Sequence[Sequence[str]], words: Words) -> None:
    """Print a table with a column a scenario."""
    print_table([words.heading(heading), *_numbers(rows[0][1:])], rows)


def _numbers(columns: Sequence[object]) -> Iterator[str]:
    return (str(number) for number, _ in enumerate(columns, 1))


def _marks(supposed: Supposed) -> Iterator[Marks]:
    for changed in supposed.answer.changed:
        for period in changed.periods:
            yield from period.marks.all


def _print_effect(effect: Effect, words: Words) -> None:
    turn = words.what_if("turn", words.status(effect.before), words.status(effect.after))
    subjects = words.counted(len({_subject(each) for each in effect.periods}), "subject")
    extent = words.what_if("extent", subjects, effect.first_day)
    print_paragraph(words.what_if("head", turn, extent))
    for because in effect.because:
        sign = "+" if because.added else "-"
        print_paragraph(words.because_words(because), first=f"  {sign} ")
    for needed in dict.fromkeys(words.need_words(n) for each in effect.periods for n in each.needs):
        print_paragraph(needed, first=f"  {words.what_if('needed')}")
    rows = [_cells(period, words) for period in effect.periods]
    columns = [each for each in rows[0] if any(row[each] for row in rows)]
    print_table(list(map(words.heading, columns)), [[row[c] for c in columns] for row in rows])


def _cells(period: Period, words: Words) -> dict[str, str]:
    """Return the cells of a period by their columns; one that is empty in all is left out."""
    change, marks = period.change, period.marks
    return {
        "product": change.product,
        "channel": words.place(change.channel),
        "from": marked(change.start, marks.start),
        "through": marked(change.end - ONE_DAY, marks.end) if change.end else "-",
        "statuses": ", ".join(_statuses(period, words)) if marks.statuses else "",
        "needed_by": ", ".join(f"{need.regime} {need.by}" for need in period.needs),
    }


def _statuses(period: Period, words: Words) -> tuple[str, str]:
    """Return the statuses before and after, with their marks."""
    change, marks = period.change, period.marks
    return (
        marked(words.status(change.before), marks.before),
        marked(words.status(change.after), marks.after),
    )


def _print_totals(counts: Totals, words: Words) -> None:
    cells = [
        [words.status(each.status), f"{each.left:,}", f"{each.entered:,}", f"{counts.subjects:,}"]
        for each in counts.statuses
    ]
    print_table([*map(words.heading, ("status", "left_by", "entered_by", "of"))], cells)
    for sort, found in counts.shares.items():
        if shares := [each for each in found if each.changed]:
            click.echo()
            rows = [[_name(sort, s, words), f"{s.changed:,}", f"{s.of:,}"] for s in shares]
            print_table([*map(words.heading, (sort, "changed", "of"))], rows)


def _name(sort: str, share: Share, words: Words) -> str:
    if share.name is None:
        return words.what_if("nameless")
    return words.place(share.name) if sort == "channel" else share.name


def _print_reminders(found: Announced, words: Words) -> None:
    if not found:
        return
    click.echo()
    print_paragraph(words.what_if("to_come", words.reminder_counts(found.counts), found.since))
    notices = notice_words_of(words.LANGUAGE)
    rows = [
        [
            words.what_if(what),
            marked(each.occasion.day, each.occasion.marks),
            each.told_on[0].isoformat(),
            notices.occasion_name(each.occasion)
            + (words.what_if("but_was", each.before.day) if each.before else ""),
        ]
        for what, group in found.groups.items()
        for each in group
    ]
    print_table([*map(words.heading, ("reminder", "day", "first_told", "what"))], rows)
    print_legend((each.occasion.marks for each in found.all), words)


def _print_doubts(supposed: Supposed, words: Words, head: str = "") -> None:
    if supposed.answer.doubts:
        click.echo()
        for doubt in supposed.answer.doubts:
            about, text = words.finding_about(doubt.about), words.finding_text(doubt)
            first = f"{head}{words.what_if('finding')}"
            print_paragraph(words.what_if("head", about, text), first=first)


def _counts(columns: Sequence[Totals], words: Words) -> Iterator[list[str]]:
    """Yield a row for each status, regime, channel, category and vendor that changes anywhere."""
    turned = [{each.status: each for each in counts.statuses} for counts in columns]
    for status in Status:
        if any(status in column for column in turned):
            found = [column.get(status, Turned(status, 0, 0)) for column in turned]
            name = words.status(status)
            yield [words.what_if("left", name), *(f"{each.left:,}" for each in found)]
            yield [words.what_if("entered", name), *(f"{each.entered:,}" for each in found)]
    for sort in columns[0].shares:
        shares = [{each.name: each for each in counts.shares[sort]} for counts in columns]
        changed = {s.name: s for column in shares for s in column.values() if s.changed}
        for one in changed.values():
            cells = (_of(column.get(one.name), words) for column in shares)
            yield [words.what_if("by", words.column(sort), _name(sort, one, words)), *cells]


def _reminder_counts(columns: Sequence[Supposed]) -> Iterator[tuple[str, list[str]]]:
    """Yield what becomes of reminders, and how many there are for each scenario."""
    for what in columns[0].reminders.groups:
        yield what, [f"{each.reminders.counts[what]:,}" for each in columns]


def _of(share: Share | None, words: Words) -> str:
    if share is None:
        return words.what_if("none")
    return words.what_if("share", share.changed, share.of)


def _cell(changed: Changed | None, words: Words) -> str:
    """Return how a subject changes under one scenario."""
    if changed is None:
        return "-"
    return words.what_if("also").join(_told(each, words) for each in changed.periods)


def _told(period: Period, words: Words) -> str:
    change, marks = period.change, period.marks
    days = [marked(change.start, marks.start)]
    days += [marked(change.end - ONE_DAY, marks.end)] if change.end else []
    stretch = words.what_if("stretch_through" if change.end else "stretch", *days)
    return f"{words.what_if('turn', *_statuses(period, words))} {stretch}"


def _subject(period: Period) -> Subject:
    return period.change.product, period.change.channel
