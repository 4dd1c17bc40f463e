"""One sweep: everything that is due goes out, and each message is noted once it is gone.

What cannot be noted is not sent, and what went out is noted before anything else goes. Who dies
between sending and noting sends the same message again, under the same key; nothing else is ever
sent twice, whoever sweeps and wherever.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from events.notices import NoticeFact, RemindersSwept
from events.policies import Policy, Way
from projections.notices.occasions.gathering import Unworkable
from projections.notices.occasions.occasion import stable_key
from projections.notices.sending.log import happened_at
from projections.notices.sending.parcels import Parcel
from projections.notices.sending.plan import Moment, parcels
from projections.notices.sending.register import Register
from projections.notices.sending.trying_again import next_try
from projections.notices.sending.working_days import DaysOff
from tracker.collector import collector_at_rest
from tracker.delivery.carriers import carrier
from tracker.delivery.letters import Undelivered, not_tried
from tracker.errors import TrackerError
from tracker.live.live import Live
from tracker.reminders.links import Linking
from tracker.reminders.noting import NotNoted, bounced, went_out
from tracker.reminders.quiet import Quiet
from tracker.reminders.sending import Message, message, send
from tracker.reminders.under_way import UnderWay

SWEPT_AT_LEAST_EVERY = timedelta(minutes=50)
"""How long a sweep that did nothing goes without being put on record after another."""

PASSES = 5
"""How often a sweep looks again at what a failure has made due: a deputy takes an owner's place."""


@dataclass
class Swept:
    """What a sweep came to: messages sent and failed, and subjects that could not be worked out.

    `broken_off` says that it was told to stop, or lost its lock, before it had sent everything;
    `next_try` is when something that failed may be tried again. `unreached` are the carriers that
    were out of reach, each with the failure of the one message by which that was found.
    """

    sent: list[Parcel] = field(default_factory=list)
    failed: list[tuple[Parcel, Undelivered]] = field(default_factory=list)
    findings: list[Unworkable] = field(default_factory=list)
    broken_off: bool = False
    next_try: datetime | None = None
    unreached: dict[Way | str, Undelivered] = field(default_factory=dict)


class Sweeper:
    """Sweeps one ledger again and again; between sweeps it keeps what has not changed."""

    def __init__(
        self,
        live: Live,
        policy: Policy,
        days_off: dict[str, DaysOff],
        clock: Callable[[], datetime],
        links: Linking,
    ) -> None:
        self._live, self._ledger = live, live.ledger
        self._policy, self._clock = policy, clock
        self._days_off, self._links = days_off, links
        self._register, self._position = Register(policy), 0
        self._under_way = UnderWay(live.ledger)
        self._quiet = Quiet(live.ledger, live.tables, policy)
        self._unnoted: list[NoticeFact] = []

    def sweep(self, *, stopping: Callable[[], bool] = lambda: False) -> Swept | None:
        """Deliver what is due and return what came of it; None: somebody else is sweeping.

        Once `stopping` says so, no further message is begun. Raises NotNoted, or another
        TrackerError. After an error, what was sent and could not be noted is noted by the next
        sweep before anything else is done.
        """
        with self._ledger.alone() as held:
            if not held():
                return None
            try:
                return self._sweep(lambda: stopping() or not held())
            except BaseException:
                self._forget()
                raise

    def close(self) -> None:
        """Let go of the live tables."""
        self._live.tables.close()

    def _sweep(self, ending: Callable[[], bool]) -> Swept:
        swept, moment = Swept(), self._moment()  # one for all passes: what fails is not due again
        self._note([] if self._unnoted else self._under_way.left())
        if not self._position and (noted := self._quiet.holds(moment)):
            if self._note_sweep(swept, noted.last_sweep):
                self._quiet.go_on(noted, self._clock())
            return swept
        for _ in range(PASSES):
            moment = replace(moment, clock=self._clock())
            self._catch_up(moment)
            due = self._register.agenda.due(moment.last_day)
            found = parcels(due, self._register.gone, self._register.log, moment)
            if not found:
                break
            for parcel in found:
                if ending():
                    return replace(swept, findings=self._register.findings, broken_off=True)
                self._deliver(parcel, moment, swept)
        swept.findings = self._register.findings
        swept.next_try = next_try(self._register.log, moment.now, latest=self._clock())
        last = self._register.log.last_sweep
        self._note_sweep(swept, happened_at(last) if last else None)
        if not swept.sent and not swept.failed:
            self._catch_up(moment)
            self._quiet.note(self._register, moment)
        return swept

    def _forget(self) -> None:
        """Read everything anew next time, lest half of what was read count for all of it."""
        self._register, self._position = Register(self._policy), 0

    def _moment(self) -> Moment:
        return Moment(self._policy, self._clock(), self._ledger.zone, self._days_off)

    def _deliver(self, parcel: Parcel, moment: Moment, swept: Swept) -> None:
        by, at = carrier(parcel.way), self._clock()
        try:
            if by in swept.unreached:
                raise not_tried(swept.unreached[by])
            one = message(parcel, moment, at=at, ledger=self._ledger.id, links=self._links)
            self._send(one, moment, at)
        except Undelivered as error:
            swept.failed.append((parcel, error))
            if error.unreached:
                swept.unreached[by] = error
            self._note(bounced(parcel, error, self._register.log, at))
        else:
            swept.sent.append(parcel)
            self._note(one.facts)

    def _send(self, one: Message, moment: Moment, at: datetime) -> None:
        """Send a message once it is sure that it can be noted."""
        self._ledger.check_recordable(one.facts, at=at)
        self._under_way.keep(one.facts)
        send(one, moment, at=at)
        self._under_way.has_gone()

    def _note(self, facts: Iterable[NoticeFact]) -> None:
        """Put facts on record after those that could not be; they are kept until it succeeds."""
        self._unnoted += facts
        try:
            self._ledger.record(self._unnoted, at=self._clock())
        except TrackerError as error:
            if gone := went_out(self._unnoted):
                raise NotNoted(gone, error, self._under_way.promise) from error
            raise
        self._unnoted = []
        self._under_way.is_noted()

    def _catch_up(self, moment: Moment) -> None:
        """Read what is new on record; what it touches is found anew."""
        new = self._live.news(after=self._position)
        with collector_at_rest():
            self._register.add(new, moment)
        self._position = max((record.position for record in new), default=self._position)

    def _note_sweep(self, swept: Swept, last: datetime | None) -> bool:
        """Put a sweep on record, unless it did nothing soon after the last; tells whether it is."""
        now = self._clock()
        ago = now - last if last else SWEPT_AT_LEAST_EVERY
        idle = not swept.sent and not swept.failed
        if idle and timedelta() <= ago < SWEPT_AT_LEAST_EVERY:
            return False
        fact = RemindersSwept(
            kind="reminders_swept",
            sweep=stable_key(self._ledger.id, now.isoformat()),
            at=now.isoformat(),
            sent=len(swept.sent),
            failed=len(swept.failed),
            findings=len(swept.findings),
        )
        self._note([fact])
        return True
