"""What a calendar of reminders holds: a day for each occasion, and what was withdrawn since.

What a calendar held is nowhere on record: files are copied, and read by whoever has them. So a
withdrawal must follow from the facts alone. An occasion is withdrawn if it held in some earlier
state of the ledger, was asked for by the same question, and does not hold in the last one. This
covers whatever people were told of by message, since each message told of such a state.

A sequence number is the position of the last fact that can have changed the event. So it never
falls, it rises whenever the event changes, is cancelled or comes back, and it is the same for
whoever asks. It may rise where nothing changed that anybody sees; calendars do not mind.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from events.following import Work, follow
from events.policies import Policy
from events.recorded import Recorded
from projections.notices.occasions.gathering import Failed, left_out
from projections.notices.occasions.occasion import Occasion
from projections.notices.occasions.states import State, States
from projections.notices.sending.owed import lead_days
from projections.notices.sending.people import pairs
from projections.record.filing import LAW, Matter
from projections.record.law import ONE_DAY

Held = dict[Matter, dict[str, Occasion]]
"""Occasions by what they are of, and by key."""


@dataclass(frozen=True, slots=True)
class Event:
    """An occasion in a calendar; `cancelled` if it was withdrawn.

    `changed` is the last fact that can have changed it.
    """

    occasion: Occasion
    changed: Recorded
    cancelled: bool = False

    @property
    def sequence(self) -> int:
        """The number that rises whenever the event changes."""
        return self.changed.position


@dataclass(frozen=True, slots=True)
class Pages:
    """Which events a calendar has: those wanted, from the day `first` through `last`.

    What was withdrawn is cancelled from the day `back` on, which lies before `first`, so that a
    calendar made some time ago is set right. Only states that still stood at the instant `start`,
    or later, are looked at for it; None: all.
    """

    first: date
    last: date
    back: date
    wanted: Callable[[Occasion], bool]
    start: datetime | None = None


def wanted(
    occasion: Occasion, policy: Policy, products: Iterable[str] = (), person: str | None = None
) -> bool:
    """Tell whether a policy has reminders of an occasion, about some products, for a person.

    Without products it is about any; without a person, for anybody. An owner counts, and a deputy.
    """
    named = set(products)
    return (
        bool(lead_days(occasion, policy))
        and (not named or not named.isdisjoint(occasion.traits.products))
        and (person is None or any(person in pair.people for pair in pairs(occasion, policy)))
    )


def events(records: Iterable[Recorded], pages: Pages, failed: Failed | None = None) -> list[Event]:
    """Return the events of a calendar, by day.

    With `failed`, a subject that cannot be worked out is told there, and nothing of it is told or
    cancelled; nor is anything of the law, which may touch just that.
    """
    states = States(records)
    now = _now(states, pages, failed)
    found = []
    for subject, gone in _gone(states, now, pages).items():
        holds = [each for each in now[subject].values() if each.day >= pages.first]
        if holds or gone:
            changed = states.last_bearing_on(subject)
            found += [Event(occasion, changed) for occasion in holds]
            found += [Event(occasion, changed, cancelled=True) for occasion in gone]
    return sorted(found, key=lambda event: (event.occasion.day, event.occasion.key))


def _now(states: States, pages: Pages, failed: Failed | None) -> Held:
    """Return what holds, for each subject that can be worked out."""
    held: Held = {}
    state = states.at()
    for subject in follow(Work.REMINDERS_FOUND, states.subjects):
        with left_out(subject, failed):
            sound = [name for what, name in held if what == "product"]
            held[subject] = _of(subject, state, sound, pages)
    return held


def _gone(states: States, now: Held, pages: Pages) -> dict[Matter, list[Occasion]]:
    """Return what held once and does not any more, as it was last, for each subject."""
    once: Held = {subject: {} for subject in now}
    for instant, subjects in follow(Work.INSTANTS_LOOKED_AT, list(_turns(states, now, pages))):
        state = states.before(instant)
        for subject, products in subjects:
            with left_out(subject, lambda _: None):
                once[subject] |= _of(subject, state, products, pages)
    return {
        subject: [each for key, each in once[subject].items() if key not in held]
        for subject, held in now.items()
    }


Concerned = list[tuple[Matter, Collection[str]]]
"""Subjects, each with the products because of which an occasion of it can have ceased to hold."""


def _turns(states: States, now: Held, pages: Pages) -> Iterator[tuple[datetime, Concerned]]:
    """Yield the instants at which occasions can have ceased to hold, in order, and of which."""
    is_whole = len(now) == len(states.subjects)
    found: dict[datetime, Concerned] = {}
    for subject in now:
        if subject == LAW and not is_whole:
            continue
        for instant, products in states.turns(subject).items():
            if pages.start is None or instant >= pages.start:
                found.setdefault(instant, []).append((subject, products))
    yield from sorted(found.items())


def _of(
    subject: Matter, state: State, products: Iterable[str], pages: Pages
) -> dict[str, Occasion]:
    """Return what is wanted of a subject's occasions in a state, by key.

    `products` are those that the law may touch.
    """
    what, name = subject
    if subject == LAW:
        found = state.of_law(products, pages.back)
    elif what == "product":
        found = state.of_product(name, pages.back, pages.last + ONE_DAY)
    else:
        found = state.of_license(name)
    return {
        each.key: each
        for each in found
        if pages.back <= each.day <= pages.last and pages.wanted(each)
    }
