"""Occasions by the day on which something is next to be done about them, so that few are looked at.

What is due is found in time proportional to it, however much is still to come.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import takewhile

from projections.notices.occasions.occasion import Occasion
from projections.notices.sending.log import NoticeLog, Track
from projections.notices.sending.owed import Notice, ladder
from projections.notices.sending.people import Pair, pairs
from projections.notices.sending.plan import Moment, due_on, escalates_on


class Agenda:
    """Occasions sorted by their next day; the same question may be asked any number of times."""

    def __init__(self) -> None:
        self._occasions: dict[str, Occasion] = {}
        self._next: dict[str, date] = {}
        self._on: dict[date, set[str]] = {}
        self._days: list[date] = []

    def __contains__(self, key: object) -> bool:
        return key in self._occasions

    def __len__(self) -> int:
        return len(self._occasions)

    def put(self, occasions: Iterable[Occasion], log: NoticeLog, moment: Moment) -> None:
        """Enter occasions, or enter them anew."""
        for occasion in occasions:
            key = occasion.key
            self._occasions[key] = occasion
            self.reconsider(key, log, moment)

    def remove(self, key: str) -> None:
        """Take out an occasion that does not hold any more."""
        if self._occasions.pop(key, None):
            self._move(key, None)

    def reconsider(self, key: str, log: NoticeLog, moment: Moment) -> None:
        """Find an occasion's next day anew, after something was done about it."""
        if occasion := self._occasions.get(key):
            self._move(key, next_day(occasion, log.track(key), moment))

    @property
    def next_day(self) -> date | None:
        """The first day on which something may have to be done; None: nothing is left to do."""
        return self._days[0] if self._days else None

    def due(self, day: date) -> Iterator[Occasion]:
        """Yield the occasions about which something may be done on a day or should have been."""
        for each in takewhile(lambda found: found <= day, self._days):
            yield from (self._occasions[key] for key in sorted(self._on[each]))

    def _move(self, key: str, to: date | None) -> None:
        if before := self._next.pop(key, None):
            self._on[before].discard(key)
            if not self._on[before]:
                del self._on[before], self._days[bisect_left(self._days, before)]
        if to is not None:
            self._next[key] = to
            if to not in self._on:
                insort(self._days, to)
            self._on.setdefault(to, set()).add(key)


def next_day(occasion: Occasion, track: Track, moment: Moment) -> date | None:
    """Return the first day on which something may have to be done about an occasion.

    None: nothing is left to do. What is held back on that day is looked at again on each later one.
    """
    steps = ladder(occasion, moment.policy)
    days = (
        day
        for pair in pairs(occasion, moment.policy)
        for day in (*_next_steps(pair, steps, track, moment), _escalation(pair, track, moment))
        if day is not None
    )
    return min(days, default=None)


def _next_steps(
    pair: Pair, steps: list[Notice], track: Track, moment: Moment
) -> Iterator[date | None]:
    for name in pair.people:
        other = pair.other(name)
        waiting = (
            step
            for step in steps
            if _waits(name, step.lead_days, track, moment)
            and not (other and track.told(other, step.lead_days) and not track.asked(name))
        )
        yield min((due_on(step, name, moment).day for step in waiting), default=None)


def _escalation(pair: Pair, track: Track, moment: Moment) -> date | None:
    on = escalates_on(pair, track, moment)
    if on is None or pair.escalation is None:
        return None
    lead_days = min(step.lead_days for step in track.unacknowledged(pair.people))
    waits = any(_waits(name, lead_days, track, moment) for name in pair.escalation.to)
    return on if waits else None


def _waits(name: str, lead_days: int, track: Track, moment: Moment) -> bool:
    deliveries = (track.delivery(name, way.sort) for way in moment.policy.people[name].ways)
    return any(not each.told(lead_days) and not each.given_up(lead_days) for each in deliveries)
