"""A row that is a fact, field by field."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import ValidationError

from events.facts import FACT, FACTS, fact_from_json
from events.reading.documents import read_document
from events.reading.problems import Problems
from events.reading.sayings import Saying, Word, say
from events.reading.sentences import no_kind
from events.tables.row_cells import NULL, Values
from events.tables.rows import FactRow

Fail = Callable[[int, str | Saying, str | None], None]


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
            field = problem.field.split(".")[0].split("[")[0] or _missing(problem.saying)
            named = say("in_field", field=problem.field, problem=problem.saying)
            fail(row, named if problem.field else problem.saying, field)
        return None


def _missing(saying: Saying) -> str | None:
    """Return the field that a problem of the whole fact says is missing, if it says so."""
    field = saying.values.get("field")
    return field.text if saying.code == "missing" and isinstance(field, Word) else None


def _no_kind(kind: Any) -> Saying:
    if kind is None or kind is NULL:
        return say("fact_kind_missing")
    return no_kind(kind, Word(kind), list(FACTS), noun="fact")


def _json(value: Any) -> str | None:
    if value is NULL:
        return None
    assert isinstance(value, date)
    return value.isoformat()
