"""What a document ought to look like, read off the JSON Schema of the model it is read into."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from pydantic import TypeAdapter

from events.reading.sayings import AnyOf, Every, Saying, say, words

_TYPES = {"string", "integer", "number", "boolean", "array", "object", "null"}


@dataclass(frozen=True)
class Shape:
    """One part of a schema; that a value may be null besides is left out of account."""

    schema: Mapping[str, Any]
    definitions: Mapping[str, Any]

    def at(self, schema: Any) -> "Shape":
        """Return the shape that a part of this schema describes."""
        part = schema if isinstance(schema, dict) else {}
        while True:
            choices = [choice for choice in part.get("anyOf", ()) if choice != {"type": "null"}]
            if "$ref" in part:
                part = self.definitions[part["$ref"].rpartition("/")[2]]
            elif len(choices) == 1:
                part = choices[0]
            else:
                return Shape(part, self.definitions)

    @cached_property
    def choices(self) -> tuple["Shape", ...]:
        """The shapes of which a value has one, if nothing in it says which."""
        choices = self.schema.get("anyOf") or self.schema.get("oneOf") or ()
        return tuple(self.at(choice) for choice in choices if choice != {"type": "null"})

    @property
    def tag_field(self) -> str | None:
        """The field that says which of several shapes an object has."""
        name: str | None = self.schema.get("discriminator", {}).get("propertyName")
        return name

    @property
    def tags(self) -> Mapping[str, str]:
        """What the tag field may say."""
        tags: Mapping[str, str] = self.schema.get("discriminator", {}).get("mapping", {})
        return tags

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of an object's fields."""
        return tuple(self.schema.get("properties", ()))

    @property
    def values(self) -> tuple[str, ...]:
        """The only texts that a value may be, if they are few."""
        only = self.schema.get("enum") or [self.schema.get("const")]
        return tuple(value for value in only if isinstance(value, str))

    @property
    def is_day(self) -> bool:
        """Whether the value is a day."""
        return self.schema.get("format") == "date"

    def tagged(self, tag: object) -> "Shape":
        """Return the shape of an object that bears a tag."""
        return self.at({"$ref": self.tags[str(tag)]} if str(tag) in self.tags else {})

    def field(self, name: str) -> "Shape":
        """Return the shape of a field, or of a value under a key."""
        patterns = self.schema.get("patternProperties", {}).values()
        other = next(iter(patterns), self.schema.get("additionalProperties"))
        return self.at(self.schema.get("properties", {}).get(name, other))

    def element(self, index: int) -> "Shape":
        """Return the shape of an element of a list."""
        first = self.schema.get("prefixItems", ())
        return self.at(first[index] if index < len(first) else self.schema.get("items"))

    def chosen(self, label: str, type_name: str) -> "Shape":
        """Return the choice that pydantic labels so, or else the first of a JSON type."""
        titled = (
            shape for shape in self.choices if shape.schema.get("title", label + "?") in label
        )
        typed = (shape for shape in self.choices if shape.schema.get("type") == type_name)
        return next(titled, next(typed, self.at({})))

    @property
    def expected(self) -> tuple[Saying, ...]:
        """What a value may be: one of these."""
        if self.choices and not self.tags:
            return tuple(_without_repeats(self.choices))
        if self.values:
            return (say("one_of_these", values=AnyOf(words(self.values))),)
        return (say("a_day"),) if self.is_day else (self._by_type(),)

    def _by_type(self) -> Saying:
        kind = "object" if self.tags else self.schema.get("type")
        required = self.schema.get("required", ()) if kind == "object" else ()
        if 0 < len(required) <= 3:
            return say("object_with", fields=Every(words(required)))
        return say(f"type_{kind}" if kind in _TYPES else "type_other")


def _without_repeats(choices: Iterable[Shape]) -> list[Saying]:
    """Return what each of several shapes allows, once; a whole number is a number."""
    found: list[Saying] = []
    for choice in choices:
        found += (each for each in choice.expected if each not in found)
    whole, number = say("type_integer"), say("type_number")
    return [each for each in found if each != whole or number not in found]


@lru_cache(maxsize=64)
def shape_of(adapter: TypeAdapter[Any]) -> Shape:
    """Return the shape of what an adapter validates."""
    schema = adapter.json_schema(by_alias=True)
    return Shape({}, schema.get("$defs", {})).at(schema)
