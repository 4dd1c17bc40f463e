"""`tracker status`: which products may be sold where, on a day or on several side by side."""

from dataclasses import replace
from datetime import date
from functools import partial

import click

from projections.judging.judgment import Status
from projections.judging.marks import SIGNS
from projections.record.law import ONE_DAY
from projections.wording import Words
from tracker.ask.status import Statuses, StatusQuestion, SubjectOnDay, statuses
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, print_asides, tell_no_act
from tracker.cli.marking import marked, print_legend
from tracker.cli.options import (
    When,
    asked_when,
    channel_option,
    days_option,
    json_option,
    language_option,
    status_option,
)
from tracker.cli.output import WIDTH, print_json, print_paragraph, print_table, status_colors
from tracker.cli.tables_out import (
    Tables,
    TablesOut,
    point_columns,
    question_rows,
    tables_options,
    write_tables,
)
from tracker.ledger import Ledger
from tracker.show.sheets.judged import status_sheets


@click.command("status")
@click.argument("products", nargs=-1, metavar="[PRODUCT]...")
@days_option
@asked_when(as_of=False)
@channel_option
@status_option
@language_option
@json_option
@tables_options
@click.pass_obj
def command(
    session: Session,
    products: tuple[str, ...],
    days: tuple[date, ...],
    when: When,
    channel: str | None,
    chosen: tuple[str, ...],
    words: Words,
    as_json: bool,
    tables: TablesOut,
) -> None:
    """Show the status of products in their channels on a day, or on several side by side.

    SINCE is the first day of the status, THROUGH its last; in JSON, "until" is the day after that.
    '~' marks what rests on a last day assumed from a license's term, '*' what rests on law that
    nobody has verified or whose day is in doubt; in JSON, "marks" tells which. With several days,
    --status keeps the subjects that have it on one of them.

    --csv and --xlsx write a row for each subject and day, with what the status rests on and what
    is in doubt; a workbook has a sheet for each channel.

    \b
    Example:
      tracker status --as-of 2023-07-03 --status non_compliant
      tracker status --as-of 2023-06-30 --as-of 2023-07-03
      tracker status --as-of 2023-07-03 --xlsx status.xlsx
    """
    with asking(session) as live:
        when = replace(when, as_of=days[0] if days else None)
        point = point_of(session, live, when, kept=bool(tables))
        only = frozenset(map(Status, chosen))
        answer = statuses(live, StatusQuestion(point, products, channel, only, days))
    tell_no_act(answer.asides, words)
    for each in answer.missing:
        click.echo(words.note(words.missing_words(each, answer.asked)), err=True)
    if as_json:
        print_json(answer.document(words))
    elif products and not (answer.found or answer.asides.without_status):
        raise click.exceptions.Exit(1)
    elif tables:
        write_tables(tables, _tables(live.ledger, answer, words))
    else:
        (_print_day if len(answer.days) == 1 else _print_days)(answer, words)
        print_asides(answer.asides, words)


def _print_day(answer: Statuses, words: Words) -> None:
    print_paragraph(words.asked_words(answer.asked))
    shown = [row.on[0] for row in answer.rows]
    if shown:
        click.echo()
        codes = "product", "channel", "status", "since", "through"
        rows = [_cells(each, words) for each in shown]
        print_table([words.heading(code) for code in codes], rows, colors=status_colors(words))
        print_legend((marks for each in shown for marks in each.marks.all), words)
        click.echo()
    print_paragraph(*_counts(answer, words))


def _cells(each: SubjectOnDay, words: Words) -> list[str]:
    stands, marks = each.stands, each.marks
    return [
        each.product,
        words.place(each.channel),
        marked(words.status(each.status), marks.status),
        marked(stands.since, marks.start) if stands.since else "-",
        marked(stands.until - ONE_DAY, marks.end) if stands.until else "-",
    ]


def _print_days(answer: Statuses, words: Words) -> None:
    """Print a table for each channel, with a column for each day."""
    days = answer.days
    print_paragraph(words.asked_words(answer.asked, days=days))
    longest = max((len(row.product) for row in answer.rows), default=0)
    fitting = max(1, (WIDTH - min(longest, 24)) // (len(Status.NON_COMPLIANT) + len(SIGNS) + 1))
    for channel in sorted({row.channel for row in answer.rows}):
        click.echo(f"\n{words.place(channel)}")
        rows = [row for row in answer.rows if row.channel == channel]
        for first in range(0, len(days), fitting):
            block = slice(first, first + fitting)
            headings = [words.heading("product"), *map(str, days[block])]
            cells = [[row.product, *(_marked(on, words) for on in row.on[block])] for row in rows]
            print_table(headings, cells, gap=1, colors=status_colors(words))
    print_legend((on.marks.status for row in answer.rows for on in row.on), words)
    click.echo()
    for day, told in zip(days, _counts(answer, words), strict=True):
        print_paragraph(told, first=words.on_day(day))


def _marked(on: SubjectOnDay, words: Words) -> str:
    return marked(words.status(on.status), on.marks.status)


def _counts(answer: Statuses, words: Words) -> list[str]:
    return [words.status_counts(tally, answer.found) for tally in answer.tallies()]


def _tables(ledger: Ledger, answer: Statuses, words: Words) -> Tables:
    """Return the subjects that are shown of all that were found, and what is said beside them."""
    asked, days = answer.asked, answer.days
    beside, counts = words.aside_words(answer.asides), _counts(answer, words)
    shown = words.subject_count(len(answer.rows), answer.found)
    total = counts[0] if len(days) == 1 else words.on_days(shown, len(days))
    return Tables(
        partial(status_sheets, answer, words),
        [
            *question_rows(ledger, asked.point, asked.position, days=days),
            *((f"counts {day} 数目", told) for day, told in zip(days, counts, strict=True)),
            *(("note 说明", told) for told in beside),
            *((f"{words.status(status)} means 含义", words.meaning(status)) for status in Status),
        ],
        point_columns(asked.point, asked.position, as_of=False),
        words.sentences([total, *beside]),
        no_act=answer.asides.no_act,
        words=words,
    )
