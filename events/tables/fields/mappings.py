"""A mapping: how the columns of somebody's table are read, where its headings do not say it."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, TypeAdapter, model_validator

from events.base import Day, Immutable, Name, Text
from events.facts import canonical_document
from events.tables.fields.field_lookup import fields_of
from events.tables.fields.fields import Sort

DateOrder = Literal["dmy", "mdy", "ymd"]
"""In which order 03/04/2023 names day, month and year."""


Headings = Text | Annotated[tuple[Text, ...], Field(min_length=1)]
"""The heading of a field, or those by which one and the same column goes."""


class ParameterColumn(Immutable):
    """The column of a parameter; `unit` is that of its numbers (none: the criterion's)."""

    column: Text
    unit: Name | None = None


class TableMapping(Immutable):
    """What a table's headings do not say of themselves; whatever is left out is found by them.

    `columns` names the heading of a field, or several of which a table has one: those of other
    languages, say. `constants` says what a field holds in every row, `values` what is meant by what
    a cell holds (null: as if it were empty), and a row whose cell of a field in `only_listed` is
    not among these is left out. `ignore` lists headings that are not read on purpose; with
    `strict`, any other that is not read refuses the table. `changes_on` is the day from which
    changes count where no column says it, and the constant `effective_on` that from which products
    count that are new.
    """

    sort: Sort | None = Field(None, alias="as")
    sheet: Text | None = None
    headings_row: Annotated[int, Field(ge=1, le=1_048_576)] | None = None
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = None
    encoding: Name | None = None
    columns: dict[Name, Headings] = {}
    parameters: dict[Name, ParameterColumn] = {}
    constants: dict[Name, Text] = {}
    values: dict[Name, dict[Text, Text | None]] = {}
    only_listed: tuple[Name, ...] = ()
    dates: DateOrder | None = None
    separator: Annotated[str, StringConstraints(min_length=1, max_length=10)] | None = None
    changes_on: Day | None = None
    ignore: tuple[Text, ...] = ()
    strict: bool = False

    @model_validator(mode="after")
    def _names_fields_that_exist(self) -> Self:
        if self.sort is None:
            return self
        known = {*fields_of(self.sort), *self.parameters}
        for place, name in self._fields_named():
            if name not in known:
                raise ValueError(
                    f"{place} names '{name}', which is no field of {self.sort}; they are "
                    f"{', '.join(fields_of(self.sort))}"
                )
        return self

    @model_validator(mode="after")
    def _lists_what_it_keeps(self) -> Self:
        for name in self.only_listed:
            if not self.values.get(name):
                raise ValueError(
                    f"only_listed names '{name}', of which 'values' lists nothing; every row would "
                    f"be left out. Write what its cells mean under 'values', '{name}'"
                )
        return self

    @model_validator(mode="after")
    def _says_a_field_once(self) -> Self:
        for name in self.columns:
            if name in self.constants:
                raise ValueError(f"constants gives '{name}', which 'columns' reads from the table")
        return self

    def _fields_named(self) -> Iterator[tuple[str, str]]:
        yield from (("columns", name) for name in self.columns)
        yield from (("constants", name) for name in self.constants)
        yield from (("values", name) for name in self.values)
        yield from (("only_listed", name) for name in self.only_listed)


MAPPING: TypeAdapter[TableMapping] = TypeAdapter(TableMapping)


def mapping_yaml(mapping: TableMapping) -> str:
    """Return a mapping as YAML that reads back equal; what it leaves open is left out.

    >>> print(mapping_yaml(TableMapping.model_validate({"as": "licenses", "dates": "dmy"})), end="")
    as: "licenses"
    dates: "dmy"
    """
    written = MAPPING.dump_python(mapping, mode="json", by_alias=True, exclude_defaults=True)
    return "".join(f"{name}:{_yaml(value, 1)}" for name, value in written.items())


def _yaml(value: Any, level: int) -> str:
    """Return a value after its name; texts are written as in JSON, which YAML reads alike."""
    if not isinstance(value, dict):
        return f" {_json(value)}\n"
    within = "".join(
        f"{'  ' * level}{_key(name)}:{_yaml(each, level + 1)}" for name, each in value.items()
    )
    return f"\n{within}"


def _key(name: str) -> str:
    """Return a name as a key; one that YAML could take for another thing stands in quotes."""
    return (
        name
        if re.fullmatch(r"[a-z]+_[a-z_]+|[a-z]{4,}", name) and name not in _TAKEN
        else _json(name)
    )


_TAKEN = {"true", "false", "null"}


def _json(value: Any) -> str:
    return canonical_document(value).decode()
