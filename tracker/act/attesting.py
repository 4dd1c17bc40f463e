"""Answers that somebody relies on, recorded with the state they were made on."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from events.attestations import AnswerAttested
from events.facts import fact_from_json
from projections.documents.asides import asides_document
from projections.documents.explained import answer_document, digest
from projections.findings.asides import Asides
from projections.judging.bench import Case
from projections.judging.timeline import standstill
from projections.record.asked import Asked
from projections.record.visible import Viewpoint
from projections.wording import ENGLISH, Words
from tracker.ask.placing import cases_of
from tracker.errors import TrackerError
from tracker.ledger import Batch, Ledger
from tracker.live.live import Live
from tracker.live.snapshot import check_not_before_the_first_fact


class AttestationRefused(TrackerError):
    """Who attests, or for what, cannot be recorded."""

    code = "attestation_refused"

    def __init__(self, error: ValueError, reliance: "Reliance") -> None:
        super().__init__(
            "The attestation cannot be recorded: --by is one line of at most 200 characters, "
            f"--note is not blank. {error.__class__.__name__} for {reliance.by!r}, "
            f"{reliance.note!r}."
        )


@dataclass(frozen=True, slots=True)
class Reliance:
    """Who relies on an answer, for what, and from which day."""

    by: str
    note: str
    on: date


@dataclass(frozen=True, slots=True)
class Attesting:
    """Answers as they are to be attested, a fact for each channel."""

    asked: Asked
    asides: Asides
    facts: tuple[AnswerAttested, ...]

    def document(self, batch: Batch, words: Words) -> dict[str, Any]:
        """Return it, with what came of it, as a JSON document."""
        return {
            **self.asked.document(),
            **asides_document(self.asides, words),
            "recorded": [{"position": r.position, "id": r.id} for r in batch.recorded],
            "unchanged": [{"position": u.position, "id": u.id} for u in batch.unchanged],
            "attested": [fact.model_dump(mode="json", exclude_none=True) for fact in self.facts],
        }


def plan(
    live: Live, point: Viewpoint, product: str, channel: str | None, reliance: Reliance
) -> Attesting:
    """Return the answers on a product, to be attested: those in one channel, or in each.

    What is attested is the English answer. Raises ProductNotFound, ChannelNotFound or NotPlaced if
    there is none, BeforeTheFirstFact, and AttestationRefused.
    """
    seen = live.snapshot(point, [product])
    check_not_before_the_first_fact(live.ledger, live.records(), point)
    cases = cases_of(seen, product, channel)
    facts = tuple(_fact(case, seen.asked, reliance) for case in cases)
    return Attesting(seen.asked, Asides(seen.no_act), facts)


def attest(ledger: Ledger, attesting: Attesting, at: datetime) -> Batch:
    """Record the attestations."""
    return ledger.record(attesting.facts, at=at)


def _fact(case: Case, asked: Asked, reliance: Reliance) -> AnswerAttested:
    answer = answer_document(ENGLISH, case.channel, standstill(case, asked.point.as_of))
    fields = {
        "kind": "answer_attested",
        "product": case.dossier.product,
        "channel": case.channel,
        "status": answer["status"],
        **asked.document(),
        "digest": digest(answer),
        "by": reliance.by,
        "note": reliance.note,
        "effective_on": reliance.on.isoformat(),
    }
    try:
        fact = fact_from_json(json.dumps(fields))
    except ValueError as error:
        raise AttestationRefused(error, reliance) from error
    assert isinstance(fact, AnswerAttested)
    return fact
