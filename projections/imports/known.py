"""What a whole ledger knows of names, numbers and earlier imports, gathered fact by fact."""

from collections.abc import Iterable, MutableMapping

from events.acts import provisions_of
from events.facts import Fact
from events.licenses import LicenseFact, LicenseIssued
from events.products import ProductFact, ProductPlaced, ProductRegistered
from events.provisions import ChannelEstablished, Provision, RegimeEstablished
from events.remarks import EvidenceAdded
from events.reviews import RemovalCompleted
from events.tables.fields.fields import SORTS, Sort
from events.tables.fields.headings import wide_to_plain
from events.tables.rows import Place
from events.tables.shelves import Shelves
from projections.findings.vocabulary import categories_in
from projections.imports.sources import imported_file, imported_from, imported_rows

Names = MutableMapping[str, list[str]]


class Known:
    """What the facts that count say, as far as a row is compared with all of them.

    `products` and `licenses` have names by what they look like, a license also by the look of its
    number; `numbers` has the licenses issued under a number. `before` has the facts that rows of
    this table said already, `opened` the products and licenses that an earlier import opened, each
    with the file and a license with its number. `kinds` has the kinds of licenses that acts, or
    readings of open questions, give a regime, with their terms in months; `law` the categories,
    channels and regimes of which these speak, `categories` among them. `placed` has the products
    that enter a channel.
    """

    def __init__(self, place: Place, shelves: Shelves, categories: Iterable[str] = ()) -> None:
        self.products: Names = shelves.index()
        self.licenses: Names = shelves.index()
        self.numbers: Names = shelves.index()
        self.kinds: dict[str, dict[str, set[int | None]]] = {}
        self.law: dict[str, set[str]] = {
            "category": set(categories),
            "channel": set(),
            "regime": set(),
        }
        self.placed: MutableMapping[str, bool] = shelves.index()
        self.before: MutableMapping[int, list[str]] = shelves.index()
        self.opened: dict[Sort, MutableMapping[str, tuple[str, str | None]]] = {
            sort: shelves.index() for sort in SORTS
        }
        self._supported: MutableMapping[str, list[str | None]] = shelves.index()
        self._contents: MutableMapping[str, str] = shelves.index()
        self._place = place

    def note(self, fact: Fact) -> None:
        """Gather what a fact says."""
        if isinstance(fact, ProductFact | RemovalCompleted):
            add(self.products, look(fact.product), fact.product)
        elif isinstance(fact, LicenseFact):
            self._note_license(fact)
        if isinstance(fact, ProductPlaced) or (
            isinstance(fact, ProductRegistered) and fact.channels
        ):
            self.placed[fact.product] = True
        for provision in provisions_of(fact):
            self._note_law(provision)
        if isinstance(fact, EvidenceAdded):
            self.note_support(fact)
        if imported_from(fact):
            self._note_import(fact)

    def _note_law(self, provision: Provision) -> None:
        self.law["category"].update(category for _, category in categories_in(provision))
        match provision:
            case ChannelEstablished(channel=channel):
                self.law["channel"].add(channel)
            case RegimeEstablished(regime=regime):
                self.law["regime"].add(regime)
                kinds = self.kinds.setdefault(regime, {})
                for each in provision.license_kinds:
                    kinds.setdefault(each.kind, set()).add(each.term_months)
            case _:
                pass

    def terms(self, regime: str, kind: str) -> set[int | None]:
        """Return the terms in months that acts give a kind of license; None: none."""
        return self.kinds.get(regime, {}).get(kind, {None})

    def note_support(self, fact: EvidenceAdded) -> None:
        """Note that a file supports a fact."""
        key = f"{fact.sha256} {fact.fact}"
        self._supported[key] = [*self._supported.get(key, []), fact.note]
        self._contents[f"{fact.name} {fact.fact}"] = fact.sha256

    def is_supported(self, id: str, sha256: str, note: str | None) -> bool:
        """Tell whether a file supports a fact: with the same note, if one is given."""
        notes = self._supported.get(f"{sha256} {id}", [])
        return bool(notes) and note in (None, *notes)

    def earlier_support(self, fact: EvidenceAdded) -> str | None:
        """Return what there is to say of a file that may support a fact already."""
        if f"{fact.sha256} {fact.fact}" in self._supported:
            return "supports_with_another_note"
        if self._contents.get(f"{fact.name} {fact.fact}", fact.sha256) != fact.sha256:
            return "is_another_file"
        return None

    def _note_license(self, fact: LicenseFact) -> None:
        add(self.licenses, look(fact.license), fact.license)
        if isinstance(fact, LicenseIssued) and fact.number is not None:
            add(self.licenses, look(fact.number), fact.license)
            add(self.numbers, fact.number, fact.license)

    def _note_import(self, fact: Fact) -> None:
        for row in imported_rows(fact, self._place):
            self.before[row] = [*self.before.get(row, []), fact.id or ""]
        match fact:
            case ProductRegistered():
                self.opened["products"][fact.product] = imported_file(fact), None
            case LicenseIssued():
                self.opened["licenses"][fact.license] = imported_file(fact), fact.number
            case _:
                pass


def add(names: Names, key: str, name: str) -> None:
    """Add a name under a key, once."""
    known = names.get(key, [])
    if name not in known:
        names[key] = [*known, name]


def look(name: str) -> str:
    """Return what is the same in names that differ in case, width and blanks alone.

    >>> look("ＦＷ-100 "), look("fw - 100")
    ('fw-100', 'fw-100')
    """
    return "".join(wide_to_plain(name).split()).casefold()
