"""A flaw: a provision that names what nothing knows, or that has no effect."""

from dataclasses import dataclass

from projections.record.law import Provided


@dataclass(frozen=True, slots=True)
class Flaw:
    """A provision that names what nothing knows, the field that names it, and what to say of it."""

    provided: Provided
    field: str
    code: str
    text: str
