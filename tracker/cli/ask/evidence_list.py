"""`tracker evidence list`: the files that support the facts on record."""

from collections.abc import Iterator, Sequence
from functools import partial

import click

from events.tables.values.literal import literal
from events.words import counted
from projections.record.evidence import Support
from projections.record.visible import Viewpoint
from projections.wording import ENGLISH
from tracker.ask.record.evidence import EvidenceOnRecord, EvidenceQuestion, Supported, evidence
from tracker.cli import Session
from tracker.cli.asking import asking
from tracker.cli.options import json_option
from tracker.cli.output import print_json, print_paragraph
from tracker.cli.tables_out import Tables, TablesOut, question_rows, tables_options, write_tables
from tracker.clock import today
from tracker.ledger import Ledger
from tracker.show.sheets.sheets import Cell, Sheet


@click.command("list")
@click.option("--product", metavar="NAME", help="Only for facts that bear on this product.")
@click.option("--fact", metavar="ID", help="Only for this fact.")
@json_option
@tables_options
@click.pass_obj
def list_command(
    session: Session, product: str | None, fact: str | None, as_json: bool, tables: TablesOut
) -> None:
    """List the evidence on record by the facts that it supports, the voided ones marked.

    Evidence that was voided itself is left out.

    \b
    Example:
      tracker evidence list --product FW-100
      tracker evidence list --xlsx evidence.xlsx
    """
    if product and fact:
        raise click.UsageError("Give --product or --fact, not both.")
    with asking(session) as live:
        answer = evidence(live, EvidenceQuestion(product, fact))
    if tables:
        day = today(live.ledger.zone, clock=session.clock)
        write_tables(tables, _tables(live.ledger, answer, Viewpoint(day)))
    elif as_json:
        print_json(answer.document())
    else:
        _print_all(answer)


def _counts(answer: EvidenceOnRecord) -> str:
    return f"{counted(len(answer.evidence), 'piece', 'pieces')} of evidence."


_HEADINGS = ("file", "fact", "about", "note", "effective_on", "media_type", "size", "sha256")
_BESIDE = ("evidence", "position", "fact_voided_by")


def _tables(ledger: Ledger, answer: EvidenceOnRecord, point: Viewpoint) -> Tables:
    """Return a table, which can be imported as evidence where the files are."""
    counts = _counts(answer)
    question = question_rows(ledger, point, answer.position)
    return Tables(partial(_sheets, answer), [*question, ("counts 数目", counts)], {}, counts)


def _sheets(answer: EvidenceOnRecord) -> Iterator[Sheet]:
    rows = (_row(each, answer.target(each)) for each in answer.evidence)
    yield Sheet("evidence", (*_HEADINGS, *_BESIDE), rows)


def _row(each: Support, target: Supported) -> Sequence[Cell]:
    fact = each.fact
    return (
        literal(fact.name),
        literal(fact.fact),
        _words(target),
        fact.note and literal(fact.note),
        fact.effective_on,
        fact.media_type,
        fact.size,
        fact.sha256,
        each.record.id,
        each.record.position,
        target.voided_by,
    )


def _words(target: Supported) -> str:
    fact = target.record.fact
    return f"{fact.kind} {ENGLISH.about(fact)}"


def _print_all(answer: EvidenceOnRecord) -> None:
    for id, target in answer.supported.items():
        voided = f", voided by {target.voided_by}" if target.voiding else ""
        print_paragraph(f"{_words(target)} ({id}), position {target.record.position}{voided}")
        for each in answer.evidence:
            if each.fact.fact == id:
                _print(each)
    print_paragraph(_counts(answer))


def _print(each: Support) -> None:
    fact = each.fact
    print_paragraph(
        f"{fact.effective_on}  {fact.name}: {fact.media_type}, {counted(fact.size, 'byte')} "
        f"({each.record.id}, position {each.record.position})",
        first="  ",
    )
    if fact.note:
        print_paragraph(fact.note, first="    ")
    click.echo(f"    sha256 {fact.sha256}")
