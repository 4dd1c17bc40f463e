"""`tracker template`: an empty workbook for products or licenses."""

from pathlib import Path

import click

from events.mentions import LAW
from projections.visible import visible
from tracker.cli import Session
from tracker.cli.asking import nothing_found, refusals
from tracker.cli.files_out import written_whole
from tracker.cli.output import counted
from tracker.errors import LedgerNotFound
from tracker.gazette import read_gazette
from tracker.ledger import open_ledger
from tracker.spreadsheets.offers import Offers, offers


@click.command("template")
@click.argument("sort", type=click.Choice(["products", "licenses"]))
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="The workbook to write (.xlsx)."
)
@click.pass_obj
def command(session: Session, sort: str, output: str) -> None:
    """Write an empty workbook for products or licenses, to fill in and import.

    Its headings stand in English and Chinese, with a note on each column; categories, channels,
    regimes and kinds of licenses are chosen from lists. The lists are those of the acts in the
    ledger, or of the gazette where there is no ledger. A file that is there is never overwritten.

    \b
    Example:
      tracker template products -o products.xlsx
    """
    from tracker.spreadsheets.template import template
    from tracker.spreadsheets.writing import write_workbook

    if output == "-":
        raise click.UsageError("A workbook is no text; name a file, such as products.xlsx.")
    if Path(output).exists():
        nothing_found(f"There is already a file '{output}', which may be filled in. Name another.")
    with refusals():
        words, origin = _words(session)
    with written_whole(output) as stream:
        write_workbook(stream, template(sort, words))
    listed = (
        f"{counted(len(words.category), 'category', 'categories')}, "
        f"{counted(len(words.channels), 'channel')}, {counted(len(words.regime), 'regime')}"
    )
    click.echo(f"Wrote {output}: an empty table of {sort}; {listed} of {origin}.")


def _words(session: Session) -> tuple[Offers, str]:
    """Return the words that are offered, and where they come from."""
    gazette = read_gazette()
    try:
        with open_ledger(session.ledger, to_write=False) as ledger:
            acts = [record.fact for record in visible(ledger.tagged([LAW]))]
            return offers(gazette.categories, acts), f"the ledger {ledger.location}"
    except LedgerNotFound:
        return offers(gazette.categories, gazette.facts), "the gazette, as there is no ledger"
