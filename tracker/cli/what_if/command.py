"""`tracker what-if`: the portfolio under facts that are not on record."""

from dataclasses import replace
from datetime import date

import click

from projections.what_if.windows import EVERY_DAY, Window
from projections.wording import Words
from tracker.ask.what_if.forecasts import ForecastQuestion, forecasts
from tracker.ask.what_if.scenarios import read_scenario
from tracker.ask.what_if.what_if import WhatIf, WhatIfQuestion, what_if
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, tell_no_act
from tracker.cli.files_out import written_whole
from tracker.cli.options import DayType, When, asked_when, json_option, language_option
from tracker.cli.output import print_json
from tracker.cli.remind.preview import policy_of, policy_option
from tracker.cli.tables_out import TablesOut, tables_options, write_tables
from tracker.cli.what_if.scenarios import mended
from tracker.cli.what_if.score import print_forecasts
from tracker.cli.what_if.tables import what_if_tables
from tracker.cli.what_if.text import print_what_if
from tracker.ledger.files import check_not_the_ledger
from tracker.show.what_if.words import sum_words


@click.command("what-if")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@asked_when(as_of=True)
@click.option("--from", "first", type=DayType(), metavar="YYYY-MM-DD", help="Only days from this.")
@click.option("--to", "last", type=DayType(), metavar="YYYY-MM-DD", help="Only days through this.")
@click.option(
    "--against",
    metavar="DAY|ACT",
    help="Score what was forecast against what the ledger says of a day, or of an act's first.",
)
@policy_option
@json_option
@tables_options
@click.option("--html", "html_file", metavar="FILE", help="Write a page for people.")
@language_option
@click.pass_obj
def command(
    session: Session,
    scenarios: tuple[str, ...],
    when: When,
    first: date | None,
    last: date | None,
    against: str | None,
    policy_file: str | None,
    as_json: bool,
    tables: TablesOut,
    html_file: str | None,
    words: Words,
) -> None:
    """Show what scenarios would change, product by product, and why; nothing is recorded.

    A scenario is a YAML or JSON file with a name, hypothetical facts and points of law taken as
    settled; 'extends' puts it on top of another. It builds on what is on record, or on what its
    'base' names; --known-at and --recorded-by go before that. Several are told side by side.

    Told are the days on which a status would differ: all of them, the days of --from and --to, or
    those that --as-of falls in. With --against, the forecast that each scenario made at its base
    is held against everything on record today.

    Told are also the reminders that would be added, moved and dropped: of what falls on the days
    asked for, from the day of the base on. --policy says how long before people are told.

    \b
    Example:
      tracker what-if examples/scenarios/honoring-withdrawn.yaml
      tracker what-if a.yaml b.yaml --from 2027-01-01 --json
      tracker what-if forecast.yaml --known-at 2023-05-01 --against CAT-2023-2
    """
    window = _window(when, first, last)
    if against is not None and (window != EVERY_DAY or tables or html_file or policy_file):
        raise click.UsageError(
            "--against is about one day and no reminders, and is told as text or JSON; leave out "
            "--as-of, --from, --to, --policy, --csv, --xlsx and --html."
        )
    if html_file:
        check_not_the_ledger(html_file, session.ledger)
    with asking(session) as live, mended(words):
        files = tuple(map(read_scenario, scenarios))
        asked = replace(when, as_of=None)
        point = point_of(session, live, asked, kept=bool(tables or html_file))
        if against is not None:
            held = forecasts(live, ForecastQuestion(files, point, session.clock(), against))
            tell_no_act(held.asides, words)
            if as_json:
                print_json(held.document(words))
            else:
                print_forecasts(held, words)
            return
        policy = policy_of(policy_file)
        found = what_if(live, WhatIfQuestion(files, point, session.clock(), window, policy))
    tell_no_act(found.asides, words)
    if as_json:
        print_json(found.document(words))
    if tables:
        write_tables(tables, what_if_tables(live.ledger, found, words))
    if html_file:
        _write_page(html_file, found, words)
        if not as_json:
            said = " / ".join(sum_words(each, words) for each in found.scenarios)
            click.echo(words.wrote_words(html_file, said), err="-" in (html_file, tables.csv))
    if not (as_json or tables or html_file):
        print_what_if(found, words)


def _write_page(file: str, found: WhatIf, words: Words) -> None:
    from tracker.show.what_if.page import page

    with written_whole(file) as stream:
        stream.write(page(found, words).encode())


def _window(when: When, first: date | None, last: date | None) -> Window:
    if when.as_of and (first or last):
        raise click.UsageError("--as-of names one day; leave out --from and --to.")
    if first and last and last < first:
        raise click.UsageError(f"--to {last} is before --from {first}.")
    if when.as_of:
        return Window(when.as_of, when.as_of)
    return Window(first, last) if first or last else EVERY_DAY
