"""`tracker what-if`: the portfolio under facts that are not on record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from projections.findings.asides import asides_document
from projections.findings.cautions import cautions, cautions_json
from projections.record.visible import Horizon, Viewpoint
from projections.what_if import EVERY_DAY, Window
from projections.what_if.documents import announced_json, answer_json, base_json
from tracker.ask.scenarios import ScenarioFiles, read_scenario
from tracker.ask.what_if import Record, Supposed
from tracker.cli import Session
from tracker.cli.asking import nothing_found, opened, tell_cautions
from tracker.cli.files_out import check_not_the_ledger, written_whole
from tracker.cli.options import DayType, When, asked_when, json_option
from tracker.cli.output import print_json
from tracker.cli.remind.preview import policy_option
from tracker.cli.tables_out import TablesOut, tables_options, write_tables
from tracker.cli.what_if.scenarios import mended
from tracker.cli.what_if.score import Scored, print_scores, score_json
from tracker.cli.what_if.tables import what_if_answer
from tracker.cli.what_if.text import print_side_by_side, print_supposed
from tracker.instants import instant_in
from tracker.live.snapshot import check_has_passed
from tracker.reminders.policies import read_policy
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
    with opened(session) as ledger, mended():
        stacks = [read_scenario(file) for file in scenarios]
        record = Record(ledger, at=session.clock())
        by = instant_in(record.zone, when.recorded_by)
        if tables or html_file:
            check_has_passed(ledger, Viewpoint(record.at.date(), when.known_at, by), record.at)
        based = [(stack, record.base(stack, when.known_at, by)) for stack in stacks]
        if against is not None:
            _score(record, based, against, as_json=as_json)
            return
        policy = read_policy(policy_file) if policy_file else None
        found = [record.suppose(stack, base, window, policy) for stack, base in based]
    tell_cautions(caution for each in found for caution in each.cautions)
    if as_json:
        documents = [_document(each, window, record.position) for each in found]
        print_json(documents[0] if len(documents) == 1 else {"scenarios": documents})
    if tables:
        write_tables(tables, what_if_answer(ledger, record.position, window, found))
    if html_file:
        _write_page(html_file, found, window, record.position)
        if not as_json:
            said = " / ".join(map(sum_words, found))
            click.echo(f"Wrote {html_file}: {said}", err="-" in (html_file, tables.csv))
    if not (as_json or tables or html_file):
        _print(found, window, record.position)


def _write_page(file: str, found: Sequence[Supposed], window: Window, position: int) -> None:
    from tracker.show.what_if.page import page

    with written_whole(file) as stream:
        stream.write(page(found, window, position).encode())


def _print(found: Sequence[Supposed], window: Window, position: int) -> None:
    if len(found) == 1:
        print_supposed(found[0], window, position)
    else:
        print_side_by_side(found, window, position)


def _window(when: When, first: date | None, last: date | None) -> Window:
    if when.as_of and (first or last):
        raise click.UsageError("--as-of names one day; leave out --from and --to.")
    if first and last and last < first:
        raise click.UsageError(f"--to {last} is before --from {first}.")
    if when.as_of:
        return Window(when.as_of, when.as_of)
    return Window(first, last) if first or last else EVERY_DAY


def _score(
    record: Record,
    based: Sequence[tuple[ScenarioFiles, Horizon]],
    against: str,
    *,
    as_json: bool,
) -> None:
    day = _day(record, against)
    scored = [
        Scored(stack, base, record.score(stack, base, day), cautions(record.indexed(base).law))
        for stack, base in based
    ]
    tell_cautions(caution for each in scored for caution in each.cautions)
    if as_json:
        documents = [score_json(each, against, record.position) for each in scored]
        print_json(documents[0] if len(documents) == 1 else {"scenarios": documents})
    else:
        print_scores(scored, against, record.position)


def _day(record: Record, against: str) -> date:
    """Return the day that is named itself or by an act; it must have come."""
    try:
        day = date.fromisoformat(against)
    except ValueError:
        day = record.day_of(against)
    if day > record.at.date():
        nothing_found(
            f"{day} has not come yet, so no forecast can be held against it. Ask without --against "
            "to see what the scenario would change."
        )
    return day


def _document(supposed: Supposed, window: Window, position: int) -> dict[str, Any]:
    return {
        "scenario": supposed.scenario.name,
        "files": [each.file for each in supposed.scenario.files],
        "base": base_json(supposed.base, position) | cautions_json(supposed.cautions),
        "days": {
            "from": window.first.isoformat() if window.first else None,
            "through": window.last.isoformat() if window.last else None,
        },
        **answer_json(supposed.answer, supposed.totals),
        "notices": announced_json(supposed.reminders),
        **asides_document(supposed.asides),
    }
