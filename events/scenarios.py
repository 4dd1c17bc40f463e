"""A scenario: facts and readings that somebody supposes, to be seen beside the record."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field, TypeAdapter

from events.base import Day, Immutable, Instant, Name, Text
from events.facts import Fact


class ScenarioBase(Immutable):
    """What of the record a scenario builds on: known by a day, recorded by an instant or a day."""

    known_at: Day | None = None
    recorded_by: Day | Instant | None = None

    @property
    def recorded_by_day(self) -> date | None:
        """The day by whose end it was recorded, if a day was named."""
        return self.recorded_by if isinstance(self.recorded_by, date) else None


class Scenario(Immutable):
    """Hypothetical facts, and points of law taken as settled (SEMANTICS 5).

    With `extends` it stands on another: that one's facts come first, and its base and readings hold
    unless this one names others.
    """

    name: Text
    extends: Text | None = None
    base: ScenarioBase | None = None
    facts: tuple[Annotated[Fact, Field(discriminator="kind")], ...] = ()
    assume: Mapping[Name, Name] = {}


SCENARIO: TypeAdapter[Scenario] = TypeAdapter(Scenario)
"""Reads a scenario."""
