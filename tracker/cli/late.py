"""`tracker late`: what was entered about the past, how late, and what past answers it changed."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from projections.late import LateBatch, late_batches
from projections.wording import about
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.causes import cause_json, days_json, days_words, print_causes
from tracker.cli.options import InstantType, instant_in, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.queries import files


@click.command("late")
@click.option(
    "--since",
    type=InstantType(),
    metavar="INSTANT",
    help="Only what was recorded after this instant (or end of day).",
)
@click.option("--product", "products", multiple=True, metavar="NAME", help="Bearing on it.")
@json_option
@click.pass_obj
def command(
    session: Session, since: datetime | date | None, products: tuple[str, ...], as_json: bool
) -> None:
    """Tell which facts were recorded later than they could be known, and what that changed.

    Each batch is held against the ledger just before it: named are the days before the recording
    on which an earlier answer was otherwise, with the facts that make it so, and what voidings
    undid. The ledger's first batch concerns no earlier answer and is only counted; so are
    products entered for the first time.

    \b
    Example:
      tracker late --since 2026-11-01 --product FW-100
    """
    with opened(session) as ledger:
        zone = ZoneInfo(ledger.zone)
        if products:
            files(ledger, products)  # says so if one is not on record
        records = list(ledger.facts())
        instant = instant_in(zone, since)
        found = list(late_batches(records, zone, since=instant, products=products))
    first = sum(record.recorded_at == records[0].recorded_at for record in records)
    if as_json:
        print_json({"first_batch": first, "batches": [_document(batch) for batch in found]})
        return
    print_paragraph(
        f"The first batch, {counted(first, 'fact')}, concerns no earlier answer of this ledger."
    )
    for batch in found:
        click.echo()
        _print(batch, zone)
    click.echo()
    late = sum(len(batch.late) for batch in found)
    changed = sum(len(batch.changed) for batch in found)
    print_paragraph(
        f"{counted(late, 'late fact')} in {counted(len(found), 'batch', 'batches')}; "
        f"{counted(changed, 'stretch', 'stretches')} of past days answered otherwise since."
    )


def _document(batch: LateBatch) -> dict[str, Any]:
    return {
        "recorded_at": batch.recorded_at.isoformat(),
        "facts": batch.size,
        "late": [
            {
                "position": late.record.position,
                "id": late.record.id,
                "kind": late.record.fact.kind,
                "about": about(late.record.fact),
                "known_on": late.record.known_on.isoformat(),
                "delay_days": late.days,
            }
            for late in batch.late
        ],
        "voidings": [
            {
                "position": voiding.record.position,
                "id": voiding.record.id,
                "voids": voiding.voids,
                "about": about(voiding.target) if voiding.target else None,
            }
            for voiding in batch.voidings
        ],
        "changed": [
            {
                "product": each.change.product,
                "channel": each.change.channel,
                **days_json(each.change),
                "causes": [
                    cause_json(cause, batch.comparison, each.change.product)
                    for cause in each.causes
                ],
            }
            for each in batch.changed
        ],
        "first_entered": [list(subject) for subject in batch.first_entered],
    }


def _print(batch: LateBatch, zone: ZoneInfo) -> None:
    at = batch.recorded_at.astimezone(zone)
    print_paragraph(f"Recorded at {at:%Y-%m-%d %H:%M:%S}: {counted(batch.size, 'fact')}")
    if batch.late:
        rows = [
            [
                str(late.record.position),
                str(late.record.known_on),
                f"{late.days:,}",
                f"{late.record.fact.kind} {about(late.record.fact)} ({late.record.id})",
            ]
            for late in batch.late
        ]
        print_table(["POS", "KNOWN", "DAYS LATE", "FACT"], rows, wide=3)
    for voiding in batch.voidings:
        what = f" {voiding.target.kind} {about(voiding.target)}" if voiding.target else ""
        print_paragraph(f"{voiding.record.id} voids{what} ({voiding.voids})", first="  void  ")
    for each in batch.changed:
        change = each.change
        print_paragraph(
            f"{change.product} in {change.channel}, "
            f"{days_words(change.start, change.end)}: {change.before}, now {change.after}",
            first="  past  ",
        )
        print_causes(each.causes, batch.comparison, change.product, indent="    ")
    if batch.first_entered:
        number = counted(len(batch.first_entered), "subject")
        print_paragraph(f"{number} entered for the first time.", first="  new   ")
