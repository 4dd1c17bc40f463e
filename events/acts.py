"""Facts about the law: acts as published, and points of law raised and settled."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from events.base import BaseFact, Day, EffectiveFact, Immutable, Name, Text
from events.provisions import Provision


class ActPublished(BaseFact):
    """An authority has published an act."""

    kind: Literal["act_published"]
    act: Name
    title: Text
    title_zh: Text | None = None
    number: Text | None = None
    authorities: tuple[Text, ...] = ()
    signed_on: Day | None = None
    published_on: Day
    provisions: tuple[Provision, ...]

    @property
    def knowable_from(self) -> date:
        return self.published_on

    @property
    def is_doubtful(self) -> bool:
        """Whether nobody has verified something that it says, or a day of it is in doubt."""
        return any(source.verified is False for source in self.source) or any(
            provision.is_doubtful for provision in self.provisions
        )


class Reading(Immutable):
    """One way to read the law: what would be provided if it is right."""

    text: Text
    provisions: tuple[Provision, ...] = ()


class QuestionRaised(EffectiveFact):
    """A point of law is open: there are two or more readings of it."""

    kind: Literal["question_raised"]
    question: Name
    text: Text
    readings: Annotated[Mapping[Name, Reading], Field(min_length=2)]


class QuestionSettled(EffectiveFact):
    """A point of law is answered by one of its readings."""

    kind: Literal["question_settled"]
    question: Name
    reading: Name


ActFact = ActPublished | QuestionRaised | QuestionSettled


def provisions_of(fact: object) -> tuple[Provision, ...]:
    """Return what an act provides, or any reading of a question would; of other facts, nothing."""
    match fact:
        case ActPublished(provisions=provisions):
            return provisions
        case QuestionRaised(readings=readings):
            return tuple(each for reading in readings.values() for each in reading.provisions)
        case _:
            return ()
