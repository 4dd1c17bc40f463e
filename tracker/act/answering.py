"""What people answer to notices: acknowledged, snoozed, to be sent again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from events.mentions import REMINDERS
from events.notices import (
    MessageFact,
    NoticeAcknowledged,
    NoticeEscalated,
    NoticeResendAsked,
    NoticeSent,
    NoticeSnoozed,
    NoticeWithdrawn,
    ReminderFact,
)
from events.recorded import Recorded
from projections.notices.occasions.occasion import stable_key
from projections.notices.sending.log import NoticeLog
from projections.record.visible import visible
from tracker.errors import TrackerError
from tracker.ledger import Ledger

SHORTEST_KEY = 6

Answer = NoticeAcknowledged | NoticeSnoozed


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer on record; `since` is when, if it was there before it was given again."""

    fact: ReminderFact
    since: datetime | None = None


class AnswerRefused(TrackerError):
    """A notice cannot be answered so."""

    code = "notice_answer_refused"


class Told:
    """The notices that went to anybody, found by the first digits of an occasion's key."""

    def __init__(self, ledger: Ledger) -> None:
        """Read the ledger of notices."""
        self._ledger = ledger
        everything = ledger.tagged([REMINDERS])
        records = visible(everything)
        self._voided = len(everything) - len(records)
        self._log = NoticeLog(records)
        self._records = records
        self._facts = {
            record.fact.occasion: record.fact
            for record in records
            if isinstance(record.fact, MessageFact)
        }
        self._last = {
            (record.fact.occasion, record.fact.recipient): record
            for record in records
            if isinstance(record.fact, NoticeSent | NoticeEscalated | NoticeWithdrawn)
        }

    def find(self, key: str) -> MessageFact:
        """Return the last fact of the one occasion whose key begins so; raises AnswerRefused."""
        found = [each for each in self._facts if each.startswith(key.lower())]
        if len(key) >= SHORTEST_KEY and len(found) == 1:
            return self._facts[found[0]]
        if len(key) < SHORTEST_KEY:
            why = f"At least the first {SHORTEST_KEY} digits are needed."
        elif not found:
            why = "Nobody was told of anything with such a key."
        else:
            why = f"{len(found)} begin so: {', '.join(sorted(found)[:3])}."
        raise AnswerRefused(
            f"'{key}' does not name a notice.", why, "Run 'tracker remind log' to see the keys."
        )

    def last_to(self, key: str, recipient: str) -> Recorded:
        """Return what a recipient was told last of the one occasion; raises AnswerRefused."""
        occasion = self.find(key).occasion
        if found := self._last.get((occasion, recipient)):
            return found
        raise self._was_not_told(occasion, recipient)

    def acknowledge(self, key: str, by: str, *, at: datetime) -> Answered:
        """Record that somebody took note of all that was sent of an occasion until now.

        Nothing is recorded if they did so since the last message or failure.
        """

        def did(fact: ReminderFact) -> bool | None:
            if isinstance(fact, NoticeAcknowledged):
                return True if fact.by == by else None
            return None if isinstance(fact, NoticeSnoozed) else False

        told = self.find(key)
        if before := self._already(told.occasion, did):
            return before
        track = self._log.track(told.occasion)
        leads = [each.lead_days for each in track.deliveries.values()]
        lead_days = min((each for each in leads if each is not None), default=0)
        common = _common(told, track.round)
        fact = NoticeAcknowledged(
            id=f"acknowledged/{self._once(told.occasion, by)}",
            kind="notice_acknowledged",
            lead_days=lead_days,
            by=by,
            **common,
        )
        return self._record(fact, at)

    def snooze(
        self, key: str, recipient: str, until: date, by: str, *, at: datetime, today: date
    ) -> Answered:
        """Record that a recipient wants to hear no more before a day, which is the last allowed.

        Nothing is recorded if that is so already. Raises AnswerRefused for a day that has come, or
        lies after the day it is all about.
        """

        def did(fact: ReminderFact) -> bool | None:
            if isinstance(fact, NoticeSnoozed) and fact.recipient == recipient:
                return (fact.until, fact.by) == (until, by)
            return False if isinstance(fact, NoticeResendAsked) else None

        told = self.find(key)
        if not today < until <= max(told.day, today):
            raise AnswerRefused(
                f"The notice cannot be snoozed until {until}.",
                f"Today is {today}, and it is about {told.day}.",
                "Take a day between them, the latter included.",
            )
        if before := self._already(told.occasion, did):
            return before
        common = _common(told, self._log.track(told.occasion).round)
        fact = NoticeSnoozed(
            id=f"snoozed/{self._once(told.occasion, recipient, str(until), by)}",
            kind="notice_snoozed",
            recipient=self._recipient(told, recipient),
            until=until,
            by=by,
            **common,
        )
        return self._record(fact, at)

    def resend(self, key: str, recipient: str, by: str, *, at: datetime) -> NoticeResendAsked:
        """Record that a recipient is to be sent once more what is due of an occasion."""
        told = self.find(key)
        fact = NoticeResendAsked(
            kind="notice_resend_asked",
            recipient=self._recipient(told, recipient),
            by=by,
            **_common(told, self._log.track(told.occasion).round),
        )
        self._ledger.record([fact], at=at)
        return fact

    def _about(self, occasion: str) -> Iterator[tuple[Recorded, ReminderFact]]:
        """Yield the facts about an occasion, the last one first."""
        for record in reversed(self._records):
            if isinstance(record.fact, ReminderFact) and record.fact.occasion == occasion:
                yield record, record.fact

    def _already(
        self, occasion: str, did: Callable[[ReminderFact], bool | None]
    ) -> Answered | None:
        """Return the answer that stands already: the last fact that decides whether one does."""
        for record, fact in self._about(occasion):
            if (found := did(fact)) is not None:
                return Answered(fact, record.recorded_at) if found else None
        return None

    def _once(self, occasion: str, *answer: str) -> str:
        """Return a name that an answer bears if it is given twice at the same time."""
        last, _ = next(self._about(occasion))
        return stable_key(occasion, *answer, str(last.position), str(self._voided))

    def _recipient(self, told: MessageFact, name: str) -> str:
        if any(name == who for who, _ in self._log.track(told.occasion).deliveries):
            return name
        raise self._was_not_told(told.occasion, name)

    def _was_not_told(self, occasion: str, name: str) -> AnswerRefused:
        known = sorted({who for who, _ in self._log.track(occasion).deliveries})
        return AnswerRefused(
            f"'{name}' was not told of this.",
            f"Told were: {', '.join(known)}.",
            "Name one of them with --recipient.",
        )

    def _record(self, fact: Answer, at: datetime) -> Answered:
        batch = self._ledger.record([fact], at=at)
        before = self._ledger.fact(fact.id or "") if batch.unchanged else None
        return Answered(fact, before.recorded_at if before else None)


def _common(told: MessageFact, round: int) -> dict[str, Any]:
    """Return how facts name the occasion of which somebody was told."""
    fields = ("occasion", "sort", "day", "product", "license", "review")
    return {**{name: getattr(told, name) for name in fields}, "round": round}
