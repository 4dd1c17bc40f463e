"""Which reminders a scenario adds, moves and drops: two views' occasions held against each other.

An occasion is the same in both views if its sort and what it is about are, whatever its day. So one
that stands on the same day in both is not told, though what is then missing may be another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from projections.notices.occasions.occasion import Occasion, Sort
from projections.what_if.windows import EVERY_REMINDER, Ahead

Identity = tuple[Sort, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Moved:
    """An occasion that a scenario puts on another day."""

    before: Occasion
    after: Occasion


@dataclass(frozen=True, slots=True)
class Reminders:
    """Occasions that only a scenario has, that it moves, and that it does away with, by day.

    What moves stands at the day to which it does.
    """

    added: tuple[Occasion, ...] = ()
    moved: tuple[Moved, ...] = ()
    dropped: tuple[Occasion, ...] = ()
    ahead: Ahead = EVERY_REMINDER


def reminders(before: Iterable[Occasion], after: Iterable[Occasion], ahead: Ahead) -> Reminders:
    """Return what differs between the occasions to come in one view and those in another.

    Of several that are the same but for their days, those that share a day are set aside; of the
    rest the first of the one view is taken to move to the first of the other, and so on.
    """
    old, new = _by_identity(before, ahead), _by_identity(after, ahead)
    added: list[Occasion] = []
    moved: list[Moved] = []
    dropped: list[Occasion] = []
    for identity in old.keys() | new.keys():
        was, becomes = _apart(old[identity], new[identity]), _apart(new[identity], old[identity])
        pairs = min(len(was), len(becomes))
        moved += map(Moved, was[:pairs], becomes[:pairs])
        dropped += was[pairs:]
        added += becomes[pairs:]
    holds = ahead.days.holds
    return Reminders(
        tuple(sorted((each for each in added if holds(each.day)), key=_place)),
        tuple(
            sorted(
                (each for each in moved if holds(each.before.day) or holds(each.after.day)),
                key=lambda each: _place(each.after),
            )
        ),
        tuple(sorted((each for each in dropped if holds(each.day)), key=_place)),
        ahead,
    )


def _by_identity(
    occasions: Iterable[Occasion], ahead: Ahead
) -> defaultdict[Identity, dict[date, Occasion]]:
    found: defaultdict[Identity, dict[date, Occasion]] = defaultdict(dict)
    for each in occasions:
        if each.day >= ahead.today:
            found[each.sort, each.about][each.day] = each
    return found


def _apart(these: Mapping[date, Occasion], others: Mapping[date, Occasion]) -> list[Occasion]:
    """Return the occasions of which no other stands on the same day, by day."""
    return [these[day] for day in sorted(these.keys() - others.keys())]


def _place(occasion: Occasion) -> tuple[date, Sort, tuple[str, ...]]:
    return occasion.day, occasion.sort, occasion.about
