"""`tracker template`: an empty workbook for products, licenses or evidence."""

from collections.abc import Iterable
from pathlib import Path

import click

from events.mentions import LAW
from events.words import counted
from projections.record.visible import visible
from tracker.cli import Session
from tracker.cli.asking import check_is_a_folder
from tracker.cli.files_out import check_names_a_workbook, written_whole
from tracker.cli.output import some_of
from tracker.errors import WouldOverwrite
from tracker.gazette.files import read_gazette
from tracker.ledger import open_ledger
from tracker.ledger.errors import LedgerNotFound
from tracker.ledger.files import files_of
from tracker.show.sheets.sheets import Sheet
from tracker.show.templates.offers import Offers, offers


@click.command("template")
@click.argument("sort", type=click.Choice(["products", "licenses", "evidence"]))
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="The workbook to write (.xlsx)."
)
@click.option(
    "--files",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="For evidence: the files that get a row each.",
)
@click.pass_obj
def command(session: Session, sort: str, output: str, files: Path | None) -> None:
    """Write an empty workbook for products, licenses or evidence, to fill in and import.

    Its headings stand in English and Chinese, with a note on each column; categories, channels,
    regimes and kinds of licenses are chosen from lists. The lists are those of the acts in the
    ledger, or of the gazette where there is no ledger. A list of evidence has a row for each file
    in a folder and below it. A workbook that is there is never overwritten.

    \b
    Example:
      tracker template products -o products.xlsx
      tracker template evidence --files scans -o scans.xlsx
    """
    from tracker.show.templates.template import evidence_template, template

    if files is not None and sort != "evidence":
        raise click.UsageError("--files goes with evidence; products and licenses have none.")
    if output == "-":
        raise click.UsageError("A workbook is no text; name a file, such as products.xlsx.")
    check_names_a_workbook(output, "--output")
    if Path(output).exists():
        raise WouldOverwrite(f"There is already a file '{output}', which may be filled in.")
    if sort == "evidence":
        names = _files_below(session, files) if files is not None else ()
        _write(output, evidence_template(names))
        click.echo(f"Wrote {output}: a list of evidence with {counted(len(names), 'file')}.")
        return
    words, origin = _words(session)
    _write(output, template(sort, words))
    listed = (
        f"{counted(len(words.category), 'category', 'categories')}, "
        f"{counted(len(words.channels), 'channel')}, {counted(len(words.regime), 'regime')}"
    )
    click.echo(f"Wrote {output}: an empty table of {sort}; {listed} of {origin}.")


def _write(output: str, sheets: Iterable[Sheet]) -> None:
    from tracker.show.sheets.writing import write_workbook

    with written_whole(output) as stream:
        write_workbook(stream, sheets)


def _files_below(session: Session, folder: Path) -> tuple[str, ...]:
    """Return the names of the files that a list offers, and tell of others on standard error.

    Neither the ledger nor its evidence is offered. Ends the command with code 1 if there is no such
    folder.
    """
    from tracker.evidence.folders import files_below

    check_is_a_folder(folder)
    evidence = session.evidence or f"{session.ledger}.evidence"
    found = files_below(folder, {*files_of(session.ledger), Path(evidence)})
    if found.left_out:
        click.echo(
            "Left out, as hidden, a link, or named otherwise than in UTF-8: "
            f"{some_of(found.left_out)}. Rename or copy what is evidence, and write the list anew.",
            err=True,
        )
    return found.names


def _words(session: Session) -> tuple[Offers, str]:
    """Return the words that are offered, and where they come from."""
    gazette = read_gazette()
    try:
        with open_ledger(session.ledger, to_write=False) as ledger:
            acts = [record.fact for record in visible(ledger.tagged([LAW]))]
            return offers(gazette.categories, acts), f"the ledger {ledger.location}"
    except LedgerNotFound:
        return offers(gazette.categories, gazette.facts), "the gazette, as there is no ledger"
