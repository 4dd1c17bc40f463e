"""`tracker remind calendar`: what people are reminded of, as a file that calendars read."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

import click

from events.policies import Policy
from events.recorded import Recorded
from projections.findings.asides import Asides, unplaced
from projections.notices import Occasion
from projections.notices.occasions.gathering import Unworkable
from projections.notices.sending.calendar import Pages, events, wanted
from projections.record.dossiers import Portfolio
from projections.record.licenses import corresponding_day
from projections.record.visible import Horizon, Viewpoint
from tracker.cli import Session
from tracker.cli.asking import nothing_found, opened, point_words, print_asides, tell_cautions
from tracker.cli.files_out import check_not_the_ledger, written_whole
from tracker.cli.options import When, asked_when
from tracker.cli.output import counted, print_paragraph
from tracker.cli.remind.preview import policy_option
from tracker.clock import today
from tracker.instants import instant_in
from tracker.ledger import Ledger
from tracker.live.snapshot import (
    check_has_passed,
    check_not_before_the_first_fact,
    check_on_record,
    law_cautions,
)
from tracker.reminders.policies import read_policy


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
    "--language", type=click.Choice(["en", "zh"]), help="[default: the recipient's, or else en]"
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
    language: str | None,
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
    findings: list[Unworkable] = []
    with opened(session) as ledger:
        policy = read_policy(policy_file) if policy_file else Policy()
        usual = _language(policy, recipient)
        check_on_record(ledger, products)
        point = _point(session, ledger, when)
        tell_cautions(law_cautions(ledger, Horizon(point.known_at, point.recorded_by)))
        check_has_passed(ledger, point, session.clock())
        asks = partial(wanted, policy=policy, products=products, person=recipient)
        passing = _passing(ledger, point)
        missing = unplaced(Portfolio(Horizon().visible(passing)), products)
        found = events(
            passing,
            _pages(point.as_of, months, asks, _start(policy, ledger)),
            findings.append,
        )
        person = policy.people.get(recipient or "")
        there = person.zone if person and person.zone != ledger.zone else None
        written = language or usual
        manner = Manner(ledger.id, ledger.zone, written, there, policy if alarms else None)
    content = calendar_file(found, manner)
    with written_whole(output) as stream:
        stream.write(content)
    cancelled = sum(event.cancelled for event in found)
    if output != "-":
        ahead = counted(len(found) - cancelled, "event")
        print_paragraph(f"{point_words(point)} Wrote {output}: {ahead}, {cancelled} cancelled.")
        print_asides(Asides(missing))
    for finding in findings:
        kind, name = finding.subject
        click.echo(f"Left out: {kind} '{name}' cannot be worked out: {finding.error!r}", err=True)
    if findings:
        raise click.exceptions.Exit(1)


def _language(policy: Policy, recipient: str | None) -> str:
    if recipient is None:
        return "en"
    if recipient not in policy.people:
        known = ", ".join(sorted(policy.people)) or "nobody; name a policy with --policy"
        nothing_found(f"The policy names no '{recipient}' among its people. It names {known}.")
    return policy.people[recipient].language


def _point(session: Session, ledger: Ledger, when: When) -> Viewpoint:
    first = when.as_of or today(ledger.zone, clock=session.clock)
    return Viewpoint(first, when.known_at, instant_in(ZoneInfo(ledger.zone), when.recorded_by))


def _passing(ledger: Ledger, point: Viewpoint) -> list[Recorded]:
    """Return every fact that the question sees.

    All are read, whatever products are asked for: one license can cover several, and the number of
    an event does not depend on who asks.
    """
    records = list(ledger.facts())
    check_not_before_the_first_fact(ledger, records, point)
    return Horizon(point.known_at, point.recorded_by).passes(records)


def _start(policy: Policy, ledger: Ledger) -> datetime | None:
    """Return when a policy's first day begins, in the ledger's zone."""
    if policy.start is None:
        return None
    return datetime.combine(policy.start, time(), ZoneInfo(ledger.zone))


def _pages(
    first: date, months: int, asks: Callable[[Occasion], bool], start: datetime | None
) -> Pages:
    last, back = corresponding_day(first, months), corresponding_day(first, -months)
    return Pages(first, last, back, asks, start)
