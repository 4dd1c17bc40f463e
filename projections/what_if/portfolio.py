"""A portfolio as one horizon sees it, indexed so that only what a scenario touches is judged."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from projections.comparing.changes import Subject
from projections.comparing.two_laws import Benches, TwoLaws
from projections.findings.asides import unplaced
from projections.findings.vocabulary import vocabulary_of_products
from projections.judging.reach import Profile, profile
from projections.record.dossiers import Dossier, Portfolio
from projections.record.filing import Files
from projections.record.visible import Horizon

Sort = tuple[str, frozenset[str | None], frozenset[str]]
"""Subjects that law touches alike: a channel, categories, regimes of licenses."""


@dataclass(frozen=True, slots=True)
class Facing:
    """How a subject is counted: by the category and the vendor that the record names last."""

    category: str | None
    vendor: str | None


class Indexed:
    """What a horizon sees of files, with its subjects by sort."""

    def __init__(self, files: Files, horizon: Horizon) -> None:
        """Read everything once; `horizon` is the base of scenarios."""
        self.files, self.horizon = files, horizon
        self.law = horizon.visible(files.law)
        self.benches = Benches()
        self.benches.of(self.law)
        self.categories: Counter[str | None] = Counter()
        self.vendors: Counter[str | None] = Counter()
        self.channels: Counter[str] = Counter()
        self._sorts: dict[Sort, list[str]] = {}
        self._latest: dict[Sort, dict[str, date]] = {}
        self._facings: dict[str, Facing] = {}
        self._licenses: dict[str, list[str]] = {}
        portfolio = Portfolio(horizon.visible(files.everything()))
        self.unplaced = unplaced(portfolio)
        self.vocabulary = vocabulary_of_products(self._added(portfolio))
        for name in portfolio.licenses:
            if issue := portfolio.license(name).issue:
                self._licenses.setdefault(issue.regime, []).append(name)

    @property
    def subjects(self) -> Iterator[Subject]:
        """The subjects that the horizon sees, in no order."""
        for (channel, *_), products in self._sorts.items():
            yield from ((product, channel) for product in products)

    def facing(self, product: str) -> Facing | None:
        """Return how the subjects of a product are counted, or None if the horizon sees none."""
        return self._facings.get(product)

    def licenses_of(self, regime: str) -> Sequence[str]:
        """Return the names of the licenses of a regime that the horizon sees."""
        return self._licenses.get(regime, ())

    @property
    def sorts(self) -> Iterator[tuple[Profile, Sequence[str]]]:
        """Products in a channel that law touches alike, sorted, and what they have among them.

        A provision that does not touch a subject of that profile touches none of the products.
        """
        for sort, products in self._sorts.items():
            channel, categories, _ = sort
            yield Profile(channel, categories, frozenset(self._latest[sort].items())), products

    def touched_by(self, laws: TwoLaws) -> Iterator[str]:
        """Yield the products that the difference of two laws may touch; some of them it may not."""
        if not laws.flips:
            return
        for most, products in self.sorts:
            if laws.touching([most]):
                yield from products

    def _added(self, portfolio: Portfolio) -> Iterator[Dossier]:
        """Yield what is on record of each product, once it is indexed."""
        for product in portfolio.products:
            dossier = portfolio.dossier(product)
            self._add(dossier)
            yield dossier

    def _add(self, dossier: Dossier) -> None:
        facing = facing_of(dossier)
        self._facings[dossier.product] = facing
        for channel in dossier.placements:
            own = profile(dossier, channel)
            sort = (channel, own.categories, frozenset(name for name, _ in own.licensed_under))
            self._sorts.setdefault(sort, []).append(dossier.product)
            latest = self._latest.setdefault(sort, {})
            for regime, day in own.licensed_under:
                latest[regime] = max(day, latest.get(regime, day))
            self.categories[facing.category] += 1
            self.vendors[facing.vendor] += 1
            self.channels[channel] += 1


def facing_of(dossier: Dossier) -> Facing:
    """Return how the subjects of a product are counted."""
    categories, vendors = dossier.categories, dossier.vendors
    return Facing(
        categories.values[-1] if categories.values else None,
        vendors.values[-1] if vendors.values else None,
    )
