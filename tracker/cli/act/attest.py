"""`tracker attest`: who relied on which answer, kept with the state it was made on."""

import click

from projections.wording import ENGLISH
from tracker.act.attesting import Attesting, Reliance, attest, plan
from tracker.cli import Session
from tracker.cli.asking import opened, point_of, refusals_in, tell_no_act
from tracker.cli.options import When, asked_when, channel_option, json_option
from tracker.cli.output import print_json, print_paragraph
from tracker.clock import today
from tracker.ledger import Batch
from tracker.live.live import Live


@click.command("attest")
@click.argument("product")
@asked_when(as_of=True)
@channel_option
@click.option("--by", required=True, metavar="NAME", help="Who relies on the answer.")
@click.option("--note", required=True, metavar="TEXT", help="For what.")
@json_option
@click.pass_obj
def command(
    session: Session,
    product: str,
    when: When,
    channel: str | None,
    by: str,
    note: str,
    as_json: bool,
) -> None:
    """Record that somebody relied on an answer: its dates, its position, its digest.

    What is attested is the answer that "tracker explain" gives with the same options, one fact a
    channel. It changes no status. "tracker attestations" tells later whether it still reads so.

    \b
    Example:
      tracker attest FW-100 --as-of 2023-07-03 --by "Li Wei" --note "Tender 7"
    """
    with opened(session, to_write=True) as ledger, refusals_in(ENGLISH):
        live = Live(ledger)
        point = point_of(session, live, when, kept=True)
        reliance = Reliance(by, note, today(ledger.zone, clock=session.clock))
        attesting = plan(live, point, product, channel, reliance)
        batch = attest(ledger, attesting, session.clock())
    tell_no_act(attesting.asides)
    if as_json:
        print_json(attesting.document(batch, ENGLISH))
    else:
        _print(attesting, batch)


def _print(attesting: Attesting, batch: Batch) -> None:
    print_paragraph(ENGLISH.asked_words(attesting.asked))
    for fact in attesting.facts:
        where = f"{fact.product} in {fact.channel}"
        print_paragraph(f"{where}: {fact.status}, sha256 {fact.digest}", first="  ")
    for record in batch.recorded:
        print_paragraph(f"Attested at position {record.position} ({record.id}).")
    for known in batch.unchanged:
        print_paragraph(f"Attested already, at position {known.position} ({known.id}).")
