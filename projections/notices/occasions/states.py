"""A ledger's occasions as they were at any instant, subject by subject.

What bears on a subject, and where its occasions may have changed, is told without working them out.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from events.mentions import opens
from events.products import ProductReclassified
from events.recorded import Recorded
from events.remarks import FactVoided
from projections.comparing.late import AN_INSTANT
from projections.judging.bench import Bench
from projections.notices.occasions.gathering import (
    law_occasions,
    license_occasions,
    product_occasions,
)
from projections.notices.occasions.occasion import Occasion
from projections.record.dossiers import Dossier, Portfolio
from projections.record.filing import LAW, Files, Matter
from projections.record.licenses import License
from projections.record.questions import law_book
from projections.record.visible import Horizon


@dataclass
class State:
    """What is on record at an instant; the bench serves it alone."""

    files: Files
    horizon: Horizon
    bench: Bench
    _dossiers: dict[str, Dossier] = field(default_factory=dict)

    def dossier(self, product: str) -> Dossier:
        """Return what is on record of a product."""
        if product not in self._dossiers:
            seen = self.horizon.visible(self.files.on(product))
            self._dossiers[product] = Portfolio(seen).dossier(product)
        return self._dossiers[product]

    def of_product(self, name: str, first: date, end: date) -> Iterator[Occasion]:
        """Yield a product's occasions from one day on and before another, and its removals."""
        return product_occasions(self.dossier(name), self.bench, first, end)

    def of_license(self, name: str) -> Iterator[Occasion]:
        """Yield a license's occasions."""
        license = License(name, self.horizon.visible(self.files.about(("license", name))))
        return license_occasions(license, self.bench, self.dossier)

    def of_law(self, products: Iterable[str], first: date) -> Iterator[Occasion]:
        """Yield what changes in the law from a day on that touches some of the products."""
        law = self.horizon.visible(self.files.law)
        return law_occasions(law, self.bench, map(self.dossier, products), first)


class States:
    """The states of a ledger through which some facts led, the voided and voidings among them."""

    def __init__(self, records: Iterable[Recorded]) -> None:
        self.files = Files(records)
        self._law = self.files.law
        self._lawful = [record.recorded_at for record in self._law]
        self._benches: dict[int, Bench] = {}
        self._bearing = sorted(self.files.everything(), key=lambda record: record.position)
        self._taken = _taken(self.files, self._bearing)

    @property
    def subjects(self) -> list[Matter]:
        """The products and licenses on record, and last the law, which may touch any of them."""
        matters = {self.files.matter(record.id) for record in self._bearing}
        licenses = sorted(each for each in matters if each and each[0] == "license")
        return [*(("product", name) for name in self.files.products), *licenses, LAW]

    def at(self, instant: datetime | None = None) -> State:
        """Return the state at an instant, what was recorded then included; None: the last."""
        count = len(self._law) if instant is None else bisect_right(self._lawful, instant)
        horizon = Horizon(recorded_by=instant)
        if count not in self._benches:
            self._benches[count] = Bench(law_book(horizon.visible(self._law)))
        return State(self.files, horizon, self._benches[count].afresh())

    def before(self, instant: datetime) -> State:
        """Return the state just before an instant."""
        return self.at(instant - AN_INSTANT)

    def last_bearing_on(self, subject: Matter) -> Recorded:
        """Return the last fact that can have changed a subject's occasions, or how they read."""
        facts = chain(self._law, self._own(subject), self._beside(subject))
        return max(facts, key=lambda record: record.position)

    def turns(self, subject: Matter) -> dict[datetime, Collection[str]]:
        """Return the instants at which an occasion of a subject can have ceased to hold.

        Each comes with the products because of which it can. The subject's own facts can end an
        occasion, and the law. Of the other facts on which it leans only those can that take
        something from a product; the rest add to what is there.
        """
        own = [record.recorded_at for record in self._own(subject)]
        products = self.files.products if subject == LAW else self._products(subject)
        taken = self._taken_from(products)
        found = taken | dict.fromkeys([*own, *self._lawful], products)
        return {at: concerned for at, concerned in found.items() if own and at > own[0]}

    def _taken_from(self, products: Iterable[str]) -> dict[datetime, Collection[str]]:
        found: dict[datetime, list[str]] = {}
        for product in products:
            for instant in self._taken.get(product, ()):
                found.setdefault(instant, []).append(product)
        return dict(found)

    def _products(self, subject: Matter) -> list[str]:
        what, name = subject
        return [name] if what == "product" else sorted(self.files.joined(subject))

    def _own(self, subject: Matter) -> Sequence[Recorded]:
        """Return the facts on which all occasions of a subject hang beside the law, by position."""
        what, name = subject
        return self.files.on(name) if what == "product" else self.files.about(subject)

    def _beside(self, subject: Matter) -> Iterator[Recorded]:
        """Yield further facts on which it hangs whom an occasion concerns, and how it reads."""
        if subject == LAW:
            yield from self._bearing
        elif subject[0] == "license":
            for product in self._products(subject):
                yield from self.files.on(product)


def _taken(files: Files, bearing: Iterable[Recorded]) -> dict[str, set[datetime]]:
    """Return the instants at which something is taken from each product.

    Voidings do so, openings that replace another, and what replaces a product's category.
    """
    opened: set[tuple[str, str]] = set()
    found: dict[str, set[datetime]] = {}
    for record in bearing:
        name = opens(record.fact)
        if isinstance(record.fact, FactVoided | ProductReclassified) or name in opened:
            for product in files.touched_by(record):
                found.setdefault(product, set()).add(record.recorded_at)
        if name:
            opened.add(name)
    return found
