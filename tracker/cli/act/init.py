"""`tracker init`: a new ledger, with the gazette on record."""

import click

from events.recorded import LEGAL_ZONE
from events.words import counted
from tracker.cli import Session
from tracker.cli.output import print_paragraph
from tracker.gazette.files import read_gazette
from tracker.ledger import create_ledger


@click.command("init")
@click.option("--no-gazette", is_flag=True, help="Leave the built-in record of acts out.")
@click.option(
    "--zone",
    default=LEGAL_ZONE,
    show_default=True,
    help="The time zone in which this ledger counts legal days, for ever.",
)
@click.pass_obj
def command(session: Session, no_gazette: bool, zone: str) -> None:
    """Create a ledger and record the gazette, the built-in record of acts, in it.

    \b
    Example:
      tracker init
      tracker --ledger other.db init --no-gazette
    """
    facts = [] if no_gazette else read_gazette().facts
    at = session.clock()
    with create_ledger(session.ledger, zone=zone, at=at, facts=facts) as ledger:
        recorded = f"and recorded {counted(ledger.head(), 'fact')} of the gazette."
    created = f"Created {ledger.location} (legal days in {zone})"
    print_paragraph(f"{created}, empty." if no_gazette else f"{created} {recorded}")
