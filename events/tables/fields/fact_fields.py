"""The fields of facts, as columns of a table that has a fact in each row."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from events.facts import FACTS
from events.tables.fields.fields import LICENSES, PRODUCTS, Field, Holds


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
    """Return what a cell holds of a field, by the JSON Schema of its values."""
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
