"""Whether reminders get out: when the last sweep was, and what has not been delivered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from events.mentions import REMINDERS
from events.notices import RemindersSwept
from events.remarks import FactVoided
from projections.notices.sending.log import Failure, NoticeLog, happened_at
from projections.record.visible import visible
from tracker.ahead import ahead_by, ahead_words
from tracker.ledger import Ledger

SILENCE = timedelta(hours=2)
"""How long no sweep may have run, or a delivery fail, before that is itself an alarm."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Something that has not reached a recipient by a way, and why; nobody took note of it."""

    occasion: str
    recipient: str
    way: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class Health:
    """How reminders stand at an instant; `ahead` is by how much the ledger is ahead of it."""

    at: datetime
    ahead: timedelta
    last_sweep: datetime | None
    last: RemindersSwept | None
    undelivered: tuple[Undelivered, ...]

    @property
    def oldest(self) -> datetime | None:
        """When the delivery that fails the longest failed first."""
        return min((each.failure.since for each in self.undelivered), default=None)

    @property
    def by_way(self) -> Counter[str]:
        """How many deliveries fail, by way."""
        return Counter(each.way for each in self.undelivered)

    @property
    def alarms(self) -> list[str]:
        """What somebody has to look at, in sentences; nothing if all is well."""
        return list(self._alarms())

    def document(self) -> dict[str, Any]:
        """Return it for a JSON document."""
        return {
            "last_sweep": _second(self.last_sweep),
            "oldest_undelivered_since": _second(self.oldest),
            "undelivered": dict(sorted(self.by_way.items())),
            "alarms": self.alarms,
        }

    def _alarms(self) -> Iterator[str]:
        if self.ahead:
            yield ahead_words(self.ahead, self.at)
        if self.last_sweep is None:
            yield "No sweep has ever been put on record."
        elif self.at - self.last_sweep > SILENCE:
            hours = (self.at - self.last_sweep) // timedelta(hours=1)
            yield f"No sweep has been put on record for {hours} hours."
        if self.oldest and self.at - self.oldest > SILENCE:
            yield f"Deliveries have been failing since {self.oldest.isoformat(timespec='minutes')}."
        given_up = [each for each in self.undelivered if each.failure.final]
        if given_up:
            yield (
                f"{len(given_up)} deliveries failed for good; 'tracker remind log --failed' names "
                "them, 'resend' or 'ack' answers them."
            )
        if self.last and self.last.findings:
            yield (
                f"The reminders of {self.last.findings} products or licenses cannot be worked out; "
                "'tracker remind run' names them."
            )


def _second(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds") if instant else None


def health(ledger: Ledger, at: datetime) -> Health:
    """Return how the reminders of a ledger stand."""
    return Watch().health(ledger, at)


class Watch:
    """The health of one ledger's reminders for those who ask often: only what is new is read.

    Several threads may ask, each with the ledger as it has opened it.
    """

    def __init__(self) -> None:
        self._log, self._position = NoticeLog(), 0
        self._asked = Lock()

    def health(self, ledger: Ledger, at: datetime) -> Health:
        """Return how the reminders stand."""
        with self._asked:
            self._catch_up(ledger)
            return _health(self._log, at, ahead_by(ledger, at))

    def _catch_up(self, ledger: Ledger) -> None:
        first, last = self._position, ledger.head()
        new = list(ledger.facts(after=first, upto=last)) if first else []
        if not first or any(isinstance(each.fact, FactVoided) for each in new):
            self._log = NoticeLog(visible(ledger.tagged([REMINDERS], upto=last)))
        else:
            for each in new:
                self._log.add(each)
        self._position = last


def _health(log: NoticeLog, at: datetime, ahead: timedelta) -> Health:
    last = log.last_sweep
    undelivered = tuple(
        Undelivered(key, recipient, way, delivery.failure)
        for key, track in log.tracks.items()
        for (recipient, way), delivery in track.deliveries.items()
        if delivery.failure and delivery.failure.position > track.acknowledged
    )
    fact = last.fact if last and isinstance(last.fact, RemindersSwept) else None
    return Health(at, ahead, happened_at(last) if last else None, fact, undelivered)
