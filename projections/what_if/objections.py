"""Which facts of a scenario could not be recorded, and which say what is on record already."""

from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches

from events.acts import QuestionRaised, QuestionSettled
from events.base import LATEST_DAY
from events.corrections import FactVoided
from events.facts import Fact, fact_to_dict
from events.openings import opens
from events.recorded import Recorded
from events.scenarios import Scenario
from projections.filing import LAW, Files
from projections.visible import Horizon, voidings
from projections.what_if.supposing import Overlay, Supposing

Place = tuple[str, str | int]
"""Which part of a scenario: ("facts", 2) or ("assume", "OQ01")."""


class Weighed:
    """The facts of scenarios that add something to a record, and what is wrong with the others."""

    def __init__(self, files: Files, horizon: Horizon, *, after: int, at: datetime) -> None:
        """Begin with a record; hypothetical facts stand after a position and an instant."""
        self.records: list[Recorded] = []
        self._after, self._at = after, at
        self._files = Overlay(files, ())
        self._horizon = Supposing(horizon.known_at, horizon.recorded_by, horizon.upto, after)

    def weigh(self, scenario: Scenario) -> list[tuple[Place, str]]:
        """Take in the facts and readings of a scenario; return what could not be recorded."""
        found: list[tuple[Place, str]] = []
        for number, fact in enumerate(scenario.facts):
            if message := self._weigh(fact):
                found.append((("facts", number), message))
        for question, reading in scenario.assume.items():
            if message := self._assume(question, reading):
                found.append((("assume", question), message))
        return found

    def _weigh(self, fact: Fact) -> str | None:
        """Take a fact in; if it could not be recorded after those before it, return why."""
        if fact.id is None and self._says_nothing_new(fact):
            return None
        if fact.id is not None and (held := self._held(fact.id)):
            return self._repeated(fact, held)
        if isinstance(fact, FactVoided) and self._held(fact.fact) is None:
            near = _near(fact.fact, self._ids())
            return f"voids '{fact.fact}', which names no fact that is seen here{near}"
        if (opened := opens(fact)) and (first := self._open(opened)):
            return (
                f"opens {opened[0]} '{opened[1]}' a second time: fact '{first}' opened it. Void that "
                "one first, or give another name"
            )
        self._take(fact)
        return None

    def _take(self, fact: Fact) -> None:
        position = self._after + len(self.records) + 1
        known = fact.known_on or fact.knowable_from or self._at.date()
        self.records.append(Recorded(position, self._at, known, fact))
        self._files.add(self.records[-1])

    def _assume(self, question: str, reading: str) -> str | None:
        """Take a point of law as settled, whatever settles it on record."""
        raised = {
            record.fact.question: record.fact
            for record in self._horizon.visible(self._files.law)
            if isinstance(record.fact, QuestionRaised)
        }
        if question not in raised:
            return f"no question '{question}' is seen here{_near(question, raised)}"
        readings = raised[question].readings
        if reading not in readings:
            return f"'{reading}' is no reading of {question} ({', '.join(readings)})" + _near(
                reading, readings
            )
        self._take(
            QuestionSettled(
                kind="question_settled",
                id=f"assumed/{question}/{len(self.records)}",
                question=question,
                reading=reading,
                effective_on=LATEST_DAY,
            )
        )
        return None

    def _held(self, id: str) -> Recorded | None:
        record = self._files.record(id)
        return record if record and self._horizon.passes([record]) else None

    def _repeated(self, fact: Fact, held: Recorded) -> str | None:
        if _content(held.fact) != _content(fact):
            return (
                f"fact '{held.id}' is there already with other content, and a fact never changes. "
                "Give this one an id of its own, and void that one if it was wrong"
            )
        matter = self._files.matter(held.id)
        around = self._horizon.passes(self._files.about(matter)) if matter else []
        if voiding := voidings(around).get(held.id):
            return (
                f"fact '{held.id}' is there already, voided by '{voiding.id}', so it does not count. "
                "Give this one an id of its own, or void the voiding"
            )
        return None

    def _says_nothing_new(self, fact: Fact) -> bool:
        """Tell whether something on record that counts says the same under an id of its own."""
        matter = self._files.matter_of(fact)
        seen = self._horizon.visible(self._files.about(matter)) if matter else []
        content = _content(fact)
        return any(
            record.position <= self._after
            and record.fact.kind == fact.kind
            and _content(record.fact) == content
            for record in seen
        )

    def _open(self, opened: tuple[str, str]) -> str | None:
        """Return the id of the fact under which a name stands open, if one does."""
        matter = LAW if opened[0] in {"act", "question"} else opened
        seen = self._horizon.visible(self._files.about(matter))
        return next((record.id for record in seen if opens(record.fact) == opened), None)

    def _ids(self) -> list[str]:
        return [record.id for record in (*self._files.law, *self.records)]


def _content(fact: Fact) -> dict[str, object]:
    return {name: value for name, value in fact_to_dict(fact).items() if name != "id"}


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f". Did you mean '{near[0]}'?" if near else ""
