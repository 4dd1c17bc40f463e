"""What is asked of the status of subjects, and what is answered of each and of all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from projections.findings.asides import Asides
from projections.findings.placing import Missing
from projections.judging.bench import Judgment
from projections.judging.judgment import Status
from projections.judging.marks import StretchMarks
from projections.judging.timeline import Stretch
from projections.record.visible import Viewpoint


class Reasons(StrEnum):
    """How much is worked out of why a status is what it is.

    With `NONE` no reason is built, so that nothing is known of marks either.
    """

    NONE = "none"
    GROUNDS = "grounds"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Page:
    """So many of the subjects that match: the first `size` of them, the second, and so on."""

    size: int
    number: int = 1

    @property
    def first(self) -> int:
        """The number of its first subject, counted from 1."""
        return self.size * (self.number - 1) + 1

    @property
    def last(self) -> int:
        """The number of its last subject, if there are as many."""
        return self.size * self.number

    def __contains__(self, number: int) -> bool:
        """Whether the subject of a number, counted from 1, is on it."""
        return self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class StatusQuestion:
    """Of which subjects the status is asked for; without products, of all.

    Without `days`, the status is asked for on the day of the point. With `statuses`, only subjects
    match that have one of them on one of the days. With a `page`, only the matching ones on it are
    shown; all are counted.
    """

    point: Viewpoint
    products: tuple[str, ...] = ()
    channel: str | None = None
    statuses: frozenset[Status] = frozenset()
    days: tuple[date, ...] = ()
    reasons: Reasons = Reasons.FULL
    page: Page | None = None

    @property
    def all_days(self) -> tuple[date, ...]:
        """The days asked for, each once."""
        return tuple(dict.fromkeys(self.days)) or (self.point.as_of,)

    def matches(self, statuses: Iterable[Status]) -> bool:
        """Tell whether a subject that has these statuses on the days matches."""
        return not self.statuses or not self.statuses.isdisjoint(statuses)


@dataclass(frozen=True, slots=True)
class Why:
    """The judgment behind a status, and what is in doubt of it and of its days."""

    judgment: Judgment
    marks: StretchMarks


@dataclass(frozen=True, slots=True)
class SubjectOnDay:
    """A product in a channel on a day, for how long its status stands, and why, if asked for."""

    product: str
    name: str | None
    vendor: str | None
    category: str | None
    channel: str
    day: date
    stands: Stretch
    why: Why | None = None

    @property
    def status(self) -> Status:
        """Its status."""
        return self.stands.status


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A product in a channel on each of the days asked for."""

    product: str
    channel: str
    on: tuple[SubjectOnDay, ...]

    @property
    def statuses(self) -> list[Status]:
        """Its status on each of the days."""
        return [each.status for each in self.on]


Tally = Counter[tuple[int, str, Status]]
"""How many subjects have which status, by the number of the day, channel and status."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many subjects have which status: of all that were found, and of those that match."""

    days: int
    of_all: Tally = field(default_factory=Counter)
    of_matching: Tally = field(default_factory=Counter)

    def add(self, channel: str, statuses: Sequence[Status], *, matches: bool) -> None:
        """Count a subject that was found in a channel, with its status on each of the days."""
        found = [(day, channel, status) for day, status in enumerate(statuses)]
        self.of_all.update(found)
        if matches:
            self.of_matching.update(found)

    @property
    def found(self) -> int:
        """How many subjects were found, whatever their status."""
        return self.all_tallies()[0].total()

    @property
    def found_in(self) -> dict[str, int]:
        """How many subjects were found in each channel, sorted."""
        channels = sorted({channel for _, channel, _ in self.of_all})
        return {channel: self.all_tallies(channel)[0].total() for channel in channels}

    @property
    def matching(self) -> int:
        """How many subjects match."""
        return self.tallies()[0].total()

    def tallies(self, channel: str | None = None) -> list[Counter[Status]]:
        """Return for each day how many of those that match, or of a channel's, have a status."""
        return self._by_day(self.of_matching, channel)

    def all_tallies(self, channel: str | None = None) -> list[Counter[Status]]:
        """Return for each day how many of all, or of a channel's, have a status."""
        return self._by_day(self.of_all, channel)

    def _by_day(self, tally: Tally, channel: str | None) -> list[Counter[Status]]:
        found = [Counter[Status]() for _ in range(self.days)]
        for (day, place, status), number in tally.items():
            if channel in (place, None):
                found[day][status] += number
        return found


@dataclass(frozen=True, slots=True)
class Rest:
    """What is known when all subjects were gone through.

    `missing` are the products asked for that are not where they were looked for.
    """

    totals: Totals
    asides: Asides
    missing: tuple[Missing, ...]
