"""Which facts of scenarios add something to a record, and which could never be recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from events.acts import QuestionRaised, QuestionSettled
from events.base import LATEST_DAY
from events.corrections import FactVoided
from events.facts import Fact, fact_to_dict
from events.mentions import opens
from events.reading.problems import Path
from events.recorded import Recorded
from events.scenarios import Scenario
from projections.findings.names import did_you_mean, established, not_established
from projections.findings.provisions import law_flaws
from projections.judging.bench import Bench
from projections.record.filing import LAW, Files
from projections.record.questions import law_book
from projections.record.visible import Horizon, voidings
from projections.what_if.supposing import Overlay, Supposing

REMEDIES = {
    "unknown-regime": "Mend the name, or establish the regime in the scenario.",
    "unknown-channel": "Mend the name, or establish the channel in the scenario.",
    "unknown-entry": "Take the code out, or remove one that the catalogue has.",
}
"""What a scenario may not name, and what to do about it; of other doubts its answer tells."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a part of a scenario cannot stand: which scenario, the way to the part, the reason."""

    scenario: int
    path: Path
    message: str


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
        if message := self._objection(fact, held):
            self.objections.append(Objection(number, path, message))
            return
        position = self._after + len(self.records) + 1
        known = fact.known_on or fact.knowable_from or self._at.date()
        self.records.append(Recorded(position, self._at, known, fact))
        self.files.add(self.records[-1])
        self._origins[position] = number, path

    def _objection(self, fact: Fact, held: Recorded | None) -> str | None:
        if held is not None:
            return self._clash(held, fact)
        match fact:
            case FactVoided(fact=id) if self._held(id) is None:
                near = did_you_mean(id, self._ids())
                return f"voids {id!r}, which names no fact that the scenario's base sees{near}"
            case QuestionSettled():
                return self._unsettleable(fact)
            case _ if (opened := opens(fact)) and (first := self._open(opened)):
                return (
                    f"opens {opened[0]} {opened[1]!r} a second time: fact {first!r} opened it; "
                    "void that one first, or give another name"
                )
            case _:
                return None

    def _unsettleable(self, fact: QuestionSettled) -> str | None:
        raised = {
            record.fact.question: record.fact
            for record in self.horizon.visible(self.files.law)
            if isinstance(record.fact, QuestionRaised)
        }
        if fact.question not in raised:
            near = did_you_mean(fact.question, raised)
            return f"the scenario's base sees no question {fact.question!r}{near}"
        readings = raised[fact.question].readings
        if fact.reading in readings:
            return None
        near = did_you_mean(fact.reading, readings) or f"; it has {', '.join(readings)}"
        return f"{fact.reading!r} is no reading of {fact.question}{near}"

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

    def _clash(self, held: Recorded, fact: Fact) -> str:
        if _content(held.fact) != _content(fact):
            return (
                f"fact {held.id!r} is there already with other content, and a fact never changes; "
                "give this one an id of its own, and void that one if it is to fall away"
            )
        return (
            f"fact {held.id!r} is there already, but voided, so that it does not count; give this "
            "one an id of its own, or void the voiding"
        )

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
        for flaw in law_flaws(bench, names):
            item = flaw.provided
            if item.record.position in self._origins and flaw.code in REMEDIES:
                within = () if item.reading is None else ("readings", item.reading)
                inner = (*within, "provisions", item.place, flaw.field)
                yield self._objected(item.record, inner, flaw.text, flaw.code)
        for record in self.records:
            regime = getattr(record.fact, "regime", None)
            if regime is not None and regime not in names.regimes:
                unknown = not_established("regime", regime, names.regimes)
                text = f"{record.fact.kind} names {unknown}"
                yield self._objected(record, ("regime",), text, "unknown-regime")

    def _objected(self, record: Recorded, inner: Path, text: str, code: str) -> Objection:
        number, path = self._origins[record.position]
        stop = "" if text.endswith("?") else "."
        return Objection(number, (*path, *inner), f"{text}{stop} {REMEDIES[code]}")


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
