"""Facts as a table that can be imported again: a column for each field of the interchange form."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from events.facts import FACT, FACTS, fact_to_dict
from events.recorded import Recorded
from events.tables.values.lists import joined
from events.tables.values.literal import literal
from tracker.show.sheets.sheets import Cell

FIRST, LAST = ("kind", "id", "known_on"), ("source", "note")
BESIDE = (
    "ledger_position",
    "ledger_recorded_at",
    "ledger_known_from",
    "ledger_counts_from",
    "ledger_voided_by",
)
"""What the ledger says of a fact; no field of any fact has such a name."""


def fact_fields(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the fields of some kinds of facts in the order in which the kinds name them."""
    found = set(kinds)
    named = dict.fromkeys(
        field.serialization_alias or field.alias or name
        for kind, model in FACTS.items()
        if kind in found
        for name, field in model.model_fields.items()
    )
    return (*FIRST, *(name for name in named if name not in {*FIRST, *LAST}), *LAST)


def fact_row(
    record: Recorded, fields: Iterable[str], voided_by: Recorded | None = None
) -> tuple[Cell, ...]:
    """Return a fact's fields, then what the ledger says of it.

    Several names stand in one cell; what has parts of its own is JSON. A field left at its default
    is empty; one that is null on purpose holds that word.
    """
    written = fact_to_dict(record.fact)
    plain = FACT.dump_python(record.fact, include=set(written), by_alias=True)
    return (
        *(_cell(plain[field], written[field]) if field in written else None for field in fields),
        record.position,
        record.recorded_at.isoformat(),
        record.known_on,
        record.fact.knowable_from,
        voided_by.id if voided_by else None,
    )


def _cell(plain: Any, written: Any) -> Cell:
    """Return a field as a cell; `plain` is its value in Python, `written` that in JSON."""
    if isinstance(plain, date):
        return plain
    if written is None:
        return "null"
    if isinstance(written, str):
        return literal(written)
    if isinstance(written, int | float):
        return written
    if isinstance(written, list) and all(isinstance(each, str) for each in written):
        return joined(map(literal, written)) or None
    return json.dumps(written, ensure_ascii=False)
