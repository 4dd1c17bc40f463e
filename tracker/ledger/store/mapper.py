"""How a fact becomes an event of the library: one stream a fact, its canonical JSON as state.

The library's own mapper would take the fact apart and name its class and module, so that moving a
file would make the ledger unreadable. Nothing is compressed, encrypted or pickled.
"""

from collections.abc import Iterable

from eventsourcing.persistence import StoredEvent

from tracker.ledger.drafts import stream_of
from tracker.ledger.storage import Entry


def events_of(entries: Iterable[Entry]) -> list[StoredEvent]:
    """Return facts as the library stores events: each the first and last of its stream."""
    return [StoredEvent(stream_of(each.id), 1, each.kind, each.content) for each in entries]
