"""`tracker remind run` and `bounced`: one sweep, and what mail servers reported after it."""

from contextlib import closing
from typing import BinaryIO

import click

from events.words import counted
from projections.findings.asides import Asides
from projections.notices.sending.parcels import Item, Telling
from tracker.cli import Session
from tracker.cli.asking import opened, tell_no_act
from tracker.cli.output import print_paragraph
from tracker.cli.remind.stopping import is_told_to_stop, told_when_it_suits
from tracker.live.live import Live
from tracker.live.tables.keeping import Use
from tracker.reminders.policies import read_policy

policy_needed = click.option(
    "--policy",
    "policy_file",
    envvar="TRACKER_POLICY",
    metavar="FILE",
    required=True,
    help="The policy: who is told, and how; also set by TRACKER_POLICY.",
)


@click.command("run")
@policy_needed
@click.pass_obj
def run(session: Session, policy_file: str) -> None:
    """Send what is due now, once; for cron. Exits with 1 if something could not be delivered.

    It may run as often as you like, on several machines: nobody is sent a notice twice. Told to
    stop (SIGTERM, Ctrl-C), it finishes the message that it is at, and exits with 1 if more are due.

    \b
    Example:
      tracker remind run --policy policy.yaml
    """
    from tracker.reminders.setting_up import sweeper

    with told_when_it_suits(), opened(session, to_write=True) as ledger:
        one = sweeper(ledger, read_policy(policy_file), session.clock, Use(session.live))
        with closing(one):
            tell_no_act(Asides(Live(ledger).sees_no_act()))
            swept = one.sweep(stopping=is_told_to_stop)
        told_to_stop = is_told_to_stop()
    if swept is None:
        print_paragraph("Another sweep of this ledger is under way; nothing was done.")
        return
    for parcel in swept.sent:
        what = ", ".join(_item_words(item) for item in parcel.items[:5])
        more = f" and {len(parcel.items) - 5} more" if len(parcel.items) > 5 else ""
        print_paragraph(f"Sent to {parcel.recipient} by {parcel.way.sort}: {what}{more}.")
    for parcel, error in swept.failed:
        said = f"{error.reason} {error.why}"
        click.echo(f"Not sent to {parcel.recipient} by {parcel.way.sort}: {said}", err=True)
    for finding in swept.findings:
        kind, name = finding.subject
        click.echo(f"Left out: {kind} '{name}' cannot be worked out: {finding.error!r}", err=True)
    print_paragraph(
        f"{counted(len(swept.sent), 'message')} sent, {len(swept.failed)} failed, "
        f"{counted(len(swept.findings), 'finding')}."
    )
    if swept.broken_off:
        why = "it was told to stop" if told_to_stop else "its lock was lost"
        click.echo(f"Broken off, for {why}: more is due, which the next sweep sends.", err=True)
    if swept.failed or swept.findings or swept.broken_off:
        raise click.exceptions.Exit(1)


def _item_words(item: Item) -> str:
    what = "notice" if isinstance(item, Telling) else "withdrawal"
    return f"{what} {item.occasion_key[:12]}"


@click.command("bounced")
@click.argument("file", type=click.File("rb"), default="-")
@click.pass_obj
def bounced_report(session: Session, file: BinaryIO) -> None:
    """Record that a message came back, by a mail server's report (FILE or standard input).

    Let the address that your mail comes from pipe what it receives into this command.

    \b
    Example:
      tracker remind bounced report.eml
    """
    from tracker.delivery.mail.bounces import NoReport, read_bounce
    from tracker.reminders.noting import came_back

    bounce = read_bounce(file.read())
    if bounce is None:
        raise NoReport(file.name)
    if bounce.action == "delayed":
        print_paragraph(f"{bounce.words}. It is still on its way; nothing was recorded.")
        return
    with opened(session, to_write=True) as ledger:
        facts = came_back(bounce, ledger.facts(), session.clock())
        ledger.record(facts, at=session.clock())
    print_paragraph(f"{counted(len(facts), 'notice')} noted as bounced: {bounce.words}.")
