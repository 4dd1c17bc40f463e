"""The cells of a row read as the fields of their columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from events.products import ParameterValue
from events.reading.sayings import Saying
from events.tables.columns.columns import Column, Columns
from events.tables.fields.field_lookup import fields_of
from events.tables.fields.fields import OTHER_PARAMETERS
from events.tables.fields.mappings import TableMapping
from events.tables.fields.vocabulary import Vocabulary
from events.tables.rows import Place, RowProblem
from events.tables.table import Cell, Row, Table, Unreadable, column_letters
from events.tables.values.cells import NotReadError
from events.tables.values.field_values import FieldValues, parameter
from events.tables.values.inert import WHY_NOT_RUN, is_formula, meant
from events.words import quoted

NULL = object()
"""What the word null means where rows are facts: that a field is null, and not left out."""

REMEMBERED = 4096
"""Of so many different cells of a column it is remembered what they say; columns repeat theirs."""

Values = dict[str, Any]
"""What a row says, by field; what it does not speak of is left out."""


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    column: Column
    read: Callable[[Cell], Any]
    values: Mapping[str, str | None]


class CellReader:
    """Reads rows of one table; `problems` gathers what is wrong until somebody clears it."""

    def __init__(
        self, table: Table, columns: Columns, mapping: TableMapping, vocabulary: Vocabulary
    ) -> None:
        self.place = Place(table.file, table.sheet, table.digest)
        self.problems: list[RowProblem] = []
        self._mapping = mapping
        self._said = FieldValues(mapping, vocabulary)
        self._knows_null = columns.sort == "events"
        self._is_text_file = is_text_file(table)
        self._fields = fields_of(columns.sort)
        self._sources = [
            self._source(name, column, partial(self._said.value, self._fields[name]))
            for name, column in columns.fields.items()
        ]
        self._parameters = [
            self._source(source.name, source.column, partial(parameter, source.unit))
            for source in columns.parameters
        ]
        self._only = [
            (columns.fields[name], mapping.values[name])
            for name in mapping.only_listed
            if name in columns.fields
        ]

    def _source(self, name: str, column: Column, read: Callable[[Cell], Any]) -> _Source:
        remembered = lru_cache(REMEMBERED, typed=True)(read)  # true is not 1, though it equals it
        return _Source(name, column, remembered, self._mapping.values.get(name, {}))

    def constants(self) -> Values:
        """Return what every row says by the mapping; raises NotReadError."""
        return {
            name: self._said.meant(self._fields[name], told)
            for name, told in self._mapping.constants.items()
        }

    def is_left_out(self, row: Row) -> bool:
        """Tell whether the mapping leaves a row out: a cell holds what is not listed."""
        return any(_is_unlisted(self._cell(row, column), known) for column, known in self._only)

    def says_nothing(self, row: Row) -> bool:
        """Tell whether each cell that is read is empty, or by the mapping as if it were."""
        return all(
            self._is_empty(self._cell(row, source.column), source)
            for source in (*self._sources, *self._parameters)
        )

    def _is_empty(self, cell: Cell, source: _Source) -> bool:
        return cell is None or source.values.get(written(cell), "") is None

    def values(self, row: Row) -> tuple[Values, dict[str, ParameterValue]]:
        """Return what a row says, field by field, and its parameters."""
        said: Values = {}
        for source in self._sources:
            value = self._read(row, source)
            if value is not None:
                said[source.name] = value
        parameters: dict[str, ParameterValue] = dict(said.pop(OTHER_PARAMETERS, {}))
        for source in self._parameters:
            value = self._read(row, source)
            if value is not None and source.name in parameters:
                self._fail(
                    row, source, f"parameter '{source.name}' is given in two columns; empty one"
                )
            elif value is not None:
                parameters[source.name] = value
        return said, parameters

    def fail(self, row: int, message: str | Saying, field: str | None = None) -> None:
        """Add a problem of a row, at the column of a field if it has one."""
        named = (source.column for source in self._sources if source.name == field)
        self._add(row, message, next(named, None))

    def _cell(self, row: Row, column: Column) -> Cell:
        cell = row.cells[column.index] if column.index < len(row.cells) else None
        if isinstance(cell, str):
            if self._is_text_file:
                if is_formula(cell):
                    return Unreadable(WHY_NOT_RUN, cell)
                cell = meant(cell)
            return cell if cell.strip() else None
        return cell

    def _read(self, row: Row, source: _Source) -> Any:
        cell = self._cell(row, source.column)
        if cell is None:
            return None
        if self._knows_null and cell == "null":
            return NULL
        if source.values and (said := written(cell)) in source.values:
            return self._as_said(row, source, said)
        if isinstance(cell, Unreadable):
            self._fail(row, source, cell.why)
            return None
        try:
            return source.read(cell)
        except NotReadError as error:
            self._fail(row, source, str(error))
            return None

    def _as_said(self, row: Row, source: _Source, said: str) -> Any:
        """Return what the mapping says is meant."""
        told = source.values[said]
        if told is None:
            return None
        field = self._fields.get(source.name)
        try:
            return source.read(told) if field is None else self._said.meant(field, told)
        except NotReadError as error:
            self._fail(row, source, f"the mapping says {quoted(told)}: {error}")
            return None

    def _fail(self, row: Row, source: _Source, message: str) -> None:
        self._add(row.number, message, source.column, written(self._cell(row, source.column)))

    def _add(
        self, row: int, message: str | Saying, column: Column | None, held: str | None = None
    ) -> None:
        letters = column_letters(column.index) if column else None
        heading = " ".join(column.heading.split()) if column else None
        self.problems.append(RowProblem(self.place, row, message, letters, heading, held))


def _is_unlisted(cell: Cell, known: Mapping[str, str | None]) -> bool:
    """Tell whether a cell holds something else than what is listed; an unreadable one tells not."""
    said = written(cell)
    return said not in known and not isinstance(cell, Unreadable)


def is_text_file(table: Table) -> bool:
    """Tell whether a table comes from a text, where an apostrophe keeps a cell from being run."""
    return table.sheet is None and table.headings.number > 0


def written(cell: Cell) -> str:
    """Return a cell as text, as mappings and problems name it; an empty one as an empty text."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.isoformat(sep=" ")
        case date():
            return cell.isoformat()
        case _:
            return str(cell).strip()
