"""A row that is a fact, field by field."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import ValidationError

from events.facts import FACT, FACTS, fact_from_json
from events.reading import Problems, read_document
from events.tables.row_cells import NULL, Values
from events.tables.rows import FactRow
from events.words import did_you_mean, quoted

Fail = Callable[[int, str, str | None], None]


def fact_of(row: int, values: Values, fail: Fail) -> FactRow | None:
    """Return the fact that a row is; what is wrong with it is told to `fail`, and None returned."""
    kind = values.get("kind")
    if not isinstance(kind, str) or kind not in FACTS:
        fail(row, _no_kind(kind), "kind")
        return None
    written = json.dumps(values, default=_json)
    try:
        return FactRow((row,), fact_from_json(written))
    except ValidationError:
        found = read_document(written.encode(), FACT, name="", form="json")
        assert isinstance(found, Problems)
        for problem in found:
            field = problem.field.split(".")[0].split("[")[0] or _missing(problem.message)
            named = f"{problem.field}: " if problem.field else ""
            fail(row, f"{named}{problem.message}", field)
        return None


def _missing(message: str) -> str | None:
    """Return the field that a problem of the whole fact says is missing, if it says so."""
    found = re.fullmatch(r"'(\w+)' is missing", message)
    return found[1] if found else None


def _no_kind(kind: Any) -> str:
    if kind is None or kind is NULL:
        return "the kind of fact is not given; fill it in"
    return f"{quoted(kind)} is not a kind of fact{did_you_mean(kind, list(FACTS), 'it is one of')}"


def _json(value: Any) -> str | None:
    if value is NULL:
        return None
    assert isinstance(value, date)
    return value.isoformat()
