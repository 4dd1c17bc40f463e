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
    questions: dict[tuple[str, ...], Sequence[OpenQuestion]] = {}
    groups: dict[tuple[str, ...], list[int]] = {}
    for most, subjects in sorts_of(columns):
        bearing = bench.bearing_on(most)
        names = tuple(question.name for question in bearing)
        questions[names] = bearing
        groups.setdefault(names, []).extend(subjects)
    for names, found in groups.items():
        yield questions[names], np.array(sorted(found), np.int64)


def sorts_of(columns: Columns) -> Iterator[tuple[Profile, Sequence[int]]]:
    """Yield subjects that law touches alike, by number, with what they have among them.

    A provision that does not touch a subject of that profile touches none of them.
    """
    subjects: dict[tuple[str, frozenset[str | None], frozenset[str]], list[int]] = {}
    latest: dict[tuple[str, frozenset[str | None], frozenset[str]], dict[str, date]] = {}
    for subject, own in enumerate(profiles_of(columns)):
        sort = own.channel, own.categories, frozenset(regime for regime, _ in own.licensed_under)
        subjects.setdefault(sort, []).append(subject)
        known = latest.setdefault(sort, {})
        for regime, day in own.licensed_under:
            known[regime] = max(day, known.get(regime, day))
    for sort, members in subjects.items():
        channel, categories, _ = sort
        yield Profile(channel, categories, frozenset(latest[sort].items())), members


def profiles_of(columns: Columns) -> Iterator[Profile]:
    """Yield what law may touch each subject by, as `projections.judging.reach.profile` has it."""
    turns, placed = columns.category, columns.placed
    bounds = np.searchsorted(turns.keys, np.arange(len(columns.products) + 1), "left").tolist()
    days, names = turns.days.tolist(), [*columns.categories, None]
    values = turns.values.tolist()
    first = placed.days[np.searchsorted(placed.keys, np.arange(len(columns.subject_product)))]
    licensed = _licensed(columns)
    for product, channel, day in zip(
        columns.subject_product.tolist(),
        columns.subject_channel.tolist(),
        first.tolist(),
        strict=True,
    ):
        at_first, later = NONE, []
        for at in range(bounds[product], bounds[product + 1]):
            if days[at] <= day:
                at_first = values[at]
            else:
                later.append(values[at])
        categories = frozenset(names[at] for at in (at_first, *later))
        own = licensed.get(product, {})
        yield Profile(columns.channels[channel], categories, frozenset(own.items()))


def _licensed(columns: Columns) -> dict[int, dict[str, date]]:
    """Return the latest day of issue of each product's licenses, by product and regime."""
    found: dict[int, dict[str, date]] = {}
    held = columns.licenses
    names = [*columns.regimes, ""]
    regimes, days = held.regime.tolist(), held.issued.tolist()
    for product, license in columns.pairs.tolist():
        if regimes[license] != NONE:
            regime, day = names[regimes[license]], date.fromordinal(days[license])
            own = found.setdefault(product, {})
            own[regime] = max(day, own.get(regime, day))
    return found
