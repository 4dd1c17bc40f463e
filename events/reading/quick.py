"""The quick way from JSON to a fact; it only says yes or no, and leaves the reasons to others."""

from json import JSONDecoder
from typing import Any

from events.facts import Fact, fact_from_json


def fact_of(source: bytes) -> Fact | None:
    """Return the fact that JSON describes without any blemish, or None."""
    try:
        text = source.decode()
    except ValueError:
        return None
    fact = _fact(text)
    return fact if fact is not None and _end_of_value(text, 0) else None


def fact_at(text: str, start: int) -> tuple[Fact, int] | None:
    """Return the fact that JSON describes from `start` on, and where that ends, or None."""
    end = _end_of_value(text, start)
    if end is None:
        return None
    fact = _fact(text[start:end])
    return None if fact is None else (fact, end)


def _fact(text: str) -> Fact | None:
    if "\\u0000" in text:
        return None
    try:
        return fact_from_json(text)
    except ValueError:
        return None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


_STRICT = JSONDecoder(object_pairs_hook=_without_repeats)


def _end_of_value(text: str, start: int) -> int | None:
    """Return where the JSON value ends, or None if an object in it has a name twice."""
    try:
        return _STRICT.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None
