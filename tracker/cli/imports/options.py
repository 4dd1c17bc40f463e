"""How `tracker import` and its commands are told what a file is and how to read it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tracker.cli.options import Command


@dataclass(frozen=True)
class Reading:
    """What the command line says of a file; it goes before what a mapping says."""

    sort: str | None
    map_name: str | None
    sheet: str | None
    delimiter: str | None
    encoding: str | None
    headings_row: int | None

    def mapping(self, path: Path) -> Any:
        """Return the mapping that is named, or an empty one, with what was said put into it.

        A sheet that only the mapping names counts for workbooks alone: rows to mend come as text.
        """
        from events.tables.fields.mappings import TableMapping
        from tracker.imports.mappings import read_mapping
        from tracker.tables.reading import sheet_names

        mapping = read_mapping(self.map_name) if self.map_name else TableMapping.model_validate({})
        if mapping.sheet is not None and not sheet_names(path):
            mapping = mapping.model_copy(update={"sheet": None})
        said = {
            "sort": self.sort,
            "sheet": self.sheet,
            "delimiter": self.delimiter,
            "encoding": self.encoding,
            "headings_row": self.headings_row,
        }
        given = {name: value for name, value in said.items() if value is not None}
        return mapping.model_copy(update=given)


def _tab(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return a delimiter; "tab" names one that is hard to type."""
    value = {"tab": "\t", "\\t": "\t"}.get(value or "", value)
    if value is not None and len(value) != 1:
        raise click.BadParameter("a delimiter is one character, or the word tab")
    return value


_OPTIONS = (
    click.option(
        "--as",
        "sort",
        type=click.Choice(["products", "licenses", "events", "evidence"]),
        help="What the rows are.  [default: told by the headings]",
    ),
    click.option(
        "--map", "map_name", metavar="MAPPING", help="A mapping: a YAML file, or a shipped one."
    ),
    click.option("--sheet", metavar="NAME", help="The sheet of a workbook."),
    click.option(
        "--headings-row", type=click.IntRange(1), metavar="N", help="The row of the headings."
    ),
    click.option("--delimiter", callback=_tab, metavar="CHAR", help="What parts cells of a text."),
    click.option("--encoding", metavar="NAME", help="The encoding of a text, such as gb18030."),
)


def reading_options(command: Command) -> Command:
    """Give a command the options that say how to read a file, as one argument `reading`."""

    @wraps(command)
    def told(*given: Any, **options: Any) -> Any:
        names = ("sort", "map_name", "sheet", "delimiter", "encoding", "headings_row")
        reading = Reading(**{name: options.pop(name) for name in names})
        return command(*given, reading=reading, **options)

    decorated: Callable[..., Any] = told
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
