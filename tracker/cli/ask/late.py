"""`tracker late`: what was entered about the past, how late, and what past answers it changed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from events.words import counted
from projections.comparing.late import LateBatch
from projections.wording import ENGLISH
from tracker.ask.late import Late, LateQuestion, late
from tracker.cli import Session
from tracker.cli.asking import asking, print_asides, tell_no_act
from tracker.cli.causes import print_causes
from tracker.cli.marking import print_legend
from tracker.cli.options import InstantType, json_option
from tracker.cli.output import print_json, print_paragraph, print_table
from tracker.instants import instant_in


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
    with asking(session) as live:
        zone = ZoneInfo(live.ledger.zone)
        answer = late(live, LateQuestion(instant_in(zone, since), products))
    tell_no_act(answer.asides)
    if as_json:
        print_json(answer.document(ENGLISH))
    else:
        _print(answer, zone)
        print_asides(answer.asides)


def _print(answer: Late, zone: ZoneInfo) -> None:
    if answer.nothing:
        instant = answer.since.astimezone(zone)
        print_paragraph(f"Nothing was recorded after {instant:%Y-%m-%d %H:%M:%S}.")
        return
    print_paragraph(
        f"The first batch, {counted(answer.first_batch, 'fact')}, concerns no earlier answer of "
        "this ledger."
    )
    for batch in answer.batches:
        click.echo()
        _print_batch(batch, zone)
    click.echo()
    print_paragraph(
        f"{counted(answer.late, 'late fact')} in "
        f"{counted(len(answer.batches), 'batch', 'batches')}; "
        f"{counted(answer.changed, 'stretch', 'stretches')} of past days answered otherwise since."
    )


def _print_batch(batch: LateBatch, zone: ZoneInfo) -> None:
    at = batch.recorded_at.astimezone(zone)
    print_paragraph(f"Recorded at {at:%Y-%m-%d %H:%M:%S}: {counted(batch.size, 'fact')}")
    if batch.late:
        rows = [
            [
                str(late.record.position),
                str(late.record.known_on),
                f"{late.days:,}",
                f"{late.record.fact.kind} {ENGLISH.about(late.record.fact)} ({late.record.id})",
            ]
            for late in batch.late
        ]
        print_table(["POS", "KNOWN", "DAYS LATE", "FACT"], rows)
    for voiding in batch.voidings:
        what = f" {voiding.target.kind} {ENGLISH.about(voiding.target)}" if voiding.target else ""
        print_paragraph(f"{voiding.record.id} voids{what} ({voiding.voids})", first="  void  ")
    for each in batch.changed:
        change = each.change
        days = ENGLISH.change_words(change, each.marks, now=True)
        print_paragraph(f"{change.product} in {change.channel}, {days}", first="  past  ")
        print_causes(each.causes, ENGLISH, indent="    ")
    print_legend(marks for each in batch.changed for marks in each.marks.all)
    if batch.first_entered:
        number = counted(len(batch.first_entered), "subject")
        print_paragraph(f"{number} entered for the first time.", first="  new   ")
