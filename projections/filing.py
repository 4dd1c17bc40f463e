"""Facts filed by the products on which they can bear, so that a question reads only its own."""

from collections.abc import Iterable

from events.acts import ActPublished, QuestionRaised, QuestionSettled
from events.corrections import FactVoided
from events.facts import Fact
from events.licenses import LicenseFact, LicenseIssued, LicenseScopeChanged
from events.products import ProductFact, ProductRegistered
from events.recorded import Recorded
from events.reviews import RemovalCompleted, RemovalOrdered, ReviewConcluded, ReviewOpened

LAW = ("law", "")
Matter = tuple[str, str]
"""What a fact speaks of: the law, a product, a license or a review."""


class Files:
    """Facts as recorded, the voided and the voidings among them; more may be added at any time.

    A voiding lies with what it voids. Facts that bear on no status lie nowhere.
    """

    def __init__(self, records: Iterable[Recorded] = ()) -> None:
        self._matters: dict[str, Matter | None] = {}
        self._facts: dict[str, Fact] = {}
        self._filed: dict[Matter, list[Recorded]] = {}
        self._beside: dict[str, set[Matter]] = {}
        self._vendors: dict[str, set[str]] = {}
        self._products_of: dict[Matter, set[str]] = {}
        self._first: dict[str, Recorded] = {}
        for record in records:
            self.add(record)

    @property
    def law(self) -> list[Recorded]:
        """The facts that make law, by position."""
        return self._filed.get(LAW, [])

    @property
    def products(self) -> list[str]:
        """The products of which a fact speaks as a product, sorted."""
        return sorted(self._first)

    def add(self, record: Recorded) -> None:
        """File a fact; facts come in order of position."""
        fact = record.fact
        matter = self._matter(fact)
        self._matters[record.id] = matter
        self._facts[record.id] = fact
        if matter is None:
            return
        self._filed.setdefault(matter, []).append(record)
        if matter[0] == "product":
            self._first.setdefault(matter[1], record)
        self._file_beside(fact, matter)

    def target(self, fact: FactVoided) -> Fact | None:
        """Return the fact that a voiding names, or None if it is not on file."""
        return self._facts.get(fact.fact)

    def first_on(self, product: str) -> Recorded | None:
        """Return the first fact that speaks of a product as a product, if one does."""
        return self._first.get(product)

    def touched_by(self, record: Recorded) -> frozenset[str]:
        """Return the products on which a fact bears beside the law."""
        matter = self._matters.get(record.id)
        if matter is None or matter == LAW:
            return frozenset()
        if matter[0] == "product":
            return frozenset({matter[1]})
        return frozenset(self._products_of.get(matter, ()))

    def on(self, product: str) -> list[Recorded]:
        """Return every fact that can bear on a product beside the law, by position."""
        matters = {("product", product), *self._beside.get(product, ())}
        for vendor in self._vendors.get(product, ()):
            matters |= self._beside.get(_vendor(vendor), set())
        found = [record for matter in matters for record in self._filed.get(matter, ())]
        return sorted(found, key=lambda record: record.position)

    def is_law(self, record: Recorded) -> bool:
        """Tell whether a fact makes law, or voids one that does."""
        return self._matters.get(record.id) == LAW

    def _matter(self, fact: Fact) -> Matter | None:
        match fact:
            case FactVoided(fact=target):
                return self._matters.get(target)
            case ActPublished() | QuestionRaised() | QuestionSettled():
                return LAW
            case ReviewOpened() | ReviewConcluded() | RemovalOrdered():
                return "review", fact.review
            case _ if isinstance(fact, LicenseFact):
                return "license", fact.license
            case _ if isinstance(fact, ProductFact | RemovalCompleted):
                return "product", fact.product
            case _:
                return None

    def _file_beside(self, fact: Fact, matter: Matter) -> None:
        """Note on which products a license or a review bears, and whose products are a vendor's."""
        match fact:
            case LicenseIssued(products=products) | LicenseScopeChanged(add=products):
                self._join(matter, products)
            case ReviewOpened(products=products, vendor=vendor):
                self._join(matter, products)
                if vendor is not None:
                    self._beside.setdefault(_vendor(vendor), set()).add(matter)
                    self._join(matter, self._products_of.get(("vendor", vendor), ()))
            case ProductRegistered(product=product, vendor=str() as vendor):
                self._vendors.setdefault(product, set()).add(vendor)
                self._products_of.setdefault(("vendor", vendor), set()).add(product)
                for review in self._beside.get(_vendor(vendor), ()):
                    self._join(review, [product])
            case _:
                pass

    def _join(self, matter: Matter, products: Iterable[str]) -> None:
        for product in products:
            self._beside.setdefault(product, set()).add(matter)
            self._products_of.setdefault(matter, set()).add(product)


def _vendor(name: str) -> str:
    return f"\nvendor {name}"  # no product is named so: a name is one line
