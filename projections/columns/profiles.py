"""Subjects that law touches alike: in one channel, of the same categories, licensed alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from projections.columns.arrays import Ints, matching
from projections.columns.columns import NONE, Columns
from projections.judging.reach import Profile

Sort = tuple[int, tuple[int, ...], tuple[int, ...]]
"""Codes: a channel, categories, regimes of licenses."""


@dataclass(frozen=True, slots=True)
class Sorts:
    """Profiles, and by subject which of them is its own (int32).

    Law that does not touch the profile does not touch the subject.
    """

    profiles: Sequence[Profile]
    of_subject: Ints


def sorts_of(columns: Columns) -> Sorts:
    """Return the sorts of subjects; the latest license of any stands for all of a sort."""
    subject, regime, issued_on = _licensed(columns)
    sorts: dict[Sort, int] = {}
    of_subject = np.array(
        [sorts.setdefault(sort, len(sorts)) for sort in _sorts(columns, subject, regime)], np.int32
    )
    naming = _Naming(columns, _latest(of_subject[subject], regime, issued_on))
    profiles = [naming.profile(sort, code) for sort, code in sorts.items()]
    return Sorts(profiles, of_subject)


def profiles_of(columns: Columns) -> Iterator[Profile]:
    """Yield what law may touch each subject by, as `projections.judging.reach.profile` has it."""
    subject, regime, issued_on = _licensed(columns)
    naming = _Naming(columns, _latest(subject, regime, issued_on))
    for number, sort in enumerate(_sorts(columns, subject, regime)):
        yield naming.profile(sort, number)


def _sorts(columns: Columns, subject: Ints, regime: Ints) -> Iterator[Sort]:
    """Yield the sort of each subject; `subject` and `regime` say what licenses it has."""
    count = len(columns.subject_product)
    categories = _sets(*_distinct(*_categories(columns)), count)
    regimes = _sets(*_distinct(subject, regime), count)
    return zip(columns.subject_channel.tolist(), categories, regimes, strict=True)


def _categories(columns: Columns) -> tuple[Ints, Ints]:
    """Return subjects with each category of theirs from the day on which placements begin."""
    products, subjects = columns.subject_product, np.arange(len(columns.subject_product))
    first = columns.placements.begins(subjects)
    later, row = columns.category.rows(products, first + 1)
    at_first = columns.category.at(products, first)
    return np.append(subjects, later), np.append(at_first, columns.category.value[row])


def _licensed(columns: Columns) -> tuple[Ints, Ints, Ints]:
    """Return subjects with the regime and the day of issue of each license that ever lists them."""
    products, license = columns.listings
    subject, row = matching(products, columns.subject_product)
    license = license[row]
    seen = columns.licenses.regime[license] != NONE
    license = license[seen]
    return subject[seen], columns.licenses.regime[license], columns.licenses.issued_on[license]


def _distinct(thing: Ints, code: Ints) -> tuple[Ints, Ints]:
    """Return things with their codes, sorted by both, each once."""
    key = np.unique((thing.astype(np.int64) << 32) | (code + 1))
    return key >> 32, (key & 0xFFFFFFFF) - 1


def _sets(thing: Ints, code: Ints, count: int) -> list[tuple[int, ...]]:
    """Return the codes of each of so many things, for which they are sorted."""
    cuts, codes = np.searchsorted(thing, np.arange(count + 1)).tolist(), code.tolist()
    return [tuple(codes[cuts[n] : cuts[n + 1]]) for n in range(count)]


def _latest(thing: Ints, regime: Ints, issued_on: Ints) -> dict[tuple[int, int], int]:
    """Return the last day of issue by thing and regime."""
    order = np.argsort(issued_on, kind="stable")
    pairs = zip(thing[order].tolist(), regime[order].tolist(), strict=True)
    return dict(zip(pairs, issued_on[order].tolist(), strict=True))


class _Naming:
    """Puts codes into profiles; `latest` has the last day of issue by thing and regime."""

    def __init__(self, columns: Columns, latest: Mapping[tuple[int, int], int]) -> None:
        self._channels, self._latest = columns.channels, latest
        self._categories = [*columns.categories, None]  # NONE is the last
        self._regimes = list(columns.regimes)

    def profile(self, sort: Sort, thing: int) -> Profile:
        """Return the profile of a sort; the thing says which licenses are meant."""
        channel, categories, regimes = sort
        days = ((self._regimes[code], self._latest[thing, code]) for code in regimes)
        return Profile(
            self._channels[channel],
            frozenset(self._categories[code] for code in categories),
            frozenset((name, date.fromordinal(day)) for name, day in days),
        )
