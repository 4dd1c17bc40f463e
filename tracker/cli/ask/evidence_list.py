"""`tracker evidence list`: the files that support the facts on record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from events.facts import fact_to_dict
from events.mentions import EVIDENCE
from events.tables.values.literal import literal
from projections.record.evidence import Support, evidence_of
from projections.record.visible import Viewpoint
from projections.wording.en import about
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import json_option
from tracker.cli.output import counted, print_json, print_paragraph
from tracker.cli.tables_out import Tables, TablesOut, question_rows, tables_options, write_tables
from tracker.clock import today
from tracker.evidence.adding import fact_on_record, voiding_of
from tracker.ledger import Ledger
from tracker.live.snapshot import files as filed
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
    with opened(session) as ledger:
        found = _listed(ledger, product, fact)
        targets = _targets(ledger, found)
        if tables:
            day = today(ledger.zone, clock=session.clock)
            write_tables(tables, _answer(ledger, found, targets, Viewpoint(day)))
            return
    if as_json:
        documents = [_document(each, targets[each.fact.fact]) for each in found]
        print_json({"evidence": documents})
        return
    for id, target in targets.items():
        print_paragraph(f"{target.words} ({id}), position {target.position}{target.voided}")
        for each in found:
            if each.fact.fact == id:
                _print(each)
    print_paragraph(_counts(found))


@dataclass(frozen=True, slots=True)
class _Target:
    """A fact that files support: what it says, where it stands, and the fact that voids it."""

    words: str
    position: int
    voided_by: str | None

    @property
    def voided(self) -> str:
        return f", voided by {self.voided_by}" if self.voided_by else ""


def _targets(ledger: Ledger, found: Iterable[Support]) -> dict[str, _Target]:
    """Return the facts that files support by their ids, in the order of the files."""
    targets = {}
    for id in dict.fromkeys(each.fact.fact for each in found):
        record = fact_on_record(ledger, id)
        voiding = voiding_of(ledger, record)
        words = f"{record.fact.kind} {about(record.fact)}"
        targets[id] = _Target(words, record.position, voiding.id if voiding else None)
    return targets


def _counts(found: Sequence[Support]) -> str:
    return f"{counted(len(found), 'piece', 'pieces')} of evidence."


_HEADINGS = ("file", "fact", "about", "note", "effective_on", "media_type", "size", "sha256")
_BESIDE = ("evidence", "position", "fact_voided_by")


def _answer(
    ledger: Ledger, found: Sequence[Support], targets: Mapping[str, _Target], point: Viewpoint
) -> Tables:
    """Return a table, which can be imported as evidence where the files are."""
    counts, position = _counts(found), ledger.head()

    def sheets() -> Iterator[Sheet]:
        rows = (_row(each, targets[each.fact.fact]) for each in found)
        yield Sheet("evidence", (*_HEADINGS, *_BESIDE), rows)

    question = question_rows(ledger, point, position)
    return Tables(sheets, [*question, ("counts 数目", counts)], {}, counts)


def _row(each: Support, target: _Target) -> Sequence[Cell]:
    fact = each.fact
    return (
        literal(fact.name),
        literal(fact.fact),
        target.words,
        fact.note and literal(fact.note),
        fact.effective_on,
        fact.media_type,
        fact.size,
        fact.sha256,
        each.record.id,
        each.record.position,
        target.voided_by,
    )


def _listed(ledger: Ledger, product: str | None, fact: str | None) -> list[Support]:
    by_fact = evidence_of(ledger.tagged([EVIDENCE]))
    found = sorted(
        (each for supports in by_fact.values() for each in supports),
        key=lambda each: each.record.position,
    )
    if fact is not None:
        return [each for each in found if each.fact.fact == fact_on_record(ledger, fact).id]
    if product is None:
        return found
    ids = {record.id for record in filed(ledger, [product]).on(product)}
    return [each for each in found if _joins(each, ids)]


def _joins(each: Support, ids: set[str]) -> bool:
    """Tell whether evidence supports one of the facts, or evidence for them, and count it in."""
    if each.fact.fact not in ids:
        return False
    ids.add(each.record.id)
    return True


def _document(each: Support, target: _Target) -> dict[str, Any]:
    return {
        "position": each.record.position,
        "recorded_at": each.record.recorded_at.isoformat(),
        "fact": fact_to_dict(each.fact),
        "supported_fact_voided_by": target.voided_by,
    }


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
