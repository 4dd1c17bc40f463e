"""Why a product has its status, down to the article."""

from dataclasses import dataclass
from typing import Any

from projections.documents.asides import asides_document
from projections.documents.explained import answer_document
from projections.documents.findings import finding_document
from projections.findings.asides import Asides
from projections.findings.finding import Finding
from projections.findings.gathering import findings_about
from projections.judging.citing import CitedAct, citations
from projections.judging.timeline import Standstill, standstill
from projections.record.asked import Asked
from projections.record.visible import Viewpoint
from projections.wording import Words
from tracker.ask.placing import cases_of
from tracker.live.live import Live
from tracker.live.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ExplanationQuestion:
    """Which product's status is to be explained; without a channel, in each of its channels."""

    point: Viewpoint
    product: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """How a product stands in one channel on the day asked for."""

    channel: str
    stands: Standstill


@dataclass(frozen=True, slots=True)
class Explanation:
    """The status of a product in its channels, with what it rests on.

    `doubts` are the findings about the product, `without_rule` the open points of law on record
    that carry no rule, and `sources` the acts and points of law that the reasons cite.
    """

    asked: Asked
    asides: Asides
    product: str
    name: str | None
    channels: tuple[Explained, ...]
    doubts: tuple[Finding, ...]
    without_rule: tuple[str, ...]
    sources: tuple[CitedAct, ...]

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        return {
            **self.asked.document(),
            **asides_document(self.asides, words),
            "product": self.product,
            "explanations": [
                answer_document(words, each.channel, each.stands) for each in self.channels
            ],
            "findings": [finding_document(doubt, words) for doubt in self.doubts],
        }


def explanation(live: Live, question: ExplanationQuestion) -> Explanation:
    """Return why a product has its status.

    Raises ProductNotFound, ChannelNotFound or NotPlaced if it has none.
    """
    seen = live.snapshot(question.point, [question.product])
    return explained(seen, question.product, question.channel)


def explained(seen: Snapshot, product: str, channel: str | None = None) -> Explanation:
    """Return why a product has its status, from what a question sees.

    Raises ChannelNotFound or NotPlaced if it has none.
    """
    cases, day = cases_of(seen, product, channel), seen.viewpoint.as_of
    channels = tuple(Explained(case.channel, standstill(case, day)) for case in cases)
    dossier = cases[0].dossier
    return Explanation(
        seen.asked,
        Asides(seen.no_act),
        dossier.product,
        dossier.name,
        channels,
        tuple(findings_about(dossier, seen.portfolio, seen.bench)),
        tuple(seen.bench.without_rule(day)),
        tuple(citations(each.stands.judgment for each in channels)),
    )
