"""A ledger whose stamps are ahead of the clock: one was ahead once, and stamps never run back."""

from datetime import datetime, timedelta

from tracker.ledger import Ledger

TOLERATED = timedelta(minutes=1)
"""By how much the clocks of several machines may differ without a word."""


def ahead_by(ledger: Ledger, now: datetime) -> timedelta:
    """Return by how much a ledger's last stamp is ahead of the clock; nothing within tolerance."""
    last = ledger.last_recorded_at()
    ahead = last - now if last else timedelta()
    return ahead if ahead > TOLERATED else timedelta()


def ahead_words(ahead: timedelta, now: datetime) -> str:
    """Return what it means that a ledger is ahead, in sentences."""
    stamp, clock = (each.isoformat(timespec="minutes") for each in (now + ahead, now))
    return (
        f"The ledger is ahead of the clock by {_length(ahead)}: its last batch is stamped {stamp}, "
        f"and the clock says {clock}. One of the two was set wrong. Until the clock has passed "
        "that stamp, whatever is recorded gets it too, and --recorded-by leaves it out before then."
    )


def _length(ahead: timedelta) -> str:
    for unit, seconds in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if (count := int(ahead.total_seconds()) // seconds) > 1:
            return f"{count:,} {unit}s"
    return f"{int(ahead.total_seconds())} seconds"
