"""The cells of a worksheet, read row by row as ISO/IEC 29500 has them written."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from events.tables.table import Cell, Row
from tracker.tables.headed import is_blank
from tracker.tables.xlsx.cells import Meaning, Written, value_of
from tracker.tables.xlsx.shared_strings import LONGEST_STRING
from tracker.tables.xlsx.xml_stream import TRUE, Attributes, Damaged, XmlTree, places, whole_number

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
MOST_HELD = 20 * 1024**2
"""Characters of the rows that are held at once; a full row has as many with 1,280 in each cell."""

PLACES = places(
    root="worksheet",
    worksheet="cols sheetData",
    cols="col",
    sheetData="row",
    row="c",
    c="f v is",
    **{"is": "t r"},
    r="t",
)

LETTERS = re.compile("[A-Z]{1,3}")


class Worksheet:
    """Reads the XML of a worksheet; what its `<dimension>` claims is not believed.

    Columns that are hidden are added to `hidden`, counted from 0, before the first row comes.
    """

    def __init__(self, file: str, sheet: str, meaning: Meaning, hidden: set[int]) -> None:
        self._meaning = meaning
        self._rows: list[Row] = []
        self._cells: list[Cell] = []
        self._hidden_columns = hidden
        self._row, self._is_hidden = 0, False
        self._digits = "0"
        self._next = 0
        self._held = 0
        self._cell = Written(0, "n", None)
        opened = {
            "col": self._open_column,
            "row": self._open_row,
            "c": self._open_cell,
            "f": self._open_formula,
            "v": self._gather,
            "t": self._gather,
        }
        closed = {
            "v": self._close_value,
            "t": self._close_text,
            "c": self._close_cell,
            "row": self._close_row,
        }
        self._stream = XmlTree(file, PLACES, opened, closed, sheet=sheet).stream

    def rows(self, chunks: Iterable[bytes]) -> Iterator[Row]:
        """Yield the rows that hold anything; raises TableRefused."""
        for _ in self._stream.feed(chunks):
            yield from self._rows
            self._rows.clear()
            self._held = sum(len(cell) for cell in self._cells if isinstance(cell, str))

    def _gather(self, _: Attributes) -> None:
        self._stream.gather()

    def _open_formula(self, _: Attributes) -> None:
        self._cell.formula = True

    def _open_column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in TRUE:
            last = min(whole_number(attributes["max"]), LAST_COLUMN)
            first = whole_number(attributes["min"])
            self._hidden_columns.update(range(first - 1, last))

    def _open_row(self, attributes: Attributes) -> None:
        number = whole_number(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < number <= LAST_ROW or self._cells:
            raise Damaged(f"row {number} comes after or within row {self._row}")
        self._row, self._digits, self._next = number, str(number), 0
        self._is_hidden = attributes.get("hidden") in TRUE

    def _open_cell(self, attributes: Attributes) -> None:
        column = self._next
        if reference := attributes.get("r"):
            letters = reference.removesuffix(self._digits)
            column = _column_of(letters)
            if len(letters) + len(self._digits) != len(reference):
                raise Damaged(f"row {self._row} has a cell called '{reference}'")
        if not self._next <= column < LAST_COLUMN:
            raise Damaged(f"the cells of row {self._row} are out of order")
        self._next = column + 1
        self._cell = Written(column, attributes.get("t", "n"), attributes.get("s"))

    def _close_value(self) -> None:
        if self._cell.value is not None:
            raise Damaged(f"row {self._row} has a cell of two values")
        self._cell.value = self._gathered()

    def _close_text(self) -> None:
        if len(self._cell.text or "") > LONGEST_STRING:
            raise Damaged("a text without end")
        self._cell.text = (self._cell.text or "") + self._gathered()

    def _gathered(self) -> str:
        text = self._stream.gathered()
        self._count(text)
        return text

    def _close_row(self) -> None:
        if not all(map(is_blank, self._cells)):
            self._rows.append(Row(self._row, tuple(self._cells), self._is_hidden))
        self._cells = []

    def _close_cell(self) -> None:
        cell = self._cell
        value = value_of(cell, self._meaning)
        if isinstance(value, str):
            self._count(value)
        if value is not None:
            missing = cell.column - len(self._cells)
            if missing < 0:
                raise Damaged(f"row {self._row} has a cell within a cell")
            if missing:
                self._cells.extend([None] * missing)
            self._cells.append(value)

    def _count(self, text: str) -> None:
        self._held += len(text)
        if self._held > MOST_HELD:
            raise Damaged(
                f"row {self._row} and those by it have more than {MOST_HELD:,} characters"
            )


@lru_cache(LAST_COLUMN)
def _column_of(letters: str) -> int:
    """Return the column called so, from 0; raises Damaged if none can be."""
    if not LETTERS.fullmatch(letters):
        raise Damaged(f"there is a column called '{letters}'")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
