"""`tracker export`: the facts as they were recorded, in the interchange form."""

from typing import IO

import click

from events.facts import canonical_json
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.output import counted


@click.command("export")
@click.option("-o", "--output", type=click.File("wb"), default="-", metavar="FILE")
@click.option(
    "--full",
    is_flag=True,
    help="Write positions, times, batches and digests too, for 'tracker restore'.",
)
@click.pass_obj
def command(session: Session, output: IO[bytes], full: bool) -> None:
    """Write every fact on record as JSON Lines, in order of recording.

    Each line carries its id, so that recording the file again changes nothing. The gazette's
    facts are among them.

    \b
    Example:
      tracker export -o ledger.jsonl
      tracker export --full -o ledger.record
    """
    if full:
        _whole(session, output)
        return
    number = 0
    with opened(session) as ledger:
        for record in ledger.facts():
            output.write(canonical_json(record.fact) + b"\n")
            number += 1
    click.echo(f"Exported {counted(number, 'fact')}.", err=True)


def _whole(session: Session, output: IO[bytes]) -> None:
    from tracker.integrity.copies import copy_of

    with opened(session) as ledger:
        data = copy_of(ledger)
    output.write(data)
    number = data.count(b"\n") - 2
    click.echo(f"Exported the whole record: {counted(number, 'fact')}.", err=True)
