"""What a batch came to, or would: the facts recorded and those that were on record before."""

from collections import Counter

import click

from events.facts import Fact
from events.words import counted
from projections.wording.en import about
from tracker.cli.output import at_positions, print_paragraph
from tracker.ledger import Batch

LISTED_AT_MOST = 20


def print_batch(batch: Batch, *, dry_run: bool) -> None:
    """Print the facts recorded, by kind if there are many, and how many were unchanged."""
    if 0 < len(batch.recorded) <= LISTED_AT_MOST:
        for record in batch.recorded:
            print_paragraph(_line(record.fact), first=f"{record.position:>6}  ")
    elif batch.recorded:
        kinds = Counter(record.fact.kind for record in batch.recorded)
        for kind, number in sorted(kinds.items()):
            click.echo(f"{number:>6,}  {kind}")
    where = ""
    if batch.recorded:
        where = f" ({at_positions(batch.recorded[0].position, batch.recorded[-1].position)})"
    verb = "Would record" if dry_run else "Recorded"
    print_paragraph(
        f"{verb} {counted(len(batch.recorded), 'fact')}{where}; {len(batch.unchanged):,} unchanged."
    )


def _line(fact: Fact) -> str:
    return f"{fact.kind} {about(fact)}"
