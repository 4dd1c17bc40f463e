"""The status of everybody on a day, written out in NumPy for one regime and no reading."""

from typing import Any

import numpy as np

from peers.columns_on_a_day import CRITERIA, DayLaw
from projections.columns.arrays import DAY_BITS, Spans, Turns
from projections.columns.columns import IN, NONE, NUMBER, OUT, UNKNOWN, Columns
from projections.columns.scope import COMPARE
from projections.columns.statuses import (
    COMPLIANT,
    INDETERMINATE,
    NON_COMPLIANT,
    NOT_MARKETED,
    NOT_REGULATED,
)


def statuses(columns: Columns, law: DayLaw) -> Any:
    """Return the status of each subject by its code."""
    category = _last(columns.category, len(columns.products), law.day)
    scope = law.rule[category]
    by_criteria = np.flatnonzero(scope == CRITERIA)
    scope[by_criteria] = _scope(columns, law, by_criteria, category[by_criteria])
    own, earlier = held(columns, law)
    met = own | (earlier & law.earlier[category])
    unmet = np.where(scope == IN, NON_COMPLIANT, INDETERMINATE)
    status = np.where(scope == OUT, NOT_REGULATED, np.where(met, COMPLIANT, unmet))
    placed = _last(columns.placements, len(columns.subject_product), law.day)
    return np.where(placed, status[columns.subject_product], NOT_MARKETED).astype(np.int8)


def _last(turns: Turns, things: int, day: int) -> Any:
    thing = np.arange(things)
    row = np.searchsorted(turns.key, (thing << DAY_BITS) | day, side="right") - 1
    row[turns.key[row] >> DAY_BITS != thing] = 0
    return turns.value[row]


def _on(spans: Spans, day: int) -> Any:
    return (spans.start <= day) & (day < spans.end)


def held(columns: Columns, law: DayLaw) -> tuple[Any, Any]:
    """Return which products have a license that will do, and which an earlier one that may."""
    licenses, day = columns.licenses, law.day
    valid = (licenses.first_day <= day) & (day < licenses.end)
    valid[licenses.renewed.thing[_on(licenses.renewed, day)]] = True
    free = np.zeros(len(valid), np.bool_)
    free[licenses.free.thing[_on(licenses.free, day)]] = True
    valid &= free
    own = valid & (licenses.regime == law.regime) & np.isin(licenses.kind, law.kinds)
    before = (licenses.regime == law.earlier_regime) & (licenses.issued_on < law.issued_before)
    covered = _on(columns.covered, day)
    product, license = columns.covered.thing[covered], columns.license[covered]
    found = np.zeros((2, len(columns.products)), np.bool_)
    found[0, product[own[license]]] = True
    found[1, product[(valid & before)[license]]] = True
    return found[0], found[1]


def _scope(columns: Columns, law: DayLaw, product: Any, category: Any) -> Any:
    entries: dict[tuple[int, int], Any] = {}
    for of, number, match, parameter, op, bound in law.criteria:
        truth = np.full(len(product), UNKNOWN, np.int8)
        if parameter in columns.parameters:
            turns = columns.parameters[parameter]
            row = np.searchsorted(turns.key, (product << DAY_BITS) | law.day, side="right") - 1
            row[turns.key[row] >> DAY_BITS != product] = 0
            value = turns.value[row]
            holds = np.where(COMPARE[op](value["number"], bound), IN, OUT)
            comparable = (value["type"] == NUMBER) & (value["unit"] == NONE)
            truth = np.where(comparable, holds, UNKNOWN).astype(np.int8)
        held, combine = entries.get((of, number)), np.maximum if match == "any" else np.minimum
        entries[of, number] = truth if held is None else combine(held, truth)
    scope = np.zeros(len(product), np.int8)
    for (of, _), truth in entries.items():
        scope = np.where(category == of, np.maximum(scope, truth), scope)
    return scope
