"""Everything on record that bears on one product, gathered and put into steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain

from events.licenses import LicenseFact, LicenseIssued, LicenseScopeChanged
from events.products import (
    ParameterValue,
    ProductFact,
    ProductPlaced,
    ProductReclassified,
    ProductRegistered,
    ProductSpecified,
    ProductWithdrawn,
    ScopeDetermined,
)
from events.recorded import Recorded
from events.reviews import RemovalCompleted, RemovalOrdered, ReviewConcluded, ReviewOpened
from projections.record.licenses import License
from projections.record.steps import Steps
from projections.record.visible import legal_order


@dataclass(frozen=True, slots=True)
class Review:
    """A review as opened, its conclusions and the orders of removal, each in order."""

    opened: Recorded
    fact: ReviewOpened
    conclusions: tuple[tuple[Recorded, ReviewConcluded], ...]
    removals: tuple[RemovalOrdered, ...]


@dataclass(slots=True)
class Dossier:
    """One product: what it is, where it is sold, and what was decided of it, day by day."""

    product: str
    name: str | None = None
    categories: Steps[str | None] = field(default_factory=lambda: Steps(None))
    vendors: Steps[str | None] = field(default_factory=lambda: Steps(None))
    parameters: Steps[Mapping[str, ParameterValue]] = field(default_factory=lambda: Steps({}))
    placements: dict[str, Steps[Recorded | None]] = field(default_factory=dict)
    determinations: dict[str, Steps[Recorded | None]] = field(default_factory=dict)
    licenses: list[License] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    records: list[Recorded] = field(default_factory=list)

    @property
    def first_placed(self) -> date:
        """The first day on which the product is placed or withdrawn anywhere; before, it is not."""
        return min((steps.days[0] for steps in self.placements.values()), default=date.max)

    @property
    def registration(self) -> ProductRegistered | None:
        """The first fact that registers the product, or None."""
        facts = (record.fact for record in self.records)
        return next((fact for fact in facts if isinstance(fact, ProductRegistered)), None)

    def channels_on(self, day: date) -> list[str]:
        """Return the channels in which the product is placed on a day."""
        return [name for name, steps in self.placements.items() if is_placed(steps.at(day))]

    @property
    def review_days(self) -> set[date]:
        """Every day on which what reviews say of the product may change."""
        if not self.reviews:
            return set()
        days = set(self.vendors.days)
        for review in self.reviews:
            days.add(review.fact.effective_on)
            days.update(fact.effective_on for _, fact in review.conclusions)
            days.update(order.effective_on for order in review.removals)
        return days


def is_placed(placement: Recorded | None) -> bool:
    """Tell whether the fact that last spoke of a placement put the product there."""
    return placement is not None and isinstance(placement.fact, ProductPlaced | ProductRegistered)


class Portfolio:
    """Every product, license and review that visible facts speak of."""

    def __init__(self, visible: Iterable[Recorded]) -> None:
        """Sort the facts by what they speak of; dossiers are made when asked for."""
        self._of_product: dict[str, list[Recorded]] = {}
        self._of_license: dict[str, list[Recorded]] = {}
        self._licensed: dict[str, dict[str, None]] = {}
        self._reviews: dict[str, list[Recorded]] = {}
        self._licenses: dict[str, License] = {}
        for record in visible:
            self._file(record)
        self._reviews_of_product, self._reviews_of_vendor = self._file_reviews()

    def _file(self, record: Recorded) -> None:
        fact = record.fact
        if isinstance(fact, ReviewOpened | ReviewConcluded | RemovalOrdered):
            self._reviews.setdefault(fact.review, []).append(record)
        elif isinstance(fact, LicenseFact):
            self._of_license.setdefault(fact.license, []).append(record)
            listed: tuple[str, ...] = ()
            if isinstance(fact, LicenseIssued):
                listed = fact.products
            elif isinstance(fact, LicenseScopeChanged):
                listed = fact.add
            for product in listed:
                self._licensed.setdefault(product, {})[fact.license] = None
        elif isinstance(fact, ProductFact | RemovalCompleted):
            self._of_product.setdefault(fact.product, []).append(record)

    def _file_reviews(self) -> tuple[dict[str, list[Review]], dict[str, list[Review]]]:
        by_product: dict[str, list[Review]] = {}
        by_vendor: dict[str, list[Review]] = {}
        for records in self._reviews.values():
            for opened in records:
                if isinstance(opened.fact, ReviewOpened):
                    review = Review(opened, opened.fact, _conclusions(records), _removals(records))
                    for product in dict.fromkeys(opened.fact.products):
                        by_product.setdefault(product, []).append(review)
                    if opened.fact.vendor is not None:
                        by_vendor.setdefault(opened.fact.vendor, []).append(review)
        return by_product, by_vendor

    @cached_property
    def products(self) -> list[str]:
        """The names of all products of which a fact speaks as a product, sorted."""
        return sorted(self._of_product)

    def __contains__(self, product: str) -> bool:
        """Whether a fact speaks of a product as a product."""
        return product in self._of_product

    @cached_property
    def in_no_channel(self) -> list[str]:
        """The names of the products of which no fact says that they enter or leave a channel."""
        return [name for name in self.products if not any(map(_moves, self._of_product[name]))]

    @cached_property
    def only_named(self) -> list[str]:
        """The names of products that licenses or reviews name and of which nothing else is seen."""
        return sorted((self._licensed.keys() | self._reviews_of_product) - self._of_product.keys())

    @cached_property
    def licenses(self) -> list[str]:
        """The names of all licenses, sorted."""
        return sorted(self._of_license)

    def license(self, name: str) -> License:
        """Return what is on record of a license."""
        if name not in self._licenses:
            self._licenses[name] = License(name, self._of_license.get(name, []))
        return self._licenses[name]

    def dossier(self, product: str) -> Dossier:
        """Return what is on record of a product."""
        records = sorted(self._of_product.get(product, ()), key=legal_order)
        dossier = Dossier(product, records=records)
        _describe(dossier)
        _place(dossier)
        _determine(dossier)
        dossier.licenses = [self.license(name) for name in sorted(self._licensed.get(product, ()))]
        dossier.reviews = self._reviews_bearing_on(dossier)
        return dossier

    def _reviews_bearing_on(self, dossier: Dossier) -> list[Review]:
        """Return the reviews that name the product or a vendor it has had, each once."""
        of_vendors = (
            self._reviews_of_vendor.get(vendor, ())
            for vendor in dossier.vendors.values
            if vendor is not None
        )
        of_product = self._reviews_of_product.get(dossier.product, ())
        found = {each.opened.position: each for each in chain(of_product, *of_vendors)}
        return [found[position] for position in sorted(found)]


def _moves(record: Recorded) -> bool:
    """Tell whether a product enters or leaves a channel by a fact."""
    fact = record.fact
    if isinstance(fact, ProductRegistered):
        return bool(fact.channels)
    return isinstance(fact, ProductPlaced | ProductWithdrawn | RemovalCompleted)


def _conclusions(records: Iterable[Recorded]) -> tuple[tuple[Recorded, ReviewConcluded], ...]:
    concluded = [record for record in records if isinstance(record.fact, ReviewConcluded)]
    return tuple(
        (record, record.fact)
        for record in sorted(concluded, key=legal_order)
        if isinstance(record.fact, ReviewConcluded)
    )


def _removals(records: Iterable[Recorded]) -> tuple[RemovalOrdered, ...]:
    ordered = sorted(records, key=legal_order)
    return tuple(record.fact for record in ordered if isinstance(record.fact, RemovalOrdered))


def _describe(dossier: Dossier) -> None:
    """Put name, category, vendor and parameters into steps."""
    categories: list[tuple[date, str | None]] = []
    vendors: list[tuple[date, str | None]] = []
    specified: list[tuple[date, Mapping[str, ParameterValue]]] = []
    parameters: dict[str, ParameterValue] = {}
    for record in dossier.records:
        fact = record.fact
        match fact:
            case ProductRegistered(effective_on=day):
                dossier.name = fact.name
                vendors.append((day, fact.vendor))
                categories.append((day, fact.category))
            case ProductReclassified(effective_on=day):
                categories.append((day, fact.category))
            case ProductSpecified():
                pass
            case _:
                continue
        if isinstance(fact, ProductRegistered | ProductSpecified) and fact.parameters:
            parameters = {**parameters, **fact.parameters}  # type: ignore[dict-item]
            parameters = {name: value for name, value in parameters.items() if value is not None}
            specified.append((fact.effective_on, parameters))
    dossier.categories = Steps(None, categories)
    dossier.vendors = Steps(None, vendors)
    dossier.parameters = Steps({}, specified)


def _place(dossier: Dossier) -> None:
    """Put the placements in each channel into steps; a completed removal ends one."""
    steps: dict[str, list[tuple[date, Recorded | None]]] = {}
    for record in dossier.records:
        match record.fact:
            case ProductRegistered(channels=channels, effective_on=day):
                pass
            case (
                ProductPlaced(channel=channel, effective_on=day)
                | ProductWithdrawn(channel=channel, effective_on=day)
                | RemovalCompleted(channel=channel, effective_on=day)
            ):
                channels = (channel,)
            case _:
                continue
        for channel in channels:
            steps.setdefault(channel, []).append((day, record))
    dossier.placements = {channel: Steps(None, found) for channel, found in sorted(steps.items())}


def _determine(dossier: Dossier) -> None:
    """Put the decisions on scope into steps, by regime; null takes the last one back."""
    steps: dict[str, list[tuple[date, Recorded | None]]] = {}
    for record in dossier.records:
        if isinstance(record.fact, ScopeDetermined):
            decided = record if record.fact.in_scope is not None else None
            steps.setdefault(record.fact.regime, []).append((record.fact.effective_on, decided))
    dossier.determinations = {regime: Steps(None, found) for regime, found in steps.items()}
