"""Opening the ledger for a command, and saying at which points in time it was asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import click

from tracker.cli import Session
from tracker.cli.options import When, instant_in
from tracker.clock import today
from tracker.errors import TrackerError
from tracker.ledger import Ledger, open_ledger
from tracker.queries import Snapshot, snapshot


@contextmanager
def opened(session: Session) -> Iterator[Ledger]:
    """Open the session's ledger; what the tracker says no to ends the command with code 1."""
    with refusals(), open_ledger(session.ledger) as ledger:
        yield ledger


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal of the tracker into one calm message and exit code 1."""
    try:
        yield
    except TrackerError as refusal:
        raise click.ClickException(str(refusal)) from refusal


def ask(session: Session, ledger: Ledger, when: When, products: Sequence[str] = ()) -> Snapshot:
    """Return what the question sees."""
    return snapshot(
        ledger,
        as_of=when.as_of or today(ledger.zone, clock=session.clock),
        known_at=when.known_at,
        recorded_by=instant_in(ZoneInfo(ledger.zone), when.recorded_by),
        products=products,
    )


def asked_json(asked: Snapshot) -> dict[str, Any]:
    """Return the points in time at which a question was asked."""
    point = asked.viewpoint
    return {
        "as_of": point.as_of.isoformat(),
        "known_at": point.known_at.isoformat() if point.known_at else None,
        "recorded_by": point.recorded_by.isoformat() if point.recorded_by else None,
        "position": asked.position,
    }


def asked_words(asked: Snapshot, days: Sequence[date] = ()) -> str:
    """Return the points in time at which a question was asked, as a line of text."""
    point = asked.viewpoint
    as_of = ", ".join(map(str, days or [point.as_of]))
    known = f"as known on {point.known_at}" if point.known_at else "with everything known"
    recorded = (
        f"recorded by {point.recorded_by.isoformat(timespec='seconds')}"
        if point.recorded_by
        else "and recorded"
    )
    return f"As of {as_of}, {known} {recorded} (position {asked.position})."


def check_channel(asked: Snapshot, channel: str | None) -> None:
    """End the command with code 1 if no act the question sees establishes a channel."""
    known = sorted(asked.bench.reach.channels)
    if channel is None or channel in known:
        return
    near = get_close_matches(channel, known, n=1)
    hint = f"Did you mean '{near[0]}'?" if near else f"Established are: {', '.join(known) or '-'}."
    nothing_found(f"No subject is in channel '{channel}', and no act establishes it. {hint}")


def not_placed(asked: Snapshot, product: str, channel: str | None) -> NoReturn:
    """End the command with code 1: a product is on record, but not where it was looked for."""
    check_channel(asked, channel)
    nothing_found(not_placed_words(asked, product, channel))


def not_placed_words(asked: Snapshot, product: str, channel: str | None) -> str:
    """Say that a product is on record, but not where or when it was looked for."""
    if product not in asked.portfolio.products:
        return f"Nothing of product '{product}' is seen. {asked_words(asked)}"
    where = f"channel {channel}" if channel else "any channel"
    return f"Product '{product}' was not placed in {where}. {asked_words(asked)}"


def nothing_found(message: str) -> NoReturn:
    """End the command with code 1 and a message on standard error."""
    raise click.ClickException(message)
