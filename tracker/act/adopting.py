"""Acts of a scenario recorded as facts, once they are published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from events.acts import ActPublished
from tracker.ask.what_if.scenarios import ScenarioFiles
from tracker.errors import TrackerError
from tracker.ledger import Batch, Ledger
from tracker.ledger.errors import BatchRefused


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


class NotPublishedYet(TrackerError):
    """An act was to be recorded as published on a day that has not come."""

    code = "not_published_yet"

    def __init__(self, published_on: date) -> None:
        super().__init__(
            f"{published_on} has not come yet.",
            "An act is recorded once it is published;",
            "until then it stays a scenario.",
        )


class AdoptionRefused(TrackerError):
    """The record contradicts an act that was to be adopted."""

    code = "adoption_refused"

    def __init__(self, refused: BatchRefused) -> None:
        said = " ".join(each.message for each in refused.refusals)
        super().__init__("Nothing was recorded:", said)


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of an act only when it is published; None leaves it as the scenario has it."""

    published_on: date | None = None
    number: str | None = None
    act: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """Acts of a scenario as they are to be recorded, and how much of it is left out."""

    acts: tuple[ActPublished, ...]
    facts_left: int
    readings_left: int


def acts_of(scenario: ScenarioFiles) -> list[ActPublished]:
    """Return the acts that a scenario and those it extends suppose, in their order."""
    facts = (fact for each in scenario.scenarios for fact in each.facts)
    return [fact for fact in facts if isinstance(fact, ActPublished)]


def acts_to_adopt(scenario: ScenarioFiles, act: str | None) -> list[ActPublished]:
    """Return the acts that a scenario supposes, or the one named; raises NothingToAdopt."""
    found = [each for each in acts_of(scenario) if act in (None, each.act)]
    if not found:
        raise NothingToAdopt(scenario, act)
    return found


def check_published(published_on: date, today: date) -> None:
    """Raise NotPublishedYet if a day has not come."""
    if published_on > today:
        raise NotPublishedYet(published_on)


def plan(
    scenario: ScenarioFiles, published: Iterable[tuple[ActPublished, Publication]]
) -> Adoption:
    """Return acts of a scenario as they were published, to be recorded."""
    acts = tuple(_adopted(act, known, scenario.name) for act, known in published)
    facts = sum(len(each.facts) for each in scenario.scenarios)
    readings = sum(len(each.assume) for each in scenario.scenarios)
    return Adoption(acts, facts - len(acts), readings)


def adopt(ledger: Ledger, adoption: Adoption, at: datetime, *, dry_run: bool = False) -> Batch:
    """Record the acts, all of them or none; raises AdoptionRefused."""
    try:
        return ledger.record(adoption.acts, at=at, dry_run=dry_run)
    except BatchRefused as refused:
        raise AdoptionRefused(refused) from refused


def _adopted(act: ActPublished, publication: Publication, scenario: str) -> ActPublished:
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
