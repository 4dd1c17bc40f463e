"""A value that changes from day to day, as a step function."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


class Steps(Generic[T]):
    """Holds a value for every day: `before` until the first step, then each step until the next.

    >>> color = Steps("grey", [(date(2024, 1, 1), "red"), (date(2025, 1, 1), "blue")])
    >>> color.at(date(2023, 12, 31)), color.at(date(2024, 12, 31)), color.at(date(2025, 1, 1))
    ('grey', 'red', 'blue')
    """

    __slots__ = ("before", "days", "values")

    def __init__(self, before: T, steps: Iterable[tuple[date, T]] = ()) -> None:
        """Take steps in order of their days; of several on one day the last stands."""
        self.before = before
        self.days: list[date] = []
        self.values: list[T] = []
        for day, value in steps:
            if self.days and self.days[-1] == day:
                self.values[-1] = value
            else:
                self.days.append(day)
                self.values.append(value)

    def at(self, day: date) -> T:
        """Return the value that stands on a day."""
        index = bisect_right(self.days, day)
        return self.values[index - 1] if index else self.before

    @property
    def steps(self) -> list[tuple[date, T]]:
        """Each step: its first day, and the value from then on."""
        return list(zip(self.days, self.values, strict=True))

    @property
    def last(self) -> T:
        """The value that stands from the last step on."""
        return self.values[-1] if self.values else self.before

    def since(self, day: date) -> Iterator[T]:
        """Yield the value on a day and every later one, in order."""
        index = bisect_right(self.days, day)
        yield self.values[index - 1] if index else self.before
        yield from self.values[index:]
