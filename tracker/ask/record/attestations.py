"""Which answers people relied on, and how they would read now."""

from dataclasses import dataclass
from typing import Any

from events.attestations import AnswerAttested
from events.facts import fact_to_dict
from events.mentions import product_tag
from projections.comparing.attestations import Attestation, Reread, attestation
from projections.documents.asides import asides_document
from projections.documents.explained import answer_document, digest
from projections.findings.asides import Asides
from projections.judging.timeline import standstill
from projections.record.visible import visible
from projections.wording import ENGLISH, Words
from tracker.ask.causes import cause_document
from tracker.live.live import Live


@dataclass(frozen=True, slots=True)
class AttestationsQuestion:
    """Of which products the attestations are asked for; without any, of all."""

    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """An attestation read again.

    `reproduced`: from the facts that it saw, this program gives the very answer attested.
    """

    attestation: Attestation
    reproduced: bool

    def document(self, words: Words) -> dict[str, Any]:
        """Return it for a JSON document."""
        each = self.attestation
        return {
            "position": each.record.position,
            "recorded_at": each.record.recorded_at.isoformat(),
            "fact": fact_to_dict(each.fact),
            "reproduced": self.reproduced,
            "stands": each.stands,
            "again": _reread(each.again, words),
            "today": _reread(each.today, words),
        }


@dataclass(frozen=True, slots=True)
class Attestations:
    """The attested answers in order of their positions, each read again."""

    attestations: tuple[ReadAgain, ...]
    asides: Asides

    @property
    def changed(self) -> int:
        """How many would read differently."""
        return sum(not each.attestation.stands for each in self.attestations)

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        told = [each.document(words) for each in self.attestations]
        return {"attestations": told, **asides_document(self.asides, words)}


def attestations(live: Live, question: AttestationsQuestion) -> Attestations:
    """Return the attested answers, read again by all that is recorded now.

    What was attested is the English answer, whatever language is asked for.
    Raises ProductNotFound if nothing on record names one of the products.
    """
    ledger = live.ledger
    filed = live.files(question.products)
    tags = [product_tag(name) for name in question.products]
    found = tuple(
        _read_again(attestation(filed, record, record.fact))
        for record in visible(ledger.tagged(tags) if tags else live.records())
        if isinstance(record.fact, AnswerAttested)
    )
    return Attestations(found, Asides(live.sees_no_act()))


def _read_again(each: Attestation) -> ReadAgain:
    stands = standstill(each.case, each.fact.as_of)
    answer = answer_document(ENGLISH, each.fact.channel, stands)
    return ReadAgain(each, digest(answer) == each.fact.digest)


def _reread(reread: Reread, words: Words) -> dict[str, Any]:
    return {
        "status": reread.told.after,
        "same_status": reread.same_status,
        "same_answer": reread.same_answer,
        "causes": [cause_document(cause, words) for cause in reread.told.causes],
    }
