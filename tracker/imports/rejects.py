"""The rows of which nothing was recorded, given back as a table to mend and import again."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from events.tables.headings import normalized
from events.tables.inert import meant
from events.tables.row_cells import is_text_file
from events.tables.table import Cell, Row, Table
from projections.imports import Plan
from tracker.imports.importing import Import, open_as

PROBLEM = "problem"
"""The last column, which says what to mend; an import never reads it."""


def reject_rows(imported: Import) -> Iterator[list[str]]:
    """Yield the headings of a table and its rows that are not good, each with what to mend.

    The file is read once more, so that rows need not be kept meanwhile. The headings stand in the
    row in which they stood, as a mapping may say.
    """
    told = _told(imported.plan)
    with open_as(Path(imported.path), imported.mapping) as table:
        kept = [
            index
            for index, heading in enumerate(table.headings.cells)
            if heading is None or normalized(str(heading)) != PROBLEM
        ]
        yield from ([] for _ in range(1, table.headings.number))
        yield [*_written(table, table.headings, kept), PROBLEM]
        for row in table.rows:
            if row.number in imported.plan.bad:
                yield [*_written(table, row, kept), told.get(row.number, _BESIDE)]


_BESIDE = "this row is good, but another of the same product or license is not"


def _told(plan: Plan) -> Mapping[int, str]:
    """Return what is to be told of each row."""
    told: dict[int, list[str]] = {}
    for problem in plan.problems:
        column = f"{problem.column}: " if problem.column else ""
        told.setdefault(problem.row, []).append(f"{column}{problem.message}")
    for contradiction in plan.contradictions:
        for row in contradiction.rows:
            told.setdefault(row, []).append(str(contradiction))
    return {row: "; ".join(messages) for row, messages in told.items()}


def _written(table: Table, row: Row, kept: list[int]) -> list[str]:
    cells = [row.cells[index] if index < len(row.cells) else None for index in kept]
    return [_text(cell, apostrophes=is_text_file(table)) for cell in cells]


def _text(cell: Cell, *, apostrophes: bool) -> str:
    match cell:
        case None:
            return ""
        case str():
            return meant(cell) if apostrophes else cell
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)
