"""A reminder policy: how long before a day, and from when on, people are reminded of it."""

from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from events.base import Day, Immutable, Name

DEFAULT_LEAD_DAYS = (180, 90, 60, 30, 14, 7, 1, 0)
"""How many days before the day people are reminded, where no rule says otherwise (SEMANTICS 6)."""

Sort = Literal[
    "status_worsens",
    "license_ends",
    "renewal_due",
    "removal_due",
    "question_raised",
    "question_settled",
    "amendment_announced",
    "amendment_landed",
]

LeadDays = Annotated[tuple[Annotated[int, Field(ge=0, le=3660)], ...], Field(max_length=50)]


class Selection(Immutable):
    """What a rule is for: each list given must have something of the occasion; none: everything."""

    sorts: tuple[Sort, ...] = ()
    regimes: tuple[Name, ...] = ()
    license_kinds: tuple[Name, ...] = ()
    channels: tuple[Name, ...] = ()
    categories: tuple[Name, ...] = ()
    vendors: tuple[Name, ...] = ()
    products: tuple[Name, ...] = ()


class LeadRule(Immutable):
    """How long before the day people are reminded of what is selected; empty: not at all."""

    select: Selection = Field(default=Selection(), alias="for")
    lead_days: LeadDays

    @model_validator(mode="after")
    def _says_each_once(self) -> Self:
        if len(set(self.lead_days)) < len(self.lead_days):
            raise ValueError("names a number of days twice; each is one reminder")
        return self


class Policy(Immutable):
    """What people are reminded of, and when; the first rule that fits an occasion decides.

    `start` is the first day of reminding: what had happened before it, as far as it was on record
    by then, is not announced any more.
    """

    start: Day | None = None
    lead_days: LeadDays = DEFAULT_LEAD_DAYS
    rules: tuple[LeadRule, ...] = ()


POLICY: TypeAdapter[Policy] = TypeAdapter(Policy)
"""Reads a policy."""
