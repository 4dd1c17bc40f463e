"""Rows under their headings: which row the headings are, and that no value stands without one."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from events.tables.table import Cell, Hidden, Row, column_letters
from tracker.tables.errors import TableRefused, shortened

MOST_COLUMNS = 16_384
"""As many as a sheet of a workbook has."""

EXAMPLES = 5
"""So many rows are named for each column without a heading."""


def is_blank(cell: Cell) -> bool:
    """Return whether a cell holds nothing, or nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def headings_among(
    file: str, sheet: str | None, rows: Iterator[Row], headings_row: int | None
) -> Row:
    """Take rows up to the headings and return these, without empty cells at their end.

    They are the first row that holds anything, unless `headings_row` names another.
    """
    for row in rows:
        if headings_row is None or row.number == headings_row:
            return _few_enough(file, sheet, _trimmed(row))
        if row.number > headings_row:
            break
    raise TableRefused(
        file,
        "there is nothing to read."
        if headings_row is None
        else f"row {headings_row} is empty or not there.",
        "A table begins with a row of headings.",
        "Name the row with --headings-row, or the sheet with --sheet.",
        sheet=sheet,
        row=headings_row,
    )


def hidden_among(headings: Row, columns: Container[int], sheets: tuple[str, ...]) -> Hidden:
    """Return what is hidden: the columns of a table, counted from 0, that have headings; sheets."""
    return Hidden(
        {
            column_letters(index): str(heading)
            for index, heading in enumerate(headings.cells)
            if index in columns and not is_blank(heading)
        },
        sheets=sheets,
    )


def rows_below(
    file: str, sheet: str | None, headings: Row, rows: Iterator[Row], hidden: Hidden
) -> Iterator[Row]:
    """Yield the rows that hold anything, each as wide as the headings; note which are hidden.

    After the first value without a heading nothing is yielded any more, but all is read: then
    TableRefused is raised, with every column that has such values.
    """
    width = len(headings.cells)
    bare = [index for index, heading in enumerate(headings.cells) if is_blank(heading)]
    unheaded = _Unheaded()
    for row in rows:
        cells = row.cells
        if row.hidden:
            hidden.rows.append(row.number)
        if len(cells) > width:
            unheaded.note(row, range(width, len(cells)))
        if bare:
            unheaded.note(row, bare)
        if not unheaded.rows:
            yield Row(row.number, (cells + (None,) * (width - len(cells)))[:width], row.hidden)
    unheaded.refuse(file, sheet)


def _few_enough(file: str, sheet: str | None, headings: Row) -> Row:
    if len(headings.cells) > MOST_COLUMNS:
        raise TableRefused(
            file,
            f"there are {len(headings.cells):,} headings.",
            f"A table is read if it has {MOST_COLUMNS:,} columns at most, as spreadsheets do.",
            "Check the delimiter and the line ends, or export fewer columns.",
            sheet=sheet,
            row=headings.number,
        )
    return headings


def _trimmed(row: Row) -> Row:
    cells = list(row.cells)
    while is_blank(cells[-1]):
        cells.pop()
    return Row(row.number, tuple(cells))


@dataclass
class _Unheaded:
    """Columns without a heading that hold something, each with a value and some rows."""

    rows: dict[int, list[int]] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    values: dict[int, Cell] = field(default_factory=dict)

    def note(self, row: Row, columns: "range | list[int]") -> None:
        for column in columns:
            cell = row.cells[column] if column < len(row.cells) else None
            if is_blank(cell):
                continue
            self.values.setdefault(column, cell)
            self.counts[column] = self.counts.get(column, 0) + 1
            examples = self.rows.setdefault(column, [])
            if len(examples) < EXAMPLES:
                examples.append(row.number)

    def refuse(self, file: str, sheet: str | None) -> None:
        if not self.rows:
            return
        first = min(self.rows)
        raise TableRefused(
            file,
            "there are values without a heading.",
            " ".join(self._said(column) for column in sorted(self.rows)[:EXAMPLES]),
            "Give these columns a heading or empty them; if the headings are further down, name "
            "their row with --headings-row; in a text file, put quotes around cells that contain "
            "the delimiter.",
            sheet=sheet,
            row=self.rows[first][0],
            column=column_letters(first),
        )

    def _said(self, column: int) -> str:
        rows, count = self.rows[column], self.counts[column]
        named = f"row {rows[0]}" if count == 1 else f"rows {', '.join(map(str, rows))}"
        if count > len(rows):
            named += f" and {count - len(rows):,} more"
        value = shortened(str(self.values[column]))
        return f"Column {column_letters(column)} has no heading, and holds '{value}' ({named})."
