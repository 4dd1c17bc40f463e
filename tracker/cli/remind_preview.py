"""`tracker remind preview`: what people will be reminded of, when, and why."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import click

from events.policies import Policy
from projections.answers import point_json
from projections.licenses import corresponding_day
from projections.notices import Notice, coming, ladder
from projections.notices import occasions as occasions_of
from projections.visible import Horizon, Viewpoint
from projections.wording.occasions import occasion_words
from tracker.cli import Session
from tracker.cli.asking import opened, point_words
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.clock import today
from tracker.instants import instant_in
from tracker.queries import check_not_before_the_first_fact, records_on
from tracker.reminders.policies import read_policy

policy_option = click.option(
    "--policy",
    "policy_file",
    envvar="TRACKER_POLICY",
    metavar="FILE",
    help="The policy; also set by TRACKER_POLICY.  [default: 180, 90, 60, 30, 14, 7, 1, 0 days]",
)


@click.command("preview")
@click.option(
    "--months",
    type=click.IntRange(1, 240),
    default=12,
    show_default=True,
    help="How far ahead to look.",
)
@click.option("--product", "products", multiple=True, metavar="NAME", help="Only about it.")
@policy_option
@asked_when(as_of=True)
@json_option
@click.pass_obj
def preview(
    session: Session,
    months: int,
    products: tuple[str, ...],
    policy_file: str | None,
    when: When,
    as_json: bool,
) -> None:
    """List the reminders that fall due, with the day of each and why.

    DUE is the day a reminder goes out, DAY the day it is about. One that fell due already stands
    first, at the step that is the most urgent now. --as-of takes another day for today.

    \b
    Example:
      tracker remind preview --months 24 --as-of 2023-07-03 --known-at 2023-07-03
    """
    with opened(session) as ledger:
        policy = read_policy(policy_file) if policy_file else Policy()
        first = when.as_of or today(ledger.zone, clock=session.clock)
        recorded_by = instant_in(ZoneInfo(ledger.zone), when.recorded_by)
        point = Viewpoint(first, when.known_at, recorded_by)
        records = records_on(ledger, products)
        check_not_before_the_first_fact(ledger, records, point)
    facts = Horizon(when.known_at, recorded_by).passes(records)
    last = corresponding_day(first, months)
    occasions = [
        each
        for each in occasions_of(facts)
        if each.day >= first
        and (not products or not set(products).isdisjoint(each.traits.products))
    ]
    running = [
        due[-1]
        for each in occasions
        if (due := [step for step in ladder(each, policy) if step.due_on < first])
    ]
    found = [
        *sorted(running, key=lambda notice: (notice.occasion.day, notice.key)),
        *coming(occasions, policy, first, last),
    ]
    if as_json:
        asked = {"through": last.isoformat(), "notices": [_document(each) for each in found]}
        print_json({**point_json(point), **asked})
        return
    print_paragraph(f"{point_words(point)} Reminders due through {last}.")
    if found:
        click.echo()
        print_table(["DUE", "AHEAD", "DAY", "WHAT"], [_cells(each, first) for each in found])
    click.echo()
    print_paragraph(f"{counted(len(found), 'reminder')} of {counted(len(occasions), 'occasion')}.")


def _cells(notice: Notice, first: date) -> list[str]:
    due = notice.due_on.isoformat()
    return [
        f"since {due}" if notice.due_on < first else due,
        f"{notice.lead_days} d",
        notice.occasion.day.isoformat(),
        occasion_words(notice.occasion),
    ]


def _document(notice: Notice) -> dict[str, Any]:
    occasion = notice.occasion
    return {
        "key": notice.key,
        "due": notice.due_on.isoformat(),
        "lead_days": notice.lead_days,
        "day": occasion.day.isoformat(),
        "sort": occasion.sort,
        "about": list(occasion.about),
        "products": list(occasion.traits.products),
        "text": occasion_words(occasion),
    }
