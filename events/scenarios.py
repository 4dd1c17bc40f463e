"""A scenario: facts and readings that somebody supposes, to be seen beside the record."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter

from events.base import EARLIEST_DAY, LATEST_DAY, Day, Immutable, Instant, Name, Text
from events.facts import Fact


def _in_range(written: str) -> str:
    if not EARLIEST_DAY.year <= int(written[:4]) <= LATEST_DAY.year:
        raise ValueError(f"'{written}' lies outside {EARLIEST_DAY.year} to {LATEST_DAY.year}")
    return written


class ScenarioBase(Immutable):
    """What of the record a scenario builds on: known by a day, recorded by an instant or a day."""

    known_at: Day | None = None
    recorded_by: Day | Annotated[Instant, AfterValidator(_in_range)] | None = None

    @property
    def recorded_by_day(self) -> date | None:
        """The day by whose end it was recorded, if a day was named."""
        return self.recorded_by if isinstance(self.recorded_by, date) else None


class Scenario(Immutable):
    """Hypothetical facts, and points of law taken as settled (contract 5).

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
