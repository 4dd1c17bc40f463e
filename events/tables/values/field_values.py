"""What a cell says of a field: a value that facts can hold, or the reason why it says none."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from events.base import LONGEST_TEXT, Name, Number, Text
from events.products import Measure, Parameters, ParameterValue
from events.tables.fields.fields import Field
from events.tables.fields.mappings import TableMapping
from events.tables.fields.vocabulary import Vocabulary
from events.tables.table import Cell, Formatted
from events.tables.values import cells, numbers
from events.tables.values.cells import NotReadError
from events.tables.values.days import day
from events.words import listed, nearest, quoted

LAST_DAY = "valid_until"

_NAME: TypeAdapter[str] = TypeAdapter(Name)
_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_NUMBER: TypeAdapter[int | float] = TypeAdapter(Number)
_PARAMETERS: TypeAdapter[Mapping[str, ParameterValue]] = TypeAdapter(Parameters)


class FieldValues:
    """Reads cells as a mapping and a vocabulary say; all of it raises NotReadError."""

    def __init__(self, mapping: TableMapping, vocabulary: Vocabulary) -> None:
        self._mapping = mapping
        self._vocabulary = vocabulary

    def meant(self, field: Field, told: str) -> Any:
        """Return what the mapping says is meant; a word of it needs not be known otherwise."""
        if not field.words:
            return self.value(field, told)
        return (_name(told),) if field.holds == "names" else _name(told)

    def value(self, field: Field, cell: Cell) -> Any:
        """Return what a cell that is not empty says of a field."""
        match field.holds:
            case "day":
                return day(cell, self._mapping.dates, is_last=field.name == LAST_DAY)
            case "name":
                found = _name(cells.text(cell))
                return self._code(field.name, found) if field.words else found
            case "names" | "texts":
                return tuple(dict.fromkeys(self._listed(field, cell)))
            case "text":
                return _fitting(_TEXT, cells.text(cell))
            case "truth":
                return cells.truth(cell)
            case "number":
                return _fitting(_NUMBER, numbers.number(cell))
            case "json":
                return cells.parts(cell)
            case "parameters":
                return _parameters(cell)

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
    "standing": "standing of a license",
}


def _hint(word: str, known: tuple[str, ...]) -> str:
    if near := nearest(word, known):
        return f". Did you mean {quoted(near)}?"
    return f"; known are {listed(known, 'and')}." if 0 < len(known) <= 12 else "."


def parameter(unit: str | None, cell: Cell) -> ParameterValue:
    """Return a parameter in the unit of its column; a unit in the cell must be the same word.

    Raises NotReadError.
    """
    value = numbers.parameter(_without_unit(cell, unit))
    if isinstance(value, str):
        value = _fitting(_TEXT, value)
    elif not isinstance(value, bool):
        value = _fitting(_NUMBER, value)
    return Measure(value=value, unit=_name(unit)) if unit else value


def _without_unit(cell: Cell, unit: str | None) -> Cell:
    """Return a cell without the unit behind its number; a number alone may end like the unit."""
    if isinstance(cell, Formatted) and cell.words == unit:
        return cell.number
    if isinstance(cell, str) and unit and not numbers.is_number(cell):
        rest = cell.strip().removesuffix(unit)
        return rest if numbers.is_number(rest) else cell
    return cell


def _parameters(cell: Cell) -> Mapping[str, ParameterValue]:
    try:
        return _PARAMETERS.validate_json(json.dumps(cells.parts(cell)))
    except ValidationError:
        raise NotReadError(
            'these are no parameters; write JSON such as {"memory": {"value": 8, "unit": "GB"}}'
        ) from None


def is_name(word: str) -> bool:
    """Tell whether facts can call something by a word."""
    try:
        return _name(word) == word
    except NotReadError:
        return False


def _name(word: str) -> str:
    return str(_fitting(_NAME, word))


def _fitting(adapter: TypeAdapter[Any], value: Any) -> Any:
    try:
        return adapter.validate_python(value, strict=True)
    except ValidationError:
        pass
    if adapter is _NUMBER:
        raise NotReadError("it lies beyond the numbers that every reader reads alike (2**53 - 1)")
    if adapter is _TEXT and len(value) > LONGEST_TEXT:
        raise NotReadError(f"it has {len(value):,} characters, and {LONGEST_TEXT:,} are the most")
    if adapter is _TEXT:
        raise NotReadError("it has control characters, which nobody sees; take them out")
    raise NotReadError("a name is one line of 1 to 200 characters without control characters")
