"""What pydantic found wrong, as sayings of ours: what was expected and what to write instead."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias
from unicodedata import category

from events.base import FILE_NAME
from events.reading.days import problem_of_day
from events.reading.problems import Path
from events.reading.sayings import AnyOf, Every, Saying, Word, plain, say, words
from events.reading.spots import Spot
from events.reading.trees.tree import Node
from events.words import nearest

Context: TypeAlias = Mapping[str, Any]
Sayer: TypeAlias = Callable[[Spot, Context], Saying]

_YES_AND_NO = {"true": "true", "yes": "true", "on": "true"} | dict.fromkeys(
    ("false", "no", "off"), "false"
)
_NUMBERS = {"type_number", "type_integer"}
_FORMS = {
    "^[0-9a-f]{64}$": say("form_of_digest"),
    FILE_NAME: say("form_of_file_name"),
}


def saying_of(kind: str, message: str, context: Context, spot: Spot) -> Saying:
    """Return what to say of an error of pydantic's, of a kind, at a spot."""
    if spot.shape.is_day and not spot.name and (problem := _day(spot.node)):
        return problem
    if sayer := _SAYERS.get(kind):
        return sayer(spot, context)
    if kind.endswith("_type"):
        return mismatch(spot)
    return say("not_valid", why=message[:1].lower() + message[1:])


def mismatch(spot: Spot) -> Saying:
    """Return that a value is of another type than expected, and how to mend it."""
    expected = AnyOf(spot.shape.expected)
    return say("mismatch", expected=expected, found=_found(spot.node), advice=_mend(spot))


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


def _found(node: Node) -> Saying:
    match node.value:
        case None:
            return say("type_null")
        case bool():
            return plain(str(node.value).lower())
        case int() | float():
            return say("the_number", number=node.written or str(node.value))
        case str():
            return say("the_text", text=Word(node.value))
        case list():
            return say("type_array")
        case _:
            return say("type_object")


def _mend(spot: Spot) -> Saying | str:
    value = spot.node.value
    codes = [each.code for each in spot.shape.expected]
    wanted = codes[0] if len(codes) == 1 else ""
    if wanted == "type_string" and isinstance(value, bool | int | float):
        return say("put_in_quotes")
    if wanted == "type_array" and not isinstance(value, dict | list | None):
        return say("put_in_brackets")
    if wanted == "type_boolean" and isinstance(value, str) and value.lower() in _YES_AND_NO:
        return say("write_unquoted", word=_YES_AND_NO[value.lower()])
    if codes[-1] in _NUMBERS and isinstance(value, str) and _is_number(value):
        return say("take_quotes_away")
    return ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.replace(".", "", 1).isdigit()


def _day(node: Node) -> Saying | None:
    if isinstance(node.value, str):
        return problem_of_day(node.value)
    if isinstance(node.value, int) and not isinstance(node.value, bool):
        return problem_of_day(node.written or str(node.value))
    return None


def _missing(spot: Spot, _: Context) -> Saying:
    return say("missing", field=Word(spot.name))


def _unknown_field(spot: Spot, _: Context) -> Saying:
    left = _fields_left(spot)
    still_open = say("still_open", fields=Every(_some(left))) if left else ""
    meant = _guess(spot.name, left) or still_open
    return say("unknown_field", field=Word(spot.name), meant=meant)


def _tag_missing(spot: Spot, _: Context) -> Saying:
    field = Word(spot.shape.tag_field or "")
    if misspelt := misspelt_tag(spot):
        return say("unknown_field", field=Word(misspelt), meant=say("did_you_mean", word=field))
    return say("kind_missing", field=field, kinds=AnyOf(words(spot.shape.tags)))


def _tag_unknown(spot: Spot, _: Context) -> Saying:
    word, said = _tag_said(spot)
    tags = list(spot.shape.tags)
    if spot.shape.tag_field != "kind":
        return say("not_among", given=said, values=AnyOf(words(tags)), meant=_guess(word, tags))
    return no_kind(word, said, tags, noun=_noun(spot.path))


def no_kind(word: str, said: Saying | Word, kinds: Sequence[str], *, noun: str) -> Saying:
    """Return that something is no kind of what a noun names, and which kind may be meant."""
    meant = _guess(word, kinds) or say("it_is_one_of", kinds=AnyOf(_some(kinds)))
    return say("no_kind", given=said, noun=say("noun", noun=noun), meant=meant)


def _tag_said(spot: Spot) -> tuple[str, Saying | Word]:
    """Return what an object says of its kind, if that is a text, and how to speak of it."""
    assert isinstance(spot.node.value, dict)
    tag = spot.node.value[spot.shape.tag_field or ""].node
    return (tag.value, Word(tag.value)) if isinstance(tag.value, str) else ("", _found(tag))


def _noun(path: Path) -> str:
    name = next((part for part in reversed(path) if isinstance(part, str)), "facts")
    return name.removesuffix("s").replace("_", " ")


def _not_among(spot: Spot, context: Context) -> Saying:
    values = spot.shape.values
    if not isinstance(spot.node.value, str) or not values:
        expected = context.get("expected", AnyOf(spot.shape.expected))
        return say("mismatch", expected=expected, found=_found(spot.node), advice="")
    meant = _guess(spot.node.value, values)
    return say("not_among", given=Word(spot.node.value), values=AnyOf(words(values)), meant=meant)


def _guess(word: str, right: Sequence[str]) -> Saying | str:
    """Return the right word that somebody most likely meant, as a question, or nothing."""
    return say("did_you_mean", word=Word(match)) if (match := nearest(word, right)) else ""


_LISTED = 60
"""So many right words are named."""


def _some(right: Sequence[str]) -> tuple[object, ...]:
    further = len(right) - _LISTED
    more = [say("more", number=f"{further:,}")] if further > 0 else []
    return (*words(right[:_LISTED]), *more)


def _form(spot: Spot, context: Context) -> Saying:
    value = spot.name or str(spot.node.value)
    if not value.strip():
        return say("blank")
    if value != value.strip():
        return say("blank_at_the_end", text=Word(value))
    if any(category(char) in ("Cc", "Cf") for char in value):
        return say("control_in_text", text=Word(value))
    pattern = str(context.get("pattern"))
    form = _FORMS.get(pattern) or say("form_of_pattern", pattern=pattern)
    return say("not_of_form", text=Word(value), form=form)


def _too_short(_: Spot, context: Context) -> Saying:
    least, given = context["min_length"], context["actual_length"]
    return say("too_few", least=least, given=given)


def _too_long(_: Spot, context: Context) -> Saying:
    most, given = context["max_length"], context.get("actual_length") or say("more_than_that")
    return say("too_many", most=most, given=given)


def _text_too_long(spot: Spot, context: Context) -> Saying:
    length = len(spot.name or str(spot.node.value))
    return say("text_too_long", length=f"{length:,}", most=f"{context['max_length']:,}")


def _out_of_bounds(code: str, bound: str) -> Sayer:
    def sayer(spot: Spot, context: Context) -> Saying:
        number = spot.node.written or str(spot.node.value)
        return say(code, number=number, bound=str(context[bound]))

    return sayer


def _not_whole(spot: Spot, _: Context) -> Saying:
    expected = say("type_integer")
    return say("mismatch", expected=expected, found=_found(spot.node), advice="")


def _said_by_the_model(_: Spot, context: Context) -> Saying:
    return plain(str(context.get("error", "is not valid")))


_SAYERS: dict[str, Sayer] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "union_tag_not_found": _tag_missing,
    "union_tag_invalid": _tag_unknown,
    "literal_error": _not_among,
    "enum": _not_among,
    "string_pattern_mismatch": _form,
    "string_too_short": lambda spot, context: say("empty"),
    "string_too_long": _text_too_long,
    "too_short": _too_short,
    "too_long": _too_long,
    "greater_than_equal": _out_of_bounds("not_at_least", "ge"),
    "greater_than": _out_of_bounds("not_more_than", "gt"),
    "less_than_equal": _out_of_bounds("not_at_most", "le"),
    "less_than": _out_of_bounds("not_less_than", "lt"),
    "int_from_float": _not_whole,
    "value_error": _said_by_the_model,
    "assertion_error": _said_by_the_model,
}
