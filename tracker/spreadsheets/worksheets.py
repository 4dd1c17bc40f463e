"""The cells of a worksheet, read row by row as ISO/IEC 29500 has them written."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from events.tables.table import Cell, Row, column_letters
from tracker.spreadsheets.cells import BadCell, Meaning, Written, value_of
from tracker.spreadsheets.errors import Trouble, Troubles
from tracker.spreadsheets.headed import is_blank
from tracker.spreadsheets.xml_stream import Attributes, Damaged, XmlStream

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

LETTERS = re.compile("[A-Z]{1,3}")


class Worksheet:
    """Reads the XML of a worksheet; what its `<dimension>` claims is not believed."""

    def __init__(self, meaning: Meaning, troubles: Troubles) -> None:
        self._meaning = meaning
        self._troubles = troubles
        self._rows: list[Row] = []
        self._cells: list[Cell] = []
        self._row = 0
        self._digits = "0"
        self._next = 0
        self._cell: Written | None = None
        self._phonetic = False
        self._stream = XmlStream(
            troubles.file,
            opened={
                "row": self._open_row,
                "c": self._open_cell,
                "f": self._open_formula,
                "v": self._open_text,
                "t": self._open_text,
                "rPh": self._open_phonetic,
            },
            closed={
                "row": self._close_row,
                "c": self._close_cell,
                "v": self._close_text,
                "t": self._close_text,
                "rPh": self._close_phonetic,
            },
            sheet=troubles.sheet,
        )

    def rows(self, chunks: Iterable[bytes]) -> Iterator[Row]:
        """Yield the rows that hold anything; cells that cannot be read go to the troubles.

        In place of these stands what they hold, as text. Raises TableRefused.
        """
        for _ in self._stream.feed(chunks):
            yield from self._rows
            self._rows.clear()

    def _open_row(self, attributes: Attributes) -> None:
        number = int(attributes.get("r", self._row + 1))
        if not self._row < number <= LAST_ROW:
            raise Damaged(f"row {number} comes after row {self._row}")
        self._row, self._digits, self._next = number, str(number), 0
        self._cells = []

    def _close_row(self) -> None:
        if not all(map(is_blank, self._cells)):
            self._rows.append(Row(self._row, tuple(self._cells)))

    def _open_cell(self, attributes: Attributes) -> None:
        column = self._column(attributes["r"]) if "r" in attributes else self._next
        if not self._next <= column < LAST_COLUMN:
            raise Damaged(f"the cells of row {self._row} are out of order")
        self._next = column + 1
        self._cell = Written(column, attributes.get("t", "n"), attributes.get("s"))

    def _column(self, reference: str) -> int:
        letters = reference.removesuffix(self._digits)
        column = _column_of(letters)
        if column is None or len(letters) + len(self._digits) != len(reference):
            raise Damaged(f"row {self._row} has a cell called '{reference}'")
        return column

    def _open_formula(self, attributes: Attributes) -> None:
        if self._cell:
            self._cell.formula = True

    def _open_text(self, attributes: Attributes) -> None:
        self._stream.gather()

    def _close_text(self) -> None:
        text = self._stream.gathered()
        if self._cell and not self._phonetic:
            self._cell.text = (self._cell.text or "") + text

    def _open_phonetic(self, attributes: Attributes) -> None:
        self._phonetic = True

    def _close_phonetic(self) -> None:
        self._phonetic = False

    def _close_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        value: Cell
        try:
            value = value_of(cell, self._meaning)
        except BadCell as error:
            value = cell.text or "a formula"
            letters = column_letters(cell.column)
            self._troubles.add(Trouble(self._row, letters, value, str(error)))
        if value is not None:
            self._cells.extend([None] * (cell.column - len(self._cells)))
            self._cells.append(value)


@lru_cache(LAST_COLUMN)
def _column_of(letters: str) -> int | None:
    """Return the column called so, from 0; None if none can be."""
    if not LETTERS.fullmatch(letters):
        return None
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
