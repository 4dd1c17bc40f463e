"""Acts of a scenario made into facts to record, once they are published."""

from dataclasses import dataclass
from datetime import date

from events.acts import ActPublished
from tracker.ask.scenarios import ScenarioFiles
from tracker.errors import TrackerError


class NothingToAdopt(TrackerError):
    """A scenario has no act of the name, or none at all."""

    code = "nothing_to_adopt"

    def __init__(self, scenario: ScenarioFiles, act: str | None) -> None:
        named = ", ".join(each.act for each in acts_of(scenario))
        super().__init__(
            f"'{scenario.file}' supposes no act{f' {act!r}' if act else ''}.",
            f"Its acts are: {named or 'none'}.",
            "Name one of its acts, or record other facts with 'tracker record'.",
        )


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of an act only when it is published; None leaves it as the scenario has it."""

    published_on: date | None = None
    number: str | None = None
    act: str | None = None
    title: str | None = None


def acts_of(scenario: ScenarioFiles) -> list[ActPublished]:
    """Return the acts that a scenario and those it extends suppose, in their order."""
    facts = (fact for each in scenario.scenarios for fact in each.facts)
    return [fact for fact in facts if isinstance(fact, ActPublished)]


def adopted(act: ActPublished, publication: Publication, *, scenario: str) -> ActPublished:
    """Return a supposed act as published; what it provides stays, with its days.

    The ledger gives it an id, and it is known from the day of its publication.
    """
    return act.model_copy(
        update={
            "id": None,
            "known_on": None,
            "act": publication.act or act.act,
            "title": publication.title or act.title,
            "number": publication.number or act.number,
            "published_on": publication.published_on or act.published_on,
            "note": f"Adopted from the scenario {scenario!r}.",
        }
    )
