"""The status of every subject over all days."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from projections.columns.arrays import Ints, Turns, turns_of
from projections.columns.columns import NONE, Columns
from projections.columns.profiles import sorts_of
from projections.columns.sitting import sittings
from projections.columns.statuses import NOT_MARKETED, STATUSES
from projections.judging.bench import Bench
from projections.judging.judgment import Status
from projections.judging.reach import Profile
from projections.record.steps import Steps


@dataclass(frozen=True)
class Periods:
    """The periods of one status of every subject, sorted by subject, then by first day.

    `subject` (int32) is a place in `subject_product` and `subject_channel` (int32), which are
    places in `products` and `channels`; these are sorted, and so are the subjects. `start` (int32)
    is the ordinal of a period's first day; it lasts until the next of its subject begins, the last
    one without end. `status` (int8) is a place in `STATUSES`. Two that follow each other differ;
    before its first a subject is not marketed. Each subject is of one of the `profiles`,
    `subject_profile` (int32): law that does not touch the profile does not touch the subject.
    """

    products: Sequence[str]
    channels: Sequence[str]
    subject_product: Ints
    subject_channel: Ints
    profiles: Sequence[Profile]
    subject_profile: Ints
    subject: Ints
    start: Ints
    status: NDArray[np.int8]

    @cached_property
    def _turns(self) -> Turns:
        return turns_of(self.subject, self.start, self.status, NOT_MARKETED)

    def on(self, day: date) -> NDArray[np.int8]:
        """Return the status (int8) of each subject on a day."""
        subjects = np.arange(len(self.subject_product))
        return self._turns.at(subjects, day.toordinal()).astype(np.int8)

    def of(self, product: str, channel: str) -> Steps[Status]:
        """Return the status of a product in a channel; it is not marketed where it never was."""
        places = _place(self.products, product), _place(self.channels, channel)
        same = (self.subject_product == places[0]) & (self.subject_channel == places[1])
        rows = np.flatnonzero(np.isin(self.subject, np.flatnonzero(same)))
        return _steps(self.start[rows], self.status[rows])

    def steps(self) -> Iterator[tuple[str, str, Steps[Status]]]:
        """Yield product and channel of each subject, with its status on every day."""
        cuts = np.searchsorted(self.subject, np.arange(len(self.subject_product) + 1)).tolist()
        subjects = zip(self.subject_product.tolist(), self.subject_channel.tolist(), strict=True)
        for (product, channel), (first, end) in zip(subjects, pairwise(cuts), strict=True):
            steps = _steps(self.start[first:end], self.status[first:end])
            yield self.products[product], self.channels[channel], steps


def _steps(start: Ints, status: NDArray[np.int8]) -> Steps[Status]:
    found = zip(start.tolist(), status.tolist(), strict=True)
    turns = ((date.fromordinal(day), STATUSES[code]) for day, code in found)
    return Steps(Status.NOT_MARKETED, turns)


def _place(names: Sequence[str], name: str) -> int:
    """Return the place of a name among sorted ones, or NONE."""
    place = bisect_left(names, name)
    return place if place < len(names) and names[place] == name else NONE


def periods_of(columns: Columns, bench: Bench) -> Periods:
    """Return the status of every subject over all days, as a bench sees the law."""
    parts, sorts = [], sorts_of(columns)
    for subjects, sitting in sittings(columns, sorts, bench):
        subject, day = sitting.turning_days()
        status = sitting.statuses(subject, day)
        turns = _changes(subject, status)
        parts.append((subjects[subject[turns]], day[turns], status[turns]))
    subject, start = (np.concatenate([EMPTY, *(p[n] for p in parts)]) for n in (0, 1))
    status = np.concatenate([EMPTY.astype(np.int8), *(part[2] for part in parts)])
    order = np.argsort(subject, kind="stable")
    return Periods(
        columns.products,
        columns.channels,
        columns.subject_product,
        columns.subject_channel,
        sorts.profiles,
        sorts.of_subject,
        subject[order].astype(np.int32),
        start[order].astype(np.int32),
        status[order],
    )


EMPTY = np.zeros(0, np.int32)


def _changes(subject: Ints, status: NDArray[np.int8]) -> Ints:
    """Return the rows on which a status is another than on the row before of its subject."""
    before = np.full(len(status), NOT_MARKETED, np.int8)
    before[1:] = np.where(subject[1:] == subject[:-1], status[:-1], NOT_MARKETED)
    return np.flatnonzero(status != before)


def statuses_on(columns: Columns, bench: Bench, day: date) -> NDArray[np.int8]:
    """Return the status (int8, a place in `STATUSES`) of each subject on a day."""
    found = np.full(len(columns.subject_product), NOT_MARKETED, np.int8)
    for subjects, sitting in sittings(columns, sorts_of(columns), bench):
        places = np.arange(len(subjects))
        found[subjects] = sitting.statuses(places, np.full(len(subjects), day.toordinal()))
    return found
