"""Facts as a report tells them: what was relied on, what else is on record, what came late."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

from events.corrections import FactVoided
from events.recorded import Recorded
from projections.record.visible import voidings
from projections.report.model import CitedFact, LateEntry, Voided
from projections.wording.en import particulars


def cited_fact(record: Recorded) -> CitedFact:
    """Return a fact in words, with its position and its days."""
    at = record.recorded_at.astimezone(UTC)
    return CitedFact(
        record.position,
        record.id,
        record.fact.kind,
        particulars(record.fact),
        record.known_on,
        record.fact.knowable_from,
        f"{at:%Y-%m-%d %H:%M:%S}",
        record.fact.note,
    )


def late_entries(
    records: Iterable[Recorded], zone: ZoneInfo, relied_on: set[str]
) -> tuple[LateEntry, ...]:
    """Return the facts recorded on a later day than they were known, in order of position."""
    return tuple(
        LateEntry(cited_fact(record), day, (day - record.known_on).days, record.id in relied_on)
        for record in records
        if (day := record.recorded_at.astimezone(zone).date()) > record.known_on
    )


def voided_entries(passed: Sequence[Recorded]) -> tuple[Voided, ...]:
    """Return each voiding among the facts that a question passes, with what it voids."""
    by_id = {record.id: record for record in passed}
    counting = {record.id for record in voidings(passed).values()}
    found = []
    for record in passed:
        if isinstance(record.fact, FactVoided):
            target = by_id.get(record.fact.fact)
            told = cited_fact(target) if target else None
            counts = record.id in counting
            found.append(Voided(cited_fact(record), told, record.fact.reason, counts))
    return tuple(found)
