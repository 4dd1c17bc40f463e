"""The ledger of notices, read: what each recipient was told of each occasion, and what came of it.

One recipient's state by one way is a `Delivery`. What goes out must not depend on how often or how
late anybody looked, so all of it follows from recorded facts in order of position.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from events.notices import (
    MessageFact,
    NoticeAcknowledged,
    NoticeBounced,
    NoticeEscalated,
    NoticeResendAsked,
    NoticeSent,
    NoticeSnoozed,
    NoticeWithdrawn,
    ReminderFact,
    RemindersSwept,
)
from events.recorded import Recorded

Place = tuple[str, str]
"""A recipient and a way."""


@dataclass(frozen=True, slots=True)
class Step:
    """A notice that somebody was sent, `lead_days` before the day."""

    lead_days: int
    at: datetime
    position: int
    fact: NoticeSent | NoticeEscalated


@dataclass(frozen=True, slots=True)
class Failure:
    """The last attempt to reach somebody failed; `final`: it is not tried again by itself.

    `lead_days` is that of the notice it was about; None: it was about a withdrawal. `since` is when
    the first attempt failed.
    """

    lead_days: int | None
    attempt: int
    since: datetime
    at: datetime
    final: bool
    position: int
    message: str
    reason: str


@dataclass(slots=True)
class Delivery:
    """What one recipient had by one way of one occasion; `steps` are those of the present round.

    `asked`: somebody asked that it be sent again, and it has neither been nor failed for good.
    """

    round: int = 0
    steps: list[Step] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    failure: Failure | None = None
    asked: bool = False

    @property
    def lead_days(self) -> int | None:
        """The least lead of what was sent in this round, which covers all greater ones."""
        return min((step.lead_days for step in self.steps), default=None)

    def told(self, lead_days: int) -> bool:
        """Tell whether a step, or a more urgent one, was sent in this round."""
        return any(step.lead_days <= lead_days for step in self.steps)

    def attempts(self, lead_days: int | None) -> int:
        """Return how often a step (None: a withdrawal) was tried in vain."""
        failure = self.failure
        return failure.attempt if failure and failure.lead_days == lead_days else 0

    def given_up(self, lead_days: int | None) -> bool:
        """Tell whether a step (None: a withdrawal) failed for good."""
        return bool(self.attempts(lead_days) and self.failure and self.failure.final)


@dataclass(slots=True)
class Track:
    """What became of the reminders of one occasion, and the subjects that it is about."""

    subjects: set[tuple[str, str]] = field(default_factory=set)
    deliveries: dict[Place, Delivery] = field(default_factory=dict)
    acknowledged: int = 0
    snoozed: dict[str, date] = field(default_factory=dict)

    def delivery(self, recipient: str, way: str) -> Delivery:
        """Return what a recipient had by a way; nothing yet if none went there."""
        return self.deliveries.get((recipient, way)) or Delivery()

    def of(self, recipients: Iterable[str]) -> Iterator[Delivery]:
        """Yield what any of some recipients had, by all ways."""
        wanted = frozenset(recipients)
        for (recipient, _), delivery in self.deliveries.items():
            if recipient in wanted:
                yield delivery

    def told(self, recipient: str, lead_days: int) -> bool:
        """Tell whether a recipient was sent a step or a more urgent one, by any way."""
        return any(delivery.told(lead_days) for delivery in self.of([recipient]))

    def asked(self, recipient: str) -> bool:
        """Tell whether somebody asked that a recipient be sent again what is due."""
        return any(delivery.asked for delivery in self.of([recipient]))

    def unacknowledged(self, recipients: Iterable[str]) -> list[Step]:
        """Return the steps that any of some recipients had since the last acknowledgement."""
        found = [step for delivery in self.of(recipients) for step in delivery.steps]
        waiting = [step for step in found if step.position > self.acknowledged]
        return sorted(waiting, key=lambda step: step.position)

    @property
    def round(self) -> int:
        """The latest round that anybody is in."""
        return max((delivery.round for delivery in self.deliveries.values()), default=0)


def happened_at(record: Recorded) -> datetime:
    """Return when something happened by the clock of who noted it; if not told, its stamp."""
    fact = record.fact
    at = fact.at if isinstance(fact, MessageFact | RemindersSwept) else None
    return datetime.fromisoformat(at) if at else record.recorded_at


class NoticeLog:
    """The tracks of all occasions, by key; facts are added in order of position."""

    def __init__(self, records: Iterable[Recorded] = ()) -> None:
        self.tracks: dict[str, Track] = {}
        self.last_sweep: Recorded | None = None
        for record in records:
            self.add(record)

    def track(self, occasion: str) -> Track:
        """Return what became of an occasion; nothing yet if it is not on record."""
        return self.tracks.get(occasion) or Track()

    def add(self, record: Recorded) -> str | None:
        """Take in a fact; returns the key of the occasion it is about, None if it is about none."""
        fact = record.fact
        if isinstance(fact, RemindersSwept):
            self.last_sweep = record
        if not isinstance(fact, ReminderFact):
            return None
        track = self.tracks.setdefault(fact.occasion, Track())
        named = (("product", fact.product), ("license", fact.license))
        track.subjects.update((what, name) for what, name in named if name)
        if isinstance(fact, MessageFact):
            delivery = track.deliveries.setdefault((fact.recipient, fact.way), Delivery())
            _deliver(delivery, fact, record)
        elif isinstance(fact, NoticeAcknowledged):
            track.acknowledged = record.position
        elif isinstance(fact, NoticeSnoozed):
            track.snoozed[fact.recipient] = fact.until
        elif isinstance(fact, NoticeResendAsked):
            for delivery in track.of([fact.recipient]):
                _begin_again(delivery, fact.round)
                delivery.asked = True
            track.snoozed.pop(fact.recipient, None)
        return fact.occasion


def _deliver(delivery: Delivery, fact: MessageFact, record: Recorded) -> None:
    match fact:
        case NoticeSent() | NoticeEscalated():
            step = Step(fact.lead_days, happened_at(record), record.position, fact)
            delivery.steps.append(step)
            delivery.messages.append(fact.message)
            delivery.failure, delivery.asked = None, False
        case NoticeWithdrawn():
            delivery.messages.append(fact.message)
            delivery.asked = False
            _begin_again(delivery, fact.round)
        case NoticeBounced() if not _is_over(fact, delivery):
            _fail(delivery, fact, record)


def _is_over(fact: NoticeBounced, delivery: Delivery) -> bool:
    """Tell whether a notice failed to go out in a round that somebody ended while it was tried."""
    never_sent = fact.lead_days is not None and fact.message not in delivery.messages
    return never_sent and fact.round < delivery.round


def _fail(delivery: Delivery, fact: NoticeBounced, record: Recorded) -> None:
    """Note a failure; a step that had counted as sent is due again, in a round of its own."""
    before, at = delivery.failure, happened_at(record)
    since = min(before.since, at) if before and fact.attempt > 1 else at
    delivery.failure = Failure(
        fact.lead_days,
        fact.attempt,
        since,
        at,
        fact.final,
        record.position,
        fact.message,
        fact.reason,
    )
    delivery.asked = delivery.asked and not fact.final
    arrived = [step for step in delivery.steps if step.fact.message != fact.message]
    if len(arrived) < len(delivery.steps):
        delivery.steps, delivery.round = arrived, max(delivery.round, fact.round + 1)


def _begin_again(delivery: Delivery, ended: int) -> None:
    delivery.round = max(delivery.round, ended + 1)
    delivery.steps = []
    delivery.failure = None
