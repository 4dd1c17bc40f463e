"""`tracker late`: what was entered about the past, how late, and what past answers it changed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from projections.comparing.late import LateBatch, late_batches
from projections.findings.cautions import cautions_json
from projections.wording.en import about
from tracker.cli import Session
from tracker.cli.asking import opened, tell_cautions
from tracker.cli.causes import cause_json, change_json, change_words, print_causes
from tracker.cli.marking import print_legend
from tracker.cli.options import InstantType, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.instants import instant_in
from tracker.live.snapshot import law_cautions, records_on


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
        records = records_on(ledger, products)
        said = law_cautions(ledger)
        first = next((record.recorded_at for record in ledger.facts(upto=1)), None)
    if first is None:
        raise click.ClickException("The ledger holds no fact at all. Record facts first.")
    tell_cautions(said)
    instant = max(first, instant_in(zone, since) or first)
    found = late_batches(records, zone, since=instant, products=products)
    counted_only = sum(record.recorded_at == first for record in records)
    if as_json:
        batches = [_document(each) for each in found]
        print_json({"first_batch": counted_only, "batches": batches, **cautions_json(said)})
        return
    if not any(record.recorded_at > instant for record in records):
        print_paragraph(f"Nothing was recorded after {instant.astimezone(zone):%Y-%m-%d %H:%M:%S}.")
        return
    print_paragraph(
        f"The first batch, {counted(counted_only, 'fact')}, concerns no earlier answer of this "
        "ledger."
    )
    _print_all(found, zone)


def _print_all(found: Iterable[LateBatch], zone: ZoneInfo) -> None:
    """Print each batch as soon as it is worked out, and the totals."""
    batches = late = changed = 0
    for batch in found:
        click.echo()
        _print(batch, zone)
        batches += 1
        late += len(batch.late)
        changed += len(batch.changed)
    click.echo()
    print_paragraph(
        f"{counted(late, 'late fact')} in {counted(batches, 'batch', 'batches')}; "
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
                **change_json(each.change, each.marks),
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
        print_table(["POS", "KNOWN", "DAYS LATE", "FACT"], rows)
    for voiding in batch.voidings:
        what = f" {voiding.target.kind} {about(voiding.target)}" if voiding.target else ""
        print_paragraph(f"{voiding.record.id} voids{what} ({voiding.voids})", first="  void  ")
    for each in batch.changed:
        change = each.change
        print_paragraph(
            f"{change.product} in {change.channel}, {change_words(change, each.marks, 'now')}",
            first="  past  ",
        )
        print_causes(each.causes, batch.comparison, change.product, indent="    ")
    print_legend(marks for each in batch.changed for marks in each.marks.all)
    if batch.first_entered:
        number = counted(len(batch.first_entered), "subject")
        print_paragraph(f"{number} entered for the first time.", first="  new   ")
