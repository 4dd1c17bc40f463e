"""Which column of a table holds what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from events.tables.fields.fields import Sort
from events.tables.table import column_letters

KEYS: Mapping[Sort, tuple[str, ...]] = {
    "products": ("product",),
    "licenses": ("license", "number"),
    "events": ("kind",),
    "evidence": ("file",),
}
"""Of these fields a table must have one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place, counted from 0, and its heading as written."""

    index: int
    heading: str

    def __str__(self) -> str:
        return f"{column_letters(self.index)} ({' '.join(self.heading.split())})"


@dataclass(frozen=True, slots=True)
class ParameterSource:
    """A column of a parameter and the unit of its numbers."""

    name: str
    unit: str | None
    column: Column


@dataclass(frozen=True, slots=True)
class Columns:
    """What is read from where; `left_out` are columns that are not read though nobody said so."""

    sort: Sort
    fields: dict[str, Column] = field(default_factory=dict)
    parameters: tuple[ParameterSource, ...] = ()
    left_out: tuple[Column, ...] = ()


class HeadingsRefused(ValueError):
    """The headings do not say for certain what the columns hold; `problems` says why."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))
