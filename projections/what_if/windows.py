"""Which days an answer tells of."""

from dataclasses import dataclass
from datetime import date

from projections.comparing.changes import Change


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked for: from the first through the last (None: without bound)."""

    first: date | None = None
    last: date | None = None

    def meets(self, change: Change) -> bool:
        """Tell whether any day of a change is asked for."""
        begins = self.last is None or change.start <= self.last
        return begins and (self.first is None or change.end is None or change.end > self.first)

    def holds(self, day: date) -> bool:
        """Tell whether a day is asked for."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


EVERY_DAY = Window()


@dataclass(frozen=True, slots=True)
class Ahead:
    """Which reminders are asked for: those of occasions on `today` or later, and on some days.

    One that moves is asked for if it is so on either of its days.
    """

    today: date = date.min
    days: Window = EVERY_DAY


EVERY_REMINDER = Ahead()
