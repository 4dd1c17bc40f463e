"""`tracker attestations`: the answers that people relied on, and how they would read now."""

import click

from events.words import counted
from projections.comparing.attestations import Reread
from projections.wording import ENGLISH
from tracker.ask.record.attestations import AttestationsQuestion, ReadAgain, attestations
from tracker.cli import Session
from tracker.cli.asking import asking, tell_no_act
from tracker.cli.causes import print_causes
from tracker.cli.options import json_option
from tracker.cli.output import print_json, print_paragraph


@click.command("attestations")
@click.option("--product", "products", multiple=True, metavar="NAME", help="Only of this product.")
@json_option
@click.pass_obj
def command(session: Session, products: tuple[str, ...], as_json: bool) -> None:
    """List the attested answers, and which of them would read differently now, and why.

    Each question is asked again as it was asked, of all that is recorded now; and, if it was
    limited to what was known by a day, once more with today's knowledge. Facts marked "+" count
    now and did not then; "-" the other way round.

    \b
    Example:
      tracker attestations --product FW-100
    """
    with asking(session) as live:
        answer = attestations(live, AttestationsQuestion(products))
    tell_no_act(answer.asides)
    if as_json:
        print_json(answer.document(ENGLISH))
        return
    found = answer.attestations
    for each in found:
        _print(each)
        click.echo()
    print_paragraph(
        f"{counted(len(found), 'attestation')}, {answer.changed} would read differently."
    )


def _print(read: ReadAgain) -> None:
    each, fact = read.attestation, read.attestation.fact
    known = f", as known on {fact.known_at}" if fact.known_at else ""
    by = f", recorded by {fact.recorded_by}" if fact.recorded_by else ""
    print_paragraph(
        f"{fact.product} in {fact.channel} as of {fact.as_of}{known}{by} (position "
        f"{fact.position}): {fact.status}"
    )
    print_paragraph(f"{fact.effective_on}, {fact.by}: {fact.note}", first="  ")
    if not read.reproduced:
        print_paragraph(
            "The digest is not that of the answer this program gives from the same facts: "
            "another version worded it, or the attestation was not made from them.",
            first="  ",
        )
    _print_reread("Asked again", each.again)
    if each.today is not each.again:
        _print_reread("With today's knowledge", each.today)


def _print_reread(head: str, reread: Reread) -> None:
    if reread.same_answer:
        now = "the same answer"
    elif reread.same_status:
        now = "the same status, told otherwise (reasons or other days differ)"
    else:
        now = f"{reread.told.after}"
    print_paragraph(f"{head}: {now}.", first="  ")
    print_causes(reread.told.causes, ENGLISH, indent="    ")
