"""`tracker attestations`: the answers that people relied on, and how they would read now."""

from typing import Any

import click

from events.attestations import AnswerAttested
from events.facts import fact_to_dict
from events.mentions import product_tag
from projections.documents.attestations import Attestation, Reread, attestation
from projections.documents.findings import cautions_document
from projections.record.visible import visible
from projections.wording import ENGLISH
from projections.wording import en as words
from tracker.ask.causes import cause_document
from tracker.cli import Session
from tracker.cli.asking import opened, tell_cautions
from tracker.cli.causes import print_causes
from tracker.cli.options import json_option
from tracker.cli.output import counted, print_json, print_paragraph
from tracker.ledger import Ledger
from tracker.live.snapshot import files, law_cautions


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
    with opened(session) as ledger:
        found = _attestations(ledger, products)
        said = law_cautions(ledger)
    tell_cautions(said)
    if as_json:
        documents = [_document(each) for each in found]
        print_json({"attestations": documents, **cautions_document(said, ENGLISH)})
        return
    for each in found:
        _print(each)
        click.echo()
    changed = sum(not each.stands for each in found)
    print_paragraph(f"{counted(len(found), 'attestation')}, {changed} would read differently.")


def _attestations(ledger: Ledger, products: tuple[str, ...]) -> list[Attestation]:
    filed = files(ledger, products)
    tags = [product_tag(name) for name in products]
    records = visible(ledger.tagged(tags) if tags else ledger.facts())
    return [
        attestation(filed, record, record.fact)
        for record in records
        if isinstance(record.fact, AnswerAttested)
    ]


def _document(each: Attestation) -> dict[str, Any]:
    return {
        "position": each.record.position,
        "recorded_at": each.record.recorded_at.isoformat(),
        "fact": fact_to_dict(each.fact),
        "reproduced": each.reproduced,
        "stands": each.stands,
        "again": _reread(each.again),
        "today": _reread(each.today),
    }


def _reread(reread: Reread) -> dict[str, Any]:
    return {
        "status": reread.told.after,
        "same_status": reread.same_status,
        "same_answer": reread.same_answer,
        "causes": [cause_document(cause, words) for cause in reread.told.causes],
    }


def _print(each: Attestation) -> None:
    fact = each.fact
    known = f", as known on {fact.known_at}" if fact.known_at else ""
    by = f", recorded by {fact.recorded_by}" if fact.recorded_by else ""
    print_paragraph(
        f"{fact.product} in {fact.channel} as of {fact.as_of}{known}{by} (position "
        f"{fact.position}): {fact.status}"
    )
    print_paragraph(f"{fact.effective_on}, {fact.by}: {fact.note}", first="  ")
    if not each.reproduced:
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
    print_causes(reread.told.causes, words, indent="    ")
