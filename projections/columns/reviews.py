"""What security reviews say of products in channels on days (contract 4.5)."""

import numpy as np
from numpy.typing import NDArray

from projections.columns.arrays import Bools, Ints, matching
from projections.columns.columns import NONE, Columns
from projections.columns.statuses import BARRED, INDETERMINATE, NOT_REGULATED
from projections.record.law import Law


def standings(
    columns: Columns, law: Law, product: Ints, channel: Ints, day: Ints
) -> NDArray[np.int8]:
    """Return what reviews speak for: BARRED, INDETERMINATE (one is pending), or NOT_REGULATED."""
    reviews, bearing = columns.reviews, columns.reviews.bearing
    row, span = matching(bearing.thing, product)
    review = reviews.review[span]
    days = np.array([each.toordinal() for each in law.channels.days], np.int32)
    stretch = np.searchsorted(days, day, side="right")
    counts = (
        (bearing.start[span] <= day[row])
        & (day[row] < bearing.end[span])
        & (reviews.channel[review] != NONE)
        & _within(columns, law)[stretch[row], channel[row], reviews.channel[review]]
    )
    row, review = row[counts], review[counts]
    concluded = reviews.conclusions.at(review, day[row])
    pending = (concluded == NONE) & (reviews.opened_on[review] <= day[row])
    found = np.full(len(product), NOT_REGULATED, np.int8)
    found[row[pending]] = INDETERMINATE
    found[_barred(columns, row, review, concluded)] = BARRED
    return found


def _within(columns: Columns, law: Law) -> Bools:
    """Tell by stretch of the law whether a channel has another within it, or is the same."""
    states = [law.channels.before, *law.channels.values]
    names = columns.channels
    within = [[state.within(name) for name in names] for state in states]
    told = [[[other in each for other in names] for each in state] for state in within]
    return np.array(told, np.bool_).reshape(len(states), len(names), len(names))


def _barred(columns: Columns, row: Ints, review: Ints, concluded: Ints) -> Ints:
    """Return the rows for which the last conclusion of all reviews in some channel is a failure."""
    reviews, channels = columns.reviews, len(columns.channels)
    key, place = np.unique(row * channels + reviews.channel[review], return_inverse=True)
    last = np.full(len(key), NONE)
    np.maximum.at(last, place, concluded)
    barred: Ints = key[reviews.failed[last]] // max(channels, 1)
    return barred
