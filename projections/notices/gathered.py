"""The occasions of facts to which more are added: what is added costs what it touches.

What touches the law makes everything be found anew. Anything else bears on products and licenses:
a license on the products it lists, these on all licenses that list them, a review of a vendor on
the vendor's products.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache

from events.recorded import Recorded
from projections.bench import Bench
from projections.dossiers import Dossier, Portfolio
from projections.filing import LAW, Files, Matter
from projections.licenses import License
from projections.notices import gathering
from projections.notices.audience import Audience
from projections.notices.gathering import Unworkable, left_out
from projections.notices.news import every_news
from projections.notices.occasions import Occasion
from projections.questions import law_book
from projections.visible import Horizon

EVERYTHING = Horizon()


class Gathered:
    """Every occasion that facts tell of, by what it is about: the law, a product or a license.

    What cannot be worked out is left out; `findings` says what and why.
    """

    def __init__(self) -> None:
        self.files = Files()
        self.findings: dict[Matter, Unworkable] = {}
        self._found: dict[Matter, dict[str, Occasion]] = {}
        self._keys: set[str] = set()
        self._licenses: set[str] = set()
        self._bench = Bench(law_book([]))
        self._audiences: list[Audience] = []

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[Occasion]:
        for found in self._found.values():
            yield from found.values()

    def about(self, matter: Matter) -> Mapping[str, Occasion]:
        """Return the occasions about a matter, by key."""
        return self._found.get(matter, {})

    def add(self, records: Iterable[Recorded]) -> dict[Matter, Set[str]]:
        """Take in facts in order of position.

        Returns the matters whose occasions were found anew, each with the keys that it had before.
        """
        records = list(records)
        for record in records:
            self.files.add(record)
        self._licenses |= self._licenses_among(records)
        if any(self.files.is_law(record) for record in records):
            return self._begin_again()
        products = {name for record in records for name in self.files.touched_by(record)}
        licenses = self._licenses_among(records)
        for product in products:
            licenses.update(name for what, name in self.files.beside(product) if what == "license")
        return self._find(products, licenses) if products or licenses else {}

    def _licenses_among(self, records: Iterable[Recorded]) -> set[str]:
        matters = (self.files.matter(record.id) for record in records)
        return {each[1] for each in matters if each and each[0] == "license"}

    def _begin_again(self) -> dict[Matter, Set[str]]:
        law = EVERYTHING.visible(self.files.law)
        self._bench = Bench(law_book(law))
        self._audiences = [Audience(each) for each in every_news(law, self._bench)]
        return self._find(self.files.products, self._licenses, law_is_new=True)

    def _find(
        self, products: Iterable[str], licenses: Iterable[str], *, law_is_new: bool = False
    ) -> dict[Matter, Set[str]]:
        bench, dossier = self._bench.afresh(), cache(self._dossier)
        before: dict[Matter, Set[str]] = {}
        for name in sorted(products):
            before["product", name] = self._clear(("product", name))
            law_is_new |= self._find_product(name, bench, dossier)
        for name in sorted(licenses):
            matter = "license", name
            before[matter] = self._clear(matter)
            with left_out(matter, self._failed):
                license = self._license(name)
                self._keep(matter, gathering.license_occasions(license, bench, dossier))
        if law_is_new:
            before[LAW] = self._clear(LAW)
            self._keep(LAW, (each for audience in self._audiences for each in audience.told()))
        return before

    def _find_product(self, name: str, bench: Bench, dossier: Callable[[str], Dossier]) -> bool:
        """Find a product's occasions; returns whether news of the law has another audience now."""
        matter = "product", name
        with left_out(matter, self._failed):
            self._keep(matter, gathering.product_occasions(dossier(name), bench))
            heard = [audience.put(dossier(name)) for audience in self._audiences]
            return any(heard)
        gone = [audience.remove(name) for audience in self._audiences]
        return any(gone)

    def _dossier(self, product: str) -> Dossier:
        return Portfolio(EVERYTHING.visible(self.files.on(product))).dossier(product)

    def _license(self, name: str) -> License:
        return License(name, EVERYTHING.visible(self.files.about(("license", name))))

    def _clear(self, matter: Matter) -> Set[str]:
        self.findings.pop(matter, None)
        keys = self._found.pop(matter, {}).keys()
        self._keys -= keys
        return keys

    def _keep(self, matter: Matter, occasions: Iterable[Occasion]) -> None:
        found = {each.key: each for each in occasions}
        self._keys |= found.keys()
        if found:
            self._found[matter] = found

    def _failed(self, finding: Unworkable) -> None:
        self.findings[finding.subject] = finding
