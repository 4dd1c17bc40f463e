"""`tracker restore`: a ledger made anew from a full export."""

from pathlib import Path

import click

from events.mentions import EVIDENCE
from tracker.cli import Session
from tracker.cli.output import print_paragraph
from tracker.integrity.copies import restore


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def command(session: Session, file: Path) -> None:
    """Create a ledger from a full export, the same in all that counts.

    Facts, positions, times, batches, id, time zone and chain are those of the ledger that was
    exported, so that its checkpoints hold for the new one. Nothing may be at the new place yet.
    Files of evidence are not in an export: copy their folder too.

    \b
    Example:
      tracker export --full -o ledger.record
      tracker --ledger other.db restore ledger.record
    """
    with restore(file, session.ledger) as ledger:
        print_paragraph(f"Restored {ledger.location} through position {ledger.head()}.")
        if ledger.tagged([EVIDENCE]):
            print_paragraph(
                "It speaks of files of evidence: copy their folder too. 'tracker verify' checks "
                "them."
            )
