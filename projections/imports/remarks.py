"""What an import tells of the licenses that it records, though nothing speaks against them."""

from collections.abc import Iterable, MutableMapping
from datetime import date

from events.facts import Fact
from events.licenses import LicenseIssued, LicenseScopeChanged
from events.tables.shelves import Shelf, Shelves
from projections.imports.known import Known, look


class Remarks:
    """Gathers what whoever imports should look at once more.

    `endless` has the licenses without a last day, `early` those issued after `today`, `foreign`
    those of a kind that their regime does not issue, `unknown` the products that licenses list and
    that neither the record nor the table knows otherwise.
    """

    def __init__(self, known: Known, today: date, shelves: Shelves) -> None:
        self.endless: Shelf[str] = shelves.shelf()
        self.early: Shelf[str] = shelves.shelf()
        self.foreign: Shelf[str] = shelves.shelf()
        self.unknown: Shelf[str] = shelves.shelf()
        self._known = known
        self._today = today
        self._listed: MutableMapping[str, int] = shelves.index()

    def note(self, row: int, fact: Fact) -> None:
        """Note what there is to tell of a fact that a row comes to."""
        match fact:
            case LicenseIssued():
                if fact.valid_until is None:
                    self.endless.put(row, fact.license)
                if fact.issued_on > self._today:
                    self.early.put(row, fact.license)
                if fact.license_kind not in self._known.kinds.get(fact.regime, {fact.license_kind}):
                    self.foreign.put(row, fact.license)
                self._list(row, fact.products)
            case LicenseScopeChanged():
                self._list(row, fact.add)
            case _:
                pass

    def end(self) -> None:
        """Note the products that nothing knows, once all rows are noted."""
        for product, row in self._listed.items():
            if product not in self._known.products.get(look(product), ()):
                self.unknown.put(row, product)

    def _list(self, row: int, products: Iterable[str]) -> None:
        for product in products:
            self._listed.setdefault(product, row)
