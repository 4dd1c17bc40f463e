"""Every status of a product, past and to come."""

from dataclasses import dataclass
from typing import Any

from projections.documents.asides import asides_document
from projections.documents.citations import Cite, Sources
from projections.documents.marks import marks_document
from projections.documents.reasons import reasons_document
from projections.findings.asides import Asides
from projections.judging.bench import Case
from projections.judging.marks import StretchMarks, stretch_marks
from projections.judging.timeline import Period, timeline
from projections.record.asked import Asked
from projections.record.visible import Viewpoint
from projections.wording import Words
from tracker.ask.placing import cases_of
from tracker.live.live import Live


@dataclass(frozen=True, slots=True)
class TimelineQuestion:
    """Of which product the timeline is asked for; without a channel, in each of its channels."""

    point: Viewpoint
    product: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedPeriod:
    """A period of a timeline, and what of it is less than certain."""

    period: Period
    marks: StretchMarks

    def document(self, words: Words, cite: Cite) -> dict[str, Any]:
        """Return it for a JSON document; "to" is the day after its last."""
        period, marks = self.period, self.marks
        named = {"status": marks.status, "from": marks.start, "to": marks.end}
        return {
            "from": period.start.isoformat(),
            "to": period.end.isoformat() if period.end else None,
            "status": period.judgment.status,
            **marks_document(words, **named),
            "reasons": reasons_document(words, period.judgment, cite),
        }


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods of a product in one channel, in order."""

    product: str
    name: str | None
    channel: str
    periods: tuple[MarkedPeriod, ...]

    def document(self, words: Words, cite: Cite) -> dict[str, Any]:
        """Return it for a JSON document."""
        return {
            "product": self.product,
            "channel": self.channel,
            "periods": [each.document(words, cite) for each in self.periods],
        }


@dataclass(frozen=True, slots=True)
class Timelines:
    """The timelines of a product, one at least, and what has to be said beside them."""

    asked: Asked
    timelines: tuple[Timeline, ...]
    asides: Asides

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document; its reasons refer to "sources" by key."""
        sources = Sources()
        documents = [each.document(words, sources.cite) for each in self.timelines]
        single = documents[0] if len(documents) == 1 else {"timelines": documents}
        beside = asides_document(self.asides, words)
        told = {"asked": self.asked.document(), **beside, "sources": sources.document()}
        return {**single, **told}


def timelines(live: Live, question: TimelineQuestion) -> Timelines:
    """Return the timelines of a product.

    Raises ProductNotFound, ChannelNotFound or NotPlaced if there is none.
    """
    seen = live.snapshot(question.point, [question.product])
    cases = cases_of(seen, question.product, question.channel)
    asides = seen.asides(cases, [question.product], cases[0].dossier.categories.days)
    return Timelines(seen.asked, tuple(map(_timeline, cases)), asides)


def _timeline(case: Case) -> Timeline:
    return Timeline(
        case.dossier.product,
        case.dossier.name,
        case.channel,
        tuple(
            MarkedPeriod(each, stretch_marks(case, each.judgment, each.start, each.end))
            for each in timeline(case)
        ),
    )
