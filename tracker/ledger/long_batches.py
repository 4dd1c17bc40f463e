"""A batch of any length: judged a portion at a time, and put aside until all of it is."""

from collections.abc import Collection, Iterable
from datetime import date

from events.tables.shelves import Shelf, Shelves, portions
from tracker.ledger.admission import Admission, admit
from tracker.ledger.batches import Refusal
from tracker.ledger.drafts import Draft
from tracker.ledger.errors import BatchRefused
from tracker.ledger.known import Held
from tracker.ledger.storage import Entry, Record

PORTION = 500
"""So many facts of a batch are judged at once, and in memory."""


def admitted(
    drafts: Iterable[Draft],
    record: Record,
    *,
    recorded_on: date,
    shelves: Shelves,
    portion: int = PORTION,
) -> Shelf[Entry]:
    """Return the facts of a batch that are to be recorded, as `admit` would judge them at once.

    Only that what a mistyped id may have meant is not looked for in earlier portions. Raises
    BatchRefused with every refused fact.
    """
    earlier, entries = _Earlier(shelves), shelves.shelf()
    for part in portions(drafts, portion):
        admission = admit(part, record, recorded_on=recorded_on, earlier=earlier)
        earlier.add(admission)
        for entry in admission.entries:
            entries.put(len(entries), entry)
    if earlier.refusals:
        raise BatchRefused(earlier.refusals)
    return entries


class _Earlier:
    """What was judged so far, found by its id and the tags under which later facts need it."""

    def __init__(self, shelves: Shelves) -> None:
        self.refusals: list[Refusal] = []
        self._held = shelves.index()
        self._tagged = shelves.index()

    def add(self, judged: Admission) -> None:
        self.refusals += judged.refusals
        for held, tags in judged.added:
            self._held[held.id] = held
            for tag in tags:
                self._tagged[tag] = [*self._tagged.get(tag, ()), held.id]

    def by_id(self, ids: Collection[str]) -> list[Held]:
        found = (self._held.get(id) for id in ids)
        return [held for held in found if held is not None]

    def by_tag(self, tags: Collection[str]) -> list[Held]:
        ids = {id for tag in tags for id in self._tagged.get(tag, ())}
        return sorted(self.by_id(ids), key=lambda held: held.order)
