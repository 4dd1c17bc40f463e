"""How a fact becomes an event of the library: one stream a fact, its canonical JSON as state."""

from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from tracker.ledger.drafts import stream_name
from tracker.ledger.storage import Entry


class FactEvent(NamedTuple):
    """What the library calls a domain event: a fact, first and last of its stream."""

    originator_id: UUID
    originator_version: int
    kind: str
    content: bytes


def stream_of(id: str) -> UUID:
    """Return the stream of the fact under an id; that it has one event makes the id unique."""
    return UUID(stream_name(id))


def event_of(entry: Entry) -> FactEvent:
    """Return a fact as an event."""
    return FactEvent(stream_of(entry.id), 1, entry.kind, entry.content)


class FactMapper(Mapper[UUID]):
    """Keeps the canonical JSON as it is, under the fact's own kind instead of a class name.

    The library's mapper would take the fact apart and name its class and module, so that moving
    a file would make the ledger unreadable. Nothing is compressed, encrypted or pickled.
    """

    def __init__(self) -> None:
        super().__init__(transcoder=JSONTranscoder())

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """Return the row for a FactEvent."""
        return StoredEvent(*domain_event)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """Return the FactEvent in a row."""
        id = stored_event.originator_id
        stream = id if isinstance(id, UUID) else UUID(id)
        version = stored_event.originator_version
        return FactEvent(stream, version, stored_event.topic, stored_event.state)
