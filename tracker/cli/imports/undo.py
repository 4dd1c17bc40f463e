"""`tracker import undo`: what one import recorded, voided."""

from itertools import islice
from typing import TYPE_CHECKING

import click

from events.words import counted
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import json_option
from tracker.cli.output import print_json, print_paragraph
from tracker.cli.progress import interruptible

if TYPE_CHECKING:
    from tracker.imports.undoing import Undone


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
    from tracker.imports.undoing import undo_import
    from tracker.shelves import DiskShelves

    with (
        interruptible(_INTERRUPTED),
        DiskShelves() as shelves,
        opened(session, to_write=not dry_run) as ledger,
    ):
        done = undo_import(ledger, imported, shelves, at=session.clock(), dry_run=dry_run)
        if as_json:
            print_json(done.document())
        else:
            _print(done)


_INTERRUPTED = "Interrupted. An import is undone whole or not at all; run it again."


def _print(done: "Undone") -> None:
    from projections.wording.en import about
    from tracker.cli.act.batches import LISTED_AT_MOST

    found = done.plan
    for record in islice(found.undone, LISTED_AT_MOST):
        print_paragraph(f"{record.fact.kind} {about(record.fact)}", first=f"{record.position:>6}  ")
    if (further := len(found.undone) - LISTED_AT_MOST) > 0:
        print_paragraph(f"And {further:,} more.")
    verb = "Would void" if done.dry_run else "Voided"
    count = counted(len(found.undone), "fact")
    print_paragraph(f"{verb} {count} of the import of file {done.digest[:16]}.")
    if found.hanging:
        some = islice(found.hanging, LISTED_AT_MOST)
        named = ", ".join(f"{each.fact.kind} '{each.id}'" for each in some)
        later = counted(len(found.hanging), "later fact")
        print_paragraph(f"Of the same products or licenses, {later} still on record: {named}.")
