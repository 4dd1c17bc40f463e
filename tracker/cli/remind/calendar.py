"""`tracker remind calendar`: what people are reminded of, as a file that calendars read."""

import click

from events.words import counted
from projections.wording import LANGUAGES, Language
from projections.wording.en import point_words
from tracker.ask.reminders.calendar import CalendarQuestion, calendar
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, print_asides, tell_no_act
from tracker.cli.files_out import written_whole
from tracker.cli.options import When, asked_when
from tracker.cli.output import print_paragraph
from tracker.cli.remind.preview import policy_of, policy_option
from tracker.ledger.files import check_not_the_ledger


@click.command("calendar")
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="The .ics file to write; '-' prints it."
)
@click.option(
    "--months",
    type=click.IntRange(1, 240),
    default=24,
    show_default=True,
    help="How far ahead to look, and how far back for what was withdrawn.",
)
@click.option("--product", "products", multiple=True, metavar="NAME", help="Only about it.")
@policy_option
@click.option(
    "--recipient",
    metavar="NAME",
    help="Only what the policy tells NAME, as owner or deputy, in NAME's language.",
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="[default: the recipient's, or else en]"
)
@click.option("--alarms", is_flag=True, help="Ring at 9 in the morning of every lead day.")
@asked_when(as_of=True)
@click.pass_obj
def write_calendar(
    session: Session,
    output: str,
    months: int,
    products: tuple[str, ...],
    policy_file: str | None,
    recipient: str | None,
    language: Language | None,
    alarms: bool,
    when: When,
) -> None:
    """Write what is ahead as a calendar, an all-day event each, for any calendar program.

    Import a later file over an earlier one: what has moved since is moved, and what does not hold
    any more is cancelled. The same state of the ledger gives the same file.

    \b
    Example:
      tracker remind calendar -o reminders.ics --months 36
      tracker remind calendar -o li.wei.ics --policy policy.yaml --recipient li.wei
    """
    from tracker.reminders.calendar_file import Manner, calendar_file

    check_not_the_ledger(output, session.ledger)
    with asking(session) as live:
        ledger, policy = live.ledger, policy_of(policy_file)
        point = point_of(session, live, when, kept=True)
        found = calendar(live, CalendarQuestion(point, policy, months, products, recipient))
    tell_no_act(found.asides)
    person = policy.people.get(recipient or "")
    there = person.zone if person and person.zone != ledger.zone else None
    written = language or (person.language if person else "en")
    manner = Manner(ledger.id, ledger.zone, written, there, policy if alarms else None)
    content = calendar_file(found.events, manner)
    with written_whole(output) as stream:
        stream.write(content)
    if output != "-":
        ahead = counted(len(found.events) - found.cancelled, "event")
        told = f"Wrote {output}: {ahead}, {found.cancelled} cancelled."
        print_paragraph(f"{point_words(point)} {told}")
        print_asides(found.asides)
    for finding in found.left_out:
        kind, name = finding.subject
        click.echo(f"Left out: {kind} '{name}' cannot be worked out: {finding.error!r}", err=True)
    if found.left_out:
        raise click.exceptions.Exit(1)
