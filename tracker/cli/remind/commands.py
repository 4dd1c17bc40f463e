"""`tracker remind`: what people are reminded of, when and why, and what became of it."""

import click

from tracker.cli.remind.answers import acknowledge, resend, snooze
from tracker.cli.remind.calendar import write_calendar
from tracker.cli.remind.health import show_health
from tracker.cli.remind.log import show_log
from tracker.cli.remind.policy import policy_commands
from tracker.cli.remind.preview import preview
from tracker.cli.remind.run import bounced_report, run


@click.group("remind")
def command() -> None:
    """Send reminders before a status changes, and show what became of them.

    \b
    Example:
      tracker remind preview --months 6 --product FW-100
      tracker remind run --policy policy.yaml
      tracker remind log
    """


for each in (
    preview,
    write_calendar,
    policy_commands,
    run,
    show_log,
    acknowledge,
    snooze,
    resend,
    bounced_report,
    show_health,
):
    command.add_command(each)
