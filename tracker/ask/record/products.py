"""Which products are on record, and what each is on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from events.following import Work, follow
from projections.documents.asides import asides_document
from projections.findings.asides import Asides
from projections.record.asked import Asked
from projections.record.dossiers import Dossier
from projections.record.visible import Viewpoint
from projections.wording import Words
from tracker.live.live import Live


@dataclass(frozen=True, slots=True)
class ProductsQuestion:
    """At which points in time the products are asked for."""

    point: Viewpoint


@dataclass(frozen=True, slots=True)
class Products:
    """Every product that the question sees, by name, and what has to be said beside them."""

    asked: Asked
    products: tuple[Dossier, ...]
    asides: Asides

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        day = self.asked.point.as_of
        told = [_document(each, day) for each in self.products]
        return {**self.asked.document(), "products": told, **asides_document(self.asides, words)}


def products(live: Live, question: ProductsQuestion) -> Products:
    """Return the products on record."""
    seen = live.snapshot(question.point)
    names = follow(Work.PRODUCTS_LOOKED_AT, seen.portfolio.products)
    found = tuple(map(seen.portfolio.dossier, names))
    return Products(seen.asked, found, seen.asides(seen.cases()))


def _document(dossier: Dossier, day: date) -> dict[str, Any]:
    return {
        "product": dossier.product,
        "name": dossier.name,
        "vendor": dossier.vendors.at(day),
        "category": dossier.categories.at(day),
        "channels": dossier.channels_on(day),
        "licenses": [license.name for license in dossier.licenses],
    }
