"""`tracker remind log`: who was told what, when and how, and what came of it."""

from zoneinfo import ZoneInfo

import click

from events.facts import fact_to_dict
from events.mentions import product_tag
from events.notices import NoticeBounced
from events.recorded import Recorded
from projections.notices.sending.log import happened_at
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.live.notices import notices_about, notices_on_record
from tracker.live.snapshot import ProductNotFound


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
    with opened(session) as ledger:
        zone = ZoneInfo(ledger.zone)
        if product is not None and not ledger.tagged([product_tag(product)]):
            raise ProductNotFound(product, ledger.names("product"))
        records = notices_about(ledger, [product]) if product else notices_on_record(ledger)
    wanted = {"license": license, "recipient": recipient}
    found = [
        record
        for record in records
        if all(getattr(record.fact, name, None) == value for name, value in wanted.items() if value)
        and (not failed or isinstance(record.fact, NoticeBounced))
    ]
    if as_json:
        print_json({"notices": [_document(record) for record in found]})
        return
    if found:
        print_table(
            ["WHEN", "KEY", "WHAT", "WHOM", "ABOUT"], [_cells(each, zone) for each in found]
        )
        click.echo()
    print_paragraph(f"{counted(len(found), 'entry', 'entries')}.")


def _document(record: Recorded) -> dict[str, object]:
    return {
        "position": record.position,
        "recorded_at": record.recorded_at.isoformat(),
        "fact": fact_to_dict(record.fact),
    }


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
