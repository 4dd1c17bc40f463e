"""What is on record, as far as rows ask for it; of one moment, whoever records meanwhile."""

from collections.abc import Iterable, Iterator
from itertools import islice

from events.corrections import FactVoided
from events.recorded import Recorded
from events.shelves import Shelf, Shelves
from projections.imports import Asked
from tracker.ledger import Ledger
from tracker.ledger.tags import VOIDED, voiding_tag

_AT_ONCE = 500


class LedgerRecord:
    """The facts of a ledger up to its present head."""

    def __init__(self, ledger: Ledger, shelves: Shelves) -> None:
        self._ledger = ledger
        self._upto = ledger.head()
        self._voided = shelves.index()
        self._find_voided(shelves.shelf())

    def facts(self) -> Iterator[Recorded]:
        """Yield the facts that count, by position."""
        for record in self._ledger.facts(upto=self._upto):
            if not isinstance(record.fact, FactVoided) and record.id not in self._voided:
                yield record

    def about(self, asked: Asked) -> list[Recorded]:
        """Return the facts that are asked for, with the voidings of them, by position."""
        found = {each.id: each for each in self._tagged(asked.tags)}
        fresh = [each for each in self._ledger.named(asked.ids) if each.position <= self._upto]
        while fresh := [each for each in fresh if found.setdefault(each.id, each) is each]:
            fresh = self._tagged(voiding_tag(each.id) for each in fresh)
        return sorted(found.values(), key=lambda each: each.position)

    def _tagged(self, tags: Iterable[str]) -> list[Recorded]:
        return self._ledger.tagged(tags, upto=self._upto)

    def _find_voided(self, voidings: Shelf[tuple[str, str]]) -> None:
        """Note the ids of voided facts: a later voiding decides whether an earlier one counts."""
        tags = map(voiding_tag, self._ledger.names(VOIDED))
        while some := [*islice(tags, _AT_ONCE)]:
            for each in self._tagged(some):
                if isinstance(each.fact, FactVoided):
                    voidings.put(-each.position, (each.id, each.fact.fact))
        for id, voided in voidings:
            if id not in self._voided:
                self._voided[voided] = True
