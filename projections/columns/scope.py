"""Whether entries of catalogues cover products on days, in three values (contract 4.3)."""

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from events.provisions import CatalogueEntry, Criterion
from projections.columns.arrays import Ints
from projections.columns.columns import (
    BOOLEAN,
    IN,
    NO_CODE,
    NONE,
    NUMBER,
    OUT,
    TEXT,
    UNKNOWN,
    Columns,
)

Truths = NDArray[np.int8]
"""OUT, UNKNOWN or IN, row by row."""

COMPARE: dict[str, Callable[[Any, float], Any]] = {
    ">=": np.greater_equal,
    ">": np.greater,
    "<=": np.less_equal,
    "<": np.less,
    "==": np.equal,
}


def in_scope(
    columns: Columns, entries: Sequence[CatalogueEntry], product: Ints, day: Ints
) -> Truths:
    """Return OUT, UNKNOWN or IN for products on days; the entries have criteria, all of them."""
    held = [_holds(columns, entry, product, day) for entry in entries]
    return cast(Truths, np.maximum.reduce(held))


def _holds(columns: Columns, entry: CatalogueEntry, product: Ints, day: Ints) -> Truths:
    combine = np.maximum if entry.match == "any" else np.minimum
    met = [_meets(columns, each, product, day) for each in entry.criteria]
    return cast(Truths, combine.reduce(met))


def _meets(columns: Columns, criterion: Criterion, product: Ints, day: Ints) -> Truths:
    """Hold a criterion against values; what cannot be compared counts as not on record."""
    if criterion.parameter not in columns.parameters:
        return np.full(len(product), UNKNOWN, np.int8)
    value = columns.parameters[criterion.parameter].at(product, day)
    asked, number = _coded(columns, criterion.value)
    if criterion.op != "==" and asked != NUMBER:
        return np.full(len(product), UNKNOWN, np.int8)
    unit = NO_CODE if criterion.unit is None else columns.units.get(criterion.unit, NO_CODE)
    comparable = (value["type"] == asked) & ((value["unit"] == NONE) | (value["unit"] == unit))
    holds = COMPARE[criterion.op](value["number"], number)
    return np.where(comparable, np.where(holds, IN, OUT), UNKNOWN).astype(np.int8)


def _coded(columns: Columns, value: float | bool | str) -> tuple[int, float]:
    """Return the type of a criterion's value and its number, as values of parameters have them."""
    if isinstance(value, bool):
        return BOOLEAN, float(value)
    if isinstance(value, str):
        return TEXT, float(columns.texts.get(value, NO_CODE))
    return NUMBER, float(value)
