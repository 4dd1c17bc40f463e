"""What a scenario does to reminders under a policy: of what people would hear, and from when on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from events.policies import Policy
from projections.notices.occasions.occasion import Occasion
from projections.notices.sending.owed import ladder
from projections.what_if.reminders import Moved, Reminders


@dataclass(frozen=True, slots=True)
class Reminder:
    """An occasion of which people are reminded; `told_on` are the days, in order.

    What fell due before the base of the scenario is told on the day of the base. `before` is the
    same occasion where it stands without the scenario, if it moves.
    """

    occasion: Occasion
    told_on: tuple[date, ...]
    before: Occasion | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """The reminders, to come from a day on, that a scenario adds, moves and drops; by day."""

    since: date
    added: tuple[Reminder, ...]
    moved: tuple[Reminder, ...]
    dropped: tuple[Reminder, ...]

    def __bool__(self) -> bool:
        return bool(self.all)

    @property
    def all(self) -> tuple[Reminder, ...]:
        """All of them."""
        return self.added + self.moved + self.dropped

    @property
    def counts(self) -> dict[str, int]:
        """How many reminders there are, by what becomes of them."""
        return {what: len(group) for what, group in self.groups.items()}

    @property
    def groups(self) -> dict[str, tuple[Reminder, ...]]:
        """The reminders by what becomes of them, in few words."""
        return {"added": self.added, "moved": self.moved, "dropped": self.dropped}


def announced(found: Reminders, policy: Policy) -> Announced:
    """Return the reminders that a policy makes of occasions; of some it makes none."""
    since = found.ahead.today

    def told(each: Occasion) -> tuple[date, ...]:
        days = (max(step.due_on, since) for step in ladder(each, policy))
        return tuple(dict.fromkeys(days))

    def of(occasions: tuple[Occasion, ...]) -> tuple[Reminder, ...]:
        return tuple(Reminder(each, days) for each in occasions if (days := told(each)))

    def moving(moved: tuple[Moved, ...]) -> Iterator[Reminder]:
        for each in moved:
            if days := told(each.after):
                yield Reminder(each.after, days, each.before)

    return Announced(since, of(found.added), tuple(moving(found.moved)), of(found.dropped))
