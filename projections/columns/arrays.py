"""What holds of many things from day to day, as sorted arrays.

A thing is a whole number from 0 up, below 2**41. It and a day are packed into one number of 64
bits, so that one binary search finds both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.signedinteger[Any]]
Bools = NDArray[np.bool_]

DAY_BITS = 22
FOREVER = 2**DAY_BITS - 1
"""A day after every day: the end of what has none."""


def packed(thing: Ints | int, day: Ints | int) -> Ints:
    """Return things with days as single numbers (int64) that sort by thing, then by day."""
    return (np.asarray(thing, np.int64) << DAY_BITS) | day


def unpacked(key: Ints) -> tuple[Ints, Ints]:
    """Return the things (int64) and the days (int32) of packed numbers."""
    return key >> DAY_BITS, (key & FOREVER).astype(np.int32)


def ranges(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return every whole number from each `first` up to and without its `last`.

    The one array names the place of the pair, the other the number.
    """
    count = last - first
    place = np.repeat(np.arange(len(count)), count)
    return place, np.arange(len(place)) + np.repeat(first - np.cumsum(count) + count, count)


def matching(sorted_things: Ints, wanted: Ints) -> tuple[Ints, Ints]:
    """Return every pair of places at which a wanted thing and a thing of the other are the same."""
    first, last = (np.searchsorted(sorted_things, wanted, side) for side in ("left", "right"))
    return ranges(first, last)


def joined(parts: Iterable[Ints]) -> Ints:
    """Return arrays as one; of no arrays, an empty one."""
    return np.concatenate([np.zeros(0, np.int64), *parts])


@dataclass(frozen=True, slots=True)
class Turns:
    """What holds of each thing from a day on, until its next turn.

    `key` (int64, rising) has the packed thing and day of each turn, `value` what holds from then
    on. Row 0 is no turn: it stands for every day before a thing's first.
    """

    key: Ints
    value: NDArray[Any]

    def at(self, thing: Ints, day: Ints | int) -> NDArray[Any]:
        """Return what holds of each thing on its day."""
        row = np.searchsorted(self.key, packed(thing, day), side="right") - 1
        row[self.key[row] >> DAY_BITS != thing] = 0
        return self.value[row]

    def rows(self, things: Ints, since: Ints | int = 0) -> tuple[Ints, Ints]:
        """Return the turns of some things from a day on: the place of the thing, and the row."""
        first = np.searchsorted(self.key, packed(things, since))
        return ranges(first, np.searchsorted(self.key, packed(things, FOREVER)))

    def begins(self, things: Ints) -> Ints:
        """Return the days (int32) of the first turns of things, each of which has one."""
        return unpacked(self.key[np.searchsorted(self.key, packed(things, 0))])[1]

    def days(self, things: Ints) -> tuple[Ints, Ints]:
        """Return the days of the turns of some things: the place of the thing, and the day."""
        place, row = self.rows(things)
        return place, unpacked(self.key[row])[1]


def turns_of(thing: Ints, day: Ints, value: NDArray[Any], before: object) -> Turns:
    """Return turns that come in any order of days; of several on one day the last stands."""
    key = packed(thing, day)
    order = np.argsort(key, kind="stable")
    key = key[order]
    stands = np.ones(len(key), np.bool_)
    stands[:-1] = key[1:] != key[:-1]
    last = order[stands]
    nothing = np.array([before], value.dtype)
    return Turns(
        np.concatenate([np.array([-1]), key[stands]]),
        np.concatenate([nothing, value[last]]),
    )


@dataclass(frozen=True, slots=True)
class Spans:
    """Days of things, sorted by thing; `start` is the first, `end` the day after the last.

    All int32; one thing may have several spans, which may overlap.
    """

    thing: Ints
    start: Ints
    end: Ints

    def where(self, kept: Bools | Ints) -> "Spans":
        """Return some of the spans."""
        return Spans(self.thing[kept], self.start[kept], self.end[kept])

    def meet(self, things: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
        """Return the days that are in a span and in those given for its thing.

        Returns the place in what is given, the first day, and the day after the last.
        """
        place, row = matching(self.thing, things)
        first = np.maximum(self.start[row], start[place])
        after = np.minimum(self.end[row], end[place])
        some = first < after
        return place[some], first[some], after[some]


def spans_of(thing: Ints, start: Ints, end: Ints) -> Spans:
    """Return spans that come in any order; those without a day are left out."""
    order = np.argsort(thing, kind="stable")
    spans = Spans(*(each[order].astype(np.int32) for each in (thing, start, end)))
    return spans.where(spans.start < spans.end)


def spans_in_turns(turns: Turns, wanted: Bools) -> Spans:
    """Return from when until when what some rows of turns say holds."""
    thing, day = unpacked(turns.key[1:])
    end = np.full(len(day), FOREVER)
    end[:-1] = np.where(thing[1:] == thing[:-1], day[1:], FOREVER)
    kept = wanted[1:]
    return spans_of(thing[kept], day[kept], end[kept])


def by_name(
    names: Sequence[str], named: Ints, thing: Ints, day: Ints, value: NDArray[Any], before: object
) -> dict[str, Turns]:
    """Return turns of things for each name; `named` has the place of the name."""
    order = np.argsort(named, kind="stable")
    cuts = np.searchsorted(named[order], np.arange(len(names) + 1))
    each = (order[cuts[n] : cuts[n + 1]] for n in range(len(names)))
    return {
        name: turns_of(thing[rows], day[rows], value[rows], before)
        for name, rows in zip(names, each, strict=True)
    }
