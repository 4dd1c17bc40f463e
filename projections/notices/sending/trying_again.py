"""When a message that did not arrive is tried again, and when it is given up.

An attempt dated ahead of the clock was dated by a clock that was wrong. When it really was, nobody
knows, so the next is made at once; that one is dated right.
"""

from datetime import datetime, timedelta

from projections.notices.sending.log import Delivery, Failure, NoticeLog

BACK_OFF_MINUTES = (1, 5, 30, 120, 480, 1440)
"""How long to wait after each failed attempt; after one more than these nothing is tried again."""

ATTEMPTS = len(BACK_OFF_MINUTES) + 1
"""How often a message is tried."""


def may_be_tried(
    delivery: Delivery, lead_days: int | None, now: datetime, *, latest: datetime
) -> bool:
    """Tell whether a step (None: a withdrawal) that may have failed may be tried now.

    No right clock can have shown an instant after `latest`.
    """
    failure = delivery.failure
    if failure is None or not delivery.attempts(lead_days):
        return True
    return not failure.final and (failure.at > latest or now >= _again_at(failure))


def next_try(log: NoticeLog, now: datetime, *, latest: datetime) -> datetime | None:
    """Return the first instant after `now` at which something that failed may be tried again."""
    instants = (
        _again_at(delivery.failure)
        for track in log.tracks.values()
        for delivery in track.deliveries.values()
        if delivery.failure and not delivery.failure.final and delivery.failure.at <= latest
    )
    return min((each for each in instants if each > now), default=None)


def _again_at(failure: Failure) -> datetime:
    wait = BACK_OFF_MINUTES[min(failure.attempt, len(BACK_OFF_MINUTES)) - 1]
    return failure.at + timedelta(minutes=wait)
