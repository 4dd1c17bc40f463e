"""`tracker remind health`: whether reminders get out."""

import click

from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import json_option
from tracker.cli.output import print_json, print_paragraph


@click.command("health")
@json_option
@click.pass_obj
def show_health(session: Session, as_json: bool) -> None:
    """Tell whether sweeps run and messages arrive; exits with 1 if somebody has to look.

    No sweep for two hours is itself an alarm.

    \b
    Example:
      tracker remind health
    """
    from tracker.reminders.health import health

    with opened(session) as ledger:
        found = health(ledger, session.clock())
    told = found.document()
    if as_json:
        print_json(told)
    else:
        print_paragraph(f"Last sweep: {told['last_sweep'] or 'never'}.")
        ways = ", ".join(f"{way} {count}" for way, count in sorted(found.by_way.items()))
        oldest = f", since {told['oldest_undelivered_since']}" if found.oldest else ""
        print_paragraph(f"Not delivered: {ways or 'nothing'}{oldest}.")
        for alarm in found.alarms:
            click.echo(f"ALARM: {alarm}")
        if not found.alarms:
            print_paragraph("All is well.")
    if found.alarms:
        raise click.exceptions.Exit(1)
