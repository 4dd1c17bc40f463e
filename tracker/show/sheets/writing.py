"""Workbooks: sheets written row by row, with nothing in them that a spreadsheet would run.

The only module that knows XlsxWriter. The same sheets give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain, islice
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from events.tables.table import Formatted
from tracker.show.sheets.limits import (
    LONGEST_TEXT,
    CellTooLong,
    sheet_title,
    shown,
    text_length,
)
from tracker.show.sheets.rules import rule_for
from tracker.show.sheets.sheets import Cell, Sheet
from tracker.show.sheets.streams import FailsOnce
from tracker.show.sheets.widths import LINE, MEASURED, column_widths, lines_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

ROWS_OF_A_SHEET = 1_048_576
ROWS_TO_FILL_IN = 1_000
"""In so many rows of a sheet that is to be filled in, cells are checked as they are typed."""

_ALWAYS = datetime(2000, 1, 1)
"""When a workbook says that it was made: always then, so that the bytes stay the same."""

_AS_GIVEN = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

_LONGEST_AS_TEXT = 255
"""Older spreadsheets show longer texts that are formatted as text as a row of ####."""

_TO_FILL_IN = 24
"""How wide a column to be filled in is at least."""

_DAY = "yyyy-mm-dd"

_A3 = 8

_PRINTED = 400
"""So many characters side by side can still be read on a printed page."""


def write_workbook(
    stream: IO[bytes], sheets: Iterable[Sheet], *, rows_of_a_sheet: int = ROWS_OF_A_SHEET
) -> None:
    """Write sheets to a file; one with more rows than fit goes on in further sheets.

    Raises CellTooLong if a text does not fit a cell, and OSError if there is no room on the disk;
    then what was written is to be thrown away.
    """
    with TemporaryDirectory(prefix="tracker-") as folder, _opened(stream, folder) as book:
        writer = _Writer(book, rows_of_a_sheet)
        for sheet in sheets:
            writer.write(sheet)


@contextmanager
def _opened(stream: IO[bytes], folder: str) -> Iterator[Workbook]:
    """Open a workbook that keeps rows in files of a folder, and close it whatever happens."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    book = Workbook(FailsOnce(stream), {**_AS_GIVEN, "constant_memory": True, "tmpdir": folder})
    book.use_zip64()
    book.set_properties({"created": _ALWAYS})
    try:
        yield book
    finally:
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error


class _Writer:
    """A workbook being written, with the formats of its cells."""

    def __init__(self, book: Workbook, rows_of_a_sheet: int) -> None:
        self._book = book
        self._rows_of_a_sheet = rows_of_a_sheet
        self._titles: set[str] = set()
        self._formats: dict[str, Format] = {}
        usual = {"valign": "top", "text_wrap": True}
        self._text = book.add_format({**usual, "num_format": "@"})
        self._long = book.add_format({**usual, "quote_prefix": True})
        self._number = book.add_format({**usual, "align": "left"})
        self._truth = book.add_format(
            {**usual, "num_format": '"TRUE";"TRUE";"FALSE"', "align": "left"}
        )
        self._day = book.add_format({**usual, "num_format": _DAY, "align": "left"})
        heading = {"bold": True, "valign": "top", "bottom": 1, "text_wrap": True}
        self._heading = book.add_format({**heading, "bg_color": "#DDE6F0"})
        self._required = book.add_format({**heading, "bg_color": "#FCE4D6"})
        self._above = book.add_format({"valign": "top", "font_color": "#444444"})

    def write(self, sheet: Sheet) -> None:
        rows = iter(sheet.rows)
        room = self._rows_of_a_sheet - len(sheet.above) - 1
        first: list[Sequence[Cell]] = []
        while True:
            self._one(sheet, chain(first, islice(rows, room - len(first))))
            first = list(islice(rows, 1))
            if not first:
                return

    def _one(self, sheet: Sheet, rows: Iterator[Sequence[Cell]]) -> None:
        """Write what goes on one sheet."""
        title = sheet_title(sheet.title, self._titles)
        self._titles.add(title)
        page = self._book.add_worksheet(title)
        measured = list(islice(rows, MEASURED))
        widths = column_widths(sheet.headings, measured)
        last = top = self._head(page, sheet, widths)
        for last, row in enumerate(chain(measured, rows), top + 1):
            if (lines := lines_of(row, widths)) > 1:
                page.set_row(last, LINE * min(lines, sheet.lines))
            for column, cell in enumerate(map(shown, row)):
                self._put(page, last, column, cell, sheet)
        self._dress(page, sheet, top, last, widths)

    def _head(self, page: Worksheet, sheet: Sheet, widths: Sequence[int]) -> int:
        """Write what stands over the rows and return the row of the headings."""
        top = len(sheet.above)
        for number, line in enumerate(sheet.above):
            page.write_string(number, 0, line, self._above)
        if (lines := lines_of(sheet.headings, widths)) > 1:
            page.set_row(top, LINE * lines)
        for column, heading in enumerate(sheet.headings):
            required = sheet.helps and sheet.helps[column].required
            page.write_string(top, column, heading, self._required if required else self._heading)
        return top

    def _put(self, page: Worksheet, row: int, column: int, cell: Cell, sheet: Sheet) -> None:
        match cell:
            case None:
                pass
            case bool():
                page.write_boolean(row, column, cell, self._truth)
            case int() | float():
                page.write_number(row, column, cell, self._number)
            case Formatted():
                page.write_number(row, column, cell.number, self._by_format(cell.format))
            case date():
                page.write_datetime(row, column, cell, self._day)
            case str():
                if (length := text_length(cell)) > LONGEST_TEXT:
                    raise CellTooLong(sheet.title, sheet.headings[column], row + 1, length)
                long = length > _LONGEST_AS_TEXT
                page.write_string(row, column, cell, self._long if long else self._text)

    def _by_format(self, code: str) -> Format:
        if code not in self._formats:
            self._formats[code] = self._book.add_format({"num_format": code, "align": "left"})
        return self._formats[code]

    def _dress(
        self, page: Worksheet, sheet: Sheet, top: int, last: int, widths: Sequence[int]
    ) -> None:
        for column, width in enumerate(widths):
            kept = None
            if sheet.helps:
                width = max(width, _TO_FILL_IN)
                kept = self._day if sheet.helps[column].day else self._text
            page.set_column(column, column, width, kept)
        page.freeze_panes(top + 1, 1)
        if not sheet.helps:
            page.autofilter(top, 0, last, len(sheet.headings) - 1)
        page.set_landscape()
        page.set_paper(_A3)
        pages = -(-sum(widths) // _PRINTED) or 1
        page.fit_to_pages(pages, 0)
        page.repeat_rows(top)
        if pages > 1:
            page.repeat_columns(0)
        for column, help in enumerate(sheet.helps):
            page.write_comment(top, column, help.note, {"x_scale": 2, "y_scale": 1.6})
            if rule := rule_for(help):
                page.data_validation(top + 1, column, top + ROWS_TO_FILL_IN, column, rule)
