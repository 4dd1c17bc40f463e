"""The rows of which nothing was recorded, given back as a table to mend and import again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from events.tables.fields.headings import normalized
from events.tables.row_cells import is_text_file
from events.tables.table import Cell, Row, Table, Unreadable
from events.tables.values.inert import is_formula, meant
from events.tables.values.literal import NOT_SHOWN, doubt
from events.words import quoted
from projections.documents.imports import row_problem
from projections.imports.plan import Plan
from projections.wording import Words
from tracker.imports.importing import Import, open_as
from tracker.show.sheets.sheets import Cell as Written
from tracker.show.sheets.sheets import Sheet

PROBLEM = "problem"
"""The last column, which says what to mend; an import never reads it."""


@contextmanager
def rejected(imported: Import, words: Words) -> Iterator[tuple[Sheet, Table]]:
    """Yield the rows of a table that are not good, each with what to mend, as the same sheet.

    The file is read once more, so that rows need not be kept meanwhile; the table says in which
    form they came. The headings stand in the row in which they stood, as a mapping may say.
    """
    with open_as(imported.path, imported.mapping) as table:
        kept = [
            index
            for index, heading in enumerate(table.headings.cells)
            if heading is None or normalized(str(heading)) != PROBLEM
        ]
        headings = (_heading(table, table.headings.cells[index]) for index in kept)
        sheet = Sheet(
            table.sheet or "rows",
            (*headings, PROBLEM),
            _rows(table, kept, _told(imported.plan, words)),
            above=("",) * (table.headings.number - 1),
        )
        yield sheet, table


def _heading(table: Table, cell: Cell) -> str:
    heading = "" if cell is None else str(cell)
    return meant(heading) if is_text_file(table) else heading


_BESIDE = "this row is good, but another of the same product or license is not"


def _rows(table: Table, kept: list[int], told: Mapping[int, str]) -> Iterator[list[Written]]:
    for row in table.rows:
        if row.number in told:
            yield [*_cells(table, row, kept), told[row.number]]


def _told(plan: Plan, words: Words) -> Mapping[int, str]:
    """Return what is to be told of each row that is not good."""
    told: dict[int, list[str]] = {row: [] for row in plan.bad}
    for problem in (row_problem(each, words) for each in plan.problems):
        column = f"{problem.column}: " if problem.column else ""
        held = f"holds {quoted(problem.held)}: " if problem.held else ""
        told.setdefault(problem.row, []).append(f"{column}{held}{problem.message}")
    for contradiction in plan.contradictions:
        for row in contradiction.rows:
            told.setdefault(row, []).append(words.contradiction_text(contradiction))
    return {row: "; ".join(messages) or _BESIDE for row, messages in told.items()}


def _cells(table: Table, row: Row, kept: list[int]) -> list[Written]:
    cells = [row.cells[index] if index < len(row.cells) else None for index in kept]
    return [_cell(cell, apostrophes=is_text_file(table)) for cell in cells]


def _cell(cell: Cell, *, apostrophes: bool) -> Written:
    """Return what is written for a cell; what cannot be read is no more readable for that."""
    match cell:
        case str() if apostrophes:
            return NOT_SHOWN if is_formula(cell) else meant(cell)
        case Unreadable(held=str(held)):
            return held if doubt(held) else NOT_SHOWN
        case Unreadable():
            return cell.held
        case datetime():
            return str(cell)  # with its time of day, which is what is wrong with it
        case float() if cell.is_integer():
            return int(cell)
        case _:
            return cell
