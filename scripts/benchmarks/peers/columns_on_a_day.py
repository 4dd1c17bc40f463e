"""The columns of a portfolio and the law of one day, as plain tables for whoever can read them.

On the days asked about one regime asks for licenses, and no review or determination bears on a
product: both are asserted. What readings differ in is folded into the rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from projections.columns.arrays import Spans, Turns, unpacked
from projections.columns.asks import Ask, asks_of
from projections.columns.columns import NONE, OUT, UNKNOWN, Columns
from projections.judging.bench import Bench
from projections.record.law import Law
from projections.record.questions import choices

CRITERIA = 3
"""The rule of a category whose products are in scope by what they do."""

Table = dict[str, Any]


@dataclass(frozen=True)
class DayLaw:
    """What one regime asks on a day: arrays by the code of a category, the last for none.

    `rule` is OUT, UNKNOWN, IN or CRITERIA; `kinds` are the codes of the licenses that will do;
    where `earlier` holds, those of another regime do that were issued before a day.
    """

    day: int
    rule: Any
    kinds: tuple[int, ...]
    regime: int
    earlier: Any
    earlier_regime: int
    issued_before: int
    criteria: tuple[tuple[int, int, str, str, str, float], ...]
    """Of each: category, number of the entry, "any" or "all", parameter, comparison, number."""


def day_law(columns: Columns, bench: Bench, day: date) -> DayLaw:
    """Return the law of a day as lookup tables, compiled from what the program judges by."""
    assert not len(columns.reviews.review), "a review bears on a product"
    assert not columns.determinations, "a scope was determined"
    [(regime, asked)] = _asking(columns, bench.book.law, day)
    own = {each for ask in asked if ask for each in ask.accepted if each.regime == regime}
    others = {each for ask in asked if ask for each in ask.accepted} - own
    [accepted], [other] = own, {each for each in others if each.regime in columns.regimes}
    kinds = tuple(columns.kinds[kind] for kind in accepted.kinds if kind in columns.kinds)
    assert other.issued_before is not None
    return DayLaw(
        day.toordinal(),
        _rules(columns, bench, day),
        kinds,
        columns.regimes[regime],
        np.array([ask is not None and other in ask.accepted for ask in asked]),
        columns.regimes[other.regime],
        other.issued_before.toordinal(),
        tuple(_criteria(asked)),
    )


def _rules(columns: Columns, bench: Bench, day: date) -> Any:
    """Return the rule of each category; what a reading makes another is unknown.

    Where a product is in scope by one reading and out of it by another, it comes to the same.
    """
    readings = [choice for question in bench.weighty for choice in choices([question])]
    laws = [bench.book.law, *map(bench.book.under, readings)]
    found = [[_rule(ask) for ask in _asking(columns, law, day)[0][1]] for law in laws]
    every = np.array(found, np.int8)
    return np.where((every == every[0]).all(axis=0), every[0], UNKNOWN).astype(np.int8)


def _rule(ask: Ask | None) -> int:
    if ask is None:
        return OUT
    return ask.rule if isinstance(ask.rule, int) else CRITERIA


def _criteria(asked: Sequence[Ask | None]) -> Iterator[tuple[int, int, str, str, str, float]]:
    for category, ask in enumerate(asked):
        entries = () if ask is None or isinstance(ask.rule, int) else ask.rule
        for number, entry in enumerate(entries):
            for each in entry.criteria:
                value = (each.parameter, each.op, float(each.value))
                yield (category, number, entry.match, *value)


def _asking(columns: Columns, law: Law, day: date) -> list[tuple[str, list[Ask | None]]]:
    """Return the regimes that ask for something on a day, with what they ask of each category."""
    found = []
    for regime in law.regimes:
        asks = asks_of(regime, law, columns)
        stretch = np.searchsorted(asks.days, day.toordinal(), side="right")
        rows = asks.code[stretch][:, asks.sorts]
        assert (rows == rows[0]).all(), "channels differ"
        if rows.any():
            found.append((regime, [asks.asks[code] for code in rows[0]]))
    return found


def tables(columns: Columns, law: DayLaw) -> dict[str, Table]:
    """Return columns and law as tables of arrays of one length, by names."""
    licenses, count = columns.licenses, len(columns.licenses.kind)
    values = [
        {**_turns("product", turns), "parameter": np.full(len(turns.key) - 1, code, np.int32)}
        for code, turns in enumerate(columns.parameters.values())
    ]
    numbers = [turns.value["number"][1:] for turns in columns.parameters.values()]
    place = {name: code for code, name in enumerate(columns.parameters)}
    criteria = list(zip(*law.criteria, strict=True)) or [[]] * 6
    return {
        "subjects": {
            "subject": np.arange(len(columns.subject_product), dtype=np.int32),
            "product": columns.subject_product,
        },
        "placements": {
            **_turns("subject", columns.placements),
            "placed": columns.placements.value[1:],
        },
        "categories": {
            **_turns("product", columns.category),
            "category": np.where(
                columns.category.value[1:] == NONE, len(law.rule) - 1, columns.category.value[1:]
            ),
        },
        "parameters": {
            **{name: np.concatenate([each[name] for each in values]) for name in values[0]},
            "value": np.concatenate(numbers),
        },
        "covered": {**_spans("product", columns.covered), "license": columns.license},
        "licenses": {
            "license": np.arange(count, dtype=np.int32),
            "regime": licenses.regime,
            "kind": licenses.kind,
            "issued_on": licenses.issued_on,
            "first_day": licenses.first_day,
            "ends": licenses.end,
        },
        "free": _spans("license", licenses.free),
        "renewed": _spans("license", licenses.renewed),
        "rules": {
            "category": np.arange(len(law.rule), dtype=np.int32),
            "rule": law.rule,
            "earlier": law.earlier,
        },
        "criteria": {
            "category": np.array(criteria[0], np.int32),
            "entry": np.array(criteria[1], np.int32),
            "one_does": np.array([match == "any" for match in criteria[2]], np.bool_),
            "parameter": np.array([place.get(name, NONE) for name in criteria[3]], np.int32),
            "op": np.array(criteria[4], np.str_).astype(object),
            "bound": np.array(criteria[5], np.float64),
        },
    }


def _turns(name: str, turns: Turns) -> Table:
    thing, day = unpacked(turns.key[1:])
    return {name: thing.astype(np.int32), "day": day}


def _spans(name: str, spans: Spans) -> Table:
    return {name: spans.thing, "first": spans.start, "after": spans.end}
