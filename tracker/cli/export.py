"""`tracker export`: the facts as they were recorded, in the interchange form."""

from typing import IO

import click

from events.facts import canonical_json
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.output import counted


@click.command("export")
@click.option("-o", "--output", type=click.File("wb"), default="-", metavar="FILE")
@click.pass_obj
def command(session: Session, output: IO[bytes]) -> None:
    """Write every fact on record as JSON Lines, in order of recording.

    Each line carries its id, so that recording the file again changes nothing. The gazette's
    facts are among them.

    \b
    Example:
      tracker export -o ledger.jsonl
    """
    number = 0
    with opened(session) as ledger:
        for record in ledger.facts():
            output.write(canonical_json(record.fact) + b"\n")
            number += 1
    click.echo(f"Exported {counted(number, 'fact')}.", err=True)
