"""`tracker status`: which products may be sold where, on a day or on several side by side."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any

import click

from projections.findings.asides import Asides
from projections.judging.judgment import Status
from projections.wording import Words
from tracker.ask.status import StatusPass
from tracker.ask.status_rows import Page, Reasons, StatusQuestion
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, tell_no_act
from tracker.cli.options import (
    When,
    asked_when,
    channel_option,
    days_option,
    json_option,
    language_option,
    status_option,
)
from tracker.cli.output import print_json, print_json_lines
from tracker.cli.progress import progress_of
from tracker.cli.status.tables import tables_of
from tracker.cli.status.text import Listing, print_listing
from tracker.cli.tables_out import TablesOut, tables_options, write_tables
from tracker.shelves import DiskShelves
from tracker.show.sheets.judged import StatusSheets

Command = Callable[..., Any]


def page_options(command: Command) -> Command:
    """Give a command --limit and --page as one argument `page`."""

    @wraps(command)
    def told(*given: Any, limit: int | None, number: int | None, **others: Any) -> Any:
        if number and not limit:
            raise click.UsageError("--page goes with --limit, which says how long a page is.")
        return command(*given, page=Page(limit, number or 1) if limit else None, **others)

    sizes = click.option(
        "--limit", type=click.IntRange(1), metavar="N", help="Show so many subjects at most."
    )
    numbers = click.option(
        "--page",
        "number",
        type=click.IntRange(1),
        metavar="N",
        help="With --limit: show the N-th so many.  [default: 1]",
    )
    return sizes(numbers(told))


@click.command("status")
@click.argument("products", nargs=-1, metavar="[PRODUCT]...")
@days_option
@asked_when(as_of=False)
@channel_option
@status_option
@click.option(
    "--reasons",
    type=click.Choice([each.value for each in Reasons]),
    default=Reasons.FULL.value,
    show_default=True,
    help="How much to work out of why.",
)
@page_options
@language_option
@json_option
@click.option("--json-lines", "as_lines", is_flag=True, help="Print JSON objects, one a line.")
@tables_options
@click.pass_obj
def command(
    session: Session,
    products: tuple[str, ...],
    days: tuple[date, ...],
    when: When,
    channel: str | None,
    chosen: tuple[str, ...],
    reasons: str,
    page: Page | None,
    words: Words,
    as_json: bool,
    as_lines: bool,
    tables: TablesOut,
) -> None:
    """Show the status of products in their channels on a day, or on several side by side.

    SINCE is the first day of the status, THROUGH its last; in JSON, "until" is the day after that.
    '~' marks what rests on a last day assumed from a license's term, '*' what rests on law that
    nobody has verified or whose day is in doubt; in JSON, "marks" tells which. With several days,
    --status keeps the subjects that have it on one of them.

    --reasons grounds tells the most telling ground of each status, and how many there are beside
    it. --reasons none is the quickest: no reason is worked out, and so nothing is marked.

    In JSON, reasons refer to "sources" by key. --json-lines prints what was asked, then each
    subject after the sources that it is the first to refer to, and at the end the counts. What
    has no end was cut off.

    --csv and --xlsx write a row for each subject and day, with what the status rests on and what
    is in doubt; a workbook has a sheet for each channel.

    \b
    Example:
      tracker status --as-of 2023-07-03 --status non_compliant
      tracker status --as-of 2023-06-30 --as-of 2023-07-03
      tracker status --as-of 2023-07-03 --reasons grounds --limit 20 --page 2
      tracker status --as-of 2023-07-03 --xlsx status.xlsx
    """
    _check(tables, page, as_json=as_json, as_lines=as_lines)
    with (
        asking(session) as live,
        progress_of("products", "judged", streams=as_json or as_lines) as told,
        DiskShelves() as shelves,
    ):
        when = replace(when, as_of=days[0] if days else None)
        point = point_of(session, live, when, kept=bool(tables))
        only = frozenset(map(Status, chosen))
        question = StatusQuestion(point, products, channel, only, days, Reasons(reasons), page)
        passing = StatusPass(live, question, told)
        if reason := live.tables.left_aside:
            click.echo(words.note(words.tables_left_aside(reason)), err=True)
        tell_no_act(Asides(passing.no_act), words)
        if as_lines:
            print_json_lines(passing.lines(words))
        elif as_json:
            print_json(passing.document(words, shelves))
        elif tables:
            sheets = StatusSheets(passing, shelves, words)
        else:
            listing = Listing(passing, words)
        rest = passing.rest
        for each in rest.missing:
            click.echo(words.note(words.missing_words(each, passing.asked)), err=True)
        if as_json or as_lines:
            return
        if products and not (rest.totals.found or rest.asides.without_status):
            raise click.exceptions.Exit(1)
        if tables:
            write_tables(tables, tables_of(live.ledger, passing, sheets, words))
        else:
            print_listing(listing, passing, words)


def _check(tables: TablesOut, page: Page | None, *, as_json: bool, as_lines: bool) -> None:
    if as_json and as_lines:
        raise click.UsageError("--json prints one document, --json-lines many; leave one out.")
    if tables and as_lines:
        raise click.UsageError(
            "--json-lines prints the answer; leave it out to write --csv or --xlsx."
        )
    if tables and page:
        raise click.UsageError("--csv and --xlsx hold every row; leave out --limit.")
