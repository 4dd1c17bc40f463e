"""The closed union of facts, and the one way from JSON to a fact and back."""

from functools import cache
from typing import Annotated, Any, get_args

import rfc8785
from pydantic import Field, TypeAdapter

from events.acts import ActFact
from events.attestations import AnswerAttested
from events.corrections import FactVoided
from events.evidence import EvidenceAdded
from events.licenses import LicenseFact
from events.notices import NoticeFact
from events.products import ProductFact
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


def canonical_bytes(value: Any) -> bytes:
    """Return the one byte form of a JSON value (RFC 8785)."""
    return rfc8785.dumps(value)


def canonical_document(document: Any) -> bytes:
    """Return the one byte form of any JSON document (RFC 8785)."""
    return rfc8785.dumps(document)


@cache
def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the interchange form of one fact."""
    schema = FACT.json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Fact", **schema}
