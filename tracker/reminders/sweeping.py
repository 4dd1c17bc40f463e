"""One sweep: everything that is due goes out, and each message is noted once it is gone.

Who dies between sending and noting sends the same message again, under the same key; nothing else
is ever sent twice, whoever sweeps and wherever.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from events.notices import NoticeFact, RemindersSwept
from events.policies import Policy
from projections.notices.gathering import Unworkable
from projections.notices.occasions import stable_key
from projections.notices.parcels import Parcel
from projections.notices.plan import Moment, parcels
from projections.notices.register import Register
from projections.notices.working_days import DaysOff
from tracker.delivery.carriers import deliver
from tracker.delivery.composing import compose
from tracker.delivery.letters import Letter, Undelivered
from tracker.ledger import Ledger
from tracker.reminders.links import Linking
from tracker.reminders.noting import bounced, delivered

SWEPT_AT_LEAST_EVERY = timedelta(minutes=50)
"""How long a sweep that did nothing goes without being put on record after another."""

PASSES = 5
"""How often a sweep looks again at what a failure has made due: a deputy takes an owner's place."""

_log = logging.getLogger("tracker.reminders")


@dataclass
class Swept:
    """What a sweep came to: messages sent and failed, and subjects that could not be worked out."""

    sent: list[Parcel] = field(default_factory=list)
    failed: list[tuple[Parcel, Undelivered]] = field(default_factory=list)
    findings: list[Unworkable] = field(default_factory=list)


class Sweeper:
    """Sweeps one ledger again and again; between sweeps it keeps what has not changed."""

    def __init__(
        self,
        ledger: Ledger,
        policy: Policy,
        days_off: dict[str, DaysOff],
        clock: Callable[[], datetime],
        links: Linking,
    ) -> None:
        self._ledger, self._policy, self._clock = ledger, policy, clock
        self._days_off, self._links = days_off, links
        self._register, self._position = Register(policy), 0

    def sweep(self) -> Swept | None:
        """Deliver what is due and return what came of it; None: somebody else is sweeping."""
        with self._ledger.alone() as alone:
            return self._sweep() if alone else None

    def _sweep(self) -> Swept:
        swept = Swept()
        for _ in range(PASSES):
            moment = self._moment()
            self._catch_up(moment)
            due = self._register.agenda.due(moment.last_day)
            found = parcels(due, self._register.gone, self._register.log, moment)
            if not found:
                break
            for parcel in found:
                self._deliver(parcel, moment, swept)
        swept.findings = self._register.findings
        self._note_sweep(swept)
        return swept

    def _moment(self) -> Moment:
        return Moment(self._policy, self._clock(), self._ledger.zone, self._days_off)

    def _deliver(self, parcel: Parcel, moment: Moment, swept: Swept) -> None:
        try:
            letter = self._send(parcel, moment)
        except Undelivered as error:
            swept.failed.append((parcel, error))
            self._note(bounced(parcel, error, self._register.log))
        else:
            swept.sent.append(parcel)
            self._note(delivered(parcel, letter))

    def _send(self, parcel: Parcel, moment: Moment) -> Letter:
        """Return the message that went out; whatever goes wrong with it is its own failure."""
        try:
            today = moment.days[parcel.recipient]
            links = partial(self._links, parcel.recipient)
            letter = compose(parcel, on=today, ledger=self._ledger.id, links=links)
            deliver(letter, parcel.way, self._policy.mail, at=moment.now)
        except Undelivered:
            raise
        except Exception as error:
            _log.exception("A message to %s could not be made", parcel.recipient)
            raise Undelivered(f"{type(error).__name__}: {error}.", final=False) from error
        return letter

    def _note(self, facts: Iterable[NoticeFact]) -> None:
        self._ledger.record(list(facts), at=self._clock())

    def _catch_up(self, moment: Moment) -> None:
        """Read what is new on record; what it touches is found anew.

        After a defect half of it may have been taken in, so that the next sweep begins from zero.
        """
        new = list(self._ledger.facts(after=self._position))
        try:
            self._register.add(new, moment)
        except Exception:
            self._register, self._position = Register(self._policy), 0
            raise
        self._position = max((record.position for record in new), default=self._position)

    def _note_sweep(self, swept: Swept) -> None:
        now, last = self._clock(), self._register.log.last_sweep
        idle = not swept.sent and not swept.failed
        if idle and last and now - last.recorded_at < SWEPT_AT_LEAST_EVERY:
            return
        fact = RemindersSwept(
            kind="reminders_swept",
            sweep=stable_key(self._ledger.id, now.isoformat()),
            sent=len(swept.sent),
            failed=len(swept.failed),
            findings=len(swept.findings),
        )
        self._note([fact])
