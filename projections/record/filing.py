"""Facts filed by the products on which they can bear, so that a question reads only its own."""

from collections.abc import Iterable, Iterator, Sequence, Set

from events.acts import ActPublished, QuestionRaised, QuestionSettled
from events.facts import Fact
from events.licenses import LicenseFact, LicenseIssued, LicenseScopeChanged
from events.products import ProductFact, ProductRegistered
from events.recorded import Recorded
from events.remarks import FactVoided
from events.reviews import RemovalCompleted, RemovalOrdered, ReviewConcluded, ReviewOpened

LAW = ("law", "")
Matter = tuple[str, str]
"""What a fact speaks of: the law, a product, a license or a review."""
NOTHING: Set[str] = frozenset()
NONE_BESIDE: Set[Matter] = frozenset()


class Files:
    """Facts as recorded, the voided and the voidings among them; more may be added at any time.

    A voiding lies with what it voids. Facts that bear on no status lie nowhere.
    """

    def __init__(self, records: Iterable[Recorded] = ()) -> None:
        self._matters: dict[str, Matter | None] = {}
        self._records: dict[str, Recorded] = {}
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
        return [*self.about(LAW)]

    @property
    def products(self) -> list[str]:
        """The products of which a fact speaks as a product, sorted."""
        return sorted(self._first)

    def add(self, record: Recorded) -> None:
        """File a fact; facts come in order of position."""
        fact = record.fact
        matter = self.matter_of(fact)
        self._matters[record.id] = matter
        self._records[record.id] = record
        if matter is None:
            return
        self._filed.setdefault(matter, []).append(record)
        if matter[0] == "product":
            self._first.setdefault(matter[1], record)
        self._file_beside(fact, matter)

    def target(self, fact: FactVoided) -> Fact | None:
        """Return the fact that a voiding names, or None if it is not on file."""
        record = self.record(fact.fact)
        return record.fact if record else None

    def record(self, id: str) -> Recorded | None:
        """Return the fact under an id, or None if it is not on file."""
        return self._records.get(id)

    def about(self, matter: Matter) -> Sequence[Recorded]:
        """Return the facts that lie under a matter, by position."""
        return self._filed.get(matter, ())

    def everything(self) -> Iterator[Recorded]:
        """Yield every fact that bears on a status, matter by matter."""
        for records in self._filed.values():
            yield from records

    def matter(self, id: str) -> Matter | None:
        """Return what the fact under an id speaks of, if it bears on a status."""
        return self._matters.get(id)

    def vendors_of(self, product: str) -> Iterable[str]:
        """Return every vendor that a registration names for a product."""
        return self._vendors.get(product, ())

    def joined(self, matter: Matter) -> Set[str]:
        """Return the products on which a license or a review bears, or those of a vendor."""
        return self._products_of.get(matter, NOTHING)

    def beside(self, name: str) -> Set[Matter]:
        """Return the licenses and reviews that name a product."""
        return self._beside.get(name, NONE_BESIDE)

    def reviews_of(self, vendor: str) -> Set[Matter]:
        """Return the reviews of all products of a vendor."""
        return self.beside(_vendor(vendor))

    def first_on(self, product: str) -> Recorded | None:
        """Return the first fact that speaks of a product as a product, if one does."""
        return self._first.get(product)

    def touched_by(self, record: Recorded) -> frozenset[str]:
        """Return the products on which a fact bears beside the law."""
        matter = self.matter(record.id)
        if matter is None or matter == LAW:
            return frozenset()
        if matter[0] == "product":
            return frozenset({matter[1]})
        return frozenset(self.joined(matter))

    def on(self, product: str) -> list[Recorded]:
        """Return every fact that can bear on a product beside the law, by position."""
        matters = {("product", product), *self.beside(product)}
        for vendor in self.vendors_of(product):
            matters |= self.reviews_of(vendor)
        found = [record for matter in matters for record in self.about(matter)]
        return sorted(found, key=lambda record: record.position)

    def is_law(self, record: Recorded) -> bool:
        """Tell whether a fact makes law, or voids one that does."""
        return self.matter(record.id) == LAW

    def matter_of(self, fact: Fact) -> Matter | None:
        """Return what a fact speaks of, if it bears on a status."""
        match fact:
            case FactVoided(fact=target):
                return self.matter(target)
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
                    self._join(matter, self.joined(("vendor", vendor)))
            case ProductRegistered(product=product, vendor=str() as vendor):
                self._vendors.setdefault(product, set()).add(vendor)
                self._products_of.setdefault(("vendor", vendor), set()).add(product)
                for review in self.reviews_of(vendor):
                    self._join(review, [product])
            case _:
                pass

    def _join(self, matter: Matter, products: Iterable[str]) -> None:
        for product in products:
            self._beside.setdefault(product, set()).add(matter)
            self._products_of.setdefault(matter, set()).add(product)


def _vendor(name: str) -> str:
    return f"\nvendor {name}"  # no product is named so: a name is one line
