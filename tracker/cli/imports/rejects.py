"""The rows that an import leaves out, as a file to mend: of the same form as the imported one."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, NoReturn

import click

from projections.wording import words_of
from tracker.cli.csv_out import COMMAS, write_csv
from tracker.cli.files_out import WORKBOOK, is_workbook, written_whole
from tracker.errors import FolderNotFound, WouldOverwrite
from tracker.ledger.files import check_not_the_ledger

if TYPE_CHECKING:
    from tracker.imports.importing import Import


def rejects_file(named: str | None, file: str, ledger: str) -> str:
    """Return where rows to mend go.

    Raises OutputIsTheLedger, WouldOverwrite or FolderNotFound if they cannot go there.
    """
    form = WORKBOOK if is_workbook(file) else ".csv"
    rejects = named or f"{Path(file).stem}.rejects{form}"
    check_not_the_ledger(rejects, ledger)
    if Path(rejects).exists():
        raise WouldOverwrite(
            f"'{rejects}' exists.", advice="Name another with --rejects, or take it away."
        )
    if not (folder := Path(rejects).absolute().parent).is_dir():
        said = f"There is no folder '{folder}' for rows to mend."
        raise FolderNotFound(said, "Make it, or name another.")
    return rejects


def end_with_rejects(done: "Import", rejects: str | None, *, partial: bool) -> NoReturn:
    """Raise RowsNotGood; the rows that are not good are in a file by then if one is named."""
    from tracker.imports.errors import RowsNotGood

    if rejects is not None:
        _write(done, rejects)
        advice = f"Mend what is in '{rejects}' and import that file as this one: "
        raise RowsNotGood(done.plan, advice + _command(done, rejects), others_recorded=True)
    if partial:
        raise RowsNotGood(done.plan, "Without --dry-run, a file with what to mend is written.")
    raise RowsNotGood(
        done.plan,
        "A file is recorded whole or not at all. Mend what is wrong, or say --partial to record "
        "the other rows and to have a file with what to mend.",
    )


_REPEATED = {"sort", "map_name", "sheet", "headings_row", "delimiter", "encoding"}
_REPEATED |= {"effective_on", "files"}


def _command(done: "Import", rejects: str) -> str:
    """Return the command that imports rows to mend in the way in which they were read."""
    context = click.get_current_context()
    given = [
        (param.opts[0], context.params[param.name])
        for param in context.command.params
        if param.name in _REPEATED and context.params[param.name] is not None
    ]
    if done.encoding == "gb18030" and done.mapping.encoding is None and not is_workbook(rejects):
        given.append(("--encoding", done.encoding))  # few rows may not be plainly Chinese
    if done.columns.sort == "evidence" and context.params["files"] is None:
        given.append(("--files", done.path.parent))
    options = [f"{name} {quote(str(value))}" for name, value in given]
    return " ".join(["tracker import", quote(rejects), *options])


def _write(done: "Import", rejects: str) -> None:
    """Write a workbook, or a text in the encoding and with the delimiter of the one imported."""
    from tracker.imports.rejects import rejected
    from tracker.show.sheets.writing import write_workbook

    with rejected(done, words_of("en")) as (sheet, table), written_whole(rejects) as stream:
        if is_workbook(rejects):
            write_workbook(stream, [sheet])
        else:
            write_csv(
                stream,
                sheet.headings,
                sheet.rows,
                above=len(sheet.above),
                parting=table.parting or COMMAS,
                encoding=done.mapping.encoding or _marked(table.encoding),
            )


def _marked(found: str | None) -> str:
    """Return an encoding that was found; UTF-8 is marked, as spreadsheets need it."""
    return "utf-8-sig" if found in {None, "utf-8"} else str(found)
