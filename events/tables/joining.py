"""Several rows of one product or license: they say together what they do not say differently."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from events.tables.rows import EvidenceRow, FactRow, LicenseRow, ProductRow, Said
from events.words import quoted


@dataclass(frozen=True, slots=True)
class Joined:
    """Rows joined in order, and those that differ: each number with what is to be told of it."""

    said: Said
    differing: dict[int, str]


def key_of(said: Said) -> str:
    """Return what is the same in rows that speak of the same; a number counts in its regime."""
    match said:
        case FactRow() | EvidenceRow():
            return f"row {said.rows[0]}"
        case LicenseRow(license=None):
            return f"number {said.number} of {said.regime}"
        case _:
            return said.called


def joined(rows: Iterable[Said]) -> Joined:
    """Return the rows of one product or license as one; they may not differ in what they say.

    The products of a license's rows add up.
    """
    first, *others = rows
    if isinstance(first, FactRow | EvidenceRow) or not others:
        return Joined(first, {})
    together = _Together(first)
    for row in others:
        together.add(row)
    return Joined(together.said(), together.differing)


class _Together:
    """What rows said so far, field by field and parameter by parameter."""

    def __init__(self, first: ProductRow | LicenseRow) -> None:
        self.differing: dict[int, str] = {}
        self._first = first
        self._rows = [*first.rows]
        self._products: dict[str, None] = {}
        self._fields: dict[str, Any] = {}
        self._parameters: dict[str, Any] = {}
        self._take(first)

    def add(self, row: Said) -> None:
        """Add a row, unless it differs from those before it."""
        if names := self._differences(row):
            told = self._told(row, names)
            self.differing |= dict.fromkeys(row.rows, told)
            self.differing.setdefault(self._rows[0], told)
        self._rows += row.rows
        self._take(row)

    def said(self) -> Said:
        """Return the rows as one."""
        said = dict(self._fields)
        if isinstance(self._first, ProductRow):
            said["parameters"] = self._parameters
        elif self._products:
            said["products"] = (*self._products,)
        return replace(self._first, rows=(*self._rows,), **said)

    def _take(self, row: Said) -> None:
        for name, value in _fields(row).items():
            self._fields.setdefault(name, value)
        for name, value in _parameters(row).items():
            self._parameters.setdefault(name, value)
        if isinstance(row, LicenseRow):
            self._products |= dict.fromkeys(row.products or ())

    def _differences(self, row: Said) -> list[str]:
        said, parameters = _fields(row), _parameters(row)
        return [
            *(name for name, value in said.items() if self._fields.get(name, value) != value),
            *(
                name
                for name, value in parameters.items()
                if not _same(self._parameters.get(name, value), value)
            ),
        ]

    def _told(self, row: Said, names: list[str]) -> str:
        name = names[0]
        before = (self._parameters | self._fields)[name]
        return (
            f"rows {self._rows[0]} and {row.rows[-1]} both speak of {row.called} and differ in "
            f"{', '.join(names)}: {_shown(before)} and "
            f"{_shown((_parameters(row) | _fields(row))[name])}; mend one, or take one out"
        )


_APART = {"rows", "parameters"}
"""What is not compared field by field; nor are the products of a license, which add up."""


def _fields(row: Said) -> dict[str, Any]:
    """Return what a row says in fields of its own."""
    apart = _APART | {"products"} if isinstance(row, LicenseRow) else _APART
    said = ((each.name, getattr(row, each.name)) for each in fields(row))
    return {name: value for name, value in said if name not in apart and value is not None}


def _parameters(row: Said) -> dict[str, Any]:
    return dict(row.parameters) if isinstance(row, ProductRow) else {}


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def _shown(value: Any) -> str:
    return quoted("; ".join(value) if isinstance(value, tuple) else str(value))
