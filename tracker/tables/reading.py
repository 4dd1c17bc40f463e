"""Tables from the files people have; what a file is, is told by its content and not by its name."""

from collections.abc import Callable, Container, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from events.tables.table import Parting, Row, Table
from tracker.tables.contents import Content, content_of, opened_file
from tracker.tables.csv_text import text_rows
from tracker.tables.cyclonedx import component_rows
from tracker.tables.encodings.decoding import text_of
from tracker.tables.encodings.encodings import digest_of, encoding_of
from tracker.tables.encodings.readings import first_cells
from tracker.tables.errors import TableRefused
from tracker.tables.headed import headings_among, hidden_among, rows_below
from tracker.tables.xlsx.archives import opened_archive
from tracker.tables.xlsx.shared_strings import SharedStrings
from tracker.tables.xlsx.workbooks import Workbook, chosen_sheet

MOST_BYTES_OF_JSON = 128 * 1024**2
"""An inventory of 100,000 components has about 40 MiB, and is held whole."""


@dataclass(frozen=True)
class Asked:
    """What was said of a file; None: it is to be found out, or refused where it cannot be."""

    sheet: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    headings_row: int | None = None


@dataclass(frozen=True)
class _Source:
    """Rows from the first on, and what is to be checked once the headings are known.

    `hidden` has the columns that are hidden, from 0, as soon as the first row came;
    `hidden_sheets` are those beside the rows.
    """

    rows: Iterator[Row]
    sheet: str | None = None
    encoding: str | None = None
    beyond_ascii: tuple[str, ...] = ()
    parting: Parting | None = None
    check: Callable[[Row], None] = lambda headings: None
    hidden: Container[int] = ()
    hidden_sheets: tuple[str, ...] = ()


@contextmanager
def open_table(
    path: Path,
    *,
    sheet: str | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
    headings_row: int | None = None,
) -> Iterator[Table]:
    """Open a workbook (.xlsx), a text (CSV) or a CycloneDX inventory (JSON) as a table.

    The rows can be read while it is open; memory does not grow with those of workbooks and texts.
    A workbook gives its only visible sheet that holds anything, unless one is named; the headings
    are the first row that holds anything, unless one is named. A cell that cannot be read is one of
    the row, and says why. Raises TableRefused, also while the rows are read: nothing of a file
    counts unless all of its rows came.
    """
    asked = Asked(sheet, delimiter, encoding, headings_row)
    file = str(path)
    with ExitStack() as stack:
        binary = stack.enter_context(opened_file(path))
        content = content_of(file, binary, encoding)
        _refuse_unfit(file, content, asked)
        digest = digest_of(binary)
        source = SOURCES[content](file, binary, asked, stack)
        headings = headings_among(file, source.sheet, source.rows, headings_row)
        source.check(headings)
        hidden = hidden_among(headings, source.hidden, source.hidden_sheets)
        rows = rows_below(file, source.sheet, headings, source.rows, hidden)
        yield Table(
            *(path.name, source.sheet, digest, headings, rows),
            encoding=source.encoding,
            beyond_ascii=source.beyond_ascii,
            parting=source.parting,
            hidden=hidden,
        )


def sheet_names(path: Path) -> list[str]:
    """Return the names of a workbook's sheets of cells, hidden ones too; none for other files."""
    with ExitStack() as stack:
        binary = stack.enter_context(opened_file(path))
        if content_of(str(path), binary) is not Content.ARCHIVE:
            return []
        return [each.name for each in _workbook(str(path), binary, stack).sheets]


def _workbook(file: str, binary: BinaryIO, stack: ExitStack) -> Workbook:
    archive = stack.enter_context(opened_archive(file, binary))
    return Workbook(archive, stack.enter_context(SharedStrings()))


def _of_workbook(file: str, binary: BinaryIO, asked: Asked, stack: ExitStack) -> _Source:
    workbook = _workbook(file, binary, stack)
    sheet, hidden_sheets = chosen_sheet(file, workbook, asked.sheet)
    hidden: set[int] = set()
    return _Source(
        workbook.rows(sheet, hidden),
        sheet.name,
        check=lambda headings: workbook.refuse_merged(sheet, headings),
        hidden=hidden,
        hidden_sheets=hidden_sheets,
    )


def _of_text(file: str, binary: BinaryIO, asked: Asked, stack: ExitStack) -> _Source:
    encoding = encoding_of(file, binary, asked.encoding)
    cells = first_cells(binary, encoding)
    text = stack.enter_context(text_of(binary, encoding))
    parting, rows = text_rows(
        file, text, delimiter=asked.delimiter, headings_row=asked.headings_row
    )
    return _Source(rows, encoding=encoding, beyond_ascii=cells, parting=parting)


def _of_json(file: str, binary: BinaryIO, asked: Asked, stack: ExitStack) -> _Source:
    if binary.seek(0, SEEK_END) > MOST_BYTES_OF_JSON:
        raise TableRefused(
            file,
            f"the inventory is larger than {MOST_BYTES_OF_JSON:,} bytes.",
            "It would have to be held whole in memory.",
            "Export it in parts, or as a table in CSV.",
        )
    binary.seek(0)
    encoding = encoding_of(file, binary, asked.encoding)
    cells = first_cells(binary, encoding)
    text = stack.enter_context(text_of(binary, encoding))
    return _Source(component_rows(file, text.read()), encoding=encoding, beyond_ascii=cells)


SOURCES = {
    Content.ARCHIVE: _of_workbook,
    Content.TEXT: _of_text,
    Content.JSON: _of_json,
}

FITTING = {
    Content.ARCHIVE: ("a workbook", {"sheet", "headings_row"}),
    Content.TEXT: ("text", {"delimiter", "encoding", "headings_row"}),
    Content.JSON: ("an inventory in JSON", {"encoding"}),
}


def _refuse_unfit(file: str, content: Content, asked: Asked) -> None:
    """Refuse what cannot be meant, rather than leave it unheard."""
    what, fitting = FITTING[content]
    for name, value in vars(asked).items():
        if value is not None and name not in fitting:
            option = f"--{name.replace('_', '-')}"
            raise TableRefused(
                file,
                f"this is {what}, for which {option} means nothing.",
                f"It was given as '{value}'.",
                "Leave it out, or check that this is the right file.",
            )
