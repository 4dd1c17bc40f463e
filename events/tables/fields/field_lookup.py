"""The field that a heading means, in a sort of table."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Any

from pydantic import TypeAdapter

from events.facts import FACTS
from events.tables.fields.fields import AMBIGUOUS, EVIDENCE, LICENSES, PRODUCTS, Field, Holds, Sort
from events.tables.fields.headings import normalized, parts


def fields_of(sort: Sort) -> Mapping[str, Field]:
    """Return the fields of a sort of table by name."""
    return fact_fields() if sort == "events" else _OWN[sort]


_OWN: Mapping[Sort, Mapping[str, Field]] = {
    "products": {field.name: field for field in PRODUCTS},
    "licenses": {field.name: field for field in LICENSES},
    "evidence": {field.name: field for field in EVIDENCE},
}


@cache
def by_heading(sort: Sort) -> Mapping[str, str]:
    """Return the names of the fields of a sort by their headings, normalized."""
    return {
        normalized(heading): field.name
        for field in fields_of(sort).values()
        for heading in (field.name, *field.headings)
    }


_SCRIPTS = re.compile(r"([ -~]+)([^ -~]+)|([^ -~]+)([ -~]+)")


def field_under(sort: Sort, heading: str) -> str | None:
    """Return the field that a heading means, which may name it twice; None: none for certain.

    >>> field_under("licenses", "valid_until 有效期至"), field_under("licenses", "number 有效期至")
    ('valid_until', None)
    >>> field_under("licenses", "证书编号（旧）"), field_under("licenses", "证书编号（No.）")
    (None, 'number')
    """
    known, plain = by_heading(sort), normalized(heading)
    if plain in known:
        return known[plain]
    named = _named_by(heading)
    certain = {known[part] for part in named if part in known}
    common = set.intersection(*(set(_may_mean(sort, part)) for part in named)) & certain
    return common.pop() if len(common) == 1 else None


def fields_perhaps_under(sort: Sort, heading: str) -> tuple[str, ...]:
    """Return the fields of which a heading may mean one, or something else.

    A remark in brackets does not count unless it names a field, and what stands outside does, too.

    >>> fields_perhaps_under("licenses", "发证日期（受理）")
    ('issued_on',)
    >>> fields_perhaps_under("licenses", "有效期 (Valid from)")
    ('valid_until', 'valid_from')
    """
    if asked := AMBIGUOUS[sort].get(normalized(heading)):
        return asked
    first, *further = (_may_mean(sort, part) for part in _named_by(heading))
    return tuple(dict.fromkeys(chain(first, *further))) if first else ()


def _may_mean(sort: Sort, plain: str) -> tuple[str, ...]:
    known = by_heading(sort).get(plain)
    return AMBIGUOUS[sort].get(plain, ()) if known is None else (known,)


def _named_by(heading: str) -> tuple[str, ...]:
    """Return the parts of a heading that may each name a field: by brackets, or by language."""
    plain = normalized(heading)
    if len(found := parts(heading)) > 1:
        return found
    both = _SCRIPTS.fullmatch(plain)
    return tuple(filter(None, both.groups())) if both else (plain,)


@cache
def fact_fields() -> Mapping[str, Field]:
    """Return every field of every kind of fact, under the headings that products and licenses use.

    What two kinds name alike and hold differently is read as JSON where one of them has parts.
    """
    usual = {field.name: field.headings for field in (*PRODUCTS, *LICENSES)}
    usual["product"] = usual["product"][:2]
    usual["products"] = usual["products"][:1]
    usual["channels"] = ("channels",)
    usual["kind"] = ("kind", "事实类型")
    return {
        name: Field(name, holds, usual.get(name, (name,)))
        for name, holds in _fields_of_facts().items()
    }


def _fields_of_facts() -> dict[str, Holds]:
    found: dict[str, Holds] = {}
    for model in FACTS.values():
        schema = TypeAdapter(model).json_schema(by_alias=True)
        for name, written in schema["properties"].items():
            holds = _holds(written, schema.get("$defs", {}))
            found[name] = holds if found.get(name, holds) == holds else "json"
    return found | {"kind": "name"}


def _holds(schema: Mapping[str, Any], defined: Mapping[str, Any]) -> Holds:
    """Return what the cells of a field hold, such as a day or a text; its JSON Schema tells."""
    choices = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if len(choices) == 1:
        return _holds(choices[0], defined)
    if "$ref" in schema:
        return _holds(defined[schema["$ref"].rpartition("/")[2]], defined)
    match schema:
        case {"type": "string", "format": "date"}:
            return "day"
        case {"type": "string"} | {"const": str()} | {"enum": [str(), *_]}:
            return "text"
        case {"type": "boolean"}:
            return "truth"
        case {"type": "integer" | "number"}:
            return "number"
        case {"type": "array", "items": {"type": "string"}}:
            return "texts"
        case _:
            return "json"
