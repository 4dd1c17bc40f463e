"""Subjects for which a scenario changes the same: what three and three thousand are read by."""

from collections.abc import Iterable
from dataclasses import dataclass

from projections.changes import Subject
from projections.what_if.answer import Changed, Period

Key = tuple[object, ...]
"""By what periods are told apart."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What changes, and the subjects for which exactly that changes, by product and channel."""

    periods: tuple[Period, ...]
    subjects: tuple[Subject, ...]


def patterns(changed: Iterable[Changed]) -> list[Pattern]:
    """Return what changes by what is alike: the same days, statuses, causes and needs.

    The first to come is first; of those on one day, the one of most subjects.
    """
    alike: dict[Key, list[Changed]] = {}
    for each in changed:
        alike.setdefault(tuple(_key(period) for period in each.periods), []).append(each)
    found = [
        Pattern(group[0].periods, tuple(each.subject for each in group)) for group in alike.values()
    ]
    return sorted(
        found,
        key=lambda pattern: (
            pattern.periods[0].change.start,
            -len(pattern.subjects),
            pattern.subjects[0],
        ),
    )


def _key(period: Period) -> Key:
    change = period.change
    days = change.start, change.end, change.before, change.after
    return *days, *(each.words for each in period.because), period.regimes, period.needs
