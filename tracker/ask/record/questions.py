"""Which points of law are on record, and which of them are open."""

from dataclasses import dataclass
from typing import Any

from events.acts import QuestionRaised, QuestionSettled
from projections.record.asked import Asked
from projections.record.visible import Viewpoint, legal_order
from projections.wording import Words
from tracker.live.live import Live
from tracker.live.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class QuestionsQuestion:
    """As known and recorded by when the points of law are asked for."""

    point: Viewpoint


@dataclass(frozen=True, slots=True)
class PointOfLaw:
    """A question and the settlement that answers it, if one does."""

    question: QuestionRaised
    settled: QuestionSettled | None

    def document(self, words: Words) -> dict[str, Any]:
        """Return it for a JSON document."""
        return {
            "question": self.question.question,
            "text": self.question.text,
            "raised_on": self.question.effective_on.isoformat(),
            "settled_on": self.settled.effective_on.isoformat() if self.settled else None,
            "reading": self.settled.reading if self.settled else None,
            "readings": {
                name: {
                    "text": reading.text,
                    "provisions": [words.provision_words(item) for item in reading.provisions],
                }
                for name, reading in self.question.readings.items()
            },
            "note": self.question.note,
        }


@dataclass(frozen=True, slots=True)
class Questions:
    """Every point of law that the question sees, open and settled, in legal order."""

    asked: Asked
    points: tuple[PointOfLaw, ...]

    @property
    def open(self) -> int:
        """How many are open."""
        return sum(point.settled is None for point in self.points)

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        told = [point.document(words) for point in self.points]
        return {**self.asked.document(), "questions": told}


def questions(live: Live, question: QuestionsQuestion) -> Questions:
    """Return the points of law on record."""
    seen = live.snapshot(question.point)
    return Questions(seen.asked, tuple(_points(seen)))


def _points(seen: Snapshot) -> list[PointOfLaw]:
    open_names = {question.name for question in seen.bench.book.open_questions}
    ordered = [record.fact for record in sorted(seen.seen, key=legal_order)]
    settled = {fact.question: fact for fact in ordered if isinstance(fact, QuestionSettled)}
    return [
        PointOfLaw(fact, None if fact.question in open_names else settled[fact.question])
        for fact in ordered
        if isinstance(fact, QuestionRaised)
    ]
