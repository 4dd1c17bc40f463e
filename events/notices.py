"""What became of reminders: who was told what, when and how. None of it changes a status."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from events.base import BaseFact, Day, Instant, Name, Text
from events.policies import Sort, WaySort

Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""The stable key of an occasion, a notice or a message: 32 hexadecimal digits."""

Lead = Annotated[int, Field(ge=0, le=3660)]
Round = Annotated[int, Field(ge=0, le=2**31)]


class ReminderFact(BaseFact):
    """What happened to the reminders of one occasion; `day` is the day on which that falls.

    `product`, `license` or `review` is what the occasion is about. A withdrawal, or a request to
    send again, ends a `round`; what goes out after it belongs to the next.
    """

    occasion: Key
    sort: Sort
    day: Day
    product: Name | None = None
    license: Name | None = None
    review: Name | None = None
    round: Round = 0

    @property
    def knowable_from(self) -> date | None:
        return None


class MessageFact(ReminderFact):
    """Something went to a recipient in a message, whose stable key a repeat would carry too.

    `at` is when, by the clock of who sent it: the ledger's own stamps never run backwards, so that
    they stay ahead where a clock once was.
    """

    recipient: Name
    way: WaySort
    message: Key
    at: Instant | None = None


class NoticeSent(MessageFact):
    """A recipient was sent the notice due `lead_days` before the day; `text` is its headline."""

    kind: Literal["notice_sent"]
    lead_days: Lead
    text: Text


class NoticeEscalated(MessageFact):
    """A notice went to somebody further because nobody had acknowledged it in time."""

    kind: Literal["notice_escalated"]
    lead_days: Lead
    text: Text


class NoticeWithdrawn(MessageFact):
    """A recipient was told that what `text` had announced no longer holds."""

    kind: Literal["notice_withdrawn"]
    text: Text


class NoticeBounced(MessageFact):
    """A message did not arrive; a `final` failure is not tried again unless somebody asks.

    `lead_days` is that of the notice it carried; none: it was to withdraw what had been told.
    """

    kind: Literal["notice_bounced"]
    lead_days: Lead | None = None
    attempt: Annotated[int, Field(ge=1, le=1000)]
    reason: Text
    final: bool


class NoticeAcknowledged(ReminderFact):
    """Somebody took note of an occasion, of the steps due `lead_days` before it and earlier."""

    kind: Literal["notice_acknowledged"]
    lead_days: Lead
    by: Name


class NoticeSnoozed(ReminderFact):
    """A recipient asked to hear no more of an occasion before the day `until`."""

    kind: Literal["notice_snoozed"]
    recipient: Name
    until: Day
    by: Name


class NoticeResendAsked(ReminderFact):
    """Somebody asked that a recipient be sent once more what is due of an occasion."""

    kind: Literal["notice_resend_asked"]
    recipient: Name
    by: Name


class RemindersSwept(BaseFact):
    """All reminders due were looked at and sent; what failed stands in facts of its own.

    `findings` is the number of products or licenses whose reminders could not be worked out; `at`
    is when, by the clock of who swept.
    """

    kind: Literal["reminders_swept"]
    sweep: Key
    at: Instant | None = None
    sent: Annotated[int, Field(ge=0, le=2**31)] = 0
    failed: Annotated[int, Field(ge=0, le=2**31)] = 0
    findings: Annotated[int, Field(ge=0, le=2**31)] = 0

    @property
    def knowable_from(self) -> date | None:
        return None


NoticeFact = (
    NoticeSent
    | NoticeEscalated
    | NoticeWithdrawn
    | NoticeBounced
    | NoticeAcknowledged
    | NoticeSnoozed
    | NoticeResendAsked
    | RemindersSwept
)
"""Any fact of the ledger of notices."""
