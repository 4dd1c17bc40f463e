"""The rows that an import leaves out, as a file to mend: of the same form as the imported one."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from tracker.cli.asking import nothing_found, refusals
from tracker.cli.csv_out import COMMAS, write_csv
from tracker.cli.files_out import WORKBOOK, check_not_the_ledger, is_workbook, written_whole
from tracker.cli.output import counted

if TYPE_CHECKING:
    from tracker.imports.importing import Import


def rejects_file(named: str | None, file: str, ledger: str) -> str:
    """Return where rows to mend go; ends the command with code 1 if a file is there already."""
    form = WORKBOOK if is_workbook(file) else ".csv"
    rejects = named or f"{Path(file).stem}.rejects{form}"
    check_not_the_ledger(rejects, ledger)
    if Path(rejects).exists():
        nothing_found(f"'{rejects}' exists. Name another with --rejects, or take it away.")
    if not (folder := Path(rejects).absolute().parent).is_dir():
        nothing_found(f"There is no folder '{folder}' for rows to mend. Make it, or name another.")
    return rejects


def end_with_rejects(done: "Import", rejects: str | None, *, partial: bool) -> None:
    """End the command with code 1, and the rows that are not good in a file if one is named."""
    count = counted(len(done.plan.bad), "row")
    if rejects is None and partial:
        nothing_found(f"Not good: {count}. Without --dry-run, a file with what to mend is written.")
    if rejects is None:
        nothing_found(
            f"Not good: {count}. A file is recorded whole or not at all. Mend what is wrong, or "
            "say --partial to record the other rows and to have a file with what to mend."
        )
    _write(done, rejects)
    nothing_found(
        f"Not recorded: {count}. Mend what is in '{rejects}' and import that file as this one: "
        f"{_command(done, rejects)}"
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

    with refusals(), rejected(done) as (sheet, table), written_whole(rejects) as stream:
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
