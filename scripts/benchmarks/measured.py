"""What pieces of work take that are done in turn, and what is to be held against what."""

import gc
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from figures import ratio, slope


class NotHere(Exception):
    """A line that cannot be measured here; the message says why."""


@dataclass(frozen=True)
class Taken:
    """Seconds of the clock and of the processor, and the peak of memory of a process in MiB."""

    wall: float
    cpu: float
    peak: float | None = None


@dataclass(frozen=True)
class Point:
    """What a command takes at one size: medians of seconds, and the highest peak in MiB."""

    size: int
    wall: float
    cpu: float
    peak: float

    @classmethod
    def of(cls, size: int, taken: Sequence[Taken]) -> "Point":
        """Return the point that some rounds make."""
        wall, cpu = (median(getattr(each, what) for each in taken) for what in ("wall", "cpu"))
        return cls(size, wall, cpu, max(each.peak or 0 for each in taken))


STEEPEST = 1.05
"""The slope that is to be reached: in proportion to the portfolio, and a little."""


def steepness(points: Sequence[Point]) -> float:
    """Return the slope of the processor's time by size."""
    return slope([point.size for point in points], [point.cpu for point in points])


Work = Callable[[], Taken]
Rounds = dict[str, list[Taken]]
"""What each of several works took, round by round; the first of them is the tracker's."""


@dataclass(frozen=True)
class Goal:
    """What is to be reached beside a peer.

    "rate" is ours over theirs by the clock, at least; "speed" the same by the processor; "CPU" is
    the processor's time of ours over theirs, at most.
    """

    peer: str
    measure: str
    bound: float

    def found(self, rounds: Rounds) -> float:
        """Return the ratio that was measured."""
        [ours, *_], theirs = rounds.values(), rounds[self.peer]
        if self.measure == "rate":
            return ratio([each.wall for each in theirs], [each.wall for each in ours])
        own, other = ([each.cpu for each in rows] for rows in (ours, theirs))
        return ratio(own, other) if self.measure == "CPU" else ratio(other, own)

    def is_met(self, rounds: Rounds) -> bool:
        """Tell whether what was measured is enough."""
        found = self.found(rounds)
        return found <= self.bound if self.measure == "CPU" else found >= self.bound


@dataclass(frozen=True)
class Result:
    """What a line measured; `numbers` are others than times, by what they are, with their bound."""

    what: str
    rounds: Rounds = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()
    numbers: dict[str, tuple[float, float | None]] = field(default_factory=dict)
    growth: dict[str, list[Point]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What every line is told: how large, how often, and where ledgers and peers are."""

    sizes: tuple[int, ...]
    rounds: int
    ledgers: Path
    peers: Path | None
    quick: bool = False

    @property
    def products(self) -> int:
        """The size at which lines are measured that are about one; growth goes beyond."""
        return min(max(self.sizes), 100_000)

    @property
    def growth_rounds(self) -> int:
        """How often whole commands run at each size."""
        return min(self.rounds, 3)


def here(work: Callable[[], object]) -> Work:
    """Return a work that is done in this process."""

    def taken() -> Taken:
        gc.collect()
        wall, cpu = perf_counter(), process_time()
        work()
        return Taken(perf_counter() - wall, process_time() - cpu)

    return taken


def in_turn(works: Mapping[str, Work], rounds: int, once: Collection[str] = ()) -> Rounds:
    """Return what works took, every one of them done once in each round; `once` in the first."""
    found: Rounds = {name: [] for name in works}
    for number in range(rounds):
        for name, work in works.items():
            if number == 0 or name not in once:
                found[name].append(work())
    return found
