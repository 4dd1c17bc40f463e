"""A table as a file holds it: rows of cells, each with its place."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Formatted:
    """A number that a spreadsheet shows otherwise than by its digits, such as 7 as 007.

    `format` is the code of its number format, `words` what this puts beside the number.
    """

    number: int | float
    format: str
    words: str = ""

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that says nothing for certain: why, and what to do; `held` is what it holds."""

    why: str
    held: str | Formatted

    def __str__(self) -> str:
        return str(self.held)


Cell = str | int | float | bool | date | datetime | Formatted | Unreadable | None
"""What a cell holds; None: it is empty. Text is as written, surrounding blanks included."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from the first column on; `number` is the row's in the file, which counts from 1.

    `hidden` tells whether a spreadsheet shows the row to nobody, or has filtered it away.
    """

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(slots=True)
class Hidden:
    """What a spreadsheet does not show of a table, though it is data and read like the rest.

    `columns` has the headings of such columns by their letters. `rows` has the numbers of such rows
    and is filled while they are read. `sheets` are beside the table, hold rows, and are not read.

    >>> str(Hidden({"C": "holder"}, array("L", [3, 7]))), str(Hidden())
    ('column C (holder); rows 3, 7', '')
    """

    columns: dict[str, str] = field(default_factory=dict)
    rows: "array[int]" = field(default_factory=lambda: array("L"))
    sheets: tuple[str, ...] = ()

    def __str__(self) -> str:
        columns = [f"{at} ({' '.join(name.split())})" for at, name in self.columns.items()]
        found = ("column", columns), ("row", list(map(str, self.rows)))
        return "; ".join(_counted(noun, names) for noun, names in found if names)


SHOWN = 10
"""So many hidden rows or columns are named."""


def _counted(noun: str, names: list[str]) -> str:
    further = len(names) - SHOWN
    more = f" and {further:,} more" if further > 0 else ""
    return f"{noun}{'s' if len(names) > 1 else ''} {', '.join(names[:SHOWN])}{more}"


@dataclass(frozen=True, slots=True)
class Parting:
    """The delimiter of a text; whether a line above the rows declares it, as `sep=;` does."""

    delimiter: str
    is_declared: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, or a whole file of text: its headings and the rows below them.

    `digest` is the SHA-256 of the file's bytes, in hexadecimal. `rows` may be read once, in their
    order, and holds one row at a time; rows without any content are left out. `encoding` is that
    of a text, named or found (None for a workbook), `beyond_ascii` has the first cells that show
    whether it is the right one. `parting` tells what parts the cells of a CSV file. `hidden` is
    whole once the rows were read.
    """

    file: str
    sheet: str | None
    digest: str
    headings: Row
    rows: Iterable[Row]
    encoding: str | None = None
    beyond_ascii: tuple[str, ...] = ()
    parting: Parting | None = None
    hidden: Hidden = field(default_factory=Hidden)


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
