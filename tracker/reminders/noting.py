"""What is put on record of a message: one fact for each notice that it carried."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from events.notices import (
    MessageFact,
    NoticeBounced,
    NoticeEscalated,
    NoticeFact,
    NoticeSent,
    NoticeWithdrawn,
)
from events.recorded import Recorded
from projections.notices.occasions.occasion import (
    LicenseEnds,
    Occasion,
    RemovalDue,
    RenewalDue,
    StatusWorsens,
)
from projections.notices.sending.log import NoticeLog
from projections.notices.sending.parcels import Because, Item, Parcel, Telling, Withdrawal
from projections.notices.sending.trying_again import ATTEMPTS
from tracker.delivery.letters import Letter, Undelivered
from tracker.delivery.mail.bounces import Bounce
from tracker.delivery.words import one_line
from tracker.errors import TrackerError

LONGEST_REASON = 2000

Carrying = NoticeSent | NoticeEscalated | NoticeWithdrawn
"""What tells of a message that went out."""

OF_A_MESSAGE = (
    "occasion",
    "sort",
    "day",
    "product",
    "license",
    "review",
    "round",
    "recipient",
    "way",
    "message",
)


def delivered(parcel: Parcel, letter: Letter, at: datetime) -> Iterator[NoticeFact]:
    """Yield the facts of a message that goes out, with what it says of each notice."""
    headlines = {each["key"]: each["headline"] for each in letter.data["notices"]}
    for item in parcel.items:
        common = {**about(item), **_message(parcel, at)}
        if isinstance(item, Withdrawal):
            yield NoticeWithdrawn(kind="notice_withdrawn", text=item.told.text, **common)
            continue
        told = {"lead_days": item.notice.lead_days, "text": headlines[item.key]}
        if item.because is Because.ESCALATED:
            yield NoticeEscalated(kind="notice_escalated", **told, **common)
        else:
            yield NoticeSent(kind="notice_sent", **told, **common)


def bounced(
    parcel: Parcel, error: Undelivered, log: NoticeLog, at: datetime
) -> Iterator[NoticeBounced]:
    """Yield the facts of a message that did not arrive; the last of many attempts is final."""
    for item in parcel.items:
        lead_days = item.notice.lead_days if isinstance(item, Telling) else None
        known = about(item)
        track = log.track(known["occasion"])
        attempt = track.delivery(parcel.recipient, parcel.way.sort).attempts(lead_days) + 1
        yield NoticeBounced(
            kind="notice_bounced",
            lead_days=lead_days,
            attempt=attempt,
            reason=one_line(error.reason, LONGEST_REASON) or "No reason was given.",
            final=error.final or attempt >= ATTEMPTS,
            **known,
            **_message(parcel, at),
        )


class NotNoted(TrackerError):
    """Messages went out, and the facts that tell of them could not be put on record."""

    code = "sent_not_noted"

    def __init__(self, gone: Iterable[MessageFact], error: TrackerError, then: str) -> None:
        told = dict.fromkeys((f"{fact.recipient} by {fact.way}", fact.message) for fact in gone)
        super().__init__(
            f"Sent and not noted: {', '.join(f'to {to}, key {key}' for to, key in told)}.",
            f"{error.what} {error.why}",
            then,
        )


class MessageNotFound(TrackerError):
    """No message of the key is on record as one that went out."""

    code = "message_not_found"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"No message with key {key} is on record, or it is noted as lost already; "
            "nothing was recorded."
        )


def went_out(facts: Iterable[NoticeFact]) -> list[Carrying]:
    """Return those of some facts that tell of a message that went out."""
    return [fact for fact in facts if isinstance(fact, Carrying)]


def _message(parcel: Parcel, at: datetime) -> dict[str, Any]:
    named = {"recipient": parcel.recipient, "way": parcel.way.sort, "message": parcel.key}
    return {**named, "at": at.isoformat()}


def about(item: Item) -> dict[str, Any]:
    """Return which occasion an item is of, as the facts about it say."""
    if isinstance(item, Withdrawal):
        told = item.told
        return {
            "occasion": told.occasion,
            "sort": told.sort,
            "day": told.day,
            "product": told.product,
            "license": told.license,
            "review": told.review,
            "round": told.round,
        }
    return {**about_occasion(item.notice.occasion), "round": item.round}


def about_occasion(occasion: Occasion) -> dict[str, Any]:
    """Return how facts name an occasion: by its key, and what it is about."""
    named: dict[str, str] = {}
    match occasion.matter:
        case StatusWorsens(product=product):
            named = {"product": product}
        case LicenseEnds(license=license) | RenewalDue(license=license):
            named = {"license": license.name}
        case RemovalDue(review=review):
            named = {"product": occasion.about[0], "review": review}
    return {
        "occasion": occasion.key,
        "sort": occasion.sort.value,
        "day": occasion.day,
        **named,
    }


def came_back(bounce: Bounce, records: Iterable[Recorded], at: datetime) -> list[NoticeBounced]:
    """Return the facts of a message that a mail server took, and reported as lost afterwards.

    Raises MessageNotFound if no such message is on record, or it is on record as lost.
    """
    taken: dict[str, Carrying] = {}
    failures = Counter[_Step]()
    for fact in (record.fact for record in records):
        if isinstance(fact, NoticeBounced):
            failures[_step(fact)] += 1
        if isinstance(fact, MessageFact) and fact.message == bounce.key:
            if isinstance(fact, Carrying):
                taken[fact.occasion] = fact
            else:
                taken.pop(fact.occasion, None)
    if not taken:
        raise MessageNotFound(bounce.key)
    return [_lost(bounce, fact, failures[_step(fact)] + 1, at) for fact in taken.values()]


_Step = tuple[str, str, str, int | None]


def _step(fact: MessageFact) -> _Step:
    return fact.occasion, fact.recipient, fact.way, getattr(fact, "lead_days", None)


def _lost(bounce: Bounce, fact: Carrying, attempt: int, at: datetime) -> NoticeBounced:
    """Return that a message was lost; the word that something is withdrawn is not sent again."""
    lead_days = getattr(fact, "lead_days", None)
    return NoticeBounced(
        kind="notice_bounced",
        lead_days=lead_days,
        attempt=attempt,
        reason=bounce.words[:LONGEST_REASON],
        final=bounce.final or lead_days is None or attempt >= ATTEMPTS,
        at=at.isoformat(),
        **{name: getattr(fact, name) for name in OF_A_MESSAGE},
    )
