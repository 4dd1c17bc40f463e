"""`tracker export`: the facts as they were recorded, in the interchange form."""

import click

from events.facts import canonical_json
from events.mentions import EVIDENCE
from events.words import counted
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.files_out import written_whole
from tracker.ledger.files import check_not_the_ledger


@click.command("export")
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    help="Where to write.  [default: standard output]",
)
@click.option(
    "--full",
    is_flag=True,
    help="Write positions, times, batches and digests too, for 'tracker restore'.",
)
@click.pass_obj
def command(session: Session, output: str, full: bool) -> None:
    """Write every fact on record as JSON Lines, in order of recording.

    Each line carries its id, so that recording the file again changes nothing. The gazette's
    facts are among them. A file is replaced only once all facts are written. Files of evidence are
    not in it: copy their folder too.

    \b
    Example:
      tracker export -o ledger.jsonl
      tracker export --full -o ledger.record
    """
    check_not_the_ledger(output, session.ledger)
    if full:
        _whole(session, output)
        return
    number = 0
    with opened(session) as ledger, written_whole(output) as stream:
        for record in ledger.facts():
            stream.write(canonical_json(record.fact) + b"\n")
            number += 1
    click.echo(f"Exported {counted(number, 'fact')}.", err=True)


def _whole(session: Session, output: str) -> None:
    from tracker.integrity.copies import copy_of

    with opened(session) as ledger, written_whole(output) as stream:
        number = -2  # the first line and the last tell of no fact
        for line in copy_of(ledger):
            stream.write(line)
            number += 1
        files = {getattr(each.fact, "sha256", None) for each in ledger.tagged([EVIDENCE])} - {None}
    click.echo(f"Exported the whole record: {counted(number, 'fact')}.", err=True)
    if files:
        said = f"{counted(len(files), 'file')} of evidence"
        click.echo(f"Not in it: {said}. Copy the folder of evidence too.", err=True)
