"""`tracker status`: which products may be sold where, on a day or on several side by side."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Any

import click

from projections.answers.asides import Asides
from projections.answers.cautions import cautions_json
from projections.answers.explanation import reasons_json
from projections.answers.marks import marks_document
from projections.judging.bench import Case
from projections.judging.judgment import Status
from projections.judging.marks import SIGNS, StretchMarks, status_marks, stretch_marks
from projections.judging.timeline import Standstill, standstill
from projections.record.law import ONE_DAY
from projections.wording import words_of
from projections.wording.en.asides import asides_json
from tracker.cli import Session
from tracker.cli.ask.status_tables import Row, day_counts, status_answer
from tracker.cli.asking import (
    ask_statuses,
    asked_words,
    check_channel,
    not_placed_words,
    opened,
    print_asides,
)
from tracker.cli.marking import marked, print_legend
from tracker.cli.options import (
    When,
    asked_when,
    channel_option,
    days_option,
    json_option,
    status_option,
)
from tracker.cli.output import WIDTH, print_json, print_paragraph, print_table
from tracker.cli.tables_out import TablesOut, tables_options, write_tables
from tracker.live.snapshot import Snapshot


@click.command("status")
@click.argument("products", nargs=-1, metavar="[PRODUCT]...")
@days_option
@asked_when(as_of=False)
@channel_option
@status_option
@json_option
@tables_options
@click.pass_obj
def command(
    session: Session,
    products: tuple[str, ...],
    days: tuple[date, ...],
    when: When,
    channel: str | None,
    statuses: tuple[str, ...],
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
    with opened(session) as ledger:
        when = replace(when, as_of=days[0] if days else None)
        asked = ask_statuses(session, ledger, when, products, kept=bool(tables))
        days = tuple(dict.fromkeys(days)) or (asked.viewpoint.as_of,)
        rows = [
            Row(case, tuple(standstill(case, day) for day in days))
            for case in asked.cases(products, channel)
        ]
    asides = asked.asides((row.case for row in rows), products, days)
    _tell_missing(asked, products, channel, rows, asides.unplaced.names)
    shown = [row for row in rows if not statuses or _words(row).intersection(statuses)]
    if as_json:
        print_json(_document(asked, days, shown, asides))
    elif products and not (rows or asides.unplaced.names):
        raise click.exceptions.Exit(1)
    elif tables:
        write_tables(tables, status_answer(ledger, asked, days, shown, found=rows, asides=asides))
    else:
        if len(days) == 1:
            _print_day(asked, shown, total=len(rows))
        else:
            _print_days(asked, days, shown, total=len(rows))
        print_asides(asides)


def _tell_missing(
    asked: Snapshot,
    products: Sequence[str],
    channel: str | None,
    rows: Sequence[Row],
    unplaced: Set[str],
) -> None:
    """Say on standard error of each product asked for that it is not where it was looked for."""
    if not rows:
        check_channel(asked, channel)
    found = {row.case.dossier.product for row in rows} | unplaced
    for product in dict.fromkeys(products):
        if product not in found:
            click.echo(f"Note: {not_placed_words(asked, product, channel)}", err=True)


def _words(row: Row) -> set[str]:
    return {stands.judgment.status.value for stands in row.stands}


def _document(
    asked: Snapshot, days: Sequence[date], rows: Sequence[Row], asides: Asides
) -> dict[str, Any]:
    documents = [
        {
            **asked.asked.document(),
            **cautions_json(asked.cautions),
            "as_of": day.isoformat(),
            "subjects": [_subject(row.case, row.stands[number]) for row in rows],
            **asides_json(asides),
        }
        for number, day in enumerate(days)
    ]
    return documents[0] if len(documents) == 1 else {"days": documents}


def _subject(case: Case, stands: Standstill) -> dict[str, Any]:
    marks = _marks(case, stands)
    return {
        "product": case.dossier.product,
        "channel": case.channel,
        "status": stands.judgment.status,
        "since": stands.since.isoformat() if stands.since else None,
        "until": stands.until.isoformat() if stands.until else None,
        **marks_document(words_of("en"), status=marks.status, since=marks.start, until=marks.end),
        "reasons": reasons_json(stands.judgment),
    }


def _marks(case: Case, stands: Standstill) -> StretchMarks:
    return stretch_marks(case, stands.judgment, stands.since, stands.until)


def _print_day(asked: Snapshot, rows: Sequence[Row], *, total: int) -> None:
    print_paragraph(asked_words(asked.asked))
    found = [_marks(row.case, row.stands[0]) for row in rows]
    if rows:
        click.echo()
        headings = ["PRODUCT", "CHANNEL", "STATUS", "SINCE", "THROUGH"]
        cells = [
            _cells(row.case, row.stands[0], marks) for row, marks in zip(rows, found, strict=True)
        ]
        print_table(headings, cells)
        print_legend(each for marks in found for each in marks.all)
        click.echo()
    print_paragraph(next(day_counts([asked.viewpoint.as_of], rows, total=total)))


def _cells(case: Case, stands: Standstill, marks: StretchMarks) -> list[str]:
    return [
        case.dossier.product,
        case.channel,
        marked(stands.judgment.status, marks.status),
        marked(stands.since, marks.start) if stands.since else "-",
        marked(stands.until - ONE_DAY, marks.end) if stands.until else "-",
    ]


def _print_days(asked: Snapshot, days: Sequence[date], rows: Sequence[Row], *, total: int) -> None:
    """Print a table for each channel, with a column for each day."""
    print_paragraph(asked_words(asked.asked, days))
    longest = max((len(row.case.dossier.product) for row in rows), default=0)
    fitting = max(1, (WIDTH - min(longest, 24)) // (len(Status.NON_COMPLIANT) + len(SIGNS) + 1))
    for channel in sorted({row.case.channel for row in rows}):
        click.echo(f"\n{channel}")
        cells = [
            [row.case.dossier.product, *(_marked_status(stands) for stands in row.stands)]
            for row in rows
            if row.case.channel == channel
        ]
        for first in range(1, len(days) + 1, fitting):
            block = slice(first, first + fitting)
            shown = [[line[0], *line[block]] for line in cells]
            print_table(["PRODUCT", *map(str, days[first - 1 : first - 1 + fitting])], shown, gap=1)
    print_legend(status_marks(stands.judgment) for row in rows for stands in row.stands)
    click.echo()
    for day, words in zip(days, day_counts(days, rows, total=total), strict=True):
        print_paragraph(words, first=f"{day}: ")


def _marked_status(stands: Standstill) -> str:
    return marked(stands.judgment.status, status_marks(stands.judgment))
