"""Which files support which facts, as far as a question sees."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.recorded import Recorded
from events.remarks import EvidenceAdded
from projections.record.visible import voidings


@dataclass(frozen=True, slots=True)
class Support:
    """A file that supports a fact, and the record that says so."""

    record: Recorded
    fact: EvidenceAdded


def evidence_of(records: Iterable[Recorded]) -> dict[str, tuple[Support, ...]]:
    """Return the evidence among the facts that a question sees, by the id of the fact supported.

    Evidence that was voided is left out, if its voiding is among the facts; the rest is in order of
    position, however the facts came.
    """
    seen = sorted(records, key=lambda record: record.position)
    voided = voidings(seen)
    found: dict[str, list[Support]] = {}
    for record in seen:
        if isinstance(record.fact, EvidenceAdded) and record.id not in voided:
            found.setdefault(record.fact.fact, []).append(Support(record, record.fact))
    return {id: tuple(supports) for id, supports in found.items()}
