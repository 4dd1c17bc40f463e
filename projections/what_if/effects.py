"""Periods that a scenario changes alike: what three and three thousand of them are read by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from projections.judging.judgment import Status
from projections.what_if.because import Because
from projections.what_if.consequences import Changed, Period


@dataclass(frozen=True, slots=True)
class Effect:
    """One change of status for one set of causes, and every period in which it comes about.

    `periods` come by first day, product and channel.
    """

    before: Status
    after: Status
    because: tuple[Because, ...]
    periods: tuple[Period, ...]

    @property
    def first_day(self) -> date:
        """The first day on which it comes about."""
        return self.periods[0].change.start


def effects(changed: Iterable[Changed]) -> list[Effect]:
    """Return what changes by what is alike; the first to come is first, then the widest."""
    alike: dict[object, list[Period]] = {}
    for period in (period for each in changed for period in each.periods):
        change = period.change
        alike.setdefault((change.before, change.after, period.because), []).append(period)
    found = [_effect(periods) for periods in alike.values()]
    return sorted(found, key=lambda each: (each.first_day, -len(each.periods), each.before))


def _effect(periods: list[Period]) -> Effect:
    one = periods[0]
    in_order = sorted(
        periods, key=lambda each: (each.change.start, each.change.product, each.change.channel)
    )
    return Effect(one.change.before, one.change.after, one.because, tuple(in_order))
