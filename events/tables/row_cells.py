"""The cells of a row read as the fields of their columns."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from pydantic import TypeAdapter, ValidationError

from events.base import Name, Number, Text
from events.products import Measure, Parameters, ParameterValue
from events.reading.words import listed, nearest, quoted
from events.tables import cells
from events.tables.cells import NotReadError
from events.tables.columns import Column, Columns, ParameterSource
from events.tables.days import day
from events.tables.fields import OTHER_PARAMETERS, Field, fields_of
from events.tables.inert import meant
from events.tables.mappings import TableMapping
from events.tables.rows import Place, RowProblem
from events.tables.table import Cell, Row, Table, column_letters
from events.tables.vocabulary import Vocabulary

_NAME: TypeAdapter[str] = TypeAdapter(Name)
_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_PARAMETERS: TypeAdapter[Mapping[str, ParameterValue]] = TypeAdapter(Parameters)
_NUMBER: TypeAdapter[int | float] = TypeAdapter(Number)

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
    """Reads rows of one table; problems are gathered in `problems`."""

    def __init__(
        self, table: Table, columns: Columns, mapping: TableMapping, vocabulary: Vocabulary
    ) -> None:
        self.place = Place(table.file, table.sheet, table.digest)
        self.problems: list[RowProblem] = []
        self._mapping = mapping
        self._vocabulary = vocabulary
        self._knows_null = columns.sort == "events"
        self._is_text_file = is_text_file(table)
        self._fields = fields_of(columns.sort)
        self._sources = [
            self._source(name, column, partial(self._value, self._fields[name]))
            for name, column in columns.fields.items()
        ]
        self._parameters = [
            (source, self._source(source.name, source.column, partial(_parameter, source)))
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
            name: self._value(self._fields[name], written)
            for name, written in self._mapping.constants.items()
        }

    def is_left_out(self, row: Row) -> bool:
        """Tell whether the mapping leaves a row out: a cell holds what is not listed."""
        return any(written(self._cell(row, column)) not in known for column, known in self._only)

    def values(self, row: Row) -> tuple[Values, dict[str, ParameterValue]]:
        """Return what a row says, field by field, and its parameters."""
        said: Values = {}
        for source in self._sources:
            value = self._read(row, source)
            if value is not None:
                said[source.name] = value
        parameters: dict[str, ParameterValue] = dict(said.pop(OTHER_PARAMETERS, {}))
        for _, source in self._parameters:
            value = self._read(row, source)
            if value is not None and source.name in parameters:
                self._fail(
                    row, source, f"parameter '{source.name}' is given in two columns; empty one"
                )
            elif value is not None:
                parameters[source.name] = value
        return said, parameters

    def fail(self, row: int, message: str, field: str | None = None) -> None:
        """Add a problem of a row, at the column of a field if it has one."""
        for source in self._sources:
            if source.name == field:
                letters = column_letters(source.column.index)
                heading = " ".join(source.column.heading.split())
                self.problems.append(RowProblem(self.place, row, message, letters, heading))
                return
        self.problems.append(RowProblem(self.place, row, message))

    def _cell(self, row: Row, column: Column) -> Cell:
        cell = row.cells[column.index] if column.index < len(row.cells) else None
        if isinstance(cell, str):
            cell = meant(cell) if self._is_text_file else cell
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
        try:
            return source.read(cell)
        except NotReadError as error:
            self._fail(row, source, str(error))
            return None

    def _as_said(self, row: Row, source: _Source, said: str) -> Any:
        """Return what the mapping says is meant; a word of it needs not be known otherwise."""
        told = source.values[said]
        if told is None:
            return None
        field = self._fields.get(source.name)
        try:
            if field is not None and field.words:
                return _checked_list([told]) if field.holds == "names" else _name(told)
            return source.read(told)
        except NotReadError as error:
            self._fail(row, source, f"the mapping says {quoted(told)}: {error}")
            return None

    def _fail(self, row: Row, source: _Source, message: str) -> None:
        held = written(self._cell(row, source.column))
        letters = column_letters(source.column.index)
        heading = " ".join(source.column.heading.split())
        self.problems.append(RowProblem(self.place, row.number, message, letters, heading, held))

    def _value(self, field: Field, cell: Cell) -> Any:
        match field.holds:
            case "day":
                return day(cell, self._mapping.dates)
            case "name":
                found = _name(cells.text(cell))
                return self._code(field.name, found) if field.words else found
            case "names" | "texts":
                return tuple(self._listed(field, cell))
            case "text":
                return _fitting(_TEXT, cells.text(cell))
            case "truth":
                return cells.truth(cell)
            case "number":
                return _fitting(_NUMBER, cells.number(cell))
            case "json":
                return cells.parts(cell)
            case "parameters":
                return _parameters(cells.text(cell))

    def _listed(self, field: Field, cell: Cell) -> Iterator[str]:
        values = self._mapping.values.get(field.name, {})
        found = cells.texts(cell, self._mapping.separator)
        if not found:
            raise NotReadError("it names nothing; leave the cell empty")
        for each in found:
            if each in values:
                if (told := values[each]) is not None:
                    yield _name(told)
            elif field.words:
                yield self._code(field.name, _name(each))
            else:
                yield _name(each) if field.holds == "names" else _fitting(_TEXT, each)

    def _code(self, name: str, word: str) -> str:
        """Return the code that a word means in a field."""
        codes = self._vocabulary.meant(name, word)
        if len(codes) == 1:
            return codes[0]
        if codes:
            raise NotReadError(f"it may mean {listed(codes)}; write which")
        known = self._vocabulary.known(name)
        raise NotReadError(
            f"no {_WORDS[name]} is known by this name{_hint(word, known)} Write a known one, or "
            "let 'values' in a mapping say what is meant"
        )


_WORDS = {
    "category": "category",
    "channels": "channel",
    "regime": "regime",
    "license_kind": "kind of license",
}


def _hint(word: str, known: tuple[str, ...]) -> str:
    if near := nearest(word, known):
        return f". Did you mean {quoted(near)}?"
    return f"; known are {listed(known, 'and')}." if 0 < len(known) <= 12 else "."


def _name(word: str) -> str:
    return str(_fitting(_NAME, word))


def _checked_list(words: list[str]) -> tuple[str, ...]:
    return tuple(map(_name, words))


def _fitting(adapter: TypeAdapter[Any], value: Any) -> Any:
    try:
        return adapter.validate_python(value, strict=True)
    except ValidationError:
        pass
    if adapter is _NUMBER:
        raise NotReadError("it lies beyond the numbers that every reader reads alike (2**53 - 1)")
    if adapter is _TEXT:
        raise NotReadError("it is longer than 20,000 characters, or has control characters")
    raise NotReadError("a name is one line of 1 to 200 characters without control characters")


def _parameter(source: ParameterSource, cell: Cell) -> ParameterValue:
    """Return a parameter in the unit of its column; a unit in the cell must be the same word."""
    value = cells.parameter(_without_unit(cell, source.unit))
    if isinstance(value, str):
        value = _fitting(_TEXT, value)
    elif not isinstance(value, bool):
        value = _fitting(_NUMBER, value)
    return Measure(value=value, unit=_name(source.unit)) if source.unit else value


def _parameters(written: str) -> Mapping[str, ParameterValue]:
    try:
        return _PARAMETERS.validate_json(written)
    except ValidationError:
        raise NotReadError(
            'these are no parameters; write JSON such as {"memory": {"value": 8, "unit": "GB"}}'
        ) from None


def _without_unit(cell: Cell, unit: str | None) -> Cell:
    if isinstance(cell, str) and unit and cell.strip().endswith(unit):
        rest = cell.strip().removesuffix(unit)
        return rest if cells.is_number(rest) else cell
    return cell


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
