"""`tracker import mapping`: how a file's columns would be read, as a mapping to keep."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.files_out import written_whole
from tracker.cli.imports.options import Reading, reading_options
from tracker.errors import WouldOverwrite
from tracker.ledger.files import check_not_the_ledger

if TYPE_CHECKING:
    from events.facts import Fact


@click.command("mapping", short_help="Show how a file is read, as a mapping to keep.")
@click.argument("file", metavar="FILE")
@reading_options
@click.option("-o", "--output", default="-", metavar="FILE", help="Write it to a file.")
@click.pass_obj
def show_mapping(session: Session, file: str, reading: Reading, output: str) -> None:
    """Show how the columns of a file are read, as a mapping to keep, change and use with --map.

    Nothing is recorded. With a ledger at hand, columns of the parameters that it knows are found,
    too. Shipped mappings: cyclonedx, netbox-devices, snipe-it-assets, snipe-it-licenses.

    \b
    Example:
      tracker import mapping licenses.xlsx -o mapping.yaml
      tracker import licenses.xlsx --map mapping.yaml
    """
    from tracker.imports.showing import mapping_text

    check_not_the_ledger(output, session.ledger)
    if output != "-" and Path(output).exists():
        raise WouldOverwrite(f"There is already a file '{output}', which may be edited.")
    text = mapping_text(Path(file), reading.mapping(Path(file)), _on_record(session))
    with written_whole(output) as stream:
        stream.write(text.encode())


def _on_record(session: Session) -> "Iterable[Fact]":
    if "://" not in session.ledger and not Path(session.ledger).exists():
        return ()
    with opened(session) as ledger:
        return [record.fact for record in ledger.facts()]
