"""Opening the ledger for a command, and saying at which points in time it was asked."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import click

from projections.answers.asides import Asides
from projections.record.visible import Viewpoint
from projections.wording.en import asked_words as asked_words
from projections.wording.en import point_words as point_words
from projections.wording.en.asides import aside_words
from tracker.ahead import ahead_by, ahead_words
from tracker.cli import Session
from tracker.cli.options import When
from tracker.cli.output import print_paragraph
from tracker.clock import today
from tracker.errors import FolderNotFound, TrackerError
from tracker.instants import instant_in
from tracker.ledger import Ledger, open_ledger
from tracker.live.live import Live
from tracker.live.snapshot import Snapshot, check_has_passed, snapshot


@contextmanager
def opened(session: Session, *, to_write: bool = False) -> Iterator[Ledger]:
    """Open the session's ledger, to be read unless it says else.

    A ledger that is ahead of the clock is told on standard error.
    """
    with open_ledger(session.ledger, to_write=to_write) as ledger:
        now = session.clock()
        if ahead := ahead_by(ledger, now):
            click.echo(f"Note: {ahead_words(ahead, now)}", err=True)
        yield ledger


@contextmanager
def asking(session: Session) -> Iterator[Live]:
    """Open the session's ledger to be read, and yield its live view."""
    with opened(session) as ledger:
        yield Live(ledger)


def point_of(session: Session, live: Live, when: When, *, kept: bool = False) -> Viewpoint:
    """Return the points in time asked for; a question whose answer is `kept` may not look ahead.

    Raises NotPassed if it does.
    """
    ledger = live.ledger
    point = Viewpoint(
        when.as_of or today(ledger.zone, clock=session.clock),
        when.known_at,
        instant_in(ZoneInfo(ledger.zone), when.recorded_by),
    )
    if kept:
        check_has_passed(ledger, point, session.clock())
    return point


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


def ask_statuses(
    session: Session,
    ledger: Ledger,
    when: When,
    products: Sequence[str] = (),
    *,
    kept: bool = False,
) -> Snapshot:
    """Return what a question about statuses sees; what has to be said beside them is told."""
    asked = ask(session, ledger, when, products, kept=kept)
    tell_cautions(asked.cautions)
    return asked


def tell_cautions(said: Iterable[str]) -> None:
    """Say on standard error what has to be said beside statuses."""
    for each in dict.fromkeys(said):
        click.echo(f"Note: {each} {_ADVICE}", err=True)


_ADVICE = (
    "'tracker acts' lists every act on record; 'tracker gazette update' records the built-in ones."
)


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
    if product in asked.portfolio.in_no_channel:
        advice = "record a product_placed with the channel and the day"
        known = f"Product '{product}' is on record and in no channel, so it has no status; {advice}"
        return f"{known}. {asked_words(asked.asked)}"
    if product in asked.portfolio.only_named:
        known = f"Product '{product}' is only named by licenses or reviews, so it has no status"
        return f"{known}. {asked_words(asked.asked)}"
    if product not in asked.portfolio.products:
        return f"Nothing of product '{product}' is seen. {asked_words(asked.asked)}"
    where = f"channel {channel}" if channel else "any channel"
    return f"Product '{product}' was not placed in {where}. {asked_words(asked.asked)}"


def print_asides(asides: Asides) -> None:
    """Print what is to be said beside statuses, a paragraph each."""
    for words in aside_words(asides):
        print_paragraph(words)


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
    """Raise FolderNotFound if files are to be found in a folder that is not there."""
    if not folder.is_dir():
        said = f"There is no folder '{folder}'."
        raise FolderNotFound(said, "Name the one in which the files are.")
