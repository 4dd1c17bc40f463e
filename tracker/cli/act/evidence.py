"""`tracker evidence`: scans, letters and certificates kept beside the facts that they support."""

from pathlib import Path

import click
from pydantic import TypeAdapter, ValidationError

from events.base import Text
from events.mentions import EVIDENCE
from events.words import counted
from tracker.cli import Session
from tracker.cli.ask.evidence_list import list_command
from tracker.cli.asking import opened
from tracker.cli.options import json_option
from tracker.cli.output import print_json, print_paragraph
from tracker.clock import today
from tracker.evidence.adding import Added, Addition, add
from tracker.evidence.errors import EvidenceNotFound
from tracker.evidence.place import evidence_folder
from tracker.evidence.staging import MEBIBYTE
from tracker.evidence.store import Evidence


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
    with opened(session, to_write=True) as ledger:
        asked = Addition(files, fact, today(ledger.zone, clock=session.clock), note)
        limit = max_size * MEBIBYTE
        done = add(ledger, _store(session), asked, at=session.clock(), limit=limit)
    for remark in done.remarks:
        click.echo(f"Remark: {remark}", err=True)
    if as_json:
        print_json(done.document())
    else:
        _print_added(done, fact)


def _check_note(note: str | None) -> None:
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


@command.command("get")
@click.argument("sha256")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write; nothing may be there yet.",
)
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
            raise EvidenceNotFound(sha256)
        size = _store(session).copy(sha256, output)
    print_paragraph(f"Wrote {output}: {counted(size, 'byte')}, SHA-256 as on record.")


command.add_command(list_command)
