"""The days on which the status of a product may change, and what stands on record of it then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from projections.columns.facts import (
    NO_END,
    NONE,
    Bools,
    Columns,
    Ints,
    packed,
    unpacked,
)


@dataclass(frozen=True)
class Rows:
    """Products on days, sorted by both, and subjects on the days of their product.

    `product` and `day` are those of each product-day; `subject` and `of` tell for each
    subject-day its subject and its product-day, sorted by subject and day.
    """

    columns: Columns
    product: Ints
    day: Ints
    subject: Ints
    of: Ints

    @cached_property
    def category(self) -> Ints:
        """The category of each product-day, or NONE."""
        return self.columns.category.at(self.product, self.day, NONE)

    @cached_property
    def vendor(self) -> Ints:
        """The vendor of each product-day, or NONE."""
        return self.columns.vendor.at(self.product, self.day, NONE)

    @cached_property
    def channel(self) -> Ints:
        """The channel of each subject-day."""
        return self.columns.subject_channel[self.subject]

    @cached_property
    def placed(self) -> Bools:
        """Whether each subject is in its channel on its day."""
        placed: Bools = self.columns.placed.at(self.subject, self.day[self.of], 0) == 1
        return placed

    def parameter(self, name: str) -> Ints:
        """Return the number of the value of a parameter on each product-day, or NONE."""
        columns = self.columns
        return _keyed(columns.parameter_keys.get(name), self, columns.parameters.at)

    def determined(self, regime: str) -> Ints:
        """Return what is decided of the scope of a regime on each product-day, or NONE."""
        columns = self.columns
        return _keyed(columns.determined_keys.get(regime), self, columns.determined.at)

    @cached_property
    def held(self) -> "Held":
        """The licenses that cover each product-day and are neither suspended nor revoked."""
        return _held(self)


@dataclass(frozen=True)
class Held:
    """Licenses on product-days; `row` is the product-day of each.

    `renewed` tells whether a renewal is valid that day, `cut` the last day up to it on which the
    license was said to have expired.
    """

    row: Ints
    license: Ints
    renewed: Bools
    cut: Ints


def rows_of(columns: Columns, subjects: Ints, law_days: Ints, assumed_ends: Ints) -> Rows:
    """Return the days on which the status of subjects may change, from their first placement on.

    `law_days` are days for all of them; `assumed_ends` are rows of license and day.
    """
    concerned = np.unique(columns.subject_product[subjects])
    first = np.full(len(columns.products), NO_END, np.int64)
    placements = columns.placed
    np.minimum.at(first, columns.subject_product[placements.keys], placements.days)
    is_concerned = np.zeros(len(columns.products), bool)
    is_concerned[concerned] = True
    found = [
        packed(products[keep], days[keep])
        for products, days in _own_days(columns, assumed_ends)
        for keep in [is_concerned[products] & (days >= first[products]) & (days < NO_END)]
    ]
    laws = packed(np.repeat(concerned, len(law_days)), np.tile(law_days, len(concerned)))
    products, days = unpacked(laws)
    found.append(laws[days >= first[products]])
    product, day = unpacked(np.unique(np.concatenate(found)))
    starts = np.searchsorted(product, columns.subject_product[subjects], "left")
    ends = np.searchsorted(product, columns.subject_product[subjects], "right")
    of = spread(starts, ends - starts)
    return Rows(columns, product, day, np.repeat(subjects, ends - starts), of)


def spread(starts: Ints, counts: Ints) -> Ints:
    """Return the numbers from each start on, so many of each, one after the other."""
    offsets = np.repeat(np.cumsum(counts) - counts, counts)
    return np.arange(counts.sum()) - offsets + np.repeat(starts, counts)


def _own_days(columns: Columns, assumed_ends: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield products and days on which what is on record of them changes."""
    yield columns.subject_product[columns.placed.keys], columns.placed.days
    yield columns.category.keys, columns.category.days
    for keys, turns in (
        (columns.parameter_keys, columns.parameters),
        (columns.determined_keys, columns.determined),
    ):
        owner = np.empty(turns.keys.max(initial=-1) + 1, np.int64)
        for by_product in keys.values():
            there = np.flatnonzero(by_product != NONE)
            owner[by_product[there]] = there
        yield owner[turns.keys], turns.days
    yield columns.pairs[columns.covered.keys, 0], columns.covered.days
    yield from _license_days(columns, assumed_ends)
    yield from _review_days(columns)


def _license_days(columns: Columns, assumed_ends: Ints) -> Iterator[tuple[Ints, Ints]]:
    held = columns.licenses
    everyone = np.arange(len(held.regime))
    by_license = np.argsort(columns.pairs[:, 1], kind="stable")
    owners, licenses = columns.pairs[by_license].T
    for license, day in (
        (everyone, held.first),
        (everyone, held.end),
        (everyone, held.revoked),
        (held.suspended.keys, held.suspended.days),
        (held.expired.keys, held.expired.days),
        (held.renewals[:, 0], held.renewals[:, 1]),
        (held.renewals[:, 0], held.renewals[:, 2]),
        (assumed_ends[:, 0], assumed_ends[:, 1]),
    ):
        starts = np.searchsorted(licenses, license, "left")
        counts = np.searchsorted(licenses, license, "right") - starts
        yield owners[spread(starts, counts)], np.repeat(day, counts)


def _review_days(columns: Columns) -> Iterator[tuple[Ints, Ints]]:
    """Yield products on which reviews may bear, with the days of these and those of vendors."""
    if not columns.reviews:
        return
    days, products = review_days(columns), np.flatnonzero(reviewed(columns))
    yield np.repeat(products, len(days)), np.tile(days, len(products))
    yield columns.vendor.keys, columns.vendor.days


def reviewed(columns: Columns) -> Bools:
    """Tell of each product whether a review names it, or a vendor that it ever had."""
    number = {name: at for at, name in enumerate(columns.products)}
    vendors = {name: at for at, name in enumerate(columns.vendors)}
    found = np.zeros(len(columns.products), bool)
    of = [vendors.get(review.fact.vendor or "", NONE) for review in columns.reviews]
    turns = columns.vendor
    found[turns.keys[np.isin(turns.values, [vendor for vendor in of if vendor != NONE])]] = True
    for review in columns.reviews:
        found[[number[name] for name in review.fact.products if name in number]] = True
    return found


def review_days(columns: Columns) -> Ints:
    """Return every day on which what a review says may change, sorted."""
    days = {review.fact.effective_on for review in columns.reviews}
    for review in columns.reviews:
        days.update(fact.effective_on for _, fact in review.conclusions)
    return np.array(sorted(day.toordinal() for day in days), np.int64)


def _keyed(keys: Ints | None, rows: Rows, at: Callable[[Ints, Ints, int], Ints]) -> Ints:
    if keys is None:
        return np.full(len(rows.product), NONE, np.int64)
    mine = keys[rows.product]
    return np.where(mine == NONE, NONE, at(mine, rows.day, NONE))


def _held(rows: Rows) -> Held:
    columns = rows.columns
    starts = np.searchsorted(columns.pairs[:, 0], rows.product, "left")
    counts = np.searchsorted(columns.pairs[:, 0], rows.product, "right") - starts
    row, pair = np.repeat(np.arange(len(rows.product)), counts), spread(starts, counts)
    license, day = columns.pairs[pair, 1], rows.day[row]
    of = columns.licenses
    fit = (
        (of.regime[license] != NONE)
        & (columns.covered.at(pair, day, 0) == 1)
        & (of.suspended.at(license, day, 0) == 0)
        & (day < of.revoked[license])
    )
    row, license, day = row[fit], license[fit], day[fit]
    cut = of.expired.at(license, day, 0)
    return Held(row, license, _renewed(of.renewals, license, day, cut), cut)


def _renewed(renewals: Ints, license: Ints, day: Ints, cut: Ints) -> Bools:
    """Tell whether a renewal of a license is valid on a day."""
    renewed = np.zeros(len(license), bool)
    order = np.argsort(renewals[:, 0], kind="stable")
    of, start, end = renewals[order].T
    starts = np.searchsorted(of, license, "left")
    counts = np.searchsorted(of, license, "right") - starts
    at, which = np.repeat(np.arange(len(license)), counts), spread(starts, counts)
    valid = (start[which] <= day[at]) & (day[at] < end[which]) & (cut[at] <= start[which])
    renewed[at[valid]] = True
    return renewed
