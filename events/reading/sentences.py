"""What pydantic found wrong, in words that say what was expected and what to write instead."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from unicodedata import category

from events.base import FILE_NAME
from events.reading.days import problem_of_day
from events.reading.problems import Path
from events.reading.spots import Spot
from events.reading.trees.tree import Node
from events.words import did_you_mean, listed, nearest, quoted

Context: TypeAlias = Mapping[str, Any]
Sentence: TypeAlias = Callable[[Spot, Context], str]

_YES_AND_NO = {"true": "true", "yes": "true", "on": "true"} | dict.fromkeys(
    ("false", "no", "off"), "false"
)
_FORMS = {
    "^[0-9a-f]{64}$": "64 of the digits 0-9 and a-f",
    FILE_NAME: "the name of a file without its folder",
}


def sentence(kind: str, message: str, context: Context, spot: Spot) -> str:
    """Return what to tell about an error of pydantic's, of a kind, at a spot."""
    if spot.shape.is_day and not spot.name and (problem := _day(spot.node)):
        return problem
    if say := _SENTENCES.get(kind):
        return say(spot, context)
    if kind.endswith("_type"):
        return mismatch(spot)
    return message[:1].lower() + message[1:]


def mismatch(spot: Spot) -> str:
    """Return that a value is of another type than expected, and how to mend it."""
    return f"expected {spot.shape}, found {_found(spot.node)}{_mend(spot)}"


def likely_field(spot: Spot) -> str | None:
    """Return the field, not given so far, that an unknown field of an object should have been."""
    return nearest(spot.name, _fields_left(spot))


def misspelt_tag(spot: Spot) -> str | None:
    """Return the field of an object that looks like its missing tag field, or None."""
    given = list(spot.node.value) if isinstance(spot.node.value, dict) else []
    return nearest(spot.shape.tag_field or "", given)


def _fields_left(spot: Spot) -> list[str]:
    given = spot.node.value if isinstance(spot.node.value, dict) else {}
    return [name for name in spot.shape.fields if name not in given]


def _found(node: Node) -> str:
    match node.value:
        case None:
            return "null"
        case bool():
            return str(node.value).lower()
        case int() | float():
            return f"the number {node.written or node.value}"
        case str():
            return f"the text {quoted(node.value)}"
        case list():
            return "a list"
        case _:
            return "an object"


def _mend(spot: Spot) -> str:
    value, wanted = spot.node.value, str(spot.shape)
    if wanted == "text" and isinstance(value, bool | int | float):
        return "; put it in quotes"
    if wanted == "a list" and not isinstance(value, dict | list | None):
        return "; put it in square brackets"
    if wanted == "true or false" and isinstance(value, str) and value.lower() in _YES_AND_NO:
        return f"; write {_YES_AND_NO[value.lower()]}, without quotes"
    if wanted.endswith("number") and isinstance(value, str) and _is_number(value):
        return "; take the quotes away"
    return ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.replace(".", "", 1).isdigit()


def _day(node: Node) -> str | None:
    if isinstance(node.value, str):
        return problem_of_day(node.value)
    if isinstance(node.value, int) and not isinstance(node.value, bool):
        return problem_of_day(node.written or str(node.value))
    return None


def _missing(spot: Spot, _: Context) -> str:
    return f"{quoted(spot.name)} is missing"


def _unknown_field(spot: Spot, _: Context) -> str:
    left = _fields_left(spot)
    return f"unknown field {quoted(spot.name)}{did_you_mean(spot.name, left, 'still open:', 'and')}"


def _tag_missing(spot: Spot, _: Context) -> str:
    field = quoted(spot.shape.tag_field or "")
    if misspelt := misspelt_tag(spot):
        return f"unknown field {quoted(misspelt)}. Did you mean {field}?"
    return f"{field} is missing; it is one of {listed(map(quoted, spot.shape.tags))}"


def _tag_unknown(spot: Spot, _: Context) -> str:
    word, said = _tag_said(spot)
    tags = list(spot.shape.tags)
    if spot.shape.tag_field != "kind":
        return f"{said} is not {listed(map(quoted, tags))}{_question(word, tags)}"
    return f"{said} is not a kind of {_noun(spot.path)}{did_you_mean(word, tags, 'it is one of')}"


def _tag_said(spot: Spot) -> tuple[str, str]:
    """Return what an object says of its kind, if that is a text, and how to speak of it."""
    assert isinstance(spot.node.value, dict)
    tag = spot.node.value[spot.shape.tag_field or ""].node
    return (tag.value, quoted(tag.value)) if isinstance(tag.value, str) else ("", _found(tag))


def _noun(path: Path) -> str:
    name = next((part for part in reversed(path) if isinstance(part, str)), "facts")
    return name.removesuffix("s").replace("_", " ")


def _not_among(spot: Spot, context: Context) -> str:
    values = spot.shape.values
    if not isinstance(spot.node.value, str) or not values:
        return f"expected {context.get('expected', spot.shape)}, found {_found(spot.node)}"
    question = _question(spot.node.value, values)
    return f"{quoted(spot.node.value)} is not {listed(map(quoted, values))}{question}"


def _question(word: str, right: "tuple[str, ...] | list[str]") -> str:
    return f". Did you mean {quoted(match)}?" if (match := nearest(word, right)) else ""


def _form(spot: Spot, context: Context) -> str:
    value = spot.name or str(spot.node.value)
    if not value.strip():
        return "must not be blank"
    if value != value.strip():
        return f"{quoted(value)} begins or ends with a blank; remove it"
    if any(category(char) in ("Cc", "Cf") for char in value):
        return f"{quoted(value)} must be one line without control characters"
    pattern = str(context.get("pattern"))
    return f"{quoted(value)} is not {_FORMS.get(pattern, f'of the form {pattern}')}"


def _too_short(_: Spot, context: Context) -> str:
    least, given = context["min_length"], context["actual_length"]
    return f"expected {least} or more, found {given}"


def _too_long(_: Spot, context: Context) -> str:
    most, given = context["max_length"], context.get("actual_length") or "more"
    return f"expected {most} or fewer, found {given}"


def _text_too_long(spot: Spot, context: Context) -> str:
    length = len(spot.name or str(spot.node.value))
    return f"{length:,} characters; at most {context['max_length']:,} are allowed"


def _out_of_bounds(words: str, bound: str) -> Sentence:
    def say(spot: Spot, context: Context) -> str:
        return f"{spot.node.written or spot.node.value} is not {words} {context[bound]}"

    return say


def _not_whole(spot: Spot, _: Context) -> str:
    return f"expected a whole number, found {_found(spot.node)}"


def _said_by_the_model(_: Spot, context: Context) -> str:
    return str(context.get("error", "is not valid"))


_SENTENCES: dict[str, Sentence] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "union_tag_not_found": _tag_missing,
    "union_tag_invalid": _tag_unknown,
    "literal_error": _not_among,
    "enum": _not_among,
    "string_pattern_mismatch": _form,
    "string_too_short": lambda spot, context: "must not be empty",
    "string_too_long": _text_too_long,
    "too_short": _too_short,
    "too_long": _too_long,
    "greater_than_equal": _out_of_bounds("at least", "ge"),
    "greater_than": _out_of_bounds("more than", "gt"),
    "less_than_equal": _out_of_bounds("at most", "le"),
    "less_than": _out_of_bounds("less than", "lt"),
    "int_from_float": _not_whole,
    "value_error": _said_by_the_model,
    "assertion_error": _said_by_the_model,
}
