"""A table as a file holds it: rows of cells, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

Cell = str | int | float | bool | date | datetime | None
"""What a cell holds; None: it is empty. Text is as written, surrounding blanks included."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from the first column on; `number` is the row's in the file, which counts from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, or a whole file of text: its headings and the rows below them.

    `digest` is the SHA-256 of the file's bytes, in hexadecimal. `rows` may be read once, in their
    order, and holds one row at a time; rows without any content are left out. `encoding` is that
    of a text, named or found (None for a workbook).
    """

    file: str
    sheet: str | None
    digest: str
    headings: Row
    rows: Iterable[Row]
    encoding: str | None = None


def column_letters(index: int) -> str:
    """Return the name of a column as spreadsheets have it; `index` counts from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
