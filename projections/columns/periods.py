"""Statuses under every reading of what is open, as periods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from projections.columns.facts import NONE, Columns, Ints, packed
from projections.columns.rows import rows_of
from projections.columns.weighing import STATUSES, Weighing
from projections.judging.bench import Bench
from projections.judging.judgment import Status
from projections.judging.reach import Profile
from projections.record.questions import OpenQuestion, choices
from projections.record.steps import Steps

Statuses = NDArray[np.int8]


@dataclass(frozen=True)
class Periods:
    """The status of subjects over all days.

    A subject is known by its number; they are sorted by product and channel. Periods are sorted by
    subject and first day (`start`, an ordinal, included); each lasts until the next of its subject
    begins. Before its first, a subject is not marketed. Two that follow each other differ.
    """

    columns: Columns
    subject: Ints
    start: Ints
    status: Statuses

    def on(self, day: date) -> Statuses:
        """Return the status of each subject on a day, by number."""
        many = len(self.columns.subject_product)
        found = np.searchsorted(
            packed(self.subject, self.start),
            packed(np.arange(many), np.full(many, day.toordinal())),
            "right",
        )
        there = found > np.searchsorted(self.subject, np.arange(many), "left")
        statuses = np.full(many, STATUSES.index(Status.NOT_MARKETED), np.int8)
        statuses[there] = self.status[found[there] - 1]
        return statuses

    def steps(self) -> Iterator[tuple[str, str, Steps[Status]]]:
        """Yield each subject as product and channel, with its status day by day."""
        columns = self.columns
        bounds = np.searchsorted(self.subject, np.arange(len(columns.subject_product) + 1), "left")
        starts, statuses = self.start.tolist(), self.status.tolist()
        for number, (product, channel) in enumerate(
            zip(columns.subject_product.tolist(), columns.subject_channel.tolist(), strict=True)
        ):
            own = range(bounds[number], bounds[number + 1])
            yield (
                columns.products[product],
                columns.channels[channel],
                Steps(
                    Status.NOT_MARKETED,
                    ((date.fromordinal(starts[at]), STATUSES[statuses[at]]) for at in own),
                ),
            )


def periods_of(columns: Columns, bench: Bench) -> Periods:
    """Return the status of every subject over all days."""
    parts = [
        _compressed(*_judged(columns, bench, questions, subjects))
        for questions, subjects in _by_questions(columns, bench)
    ]
    subject, start, status = (
        np.concatenate([part[at] for part in parts]) if parts else np.zeros(0, np.int64)
        for at in range(3)
    )
    order = np.argsort(packed(subject, start))
    return Periods(columns, subject[order], start[order], status[order].astype(np.int8))


def _judged(
    columns: Columns, bench: Bench, questions: Sequence[OpenQuestion], subjects: Ints
) -> tuple[Ints, Ints, Statuses]:
    """Return subjects, days, and their statuses under every combination of readings."""
    weighings = [Weighing(columns, bench.book.under(choice)) for choice in choices(questions)]
    law_days = np.unique(np.concatenate([each.days for each in weighings]))
    assumed = np.concatenate([each.assumed_ends for each in weighings])
    rows = rows_of(columns, subjects, law_days, assumed)
    statuses = merged([each.statuses(rows) for each in weighings])
    return rows.subject, rows.day[rows.of], statuses


def merged(statuses: Sequence[Statuses]) -> Statuses:
    """Return what statuses under several readings come to (contract 4.7)."""
    worst, best = np.minimum.reduce(statuses), np.maximum.reduce(statuses)
    comfortable = worst >= STATUSES.index(Status.COMPLIANT)
    apart = np.where(
        comfortable, STATUSES.index(Status.COMPLIANT), STATUSES.index(Status.INDETERMINATE)
    )
    return np.where(worst == best, worst, apart).astype(np.int8)


def _compressed(subject: Ints, day: Ints, status: Statuses) -> tuple[Ints, Ints, Statuses]:
    """Return only the days on which the status of a subject becomes another."""
    before = np.full(len(status), STATUSES.index(Status.NOT_MARKETED), np.int8)
    same = np.flatnonzero(subject[1:] == subject[:-1])
    before[same + 1] = status[same]
    turns = status != before
    return subject[turns], day[turns], status[turns]


def _by_questions(columns: Columns, bench: Bench) -> Iterator[tuple[Sequence[OpenQuestion], Ints]]:
    """Yield the subjects on which the same open questions may bear, with these."""
    found: dict[tuple[str, ...], tuple[Sequence[OpenQuestion], list[int]]] = {}
    for most, subjects in sorts_of(columns):
        questions = bench.bearing_on(most)
        names = tuple(question.name for question in questions)
        found.setdefault(names, (questions, []))[1].extend(subjects)
    for questions, subjects in found.values():
        yield questions, np.array(sorted(subjects), np.int64)


def sorts_of(columns: Columns) -> Iterator[tuple[Profile, Sequence[int]]]:
    """Yield subjects that law touches alike, with what they have among them.

    A provision that does not touch a subject of that profile touches none of them.
    """
    subjects: dict[tuple[int, frozenset[int], frozenset[int]], list[int]] = {}
    latest: dict[tuple[int, frozenset[int], frozenset[int]], dict[int, int]] = {}
    licensed = _licensed(columns)
    for subject, (product, channel, categories) in enumerate(_placed_as(columns)):
        own = licensed.get(product, {})
        sort = channel, categories, frozenset(own)
        subjects.setdefault(sort, []).append(subject)
        known = latest.setdefault(sort, {})
        for regime, day in own.items():
            known[regime] = max(day, known.get(regime, day))
    for sort, members in subjects.items():
        channel, categories, _ = sort
        names = (None if at == NONE else columns.categories[at] for at in categories)
        days = ((columns.regimes[at], date.fromordinal(day)) for at, day in latest[sort].items())
        yield Profile(columns.channels[channel], frozenset(names), frozenset(days)), members


def _licensed(columns: Columns) -> dict[int, dict[int, int]]:
    """Return the latest day of issue of each product's licenses, by product and regime."""
    found: dict[int, dict[int, int]] = {}
    held = columns.licenses
    regimes, days = held.regime.tolist(), held.issued.tolist()
    for product, license in columns.pairs.tolist():
        if (regime := regimes[license]) != NONE:
            own = found.setdefault(product, {})
            own[regime] = max(days[license], own.get(regime, days[license]))
    return found


def _placed_as(columns: Columns) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Yield product and channel of each subject, with the categories it has once it is placed."""
    turns, placed = columns.category, columns.placed
    bounds = np.searchsorted(turns.keys, np.arange(len(columns.products) + 1), "left").tolist()
    days, values = turns.days.tolist(), turns.values.tolist()
    first = placed.days[np.searchsorted(placed.keys, np.arange(len(columns.subject_product)))]
    for product, channel, day in zip(
        columns.subject_product.tolist(),
        columns.subject_channel.tolist(),
        first.tolist(),
        strict=True,
    ):
        categories, at_first = set(), NONE
        for at in range(bounds[product], bounds[product + 1]):
            if days[at] <= day:
                at_first = values[at]
            else:
                categories.add(values[at])
        yield product, channel, frozenset({*categories, at_first})
