"""`tracker remind`: what people are reminded of, when and why, and what became of it."""

import click

from tracker.cli.remind_answers import acknowledge, resend, snooze
from tracker.cli.remind_calendar import write_calendar
from tracker.cli.remind_health import show_health
from tracker.cli.remind_log import show_log
from tracker.cli.remind_policy import policy_commands
from tracker.cli.remind_preview import preview
from tracker.cli.remind_run import bounced_report, run


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
