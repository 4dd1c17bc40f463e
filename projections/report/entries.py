"""Facts that a report tells apart: what came late, what was voided."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from events.recorded import Recorded
from events.remarks import FactVoided
from projections.record.visible import voidings
from projections.report.model import LateEntry, Voided


def late_entries(
    records: Iterable[Recorded], zone: ZoneInfo, relied_on: set[str]
) -> tuple[LateEntry, ...]:
    """Return the facts recorded on a later day than they were known, in order of position."""
    return tuple(
        LateEntry(record, day, (day - record.known_on).days, record.id in relied_on)
        for record in records
        if (day := record.recorded_at.astimezone(zone).date()) > record.known_on
    )


def voided_entries(passed: Sequence[Recorded]) -> tuple[Voided, ...]:
    """Return each voiding among the facts that a question passes, with what it voids."""
    by_id = {record.id: record for record in passed}
    counting = {record.id for record in voidings(passed).values()}
    return tuple(
        Voided(record, by_id.get(record.fact.fact), record.fact.reason, record.id in counting)
        for record in passed
        if isinstance(record.fact, FactVoided)
    )
