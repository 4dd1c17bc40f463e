"""Which files support the facts on record."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from events.facts import fact_to_dict
from events.mentions import EVIDENCE
from events.recorded import Recorded
from projections.record.evidence import Support, evidence_of
from tracker.evidence.adding import fact_on_record, voiding_of
from tracker.ledger import Ledger
from tracker.live.live import Live


@dataclass(frozen=True, slots=True)
class EvidenceQuestion:
    """Evidence of which facts is asked for: those that bear on a product, one of an id, or all."""

    product: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Supported:
    """A fact that files support, and the voiding that takes it back, if one does."""

    record: Recorded
    voiding: Recorded | None

    @property
    def voided_by(self) -> str | None:
        """The id of the fact that voids it."""
        return self.voiding.id if self.voiding else None


@dataclass(frozen=True, slots=True)
class EvidenceOnRecord:
    """The evidence in order of position, and the facts it supports by their ids."""

    position: int
    evidence: tuple[Support, ...]
    supported: dict[str, Supported]

    def target(self, each: Support) -> Supported:
        """Return the fact that a piece of evidence supports."""
        return self.supported[each.fact.fact]

    def document(self) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        return {
            "evidence": [
                {
                    "position": each.record.position,
                    "recorded_at": each.record.recorded_at.isoformat(),
                    "fact": fact_to_dict(each.fact),
                    "supported_fact_voided_by": self.target(each).voided_by,
                }
                for each in self.evidence
            ]
        }


def evidence(live: Live, question: EvidenceQuestion) -> EvidenceOnRecord:
    """Return the evidence on record, without what was voided itself.

    Raises FactNotFound or ProductNotFound if nothing on record is named so.
    """
    found = tuple(_asked_for(live, question))
    ids = dict.fromkeys(each.fact.fact for each in found)
    supported = {id: _supported(live.ledger, id) for id in ids}
    return EvidenceOnRecord(live.ledger.head(), found, supported)


def _supported(ledger: Ledger, id: str) -> Supported:
    record = fact_on_record(ledger, id)
    return Supported(record, voiding_of(ledger, record))


def _asked_for(live: Live, question: EvidenceQuestion) -> Iterable[Support]:
    ledger = live.ledger
    by_fact = evidence_of(ledger.tagged([EVIDENCE]))
    found = sorted(
        (each for supports in by_fact.values() for each in supports),
        key=lambda each: each.record.position,
    )
    if question.fact is not None:
        id = fact_on_record(ledger, question.fact).id
        return [each for each in found if each.fact.fact == id]
    if question.product is None:
        return found
    ids = {record.id for record in live.files([question.product]).on(question.product)}
    return [each for each in found if _joins(each, ids)]


def _joins(each: Support, ids: set[str]) -> bool:
    """Tell whether evidence supports one of the facts, or evidence for them, and count it in."""
    if each.fact.fact not in ids:
        return False
    ids.add(each.record.id)
    return True
