"""Questions about subjects that are not there: refused, with what is on record instead."""

from collections.abc import Iterable
from difflib import get_close_matches

from projections.findings.placing import Missing, missing
from projections.judging.bench import Case
from projections.record.asked import Asked
from tracker.errors import TrackerError
from tracker.live.snapshot import Snapshot


class ChannelNotFound(TrackerError):
    """No act that the question sees establishes the channel asked for, and no product is in it."""

    code = "channel_not_found"

    def __init__(self, channel: str, known: list[str]) -> None:
        near = get_close_matches(channel, known, n=1)
        super().__init__(
            f"No subject is in channel '{channel}', and no act establishes it.",
            advice=f"Did you mean '{near[0]}'?"
            if near
            else f"Established are: {', '.join(known) or '-'}.",
        )


class NotPlaced(TrackerError):
    """A product is on record, but not in the channel, or in any, as the question sees it."""

    code = "product_not_placed"

    def __init__(self, missing: Missing, asked: Asked) -> None:
        where = f"channel {missing.channel}" if missing.channel else "any channel"
        super().__init__(f"Product '{missing.product}' is not in {where} as the question sees it.")
        self.missing, self.asked = missing, asked


def check_channel(seen: Snapshot, channel: str | None) -> None:
    """Raise ChannelNotFound if no act that the question sees establishes a channel."""
    known = sorted(seen.bench.reach.channels)
    if channel is not None and channel not in known:
        raise ChannelNotFound(channel, known)


def cases_of(seen: Snapshot, product: str, channel: str | None) -> tuple[Case, ...]:
    """Return the cases of a product, in one channel or in each.

    Raises ChannelNotFound or NotPlaced if there is none.
    """
    found = tuple(seen.cases([product], channel))
    if not found:
        check_channel(seen, channel)
        raise NotPlaced(missing(seen.portfolio, product, channel), seen.asked)
    return found


def all_missing(
    seen: Snapshot, products: Iterable[str], channel: str | None, found: Iterable[str]
) -> tuple[Missing, ...]:
    """Return which of the products asked for were not found, and why."""
    there = set(found)
    return tuple(
        missing(seen.portfolio, product, channel)
        for product in dict.fromkeys(products)
        if product not in there
    )
