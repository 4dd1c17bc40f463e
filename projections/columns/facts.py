"""Visible facts as columns: what they name has numbers, days are proleptic ordinals."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from events.facts import Fact
from events.licenses import (
    LicenseExpired,
    LicenseIssued,
    LicenseReinstated,
    LicenseRenewed,
    LicenseRevoked,
    LicenseScopeChanged,
    LicenseSuspended,
)
from events.products import (
    Measure,
    ParameterValue,
    ProductPlaced,
    ProductReclassified,
    ProductRegistered,
    ProductSpecified,
    ProductWithdrawn,
    ScopeDetermined,
)
from events.recorded import Recorded
from events.reviews import RemovalCompleted, RemovalOrdered, ReviewConcluded, ReviewOpened
from projections.record.dossiers import Portfolio, Review

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
T = TypeVar("T", bound=Hashable)

NO_END = 3652060
"""The day after the last of the calendar."""

NONE = -1
"""Stands for "nothing": no category, no vendor, no value."""

OUT, UNKNOWN, IN = 0, 1, 2
"""Truth with an unknown, so that "and" is the least and "or" the greatest."""

_DAYS = 22
"""So many bits hold a day."""


class Codes(dict[T, int], Generic[T]):
    """Gives each name a number, in the order in which they first occur."""

    def __missing__(self, name: T) -> int:
        self[name] = number = len(self)
        return number


def packed(keys: Ints, days: Ints) -> Ints:
    """Return keys and days as one number each, in the order of key and day."""
    return (keys << _DAYS) | days


def unpacked(numbers: Ints) -> tuple[Ints, Ints]:
    """Return the keys and the days of numbers."""
    return numbers >> _DAYS, numbers & ((1 << _DAYS) - 1)


class Turns:
    """A value for each of many keys that changes from day to day; sorted by key and day."""

    def __init__(self, rows: Ints) -> None:
        """Take rows of key, day and value; of several on one day the last stands."""
        keys, days, values = rows.T
        order = np.argsort(packed(keys, days), kind="stable")
        self.keys, self.days, self.values = keys[order], days[order], values[order]
        self._packed = packed(self.keys, self.days)

    def at(self, keys: Ints, days: Ints, before: int) -> Ints:
        """Return the value of each key on a day; `before` where it has none yet."""
        if not len(self.keys):
            return np.full(len(keys), before, np.int64)
        found = np.searchsorted(self._packed, packed(keys, days), "right") - 1
        there = (found >= 0) & (self.keys[found] == keys)
        return np.where(there, self.values[found], before)


@dataclass(frozen=True)
class Licenses:
    """Licenses by number; `end` is the day after the last valid one, NONE if it is not on record.

    A license whose issue is not seen has the regime NONE.
    """

    regime: Ints
    kind: Ints
    issued: Ints
    first: Ints
    end: Ints
    revoked: Ints
    suspended: Turns
    expired: Turns
    renewals: Ints
    """Rows of license, first day, and day after the last."""


@dataclass(frozen=True)
class Columns:
    """What visible facts say of products; names stand in the order of their numbers.

    Subjects are sorted by product and channel. `pairs` are rows of product and license, sorted;
    `covered` has a key for each. `parameters` and `determined` have keys for each product and
    parameter, or regime; `parameter_keys` and `determined_keys` tell the key by product, or NONE.
    """

    products: list[str]
    channels: list[str]
    categories: list[str]
    vendors: list[str]
    regimes: list[str]
    kinds: list[str]
    values: list[ParameterValue]
    subject_product: Ints
    subject_channel: Ints
    placed: Turns
    category: Turns
    vendor: Turns
    parameters: Turns
    parameter_keys: dict[str, Ints]
    determined: Turns
    determined_keys: dict[str, Ints]
    licenses: Licenses
    pairs: Ints
    covered: Turns
    reviews: list[Review]

    def categories_of(self) -> dict[str, list[tuple[int, str | None]]]:
        """Return by product its categories, each with its first day; of several the last stands."""
        names, turns = [*self.categories, None], self.category
        found: dict[str, list[tuple[int, str | None]]] = {}
        for product, day, category in zip(
            turns.keys.tolist(), turns.days.tolist(), turns.values.tolist(), strict=True
        ):
            own = found.setdefault(self.products[product], [])
            if own and own[-1][0] == day:
                own.pop()
            own.append((day, names[category]))
        return found


def columns_of(seen: Iterable[Recorded]) -> Columns:
    """Return visible facts, by position, as columns."""
    gathered = _Gathered()
    for record in seen:
        gathered.add(record)
    return gathered.columns()


class _Gathered:
    """Facts taken in one by one, each name under a number."""

    def __init__(self) -> None:
        self.products: Codes[str] = Codes()
        self.channels: Codes[str] = Codes()
        self.categories: Codes[str] = Codes()
        self.vendors: Codes[str] = Codes()
        self.regimes: Codes[str] = Codes()
        self.kinds: Codes[str] = Codes()
        self.licenses: Codes[str] = Codes()
        self.values: Codes[tuple[str, ParameterValue]] = Codes()
        self.subjects: Codes[tuple[int, int]] = Codes()
        self.pairs: Codes[tuple[int, int]] = Codes()
        self.parameters: Codes[tuple[str, int]] = Codes()
        self.determined: Codes[tuple[str, int]] = Codes()
        self.turns: dict[str, list[tuple[int, int, int]]] = {name: [] for name in _TURNS}
        self.issues: list[tuple[int, ...]] = []
        self.renewals: list[tuple[int, int, int]] = []
        self.revocations: list[tuple[int, int]] = []
        self.reviews: list[Recorded] = []

    def add(self, record: Recorded) -> None:
        """Take in a fact; those that bear on no status are passed over."""
        match record.fact:
            case ProductRegistered() as fact:
                self._register(fact)
            case LicenseIssued() as fact:
                self._issue(fact)
            case ProductSpecified(product=product, parameters=parameters, effective_on=on):
                self._specify(self.products[product], parameters, on)
            case ProductReclassified(product=product, category=category, effective_on=on):
                self._turn("category", self.products[product], on, self._category(category))
            case ProductPlaced(product=product, channel=channel, effective_on=on):
                self._place(self.products[product], channel, on, 1)
            case (
                ProductWithdrawn(product=product, channel=channel, effective_on=on)
                | RemovalCompleted(product=product, channel=channel, effective_on=on)
            ):
                self._place(self.products[product], channel, on, 0)
            case ScopeDetermined(product=product, regime=regime, effective_on=on, in_scope=said):
                key = self.determined[regime, self.products[product]]
                self._turn("determined", key, on, NONE if said is None else (OUT, IN)[said])
            case ReviewOpened() | ReviewConcluded() | RemovalOrdered():
                self.reviews.append(record)
            case fact:
                self._change_license(fact)

    def _change_license(self, fact: Fact) -> None:
        match fact:
            case LicenseRenewed(license=license, effective_on=on, valid_until=until):
                end = until.toordinal() + 1
                self.renewals.append((self.licenses[license], on.toordinal(), end))
            case LicenseSuspended(license=license, effective_on=on):
                self._turn("suspended", self.licenses[license], on, 1)
            case LicenseReinstated(license=license, effective_on=on):
                self._turn("suspended", self.licenses[license], on, 0)
            case LicenseExpired(license=license, effective_on=on):
                self._turn("expired", self.licenses[license], on, on.toordinal())
            case LicenseRevoked(license=license, effective_on=on):
                self.revocations.append((self.licenses[license], on.toordinal()))
            case LicenseScopeChanged(license=license, effective_on=on, add=add, remove=remove):
                for product in add:
                    self._cover(license, product, on.toordinal(), 1)
                for product in remove:
                    if product not in add:
                        self._cover(license, product, on.toordinal(), 0)
            case _:
                pass

    def _register(self, fact: ProductRegistered) -> None:
        product, on = self.products[fact.product], fact.effective_on
        self._turn("category", product, on, self._category(fact.category))
        vendor = NONE if fact.vendor is None else self.vendors[fact.vendor]
        self._turn("vendor", product, on, vendor)
        self._specify(product, fact.parameters, on)
        for channel in fact.channels:
            self._place(product, channel, on, 1)

    def _issue(self, fact: LicenseIssued) -> None:
        license, until = self.licenses[fact.license], fact.valid_until
        end = NONE if until is None else until.toordinal() + 1
        days = fact.issued_on.toordinal(), fact.first_day.toordinal(), end
        of = self.regimes[fact.regime], self.kinds[fact.license_kind]
        self.issues.append((license, *of, *days))
        for product in fact.products:
            self._cover(fact.license, product, 0, 1)

    def _specify(
        self, product: int, parameters: Mapping[str, ParameterValue | None], on: date
    ) -> None:
        for name, value in parameters.items():
            number = NONE if value is None else self.values[_sort(value), value]
            self._turn("parameters", self.parameters[name, product], on, number)

    def _place(self, product: int, channel: str, on: date, placed: int) -> None:
        self._turn("placed", self.subjects[product, self.channels[channel]], on, placed)

    def _cover(self, license: str, product: str, on: int, covered: int) -> None:
        pair = self.pairs[self.products[product], self.licenses[license]]
        self.turns["covered"].append((pair, on, covered))

    def _category(self, name: str | None) -> int:
        return NONE if name is None else self.categories[name]

    def _turn(self, of: str, key: int, on: date, value: int) -> None:
        self.turns[of].append((key, on.toordinal(), value))

    def columns(self) -> Columns:
        """Return what was taken in, sorted."""
        products, channels = list(self.products), list(self.channels)
        subjects = np.array([*self.subjects], np.int64).reshape(-1, 2)
        by_name = sorted(
            range(len(subjects)),
            key=lambda at: (products[subjects[at, 0]], channels[subjects[at, 1]]),
        )
        pairs = np.array([*self.pairs], np.int64).reshape(-1, 2)
        by_product = np.lexsort((pairs[:, 1], pairs[:, 0]))
        return Columns(
            products,
            channels,
            list(self.categories),
            list(self.vendors),
            list(self.regimes),
            list(self.kinds),
            [value for _, value in self.values],
            subjects[by_name, 0],
            subjects[by_name, 1],
            self._turns("placed", by_name),
            self._turns("category"),
            self._turns("vendor"),
            self._turns("parameters"),
            _keys(self.parameters, len(products)),
            self._turns("determined"),
            _keys(self.determined, len(products)),
            self._licenses(),
            pairs[by_product],
            self._turns("covered", by_product),
            Portfolio(self.reviews).reviews,
        )

    def _turns(self, of: str, order: Sequence[int] | Ints | None = None) -> Turns:
        """Return turns; keys that were given as they occurred are numbered in another order."""
        rows = np.array(self.turns.pop(of), np.int64).reshape(-1, 3)
        if order is not None and len(rows):
            places = np.empty(len(order), np.int64)
            places[np.asarray(order)] = np.arange(len(order))
            rows[:, 0] = places[rows[:, 0]]
        return Turns(rows)

    def _licenses(self) -> Licenses:
        issues = np.full((len(self.licenses), 5), NONE, np.int64)
        if self.issues:
            found = np.array(self.issues, np.int64)
            issues[found[:, 0]] = found[:, 1:]
        revoked = np.full(len(self.licenses), NO_END, np.int64)
        for license, day in self.revocations:
            revoked[license] = min(day, revoked[license])
        renewals = np.array(self.renewals, np.int64).reshape(-1, 3)
        regime, kind, issued, first, end = issues.T
        suspended, expired = self._turns("suspended"), self._turns("expired")
        return Licenses(regime, kind, issued, first, end, revoked, suspended, expired, renewals)


_TURNS = (
    "placed",
    "category",
    "vendor",
    "parameters",
    "determined",
    "covered",
    "suspended",
    "expired",
)


def _keys(codes: Codes[tuple[str, int]], products: int) -> dict[str, Ints]:
    """Return by name the key of each product, or NONE."""
    keys: dict[str, Ints] = {}
    for (name, product), key in codes.items():
        keys.setdefault(name, np.full(products, NONE, np.int64))[product] = key
    return keys


def _sort(value: ParameterValue) -> str:
    """Return what tells values apart that Python holds for equal, as True and 1."""
    if isinstance(value, Measure):
        return f"{type(value.value).__name__} {value.unit}"
    return type(value).__name__
