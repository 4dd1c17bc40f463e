"""`tracker evidence`: scans, letters and certificates kept beside the facts that they support."""

from pathlib import Path
from typing import Any

import click

from events.base import Text
from events.facts import fact_to_dict
from events.mentions import EVIDENCE
from projections.evidence import Support, evidence_of
from projections.wording import about
from tracker.cli import Session
from tracker.cli.asking import nothing_found, opened
from tracker.cli.options import json_option
from tracker.cli.output import counted, print_json, print_paragraph
from tracker.clock import today
from tracker.evidence.adding import Added, Addition, add, fact_on_record
from tracker.evidence.place import evidence_folder
from tracker.evidence.staging import MEBIBYTE
from tracker.evidence.store import Evidence
from tracker.ledger import Ledger
from tracker.queries import files as filed


@click.group("evidence")
def command() -> None:
    """Keep scans, letters and certificates beside the facts that they support.

    Files are kept by their content, under their SHA-256, which the fact of evidence states. They
    lie in the folder LEDGER.evidence, or in the one that --evidence or TRACKER_EVIDENCE names.

    \b
    Example:
      tracker evidence add permit.pdf --fact permit-7
    """


@command.command("add")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option("--fact", required=True, metavar="ID", help="The fact that the files support.")
@click.option("--note", metavar="TEXT", help="What is to be said of them.")
@click.option(
    "--max-size",
    type=click.IntRange(1, 1 << 20),
    default=50,
    show_default=True,
    metavar="MIB",
    help="Refuse a file with more MiB than this.",
)
@json_option
@click.pass_obj
def add_command(
    session: Session,
    files: tuple[Path, ...],
    fact: str,
    note: str | None,
    max_size: int,
    as_json: bool,
) -> None:
    """Keep files and record that they support a fact: all of them, or none.

    Taken are PDF, images, docx, xlsx and pptx without macros, and plain text, told by their
    content and not by their name. Adding a file again changes nothing.

    \b
    Example:
      tracker evidence add permit.pdf letter.png --fact permit-7 --note "Received by post"
    """
    _check_note(note)
    with opened(session) as ledger:
        asked = Addition(files, fact, today(ledger.zone, clock=session.clock), note)
        limit = max_size * MEBIBYTE
        done = add(ledger, _store(session), asked, at=session.clock(), limit=limit)
    for remark in done.remarks:
        click.echo(f"Remark: {remark}", err=True)
    if as_json:
        print_json(_added_document(done))
    else:
        _print_added(done, fact)


def _check_note(note: str | None) -> None:
    from pydantic import TypeAdapter, ValidationError

    if note is None:
        return
    try:
        TypeAdapter(Text).validate_python(note)
    except ValidationError:
        raise click.UsageError(
            "--note is text that is not blank, without signs that steer a terminal, of at most "
            "20,000 characters."
        ) from None


def _store(session: Session) -> Evidence:
    return Evidence(evidence_folder(session.ledger, session.evidence))


def _added_document(done: Added) -> dict[str, Any]:
    return {
        "files": [
            {
                "name": each.name,
                "sha256": each.sha256,
                "size": each.size,
                "media_type": each.media_type,
                "kept": "new" if each.sha256 in done.new else "before",
            }
            for each in done.files
        ],
        "recorded": [{"position": each.position, "id": each.id} for each in done.batch.recorded],
        "unchanged": [
            {"position": position, "id": id}
            for position, id in [
                *((each.position, each.id) for each in done.batch.unchanged),
                *((each.record.position, each.record.id) for each in done.known),
            ]
        ],
        "remarks": list(done.remarks),
    }


def _print_added(done: Added, fact: str) -> None:
    for each in done.files:
        kept = "kept" if each.sha256 in done.new else "was kept before"
        print_paragraph(
            f"{each.name}: {each.media_type}, {counted(each.size, 'byte')}, {kept}", first="  "
        )
        click.echo(f"    sha256 {each.sha256}")
    for record in done.batch.recorded:
        print_paragraph(f"Evidence for {fact} at position {record.position} ({record.id}).")
    for unchanged in done.batch.unchanged:
        print_paragraph(f"On record at position {unchanged.position} ({unchanged.id}).")
    for known in done.known:
        print_paragraph(
            f"Supports {fact} already, at position {known.record.position} ({known.record.id})."
        )


@command.command("list")
@click.option("--product", metavar="NAME", help="Only for facts that bear on this product.")
@click.option("--fact", metavar="ID", help="Only for this fact.")
@json_option
@click.pass_obj
def list_command(session: Session, product: str | None, fact: str | None, as_json: bool) -> None:
    """List the evidence on record by the facts that it supports, without what was voided.

    \b
    Example:
      tracker evidence list --product FW-100
    """
    if product and fact:
        raise click.UsageError("Give --product or --fact, not both.")
    with opened(session) as ledger:
        found = _listed(ledger, product, fact)
        if as_json:
            print_json({"evidence": [_document(each) for each in found]})
            return
        for id in dict.fromkeys(each.fact.fact for each in found):
            target = fact_on_record(ledger, id)
            words = f"{target.fact.kind} {about(target.fact)} ({id}), position {target.position}"
            print_paragraph(words)
            for each in found:
                if each.fact.fact == id:
                    _print(each)
    print_paragraph(f"{counted(len(found), 'piece', 'pieces')} of evidence.")


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


def _document(each: Support) -> dict[str, Any]:
    return {
        "position": each.record.position,
        "recorded_at": each.record.recorded_at.isoformat(),
        "fact": fact_to_dict(each.fact),
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


@command.command("get")
@click.argument("sha256")
@click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(path_type=Path),
    help="Where to write; nothing may be there yet.",
)  # fmt: skip
@click.pass_obj
def get_command(session: Session, sha256: str, output: Path) -> None:
    """Write a copy of a file of evidence, its digest checked on the way.

    \b
    Example:
      tracker evidence get 9f86d081...0f00a08 -o permit.pdf
    """
    with opened(session) as ledger:
        facts = [record.fact for record in ledger.tagged([EVIDENCE])]
        if not any(getattr(fact, "sha256", None) == sha256 for fact in facts):
            nothing_found(
                f"No evidence on record has the SHA-256 '{sha256}'. It is 64 digits, 0-9 and a-f. "
                "Run 'tracker evidence list' to see those on record."
            )
        size = _store(session).copy(sha256, output)
    print_paragraph(f"Wrote {output}: {counted(size, 'byte')}, SHA-256 as on record.")
