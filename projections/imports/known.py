"""What a whole ledger knows of names, numbers and earlier imports, gathered in one pass."""

from collections.abc import Iterable, Iterator, MutableMapping

from events.facts import Fact
from events.licenses import LicenseFact, LicenseIssued
from events.products import ProductFact, ProductRegistered
from events.recorded import Recorded
from events.shelves import Shelves
from events.tables.fields import SORTS, Sort
from events.tables.headings import wide_to_plain
from projections.imports.sources import imported_from, imported_rows


class Known:
    """What the facts that count say, as far as a row is compared with all of them.

    `products` and `licenses` have names by what they look like, `numbers` the names of the licenses
    issued under a number; `before` has the rows of this file that were imported already, `opened`
    the products and licenses that an earlier import opened, a license with its number.
    """

    def __init__(self, digest: str, shelves: Shelves) -> None:
        self.products: MutableMapping[str, str] = shelves.index()
        self.licenses: MutableMapping[str, str] = shelves.index()
        self.numbers: MutableMapping[str, list[str]] = shelves.index()
        self.before: MutableMapping[int, bool] = shelves.index()
        self.opened: dict[Sort, MutableMapping[str, str | None]] = {
            sort: shelves.index() for sort in SORTS
        }
        self._digest = digest

    def gathered(self, facts: Iterable[Recorded]) -> Iterator[Fact]:
        """Pass on facts that count, and gather what they say meanwhile."""
        for fact in (record.fact for record in facts):
            if isinstance(fact, ProductFact):
                self.products[look(fact.product)] = fact.product
            elif isinstance(fact, LicenseFact):
                self._note_license(fact)
            if imported_from(fact):
                self._note_import(fact)
            yield fact

    def _note_license(self, fact: LicenseFact) -> None:
        self.licenses[look(fact.license)] = fact.license
        if isinstance(fact, LicenseIssued) and fact.number is not None:
            self.licenses.setdefault(look(fact.number), fact.license)
            self.numbers[fact.number] = [*self.numbers.get(fact.number, ()), fact.license]

    def _note_import(self, fact: Fact) -> None:
        for row in imported_rows(fact, self._digest):
            self.before[row] = True
        match fact:
            case ProductRegistered():
                self.opened["products"][fact.product] = None
            case LicenseIssued():
                self.opened["licenses"][fact.license] = fact.number
            case _:
                pass


def look(name: str) -> str:
    """Return what is the same in names that differ in case, width and blanks alone.

    >>> look("ＦＷ-100 "), look("fw - 100")
    ('fw-100', 'fw-100')
    """
    return "".join(wide_to_plain(name).split()).casefold()
