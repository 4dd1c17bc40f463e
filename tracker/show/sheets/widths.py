"""How wide columns are and how high rows, so that people can read them as they are."""

from collections.abc import Sequence
from datetime import date

import wcwidth

from tracker.show.sheets.sheets import Cell

NARROWEST, WIDE, WIDEST = 9, 28, 60
"""How many characters wide a column is at least and at most; longer text is wrapped.

With many columns, only a text that would take many lines makes its column as wide as can be.
"""

_MANY_COLUMNS, _MANY_LINES = 6, 4

LINE = 15.75
"""How high a line is, in points: more than a row of usual height, which would not be kept to."""

MEASURED = 1_000
"""By so many rows at most the widths are found."""


def column_widths(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return the width of each column, in characters, which fits most of its cells."""
    longest = [width + 3 for width in map(_width, headings)]
    for row in rows:
        longest = [max(width, _width(cell)) for width, cell in zip(longest, row, strict=True)]
    return [_fitting(width, many=len(headings) > _MANY_COLUMNS) for width in longest]


def lines_of(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Return how many lines a row takes when its cells are wrapped."""
    return max((_lines(cell, width) for cell, width in zip(row, widths, strict=True)), default=1)


def _lines(cell: Cell, width: int) -> int:
    if not isinstance(cell, str) or (len(cell) * 2 <= width and "\n" not in cell):
        return 1
    return sum(-(-wcwidth.width(line) // (width - 1)) or 1 for line in cell.split("\n"))


def _width(cell: Cell) -> int:
    """Return how many characters wide a cell is; Chinese counts double."""
    if isinstance(cell, str):
        start = cell[: WIDE * _MANY_LINES + 1]
        return max(wcwidth.width(line) for line in start.split("\n")) + 1
    return 11 if isinstance(cell, date) else len(str(cell))


def _fitting(longest: int, *, many: bool) -> int:
    if longest > WIDE * _MANY_LINES or not many:
        return min(max(longest, NARROWEST), WIDEST)
    return min(max(longest, NARROWEST), WIDE)
