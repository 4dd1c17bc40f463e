"""Opening the ledger for a command, and saying at which points in time it was asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from projections.findings.asides import Asides
from projections.record.visible import Viewpoint
from projections.wording import ENGLISH, Words
from tracker.ahead import ahead_by, ahead_words
from tracker.ask.placing import NotPlaced
from tracker.cli import Session
from tracker.cli.options import When
from tracker.cli.output import print_paragraph
from tracker.clock import today
from tracker.collector import collector_at_rest
from tracker.errors import FolderNotFound
from tracker.instants import instant_in
from tracker.ledger import Ledger, open_ledger
from tracker.live.live import Live
from tracker.live.snapshot import check_has_passed
from tracker.live.tables.keeping import LiveTables, Use


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
    with opened(session) as ledger, collector_at_rest():
        tables = LiveTables(ledger, Use(session.live))
        try:
            yield Live(ledger, tables)
        finally:
            tables.close()


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
def refusals_in(words: Words) -> Iterator[None]:
    """Say in a language that a product asked for is not where it was looked for; exit code 1."""
    try:
        yield
    except NotPlaced as refusal:
        said = words.missing_words(refusal.missing, refusal.asked)
        raise click.ClickException(said) from refusal


def tell_no_act(asides: Asides, words: Words = ENGLISH, *, second: bool | None = None) -> None:
    """Say on standard error that no act is seen, or not at one of two points, if so."""
    if asides.no_act:
        said = words.no_act_words()
        told = said if second is None else words.at_point(said, second=second)
        click.echo(words.note(words.sentences((told, words.no_act_advice()))), err=True)


def print_asides(asides: Asides, words: Words = ENGLISH) -> None:
    """Print what is to be said beside statuses, a paragraph each."""
    for said in words.aside_words(asides):
        print_paragraph(said)


def check_is_a_folder(folder: Path) -> None:
    """Raise FolderNotFound if files are to be found in a folder that is not there."""
    if not folder.is_dir():
        said = f"There is no folder '{folder}'."
        raise FolderNotFound(said, "Name the one in which the files are.")
