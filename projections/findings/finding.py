"""A finding: something in the facts that a person should look at."""

from dataclasses import dataclass, fields
from typing import NamedTuple

from events.acts import ActPublished, QuestionRaised
from projections.findings.flaws import Flaw
from projections.record.law import Provided


class About(NamedTuple):
    """What a finding is about: an act, license, product, question or review, and its name."""

    what: str
    name: str

    def __str__(self) -> str:
        return f"{self.what} {self.name}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: what it is about, what is wrong, by which facts.

    `reading` is the one of a question in which a provision stands.
    """

    about: About
    flaw: Flaw
    facts: tuple[str, ...] = ()
    reading: str | None = None

    @property
    def code(self) -> str:
        """The sort of flaw in one word."""
        return self.flaw.code

    @property
    def order(self) -> tuple[object, ...]:
        """What findings are sorted by."""
        values = [str(getattr(self.flaw, field.name)) for field in fields(self.flaw)]
        return self.about, self.code, self.reading or "", values, self.facts


@dataclass(frozen=True, slots=True)
class Flawed:
    """A provision with a flaw, and the field in which it is."""

    provided: Provided
    field: str
    flaw: Flaw

    @property
    def finding(self) -> Finding:
        """The finding about the act or question in which the provision stands."""
        item, fact = self.provided, self.provided.record.fact
        assert isinstance(fact, ActPublished | QuestionRaised)
        if isinstance(fact, ActPublished):
            about = About("act", fact.act)
        else:
            about = About("question", fact.question)
        return Finding(about, self.flaw, (item.fact_id,), item.reading)
