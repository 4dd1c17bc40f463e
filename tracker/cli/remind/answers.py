"""`tracker remind ack`, `snooze` and `resend`: what people answer to notices."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import DayType
from tracker.cli.output import print_paragraph
from tracker.clock import today

by_option = click.option("--by", required=True, metavar="NAME", help="Who says so.")
recipient_option = click.option(
    "--recipient", required=True, metavar="NAME", help="Whom it went to, as the policy names them."
)


@click.command("ack")
@click.argument("key")
@by_option
@click.pass_obj
def acknowledge(session: Session, key: str, by: str) -> None:
    """Record that somebody took note of what was sent, so that it is not escalated.

    KEY is the beginning of the occasion's key, as messages and 'tracker remind log' give it. Later
    steps of the same ladder still come.

    \b
    Example:
      tracker remind ack 0f3a77c1d2e4 --by li.wei
    """
    from tracker.act.answering import Told

    with opened(session, to_write=True) as ledger:
        done = Told(ledger).acknowledge(key, by, at=session.clock())
        again = _again(done.since, ledger.zone)
    print_paragraph(f"Acknowledged by {by}: {done.fact.sort} on {done.fact.day}.{again}")


def _again(since: datetime | None, zone: str) -> str:
    """Return when what is done again was done; nothing if it is done for the first time."""
    if since is None:
        return ""
    at = since.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
    return f" This was done on {at}; nothing was recorded anew."


@click.command("snooze")
@click.argument("key")
@click.option(
    "--until", type=DayType(), required=True, metavar="DAY", help="The first day to hear again."
)
@recipient_option
@by_option
@click.pass_obj
def snooze(session: Session, key: str, until: date, recipient: str, by: str) -> None:
    """Record that a recipient wants to hear no more before a day, its own at the latest.

    \b
    Example:
      tracker remind snooze 0f3a77c1d2e4 --until 2025-06-01 --recipient li.wei --by li.wei
    """
    from tracker.act.answering import Told

    with opened(session, to_write=True) as ledger:
        told, now = Told(ledger), session.clock()
        day = today(ledger.zone, clock=session.clock)
        done = told.snooze(key, recipient, until, by, at=now, today=day)
        again = _again(done.since, ledger.zone)
    print_paragraph(f"{recipient} hears no more of it before {until}.{again}")


@click.command("resend")
@click.argument("key")
@recipient_option
@by_option
@click.pass_obj
def resend(session: Session, key: str, recipient: str, by: str) -> None:
    """Send what is due once more, with the next sweep; also what had failed for good.

    \b
    Example:
      tracker remind resend 0f3a77c1d2e4 --recipient li.wei --by anna
    """
    from tracker.act.answering import Told

    with opened(session, to_write=True) as ledger:
        Told(ledger).resend(key, recipient, by, at=session.clock())
    print_paragraph(f"The next sweep sends {recipient} what is due of it.")
