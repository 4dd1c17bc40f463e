"""`tracker remind log`: who was told what, when and how, and what came of it."""

from zoneinfo import ZoneInfo

import click

from events.notices import NoticeBounced
from events.recorded import Recorded
from events.words import counted
from projections.notices.sending.log import happened_at
from tracker.ask.reminders.reminder_log import ReminderLogQuestion, reminder_log
from tracker.cli import Session
from tracker.cli.asking import asking
from tracker.cli.options import json_option
from tracker.cli.output import print_json, print_paragraph, print_table


@click.command("log")
@click.option("--product", metavar="NAME", help="Only about it and its licenses.")
@click.option("--license", metavar="NAME", help="Only about it.")
@click.option("--recipient", metavar="NAME", help="Only what concerns one person.")
@click.option("--failed", is_flag=True, help="Only what did not arrive: the dead letters.")
@json_option
@click.pass_obj
def show_log(
    session: Session,
    product: str | None,
    license: str | None,
    recipient: str | None,
    failed: bool,
    as_json: bool,
) -> None:
    """List what was sent, acknowledged, snoozed, escalated, withdrawn and bounced, in order.

    KEY is what 'tracker remind ack', 'snooze' and 'resend' take.

    \b
    Example:
      tracker remind log --recipient li.wei
    """
    asked = ReminderLogQuestion(product, license, recipient, failed)
    with asking(session) as live:
        found, zone = reminder_log(live, asked), ZoneInfo(live.ledger.zone)
    if as_json:
        print_json(found.document())
        return
    if found.entries:
        headings = ["WHEN", "KEY", "WHAT", "WHOM", "ABOUT"]
        print_table(headings, [_cells(each, zone) for each in found.entries])
        click.echo()
    print_paragraph(f"{counted(len(found.entries), 'entry', 'entries')}.")


def _cells(record: Recorded, zone: ZoneInfo) -> list[str]:
    fact = record.fact
    person = getattr(fact, "recipient", None) or getattr(fact, "by", "-")
    way = getattr(fact, "way", None)
    said = getattr(fact, "text", None) or _about(record)
    lead = getattr(fact, "lead_days", None)
    return [
        happened_at(record).astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        getattr(fact, "occasion", "")[:12],
        fact.kind.removeprefix("notice_").replace("_", " ")
        + (f" (-{lead} d)" if lead is not None else ""),
        f"{person} by {way}" if way else str(person),
        said,
    ]


def _about(record: Recorded) -> str:
    fact = record.fact
    if isinstance(fact, NoticeBounced):
        return fact.reason + (" Given up." if fact.final else " To be tried again.")
    until = getattr(fact, "until", None)
    about = next(
        (
            name
            for field in ("product", "license", "review")
            if (name := getattr(fact, field, None))
        ),
        getattr(fact, "sort", ""),
    )
    return f"{about} on {getattr(fact, 'day', '')}" + (f", until {until}" if until else "")
