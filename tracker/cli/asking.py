"""Opening the ledger for a command, and saying at which points in time it was asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import click

from projections.answers import point_json
from projections.visible import Viewpoint
from tracker.cli import Session
from tracker.cli.options import When
from tracker.clock import today
from tracker.errors import TrackerError
from tracker.instants import instant_in
from tracker.ledger import Ledger, open_ledger
from tracker.queries import Snapshot, check_has_passed, snapshot


@contextmanager
def opened(session: Session, *, to_write: bool = True) -> Iterator[Ledger]:
    """Open the session's ledger; what the tracker says no to ends the command with code 1."""
    with refusals(), open_ledger(session.ledger, to_write=to_write) as ledger:
        yield ledger


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal of the tracker into one calm message and exit code 1."""
    try:
        yield
    except TrackerError as refusal:
        raise click.ClickException(str(refusal)) from refusal


def ask(
    session: Session,
    ledger: Ledger,
    when: When,
    products: Sequence[str] = (),
    *,
    kept: bool = False,
) -> Snapshot:
    """Return what the question sees; one whose answer is `kept` may not look ahead."""
    asked = snapshot(
        ledger,
        as_of=when.as_of or today(ledger.zone, clock=session.clock),
        known_at=when.known_at,
        recorded_by=instant_in(ZoneInfo(ledger.zone), when.recorded_by),
        products=products,
    )
    if kept:
        check_has_passed(ledger, asked.viewpoint, session.clock())
    return asked


def asked_json(asked: Snapshot) -> dict[str, Any]:
    """Return the points in time at which a question was asked."""
    return {**point_json(asked.viewpoint), "position": asked.position}


def asked_words(asked: Snapshot, days: Sequence[date] = ()) -> str:
    """Return the points in time at which a question was asked, as a line of text."""
    return f"{_point(asked.viewpoint, days)} (position {asked.position})."


def point_words(point: Viewpoint) -> str:
    """Return the three answers to "when" as a line of text."""
    return f"{_point(point)}."


def _point(point: Viewpoint, days: Sequence[date] = ()) -> str:
    as_of = ", ".join(map(str, days or [point.as_of]))
    known = f"as known on {point.known_at}" if point.known_at else "with everything known"
    recorded = (
        f"recorded by {point.recorded_by.isoformat(timespec='seconds')}"
        if point.recorded_by
        else "and recorded"
    )
    return f"As of {as_of}, {known} {recorded}"


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


def not_placed_at_all(products: Sequence[str], channel: str | None) -> NoReturn:
    """End the command with code 1: at neither of two points does a fact place what was named."""
    named = f"{', '.join(products)} was" if products else "No product was"
    where = f"in channel '{channel}'" if channel else "in any channel"
    not_ = "not placed" if products else "placed"
    nothing_found(
        f"{named} {not_} {where} at either point. A subject is a product placed in a channel. "
        "Run 'tracker timeline PRODUCT' to see where it is."
    )


def nothing_found(message: str) -> NoReturn:
    """End the command with code 1 and a message on standard error."""
    raise click.ClickException(message)


def check_is_a_folder(folder: Path) -> None:
    """End the command with code 1 if files are to be found in a folder that is not there."""
    if not folder.is_dir():
        nothing_found(f"There is no folder '{folder}'. Name the one in which the files are.")
