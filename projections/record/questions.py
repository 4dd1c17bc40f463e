"""Points of law: open ones, settled ones, and the law under each reading (contract 4.7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from events.acts import ActPublished, QuestionRaised, QuestionSettled
from events.provisions import Provision
from events.recorded import Recorded
from projections.record.law import Law, Provided, law_of

Choice = tuple[tuple[str, str], ...]
"""One reading for each of some questions: pairs (question, reading)."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question with the provisions of each of its readings; open while none is settled."""

    record: Recorded
    fact: QuestionRaised
    readings: Mapping[str, tuple[Provided, ...]]

    @property
    def name(self) -> str:
        """The name under which the question was raised."""
        return self.fact.question


class LawBook:
    """The law a question sees: what is certain, and what hangs on points of law still open."""

    def __init__(self, certain: Sequence[Provided], open_questions: Sequence[OpenQuestion]) -> None:
        """Take the provisions of acts and settled readings, and the open questions."""
        self.certain = certain
        self.open_questions = open_questions
        self.law = law_of(certain)
        self._laws: dict[Choice, Law] = {(): self.law}

    def under(self, choice: Choice) -> Law:
        """Return the law with the provisions of the chosen readings added."""
        if choice not in self._laws:
            self._laws[choice] = self._build(choice)
        return self._laws[choice]

    def _build(self, choice: Choice) -> Law:
        chosen = dict(choice)
        added = [
            item
            for question in self.open_questions
            if question.name in chosen
            for item in question.readings[chosen[question.name]]
        ]
        touched = {_subject(item.provision) for item in added}
        beside = [item for item in self.certain if _subject(item.provision) in touched]
        return law_of([*beside, *added], base=self.law)


def law_book(visible: Iterable[Recorded]) -> LawBook:
    """Return the law that visible facts make."""
    visible = list(visible)
    settled = settled_readings(visible)
    certain: list[Provided] = []
    for record in visible:
        if isinstance(record.fact, ActPublished):
            act = record.fact
            certain += _provided(record, None, act.provisions, published_on=act.published_on)
    open_questions = []
    for question in questions_raised(visible):
        answer = settled.get(question.name)
        if answer is not None and answer in question.readings:
            certain += question.readings[answer]
        else:
            open_questions.append(question)
    return LawBook(certain, open_questions)


def questions_raised(visible: Iterable[Recorded]) -> list[OpenQuestion]:
    """Return the questions of visible facts with their readings, the settled among them."""
    return [
        OpenQuestion(
            record,
            question,
            {
                name: _provided(record, name, reading.provisions, published_on=record.known_on)
                for name, reading in question.readings.items()
            },
        )
        for record in visible
        if isinstance(question := record.fact, QuestionRaised)
    ]


def settled_readings(visible: Iterable[Recorded]) -> dict[str, str | None]:
    """Return the reading that the settlements of each question come to, by question."""
    settlements: dict[str, list[tuple[Recorded, QuestionSettled]]] = {}
    for record in visible:
        if isinstance(record.fact, QuestionSettled):
            settlements.setdefault(record.fact.question, []).append((record, record.fact))
    return {question: settled_reading(found) for question, found in settlements.items()}


def settled_reading(settlements: Iterable[tuple[Recorded, QuestionSettled]]) -> str | None:
    """Return the reading that the last settlement by order names, or None if there is none."""
    ordered = sorted(settlements, key=lambda pair: (pair[1].effective_on, pair[0].position))
    return ordered[-1][1].reading if ordered else None


def choices(questions: Sequence[OpenQuestion]) -> list[Choice]:
    """Return every combination of readings, one of each question; one empty choice for none."""
    return [
        tuple(zip((question.name for question in questions), readings, strict=True))
        for readings in product(*(question.readings for question in questions))
    ]


def _provided(
    record: Recorded, reading: str | None, provisions: Iterable[Provision], *, published_on: date
) -> tuple[Provided, ...]:
    return tuple(
        Provided(record.id, reading, place, provision, record, published_on)
        for place, provision in enumerate(provisions)
    )


def _subject(provision: Provision) -> str | None:
    """Return the regime of which a provision speaks; None stands for the channels."""
    return getattr(provision, "regime", None)
