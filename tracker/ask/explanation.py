"""Why a product has its status, down to the article."""

from dataclasses import dataclass
from typing import Any

from projections.documents.explained import explained_document
from projections.findings import findings_about
from projections.findings.finding import Finding
from projections.judging.bench import Case
from projections.judging.citing import CitedAct, citations
from projections.judging.timeline import Standstill, standstill
from projections.record.asked import Asked
from projections.record.visible import Viewpoint
from projections.wording import Words
from tracker.ask.placing import cases_of
from tracker.live.live import Live


@dataclass(frozen=True, slots=True)
class ExplanationQuestion:
    """Which product's status is to be explained; without a channel, in each of its channels."""

    point: Viewpoint
    product: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A product in one channel, and how it stands on the day asked for."""

    case: Case
    stands: Standstill


@dataclass(frozen=True, slots=True)
class Explanation:
    """The status of a product in its channels, with what it rests on.

    `doubts` are the findings about the product, `without_rule` the open points of law on record
    that carry no rule, and `sources` the acts and points of law that the reasons cite.
    """

    asked: Asked
    cautions: tuple[str, ...]
    subjects: tuple[Explained, ...]
    doubts: tuple[Finding, ...]
    without_rule: tuple[str, ...]
    sources: tuple[CitedAct, ...]

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        cases = [each.case for each in self.subjects]
        asked = self.asked
        return explained_document(
            words, asked.point, asked.position, cases, self.doubts, self.cautions
        )


def explanation(live: Live, question: ExplanationQuestion) -> Explanation:
    """Return why a product has its status.

    Raises ProductNotFound, ChannelNotFound or NotPlaced if it has none.
    """
    seen, day = live.snapshot(question.point, [question.product]), question.point.as_of
    cases = cases_of(seen, question.product, question.channel)
    subjects = tuple(Explained(case, standstill(case, day)) for case in cases)
    return Explanation(
        seen.asked,
        seen.cautions,
        subjects,
        tuple(findings_about(cases[0].dossier, seen.portfolio, seen.bench)),
        tuple(seen.bench.without_rule(day)),
        tuple(citations(each.stands.judgment for each in subjects)),
    )
