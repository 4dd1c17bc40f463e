"""What was recorded later than it could be known, and which earlier answers that changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from projections.comparing.late import LateBatch, late_batches
from projections.documents.asides import asides_document
from projections.findings.asides import Asides, unplaced
from projections.record.dossiers import Portfolio
from projections.record.visible import visible
from projections.wording import Words
from tracker.ask.causes import change_document
from tracker.live.live import Live
from tracker.live.snapshot import BeforeTheFirstFact


@dataclass(frozen=True, slots=True)
class LateQuestion:
    """Since when batches are asked about (None: ever), and bearing on which products (all)."""

    since: datetime | None = None
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Late:
    """The batches recorded after `since` that told of the past, in order.

    The first batch of a ledger, of so many facts, concerns no earlier answer. `nothing` was
    recorded after the instant at all if so.
    """

    zone: str
    since: datetime
    nothing: bool
    first_batch: int
    batches: tuple[LateBatch, ...]
    asides: Asides

    @property
    def late(self) -> int:
        """How many facts were late."""
        return sum(len(batch.late) for batch in self.batches)

    @property
    def changed(self) -> int:
        """How many stretches of past days are answered otherwise since."""
        return sum(len(batch.changed) for batch in self.batches)

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        return {
            "first_batch": self.first_batch,
            "batches": [_batch(batch, words) for batch in self.batches],
            **asides_document(self.asides, words),
        }


def late(live: Live, question: LateQuestion) -> Late:
    """Return what was recorded late; raises BeforeTheFirstFact if there is none."""
    ledger, products = live.ledger, question.products
    records = live.about(products)
    portfolio = Portfolio(visible(records))
    first = next((record.recorded_at for record in ledger.facts(upto=1)), None)
    if first is None:
        raise BeforeTheFirstFact("at all", "nothing was recorded in it", "Record facts first.")
    since = max(first, question.since or first)
    return Late(
        ledger.zone,
        since,
        not any(record.recorded_at > since for record in records),
        sum(record.recorded_at == first for record in records),
        tuple(late_batches(records, ZoneInfo(ledger.zone), since=since, products=products)),
        Asides(live.sees_no_act(), unplaced(portfolio, products)),
    )


def _batch(batch: LateBatch, words: Words) -> dict[str, Any]:
    return {
        "recorded_at": batch.recorded_at.isoformat(),
        "facts": batch.size,
        "late": [
            {
                "position": late.record.position,
                "id": late.record.id,
                "kind": late.record.fact.kind,
                "about": words.about(late.record.fact),
                "known_on": late.record.known_on.isoformat(),
                "delay_days": late.days,
            }
            for late in batch.late
        ],
        "voidings": [
            {
                "position": voiding.record.position,
                "id": voiding.record.id,
                "voids": voiding.voids,
                "about": words.about(voiding.target) if voiding.target else None,
            }
            for voiding in batch.voidings
        ],
        "changed": [
            {
                "product": each.change.product,
                "channel": each.change.channel,
                **change_document(each, words),
            }
            for each in batch.changed
        ],
        "first_entered": [list(subject) for subject in batch.first_entered],
    }
