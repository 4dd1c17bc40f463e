"""The closed union of facts, and the one way from JSON to a fact and back."""

from bisect import bisect_left
from functools import cache
from json.encoder import encode_basestring
from typing import Annotated, Any, get_args

import rfc8785
from pydantic import Field, TypeAdapter

from events.acts import ActFact
from events.attestations import AnswerAttested
from events.licenses import LicenseFact
from events.notices import NoticeFact
from events.products import ProductFact
from events.remarks import EvidenceAdded, FactVoided
from events.reviews import ReviewFact

Fact = (
    ActFact
    | ProductFact
    | LicenseFact
    | ReviewFact
    | FactVoided
    | AnswerAttested
    | EvidenceAdded
    | NoticeFact
)

FACTS: dict[str, type[Any]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(Fact)
}
"""The model of each kind of fact, by its stored name."""

FACT: TypeAdapter[Fact] = TypeAdapter(Annotated[Fact, Field(discriminator="kind")])
"""Reads and writes any fact."""


def fact_from_json(data: bytes | str) -> Fact:
    """Return the fact that a JSON object describes; raises pydantic's ValidationError."""
    return FACT.validate_json(data)


def fact_to_dict(fact: Fact) -> dict[str, Any]:
    """Return the interchange form of a fact: JSON values, fields left at their default left out."""
    return FACT.dump_python(fact, mode="json", exclude_defaults=True, by_alias=True)  # type: ignore[no-any-return]


def canonical_json(fact: Fact) -> bytes:
    """Return the one byte form of a fact (RFC 8785): equal facts give equal bytes."""
    return canonical_bytes(fact_to_dict(fact))


def canonical_around_id(fact: Fact) -> tuple[bytes, bytes]:
    """Return the canonical JSON of a fact without an id, cut in two where an id would stand.

    >>> canonical_around_id(FactVoided(kind="fact_voided", fact="f-1", reason="A slip"))
    (b'{"fact":"f-1",', b'"kind":"fact_voided","reason":"A slip"}')
    """
    members = _members(fact_to_dict(fact))
    place = bisect_left(members, '"id"')
    before = "{" + "".join(f"{member}," for member in members[:place])
    return before.encode(), f"{','.join(members[place:])}}}".encode()


def canonical_bytes(value: Any) -> bytes:
    """Return the one byte form of a JSON value (RFC 8785); raises ValueError if it has none.

    Written out here, because `rfc8785` is nine times as slow; numbers are left to it.
    """
    return _written(value).encode()


def canonical_document(document: Any) -> bytes:
    """Return the one byte form of any JSON document (RFC 8785)."""
    return canonical_bytes(document)


def _written(value: Any) -> str:
    sort = type(value)
    if sort is str:
        return encode_basestring(value)
    if sort is dict:
        return f"{{{','.join(_members(value))}}}"
    if sort is list or sort is tuple:
        return f"[{','.join(map(_written, value))}]"
    return rfc8785.dumps(value).decode()


def _members(fields: dict[str, Any]) -> list[str]:
    """Return the members of an object as they are written, sorted by the UTF-16 of their names."""
    names = sorted(fields)
    if not "".join(names).isascii():
        names.sort(key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return [f"{encode_basestring(name)}:{_written(fields[name])}" for name in names]


@cache
def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the interchange form of one fact."""
    schema = FACT.json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Fact", **schema}
