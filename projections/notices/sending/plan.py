"""What a sweep is to deliver now: a pure function of occasions, log, policy and the moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from events.policies import Person, Policy, Way
from projections.notices.occasions.occasion import Occasion
from projections.notices.sending.log import Delivery, NoticeLog, Track
from projections.notices.sending.owed import Notice, ladder
from projections.notices.sending.parcels import Because, Item, Parcel, Telling, Withdrawal
from projections.notices.sending.people import Pair, can_wait, is_away, is_unreachable, pairs
from projections.notices.sending.trying_again import may_be_tried
from projections.notices.sending.working_days import DaysOff, Due, begins_on


@dataclass(frozen=True)
class Moment:
    """A policy at work at an instant: everybody's day, and everybody's days off, by name.

    `zone` is the ledger's, in which the days are counted that notices are about. Where people are,
    in which the days of those begin too who name no zone, decides only on their days off, absence,
    and how long somebody waits for an answer. `clock` is what the clock says meanwhile, if a sweep
    has lasted since then: what is dated after it was dated by a clock that was ahead.
    """

    policy: Policy
    now: datetime
    zone: str
    days_off: Mapping[str, DaysOff]
    clock: datetime | None = None

    @property
    def latest(self) -> datetime:
        """The last instant that can have been."""
        return max(self.now, self.clock or self.now)

    @cached_property
    def today(self) -> date:
        """The legal day that it is."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    @cached_property
    def days(self) -> dict[str, date]:
        """The day that it is for each person."""
        return {name: self.day_of(self.now, name) for name in self.policy.people}

    @property
    def last_day(self) -> date:
        """The latest day that it is for anybody."""
        return max([self.today, *self.days.values()])

    def day_of(self, instant: datetime, name: str) -> date:
        """Return the day of an instant for a person."""
        return instant.astimezone(ZoneInfo(self.policy.people[name].zone or self.zone)).date()

    def begins_on(self, day: date, name: str) -> date:
        """Return the day that it is for a person when a legal day begins."""
        return begins_on(day, self.zone, self.policy.people[name].zone)


def parcels(
    due: Iterable[Occasion], gone: Iterable[str], log: NoticeLog, moment: Moment
) -> list[Parcel]:
    """Return the messages to deliver, by recipient; nothing that was told is told again.

    `due` are the occasions to look at, all or those of an agenda; `gone` are the keys of occasions
    that somebody was told of and that do not hold any more.
    """
    found: dict[tuple[str, str], tuple[Way, dict[str, Item]]] = {}
    for recipient, way, item in _items(due, gone, log, moment):
        _, there = found.setdefault((recipient, way.sort), (way, {}))
        there[item.occasion_key] = min(item, there.get(item.occasion_key, item), key=_lead_days)
    return [
        Parcel(recipient, moment.policy.people[recipient], way, together)
        for (recipient, _), (way, there) in sorted(found.items(), key=lambda each: each[0])
        for together in _packed(moment.policy.people[recipient], list(there.values()))
    ]


Addressed = tuple[str, Way, Item]
"""A recipient, a way to reach them, and what is to go there."""


def _items(
    due: Iterable[Occasion], gone: Iterable[str], log: NoticeLog, moment: Moment
) -> Iterator[Addressed]:
    for occasion in due:
        track, steps = log.track(occasion.key), ladder(occasion, moment.policy)
        for pair in pairs(occasion, moment.policy):
            yield from _to_one_of(pair, steps, track, moment)
            yield from _escalated(pair, occasion, track, moment)
    for key in gone:
        yield from _withdrawals(log.track(key), moment)


def _lead_days(item: Item) -> int:
    return 0 if isinstance(item, Withdrawal) else item.notice.lead_days


def _packed(person: Person, items: list[Item]) -> list[tuple[Item, ...]]:
    ordered = sorted(items, key=_urgency)
    return [tuple(ordered)] if person.digest else [(item,) for item in ordered]


def _urgency(item: Item) -> tuple[bool, date, str]:
    if isinstance(item, Withdrawal):
        return True, item.told.day, item.key
    return False, item.notice.occasion.day, item.key


def _to_one_of(
    pair: Pair, steps: list[Notice], track: Track, moment: Moment
) -> Iterator[Addressed]:
    """Yield what the owner is due, or the deputy in the owner's place, or who asked for it."""
    for name in sorted(in_order(pair, moment), key=track.asked, reverse=True):
        step = _most_urgent(steps, name, moment)
        if step is None or _other_was_told(pair, name, step, track):
            return
        if not is_unreachable(name, moment.policy.people[name], track, step.lead_days):
            because = Because.OWNER if name == pair.owner else Because.DEPUTY
            yield from _by_each_way(step, name, because, pair.owner, track, moment)
            return


def in_order(pair: Pair, moment: Moment) -> list[str]:
    """Return the owner and the deputy in the order in which they are tried: who is away last."""
    return sorted(
        pair.people, key=lambda name: is_away(moment.policy.people[name], moment.days[name])
    )


def _most_urgent(steps: list[Notice], name: str, moment: Moment) -> Notice | None:
    due = [step for step in steps if _is_due(step, name, moment)]
    return due[-1] if due else None


def _is_due(step: Notice, name: str, moment: Moment) -> bool:
    """Tell whether a step's legal day has begun, or the working day to which it is brought."""
    due = due_on(step, name, moment)
    return step.due_on <= moment.today or (due.brought_forward and due.day <= moment.days[name])


def due_on(step: Notice, name: str, moment: Moment) -> Due:
    """Return somebody's day on which a step goes out: on a day off, the working day before."""
    return moment.days_off[name].on_or_before(moment.begins_on(step.due_on, name))


def _other_was_told(pair: Pair, name: str, step: Notice, track: Track) -> bool:
    other = pair.other(name)
    return other is not None and track.told(other, step.lead_days) and not track.asked(name)


def _escalated(pair: Pair, occasion: Occasion, track: Track, moment: Moment) -> Iterator[Addressed]:
    on = escalates_on(pair, track, moment)
    if pair.escalation is None or on is None or on > moment.days[pair.owner]:
        return
    waiting = track.unacknowledged(pair.people)
    step = Notice(occasion, min(step.lead_days for step in waiting))
    for name in pair.escalation.to:
        yield from _by_each_way(step, name, Because.ESCALATED, pair.owner, track, moment)


def escalates_on(pair: Pair, track: Track, moment: Moment) -> date | None:
    """Return the owner's day on which others hear of what nobody has acknowledged; None: never."""
    waiting = track.unacknowledged(pair.people)
    if pair.escalation is None or not waiting:
        return None
    told_at = min((step.at for step in waiting if step.at <= moment.latest), default=None)
    if told_at is None:  # by a clock that was ahead: when it really was, nobody knows
        return moment.days[pair.owner]
    return moment.day_of(told_at, pair.owner) + timedelta(days=pair.escalation.after_days)


def _by_each_way(
    step: Notice, name: str, because: Because, owner: str, track: Track, moment: Moment
) -> Iterator[Addressed]:
    if _is_held(step.occasion, name, track, moment):
        return
    due = due_on(step, name, moment)
    is_early = due.brought_forward and moment.today < step.due_on
    early = moment.begins_on(step.due_on, name) if is_early else None
    for way in moment.policy.people[name].ways:
        delivery = track.delivery(name, way.sort)
        if delivery.told(step.lead_days) or not _may_try(delivery, step.lead_days, moment):
            continue
        unpublished = early is not None and due.unpublished
        earlier = tuple(delivery.messages)
        yield (
            name,
            way,
            Telling(step, because, owner, delivery.round, early, unpublished, earlier),
        )


def _may_try(delivery: Delivery, lead_days: int | None, moment: Moment) -> bool:
    return may_be_tried(delivery, lead_days, moment.now, latest=moment.latest)


def _is_held(occasion: Occasion, name: str, track: Track, moment: Moment) -> bool:
    """Tell whether somebody is to be left in peace: by their own wish, or on a day off."""
    if (until := track.snoozed.get(name)) and moment.today < until:
        return True
    begins = moment.begins_on(occasion.day, name)
    return can_wait(occasion, begins, moment.days_off[name], moment.days[name])


def _withdrawals(track: Track, moment: Moment) -> Iterator[Addressed]:
    for (name, sort), delivery in track.deliveries.items():
        person = moment.policy.people.get(name)
        if person is None or not delivery.steps or not _may_try(delivery, None, moment):
            continue
        if moment.days_off[name].is_off(moment.days[name]):
            continue
        last = delivery.steps[-1]
        told_on = last.at.astimezone(ZoneInfo(moment.zone)).date()
        item = Withdrawal(last.fact, told_on, tuple(delivery.messages))
        yield from ((name, way, item) for way in person.ways if way.sort == sort)
