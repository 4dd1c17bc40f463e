"""Facts into columns."""

from collections.abc import Iterable

import numpy as np

from events.recorded import Recorded
from projections.columns.arrays import (
    FOREVER,
    Ints,
    Spans,
    Turns,
    by_name,
    matching,
    packed,
    spans_in_turns,
    spans_of,
    turns_of,
)
from projections.columns.columns import NONE, VALUE, Columns, Licenses, Reviews
from projections.columns.gathering import Gathering, Names


def columns_of(seen: Iterable[Recorded]) -> Columns:
    """Return what visible facts say in arrays.

    `seen` is what `Horizon.visible` returns: in order of position, without the voided and without
    openings that count no more.
    """
    gathered = Gathering()
    for record in seen:
        gathered.take(record.fact)
    return _columns(gathered)


def _columns(gathered: Gathering) -> Columns:
    products, product_code = _sorted(gathered.products, gathered.spoken)
    channels, channel_code = _sorted(gathered.channels, gathered.channels)
    product, channel, day, placed = gathered.placed.columns()
    subjects, subject = _pairs(product_code[product], channel_code[channel], len(channels))
    placements = turns_of(subject, day, placed == 1, False)
    category, vendor = (
        turns_of(product_code[product], day, code, NONE)
        for product, day, code in (gathered.described.columns(), gathered.vended.columns())
    )
    listings, covered = _coverage(gathered, product_code)
    return Columns(
        products=products,
        channels=channels,
        categories=dict(gathered.categories),
        regimes=dict(gathered.regimes),
        kinds=dict(gathered.kinds),
        units=dict(gathered.units),
        texts=dict(gathered.texts),
        subject_product=subjects[0],
        subject_channel=subjects[1],
        placements=placements,
        category=category,
        vendor=vendor,
        parameters=_parameters(gathered, product_code),
        determinations=_determinations(gathered, product_code),
        licenses=_licenses(gathered),
        covered=covered[0],
        license=covered[1],
        listings=listings,
        reviews=_reviews(gathered, product_code, channel_code, vendor),
    )


def _sorted(names: Names, kept: Iterable[str]) -> tuple[list[str], Ints]:
    """Return some names sorted, and by the old code of each name its place there, or NONE."""
    found = sorted(kept)
    place = {name: code for code, name in enumerate(found)}
    return found, np.array([place.get(name, NONE) for name in names], np.int32)


def _pairs(one: Ints, other: Ints, others: int) -> tuple[tuple[Ints, Ints], Ints]:
    """Return every pair that occurs, sorted, as two arrays (int32), and the place of each given.

    `others` is more than any code in `other`.
    """
    key, place = np.unique(one.astype(np.int64) * max(others, 1) + other, return_inverse=True)
    first, second = np.divmod(key, max(others, 1))
    return (first.astype(np.int32), second.astype(np.int32)), place


def _parameters(gathered: Gathering, product_code: Ints) -> dict[str, Turns]:
    named, product, day, kind, unit = gathered.valued.columns()
    value = np.empty(len(named), VALUE)
    value["type"], value["unit"], value["number"] = kind, unit, np.array(gathered.numbers)
    names = list(gathered.parameters)
    return by_name(names, named, product_code[product], day, value, (0, NONE, 0.0))


def _determinations(gathered: Gathering, product_code: Ints) -> dict[str, Turns]:
    named, product, day, decided = gathered.decided.columns()
    names = list(gathered.regimes)
    found = by_name(names, named, product_code[product], day, decided.astype(np.int8), NONE)
    return {name: turns for name, turns in found.items() if len(turns.key) > 1}


def _coverage(
    gathered: Gathering, product_code: Ints
) -> tuple[tuple[Ints, Ints], tuple[Spans, Ints]]:
    """Return each product and license that ever listed it; the days on which it does, and which.

    Products of which no fact speaks are left out.
    """
    product, license, day, listed = gathered.listed.columns()
    known = product_code[product] >= 0
    product, license, day, listed = (each[known] for each in (product, license, day, listed))
    pairs, pair = _pairs(product_code[product], license, len(gathered.licenses))
    turns = turns_of(pair, day, listed == 1, False)
    spans = spans_in_turns(turns, turns.value)
    ever = np.unique(pair[listed == 1])
    listings = pairs[0][ever], pairs[1][ever]
    return listings, (Spans(pairs[0][spans.thing], spans.start, spans.end), pairs[1][spans.thing])


def _licenses(gathered: Gathering) -> Licenses:
    count = len(gathered.licenses)
    said = np.full((5, count), NONE, np.int32)
    license, *issue = gathered.issued.columns()
    said[:, license] = issue
    expired, expired_on = gathered.expired.columns()
    expiry = np.unique(packed(expired, expired_on))
    regime, kind, issued_on, first_day, end = said
    free, renewed = _free(gathered), spans_of(*gathered.renewed.columns())
    return Licenses(regime, kind, issued_on, first_day, end, free, renewed, expiry)


def _free(gathered: Gathering) -> Spans:
    """Return the days on which licenses are neither suspended nor revoked; that is for good."""
    count = len(gathered.licenses)
    license, day, reinstated = gathered.halted.columns()
    license = np.concatenate([np.arange(count, dtype=np.int32), license])
    day, free = (
        np.concatenate([np.full(count, first, np.int32), each])
        for first, each in ((0, day), (1, reinstated))
    )
    turns = turns_of(license, day, free == 1, False)
    spans = spans_in_turns(turns, turns.value)
    revoked = np.full(count, FOREVER)
    np.minimum.at(revoked, *gathered.revoked.columns())
    return spans_of(spans.thing, spans.start, np.minimum(spans.end, revoked[spans.thing]))


def _reviews(gathered: Gathering, product_code: Ints, channel_code: Ints, vendor: Turns) -> Reviews:
    count = len(gathered.reviews)
    review, channel, day, of_vendor = gathered.opened.columns()
    channels, opened_on = np.full((2, count), NONE, np.int32)
    channels[review], opened_on[review] = channel_code[channel], day
    bearing, reviews = _bearing(gathered, product_code, vendor, review, of_vendor)
    concluded, concluded_on, failed = gathered.concluded.columns()
    order = np.argsort(concluded_on, kind="stable")
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order))
    conclusions = turns_of(concluded, concluded_on, rank, NONE)
    return Reviews(
        channels, opened_on, bearing, reviews, conclusions, np.append(failed[order] == 1, False)
    )


def _bearing(
    gathered: Gathering, product_code: Ints, vendor: Turns, review: Ints, of_vendor: Ints
) -> tuple[Spans, Ints]:
    """Return the days on which reviews concern products, by name or by vendor, and which."""
    naming, product = gathered.named.columns()
    known = product_code[product] >= 0
    naming, product = naming[known], product_code[product[known]]
    vended = vendor.value != NONE
    spans, of_span = spans_in_turns(vendor, vended), vendor.value[vended]
    order = np.argsort(of_vendor, kind="stable")
    place, row = matching(of_vendor[order], of_span)
    days = spans.where(place)
    start = np.concatenate([np.zeros(len(product), np.int32), days.start])
    end = np.concatenate([np.full(len(product), FOREVER, np.int32), days.end])
    product = np.concatenate([product, days.thing])
    reviews = np.concatenate([naming, review[order][row]])
    order = np.argsort(product, kind="stable")
    return spans_of(product, start, end), reviews[order]
