"""`tracker attest`: who relied on which answer, kept with the state it was made on."""

import json
from datetime import date
from typing import Any

import click

from events.facts import Fact, fact_from_json
from projections.documents.explained import answer_document, digest
from projections.documents.findings import cautions_document
from projections.judging.bench import Case
from projections.judging.timeline import standstill
from projections.wording import ENGLISH
from tracker.ask.placing import cases_of
from tracker.cli import Session
from tracker.cli.asking import (
    ask,
    asked_words,
    nothing_found,
    opened,
    refusals_in,
    tell_cautions,
)
from tracker.cli.options import When, asked_when, channel_option, json_option
from tracker.cli.output import print_json, print_paragraph
from tracker.clock import today
from tracker.ledger import Batch
from tracker.live.snapshot import Snapshot, check_not_before_the_first_fact


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
        asked = ask(session, ledger, when, [product], kept=True)
        check_not_before_the_first_fact(ledger, ledger.facts(), asked.viewpoint)
        tell_cautions(asked.cautions)
        cases = cases_of(asked, product, channel)
        on = today(ledger.zone, clock=session.clock)
        facts = [_fact(case, asked, by=by, note=note, on=on) for case in cases]
        batch = ledger.record(facts, at=session.clock())
    if as_json:
        print_json(_document(asked, facts, batch))
    else:
        _print(asked, facts, batch)


def _fact(case: Case, asked: Snapshot, *, by: str, note: str, on: date) -> Fact:
    answer = answer_document(ENGLISH, case.channel, standstill(case, asked.viewpoint.as_of))
    fields = {
        "kind": "answer_attested",
        "product": case.dossier.product,
        "channel": case.channel,
        "status": answer["status"],
        **asked.asked.document(),
        "digest": digest(answer),
        "by": by,
        "note": note,
        "effective_on": on.isoformat(),
    }
    try:
        return fact_from_json(json.dumps(fields))
    except ValueError as error:
        nothing_found(
            "The attestation cannot be recorded: --by is one line of at most 200 characters, "
            f"--note is not blank. {error.__class__.__name__} for {by!r}, {note!r}."
        )


def _document(asked: Snapshot, facts: list[Fact], batch: Batch) -> dict[str, Any]:
    return {
        **asked.asked.document(),
        **cautions_document(asked.cautions, ENGLISH),
        "recorded": [{"position": r.position, "id": r.id} for r in batch.recorded],
        "unchanged": [{"position": u.position, "id": u.id} for u in batch.unchanged],
        "attested": [fact.model_dump(mode="json", exclude_none=True) for fact in facts],
    }


def _print(asked: Snapshot, facts: list[Fact], batch: Batch) -> None:
    print_paragraph(asked_words(asked.asked))
    for fact in facts:
        document = fact.model_dump(mode="json")
        where = f"{document['product']} in {document['channel']}"
        print_paragraph(f"{where}: {document['status']}, sha256 {document['digest']}", first="  ")
    for record in batch.recorded:
        print_paragraph(f"Attested at position {record.position} ({record.id}).")
    for known in batch.unchanged:
        print_paragraph(f"Attested already, at position {known.position} ({known.id}).")
