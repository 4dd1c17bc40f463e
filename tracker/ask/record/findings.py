"""What does not fit together in the facts that a question sees."""

from dataclasses import dataclass
from typing import Any

from projections.documents.asides import asides_document
from projections.documents.findings import finding_document
from projections.findings.asides import Asides
from projections.findings.finding import Finding
from projections.findings.gathering import findings as found_in
from projections.record.asked import Asked
from projections.record.visible import Viewpoint
from projections.wording import Words
from tracker.gazette.vocabulary import gazette_vocabulary
from tracker.live.live import Live


@dataclass(frozen=True, slots=True)
class FindingsQuestion:
    """At which points in time the facts are looked at."""

    point: Viewpoint


@dataclass(frozen=True, slots=True)
class Findings:
    """Every finding on the facts that the question sees, sorted by what it is about."""

    asked: Asked
    asides: Asides
    findings: tuple[Finding, ...]

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        told = [finding_document(each, words) for each in self.findings]
        beside = asides_document(self.asides, words)
        return {**self.asked.document(), **beside, "findings": told}


def findings(live: Live, question: FindingsQuestion) -> Findings:
    """Return what does not fit together; the gazette's words are known, whatever is on record."""
    seen = live.snapshot(question.point)
    found = found_in(seen.seen, seen.portfolio, seen.bench, gazette_vocabulary())
    return Findings(seen.asked, Asides(seen.no_act), tuple(found))
