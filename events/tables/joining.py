"""Several rows of one product or license: they say together what they do not say differently."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar, cast

from events.reading.words import quoted
from events.tables.rows import FactRow, LicenseRow, ProductRow, Said

T = TypeVar("T", bound=ProductRow | LicenseRow)


@dataclass(frozen=True, slots=True)
class Joined(Generic[T]):
    """Rows joined in order, and those that differ: each number with what is to be told of it."""

    said: T
    differing: dict[int, str]


def key_of(said: Said) -> str:
    """Return what is the same in rows that speak of the same; a number counts in its regime."""
    match said:
        case FactRow():
            return f"row {said.rows[0]}"
        case LicenseRow(license=None):
            return f"number {said.number} of {said.regime}"
        case _:
            return said.called


def joined(rows: Iterable[Said]) -> Joined[Any]:
    """Return the rows of one product or license as one; they may not differ in what they say.

    The products of a license's rows add up.
    """
    first, *others = rows
    if isinstance(first, FactRow):
        return Joined(first, {})
    added_up = ("products",) if isinstance(first, LicenseRow) else ()
    return _joined(first, cast(list[Any], others), added_up)


def _joined(first: T, others: Iterable[T], added_up: tuple[str, ...]) -> Joined[T]:
    differing: dict[int, str] = {}
    for row in others:
        if names := _differences(first, row, added_up):
            told = _told(first, row, names)
            for number in (*first.rows, *row.rows):
                differing.setdefault(number, told)
        first = _together(first, row, added_up)
    return Joined(first, differing)


def _names(row: ProductRow | LicenseRow) -> list[str]:
    return [each.name for each in fields(row) if each.name not in ("rows", "parameters")]


def _differences(first: T, row: T, added_up: tuple[str, ...]) -> list[str]:
    found = [
        name
        for name in _names(row)
        if name not in added_up
        and (one := getattr(first, name)) is not None
        and (other := getattr(row, name)) is not None
        and one != other
    ]
    if isinstance(row, ProductRow) and isinstance(first, ProductRow):
        known = first.parameters
        found += [
            name
            for name, value in row.parameters.items()
            if name in known and not _same(known[name], value)
        ]
    return found


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def _told(first: T, row: T, names: list[str]) -> str:
    name = names[0]
    return (
        f"rows {first.rows[0]} and {row.rows[-1]} both speak of {row.called} and differ in "
        f"{', '.join(names)}: {_value(first, name)} and {_value(row, name)}; mend one, or take "
        "one out"
    )


def _value(row: ProductRow | LicenseRow, name: str) -> str:
    parameters = row.parameters if isinstance(row, ProductRow) else {}
    value = getattr(row, name) if name in _names(row) else parameters[name]
    return quoted("; ".join(value) if isinstance(value, tuple) else str(value))


def _together(first: T, row: T, added_up: tuple[str, ...]) -> T:
    said: dict[str, Any] = {
        name: getattr(first, name) if getattr(first, name) is not None else getattr(row, name)
        for name in _names(row)
    }
    for name in added_up:
        parts = (*(getattr(first, name) or ()), *(getattr(row, name) or ()))
        said[name] = tuple(dict.fromkeys(parts)) or None
    if isinstance(row, ProductRow) and isinstance(first, ProductRow):
        said["parameters"] = {**first.parameters, **row.parameters}
    return replace(first, rows=(*first.rows, *row.rows), **said)
