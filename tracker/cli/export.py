"""`tracker export`: the facts as they were recorded, in the interchange form."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

import click

from events.facts import canonical_json
from events.mentions import EVIDENCE
from tracker.cli import Session
from tracker.cli.asking import nothing_found, opened
from tracker.cli.output import counted

BESIDE_A_LEDGER = ("", "-wal", "-shm")


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
    if output != "-" and _is_of_ledger(Path(output), session.ledger):
        nothing_found(f"'{output}' is the ledger itself. Name another file to export to.")
    if full:
        _whole(session, output)
        return
    number = 0
    with opened(session) as ledger, _writing(output) as stream:
        for record in ledger.facts():
            stream.write(canonical_json(record.fact) + b"\n")
            number += 1
    click.echo(f"Exported {counted(number, 'fact')}.", err=True)


def _whole(session: Session, output: str) -> None:
    from tracker.integrity.copies import copy_of

    with opened(session) as ledger, _writing(output) as stream:
        data = copy_of(ledger)
        stream.write(data)
        files = {getattr(each.fact, "sha256", None) for each in ledger.tagged([EVIDENCE])} - {None}
    number = data.count(b"\n") - 2
    click.echo(f"Exported the whole record: {counted(number, 'fact')}.", err=True)
    if files:
        said = f"{counted(len(files), 'file')} of evidence"
        click.echo(f"Not in it: {said}. Copy the folder of evidence too.", err=True)


def _is_of_ledger(target: Path, ledger: str) -> bool:
    files = (Path(f"{ledger}{ending}") for ending in BESIDE_A_LEDGER)
    return target.exists() and any(file.exists() and target.samefile(file) for file in files)


@contextmanager
def _writing(output: str) -> Iterator[IO[bytes]]:
    """Open standard output, or a file that takes its name when everything is written."""
    if output == "-":
        yield sys.stdout.buffer
        return
    target = Path(output)
    try:
        with NamedTemporaryFile(dir=target.absolute().parent, delete=False) as stream:
            yield stream
        os.replace(stream.name, target)
    except OSError as error:
        nothing_found(f"Cannot write '{output}': {error.strerror}. Check its folder and rights.")
