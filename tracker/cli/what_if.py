"""`tracker what-if`: the portfolio under facts that are not on record."""

from datetime import date
from typing import Any

import click

from projections.what_if import EVERY_DAY, Window
from projections.what_if.documents import answer_json
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import DayType, When, asked_when, json_option
from tracker.cli.output import print_json
from tracker.cli.scenarios import mended
from tracker.cli.what_if_text import print_side_by_side, print_supposed
from tracker.instants import instant_in
from tracker.scenarios import ScenarioFiles, read_scenario
from tracker.supposing import Record, Supposed


@click.command("what-if")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@asked_when(as_of=True)
@click.option("--from", "first", type=DayType(), metavar="YYYY-MM-DD", help="Only days from this.")
@click.option("--to", "last", type=DayType(), metavar="YYYY-MM-DD", help="Only days through this.")
@json_option
@click.pass_obj
def command(
    session: Session,
    scenarios: tuple[str, ...],
    when: When,
    first: date | None,
    last: date | None,
    as_json: bool,
) -> None:
    """Show what scenarios would change, product by product, and why; nothing is recorded.

    A scenario is a YAML or JSON file with a name, hypothetical facts and points of law taken as
    settled; 'extends' puts it on top of another. It builds on what is on record, or on what its
    'base' names; --known-at and --recorded-by go before that. Several are told side by side.

    Told are the days on which a status would differ: all of them, the days of --from and --to, or
    those that --as-of falls in.

    \b
    Example:
      tracker what-if examples/scenarios/honoring-withdrawn.yaml
      tracker what-if a.yaml b.yaml --from 2027-01-01 --json
    """
    window = _window(when, first, last)
    with opened(session) as ledger, mended():
        stacks = [read_scenario(file) for file in scenarios]
        record = Record(ledger, at=session.clock())
        found = [_suppose(record, stack, when, window) for stack in stacks]
    if as_json:
        documents = [_document(each, window, record.position) for each in found]
        print_json(documents[0] if len(documents) == 1 else {"scenarios": documents})
    elif len(found) == 1:
        print_supposed(found[0], window, record.position)
    else:
        print_side_by_side(found, window, record.position)


def _window(when: When, first: date | None, last: date | None) -> Window:
    if when.as_of and (first or last):
        raise click.UsageError("--as-of names one day; leave out --from and --to.")
    if first and last and last < first:
        raise click.UsageError(f"--to {last} is before --from {first}.")
    if when.as_of:
        return Window(when.as_of, when.as_of)
    return Window(first, last) if first or last else EVERY_DAY


def _suppose(record: Record, stack: ScenarioFiles, when: When, window: Window) -> Supposed:
    by = instant_in(record.zone, when.recorded_by)
    return record.suppose(stack, record.base(stack, when.known_at, by), window)


def _document(supposed: Supposed, window: Window, position: int) -> dict[str, Any]:
    return {
        "scenario": supposed.scenario.name,
        "files": [each.file for each in supposed.scenario.files],
        "base": {**base_json(supposed), "position": position},
        "days": {
            "from": window.first.isoformat() if window.first else None,
            "through": window.last.isoformat() if window.last else None,
        },
        **answer_json(supposed.answer, supposed.totals),
    }


def base_json(supposed: Supposed) -> dict[str, Any]:
    """Return on what of the record a scenario builds."""
    known_at, by = supposed.base.known_at, supposed.base.recorded_by
    return {
        "known_at": known_at.isoformat() if known_at else None,
        "recorded_by": by.isoformat() if by else None,
    }
