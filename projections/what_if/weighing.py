"""Which facts of scenarios add something to a record, and which could never be recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from events.acts import QuestionRaised, QuestionSettled
from events.base import LATEST_DAY
from events.facts import Fact, fact_to_dict
from events.mentions import opens
from events.reading.problems import Path
from events.recorded import Recorded
from events.remarks import FactVoided
from events.scenarios import Scenario
from projections.findings.flaws import Flaw, Unknown
from projections.findings.names import established, meant
from projections.findings.provisions import law_flaws
from projections.judging.bench import Bench
from projections.record.filing import LAW, Files
from projections.record.questions import law_book
from projections.record.visible import Horizon, voidings
from projections.what_if.supposing import Overlay, Supposing

REFUSED = {"unknown-regime", "unknown-channel", "unknown-entry"}
"""What a scenario may not name; of other flaws its answer tells."""


@dataclass(frozen=True, slots=True)
class VoidsNothing:
    """A voiding of a fact that the base does not see, and the one that may be meant."""

    fact: str
    meant: str | None


@dataclass(frozen=True, slots=True)
class NoQuestion:
    """A question settled that the base does not see, and the one that may be meant."""

    question: str
    meant: str | None


@dataclass(frozen=True, slots=True)
class NoReading:
    """A reading that a question does not have, and the one that may be meant."""

    question: str
    reading: str
    readings: tuple[str, ...]
    meant: str | None


@dataclass(frozen=True, slots=True)
class OpenedTwice:
    """A name, of what, that a fact `first` opened before."""

    what: str
    name: str
    first: str


@dataclass(frozen=True, slots=True)
class Taken:
    """The id of a fact that is there already: `voided`, or else with other content."""

    fact: str
    voided: bool


Hindrance = VoidsNothing | NoQuestion | NoReading | OpenedTwice | Taken | Flaw


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a part of a scenario cannot stand: which scenario, the way to the part, the reason."""

    scenario: int
    path: Path
    hindrance: Hindrance


class Weighed:
    """The facts of scenarios that add something to a record, and the objections to the others."""

    def __init__(
        self,
        files: Files,
        horizon: Horizon,
        scenarios: Iterable[Scenario],
        *,
        after: int,
        at: datetime,
    ) -> None:
        """Weigh scenarios that stand on one another, each fact after those before it.

        Hypothetical facts stand after a position and an instant, told in the legal time zone.
        """
        self.records: list[Recorded] = []
        self.objections: list[Objection] = []
        self.files = Overlay(files, ())
        self.horizon = Supposing(horizon.known_at, horizon.recorded_by, horizon.upto, after)
        self._after, self._at = after, at
        self._origins: dict[int, tuple[int, Path]] = {}
        for number, scenario in enumerate(scenarios):
            for place, fact in enumerate(scenario.facts):
                self._weigh(fact, number, ("facts", place))
            for question, reading in scenario.assume.items():
                self._weigh(_assumed(question, reading, number), number, ("assume", question))
        if self.records:
            self.objections += self._flaws()

    def _weigh(self, fact: Fact, number: int, path: Path) -> None:
        """Take in a fact that says something new; object to one that could not be recorded."""
        if fact.id is None and self._says_nothing_new(fact):
            return
        held = self._held(fact.id)
        if held is not None and self._is_repeated(held, fact):
            return
        if hindrance := self._hindrance(fact, held):
            self.objections.append(Objection(number, path, hindrance))
            return
        position = self._after + len(self.records) + 1
        known = fact.known_on or fact.knowable_from or self._at.date()
        self.records.append(Recorded(position, self._at, known, fact))
        self.files.add(self.records[-1])
        self._origins[position] = number, path

    def _hindrance(self, fact: Fact, held: Recorded | None) -> Hindrance | None:
        if held is not None:
            return Taken(held.id, voided=_content(held.fact) == _content(fact))
        match fact:
            case FactVoided(fact=id) if self._held(id) is None:
                return VoidsNothing(id, meant(id, self._ids()))
            case QuestionSettled():
                return self._unsettleable(fact)
            case _ if (opened := opens(fact)) and (first := self._open(opened)):
                return OpenedTwice(*opened, first)
            case _:
                return None

    def _unsettleable(self, fact: QuestionSettled) -> NoQuestion | NoReading | None:
        raised = {
            record.fact.question: record.fact
            for record in self.horizon.visible(self.files.law)
            if isinstance(record.fact, QuestionRaised)
        }
        if fact.question not in raised:
            return NoQuestion(fact.question, meant(fact.question, raised))
        readings = tuple(raised[fact.question].readings)
        if fact.reading in readings:
            return None
        return NoReading(fact.question, fact.reading, readings, meant(fact.reading, readings))

    def _held(self, id: str | None) -> Recorded | None:
        """Return the fact under an id, if it is seen here, voided or not."""
        record = self.files.record(id) if id is not None else None
        return record if record and self.horizon.passes([record]) else None

    def _is_repeated(self, held: Recorded, fact: Fact) -> bool:
        """Tell whether a fact says what one under its id says already, and that one counts."""
        return _content(held.fact) == _content(fact) and self._voiding_of(held) is None

    def _voiding_of(self, held: Recorded) -> Recorded | None:
        matter = self.files.matter(held.id)
        around = self.horizon.passes(self.files.about(matter)) if matter else []
        return voidings(around).get(held.id)

    def _says_nothing_new(self, fact: Fact) -> bool:
        """Tell whether something on record that counts says the same under an id of its own."""
        matter = self.files.matter_of(fact)
        seen = self.horizon.visible(self.files.about(matter)) if matter else []
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
        seen = self.horizon.visible(self.files.about(matter))
        return next((record.id for record in seen if opens(record.fact) == opened), None)

    def _ids(self) -> Sequence[str]:
        return [record.id for record in (*self.files.law, *self.records)]

    def _flaws(self) -> Iterable[Objection]:
        """Yield what facts name that nothing knows: regimes, channels, entries to be removed."""
        bench = Bench(law_book(self.horizon.visible(self.files.law)))
        names = established(bench)
        for found in law_flaws(bench, names):
            item = found.provided
            if item.record.position in self._origins and found.flaw.code in REFUSED:
                within = () if item.reading is None else ("readings", item.reading)
                inner = (*within, "provisions", item.place, found.field)
                yield self._objected(item.record, inner, found.flaw)
        for record in self.records:
            regime = getattr(record.fact, "regime", None)
            if regime is not None and regime not in names.regimes:
                near = meant(regime, names.regimes)
                flaw = Unknown(record.fact.kind, "regime", regime, near)
                yield self._objected(record, ("regime",), flaw)

    def _objected(self, record: Recorded, inner: Path, flaw: Flaw) -> Objection:
        number, path = self._origins[record.position]
        return Objection(number, (*path, *inner), flaw)


def _assumed(question: str, reading: str, number: int) -> QuestionSettled:
    """Return a settlement that counts whatever else settles a question (contract 5, `assume`)."""
    return QuestionSettled(
        kind="question_settled",
        id=f"assumed/{number}/{question}",
        question=question,
        reading=reading,
        effective_on=LATEST_DAY,
    )


def _content(fact: Fact) -> dict[str, object]:
    return {name: value for name, value in fact_to_dict(fact).items() if name != "id"}
