"""What is on record, as far as rows ask for it; of one moment, whoever records meanwhile."""

from collections.abc import Iterable, Iterator

from events.mentions import mentions, opens
from events.recorded import Recorded
from events.remarks import FactVoided
from events.tables.shelves import Shelf, Shelves, portions
from projections.imports.bearing import Asked
from projections.imports.record import imported_ids
from tracker.ledger import Ledger
from tracker.ledger.tags import VOIDED, opening_tag, voiding_tag

_AT_ONCE = 500
"""So many facts are looked up together."""


class LedgerRecord:
    """The facts of a ledger up to its present head, the position `upto`."""

    def __init__(self, ledger: Ledger, shelves: Shelves) -> None:
        self._ledger = ledger
        self.upto = ledger.head()
        self._voided = shelves.index()
        self._replaced = shelves.index()
        self._find_voided(shelves.shelf())

    def facts(self, *, voidings: bool = False) -> Iterator[Recorded]:
        """Yield the facts that count, by position, with `voidings` also those that do."""
        for record in self._ledger.facts(upto=self.upto):
            asked = voidings or not isinstance(record.fact, FactVoided)
            if asked and record.id not in self._voided and record.id not in self._replaced:
                yield record

    def about(self, asked: Asked) -> list[Recorded]:
        """Return the facts that are asked for, with the voidings of them, by position."""
        kin = {tag for each in self._named(asked.with_kin) for tag in mentions(each.fact)}
        found = {each.id: each for each in self._tagged(asked.tags | kin)}
        fresh = self._named(asked.ids) + self._of_contents(asked.contents)
        while fresh := [each for each in fresh if found.setdefault(each.id, each) is each]:
            fresh = self._tagged(voiding_tag(each.id) for each in fresh)
        return sorted(found.values(), key=lambda each: each.position)

    def _counts(self, record: Recorded) -> bool:
        return not isinstance(record.fact, FactVoided) and record.id not in self._voided

    def _of_contents(self, contents: Iterable[bytes]) -> list[Recorded]:
        """Return the facts that were named after contents, the first time and again."""
        found: list[Recorded] = []
        ids = [imported_ids(content) for content in contents]
        while asked := {next(each): each for each in ids}:
            more = self._named(asked)
            ids = [asked[each.id] for each in more]
            found += more
        return found

    def _named(self, ids: Iterable[str]) -> list[Recorded]:
        return [each for each in self._ledger.named(ids) if each.position <= self.upto]

    def _tagged(self, tags: Iterable[str]) -> list[Recorded]:
        return self._ledger.tagged(tags, upto=self.upto)

    def _find_voided(self, voidings: Shelf[tuple[str, str]]) -> None:
        """Note the ids of voided facts: a later voiding decides whether an earlier one counts."""
        for ids in portions(self._ledger.names(VOIDED), _AT_ONCE):
            for each in self._tagged(map(voiding_tag, ids)):
                if isinstance(each.fact, FactVoided):
                    voidings.put(-each.position, (each.id, each.fact.fact))
        for id, voided in voidings:
            if id not in self._voided:
                self._voided[voided] = True
        self._find_replaced(voided for id, voided in voidings if id in self._voided)

    def _find_replaced(self, restored: Iterator[str]) -> None:
        """Note openings that count again under a name that was opened anew meanwhile."""
        for some in portions(restored, _AT_ONCE):
            names = {name for each in self._named(some) if (name := opens(each.fact))}
            for name in names:
                openings = filter(self._counts, self._tagged([opening_tag(*name)]))
                for each in [*openings][:-1]:
                    self._replaced[each.id] = True
