"""`tracker status`: which products may be sold where, on a day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import click

from projections.bench import Case
from projections.explanation import reasons_json
from projections.timeline import Standstill, standstill
from tracker.cli import Session
from tracker.cli.asking import When, ask, asked_json, asked_words, opened
from tracker.cli.options import (
    as_of_option,
    channel_option,
    json_option,
    status_option,
    viewpoint_options,
)
from tracker.cli.output import counted, print_json, print_paragraph, print_table

Row = tuple[Case, Standstill]


@click.command("status")
@click.argument("products", nargs=-1, metavar="[PRODUCT]...")
@as_of_option
@viewpoint_options
@channel_option
@status_option
@json_option
@click.pass_obj
def command(
    session: Session,
    products: tuple[str, ...],
    as_of: date | None,
    known_at: date | None,
    recorded_by: datetime | date | None,
    channel: str | None,
    statuses: tuple[str, ...],
    as_json: bool,
) -> None:
    """Show the status of products in their channels on a day.

    SINCE is the first day of the status, UNTIL the first day of the next one.

    \b
    Example:
      tracker status --as-of 2023-07-03 --status non_compliant
    """
    with opened(session) as ledger:
        asked = ask(session, ledger, When(as_of, known_at, recorded_by), products)
        rows = [
            (case, standstill(case, asked.viewpoint.as_of))
            for case in asked.cases(products, channel)
        ]
    shown = [row for row in rows if not statuses or row[1].judgment.status in statuses]
    if as_json:
        print_json({**asked_json(asked), "subjects": [_subject(*row) for row in shown]})
        return
    print_paragraph(asked_words(asked))
    if shown:
        click.echo()
        print_table(
            ["PRODUCT", "CHANNEL", "STATUS", "SINCE", "UNTIL"],
            [_cells(*row) for row in shown],
            wide=0,
        )
        click.echo()
    _print_counts(shown, total=len(rows))


def _subject(case: Case, stands: Standstill) -> dict[str, Any]:
    return {
        "product": case.dossier.product,
        "channel": case.channel,
        "status": stands.judgment.status,
        "since": stands.since.isoformat() if stands.since else None,
        "until": stands.until.isoformat() if stands.until else None,
        "reasons": reasons_json(stands.judgment),
    }


def _cells(case: Case, stands: Standstill) -> list[str]:
    return [
        case.dossier.product,
        case.channel,
        stands.judgment.status,
        stands.since.isoformat() if stands.since else "-",
        stands.until.isoformat() if stands.until else "-",
    ]


def _print_counts(shown: Sequence[Row], *, total: int) -> None:
    """Print how many subjects have each status, and of how many that is."""
    counts = Counter(stands.judgment.status.value for _, stands in shown)
    parts = ", ".join(f"{number} {status}" for status, number in sorted(counts.items()))
    of = counted(total, "subject") if len(shown) == total else f"{len(shown)} of {total} subjects"
    print_paragraph(f"{of}{f': {parts}' if parts else ''}.")
