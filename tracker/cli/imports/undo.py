"""`tracker import undo`: what one import recorded, voided."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import Session
from tracker.cli.asking import nothing_found, opened, refusals
from tracker.cli.options import json_option
from tracker.cli.output import counted, print_json, print_paragraph
from tracker.cli.progress import interruptible

if TYPE_CHECKING:
    from projections.imports import Undoing


@click.command("undo", short_help="Void what the import of one file recorded.")
@click.argument("imported", metavar="FILE|DIGEST")
@click.option("--dry-run", is_flag=True, help="Show what would be voided; record nothing.")
@json_option
@click.pass_obj
def undo(session: Session, imported: str, dry_run: bool, as_json: bool) -> None:
    """Record the voiding of each fact that the import of one file recorded.

    The file is named by itself, unchanged, or by its SHA-256, of which the first eight characters
    or more are enough. Importing it again records it anew. Later facts about the same products and
    licenses stand, and are told.

    \b
    Example:
      tracker import undo licenses.xlsx --dry-run
    """
    from projections.imports import undoing
    from tracker.errors import BatchRefused
    from tracker.imports.ledger_record import LedgerRecord
    from tracker.imports.undoing import digest_of_import
    from tracker.shelves import DiskShelves

    with (
        interruptible(_INTERRUPTED),
        refusals(),
        DiskShelves() as shelves,
        opened(session, to_write=not dry_run) as ledger,
    ):
        record = LedgerRecord(ledger, shelves)
        digest = digest_of_import(Path(imported), imported, record.facts(voidings=True))
        found = undoing(record, digest, shelves)
        try:
            positions = ledger.record_long(
                found.voidings, at=session.clock(), shelves=shelves, dry_run=dry_run
            )
        except BatchRefused as refused:
            nothing_found(f"{refused.what} {refused.why} Run it again.")
        if as_json:
            voided_at = [] if dry_run else [*positions]
            print_json(_document(found, digest, voided_at, dry_run=dry_run))
        else:
            _print(found, digest, dry_run=dry_run)


_INTERRUPTED = "Interrupted. An import is undone whole or not at all; run it again."


def _print(found: "Undoing", digest: str, *, dry_run: bool) -> None:
    from projections.wording.en import about
    from tracker.cli.act.batches import LISTED_AT_MOST

    for record in islice(found.undone, LISTED_AT_MOST):
        print_paragraph(f"{record.fact.kind} {about(record.fact)}", first=f"{record.position:>6}  ")
    if (further := len(found.undone) - LISTED_AT_MOST) > 0:
        print_paragraph(f"And {further:,} more.")
    verb = "Would void" if dry_run else "Voided"
    count = counted(len(found.undone), "fact")
    print_paragraph(f"{verb} {count} of the import of file {digest[:16]}.")
    if found.hanging:
        some = islice(found.hanging, LISTED_AT_MOST)
        named = ", ".join(f"{each.fact.kind} '{each.id}'" for each in some)
        later = counted(len(found.hanging), "later fact")
        print_paragraph(f"Of the same products or licenses, {later} still on record: {named}.")


def _document(
    found: "Undoing", digest: str, positions: list[int], *, dry_run: bool
) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "sha256": digest,
        "voided": [
            {"position": each.position, "id": each.id, "kind": each.fact.kind}
            for each in found.undone
        ],
        "later_facts": [{"position": each.position, "id": each.id} for each in found.hanging],
        "positions": positions,
    }
