"""`tracker remind preview`: what people will be reminded of, when, and why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import click

from events.policies import Policy
from projections.findings.asides import unplaced, unplaced_document
from projections.findings.cautions import cautions, cautions_json
from projections.notices import Notice, coming, ladder, occasions_in
from projections.notices.sending.going import Going, going
from projections.notices.sending.working_days import DaysOff
from projections.record.asked import point_document
from projections.record.dossiers import Portfolio
from projections.record.licenses import corresponding_day
from projections.record.visible import Horizon, Viewpoint
from projections.wording.en.asides import unplaced_words
from projections.wording.en.occasions import occasion_words
from tracker.cli import Session
from tracker.cli.asking import opened, point_words, tell_cautions
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.cli.remind.going import going_words, recipient_json
from tracker.cli.tables_out import (
    Tables,
    TablesOut,
    point_columns,
    question_rows,
    tables_options,
    write_tables,
)
from tracker.clock import today
from tracker.instants import instant_in
from tracker.ledger import Ledger
from tracker.live.snapshot import check_has_passed, check_not_before_the_first_fact, records_on
from tracker.reminders.policies import read_policy
from tracker.show.sheets.reminders import HEADINGS, notice_row
from tracker.show.sheets.sheets import Cell, Sheet

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
@tables_options
@click.pass_obj
def preview(
    session: Session,
    months: int,
    products: tuple[str, ...],
    policy_file: str | None,
    when: When,
    as_json: bool,
    tables: TablesOut,
) -> None:
    """List the reminders that fall due, with the day of each and why.

    DUE is the day a reminder goes out, DAY the day it is about. One that fell due already stands
    first, at the step that is the most urgent now. --as-of takes another day for today. Where the
    policy names people, it is told whom each goes to, on which working day and by which way, if
    nothing fails.

    \b
    Example:
      tracker remind preview --months 24 --as-of 2023-07-03 --known-at 2023-07-03
      tracker remind preview --xlsx reminders.xlsx
    """
    with opened(session) as ledger:
        policy, zone = read_policy(policy_file) if policy_file else Policy(), ledger.zone
        first = when.as_of or today(ledger.zone, clock=session.clock)
        recorded_by = instant_in(ZoneInfo(ledger.zone), when.recorded_by)
        point = Viewpoint(first, when.known_at, recorded_by)
        if tables:
            check_has_passed(ledger, point, session.clock())
        about = records_on(ledger, products)
        check_not_before_the_first_fact(ledger, about, point)
        records = list(ledger.facts()) if products else about
        position = ledger.head() if recorded_by is None else ledger.position_at(recorded_by)
    horizon = Horizon(when.known_at, recorded_by)
    facts, said = horizon.passes(records), cautions(horizon.visible(records))
    tell_cautions(said)
    last = corresponding_day(first, months)
    found_of = occasions_in(facts, only=frozenset(products))
    occasions = [each for each in found_of if each.day >= first]
    running = [
        due[-1]
        for each in occasions
        if (due := [step for step in ladder(each, policy) if step.due_on < first])
    ]
    found = [
        *sorted(running, key=lambda notice: (notice.occasion.day, notice.key)),
        *coming(occasions, policy, first, last),
    ]
    off = _days_off(policy)
    missing = unplaced(Portfolio(Horizon(when.known_at, recorded_by).visible(records)), products)
    total = f"{counted(len(found), 'reminder')} of {counted(len(occasions), 'occasion')}."
    counts = " ".join([total, *unplaced_words(missing)])
    if tables:

        def rows() -> Iterator[tuple[Cell, ...]]:
            return (notice_row(each, first, going_words(each, policy, off, zone)) for each in found)

        answer = _answer(ledger, point, position, last, rows, counts)
        write_tables(tables, replace(answer, cautions=said))
        return
    if as_json:
        documents = [_document(each, going(each, policy, off, zone), zone) for each in found]
        asked = {"through": last.isoformat(), "notices": documents}
        beside = {**cautions_json(said), **unplaced_document(missing)}
        print_json({**point_document(point), **asked, **beside})
        return
    print_paragraph(f"{point_words(point)} Reminders due through {last}.")
    if found:
        click.echo()
        shown = [_cells(each, first, policy, off, zone) for each in found]
        print_table(["DUE", "AHEAD", "DAY", "WHAT"], shown)
    click.echo()
    print_paragraph(counts)


def _answer(
    ledger: Ledger,
    point: Viewpoint,
    position: int,
    last: date,
    rows: Callable[[], Iterator[tuple[Cell, ...]]],
    counts: str,
) -> Tables:
    def sheets() -> Iterator[Sheet]:
        above = (f"{point_words(point)} Reminders due through {last}.", counts)
        yield Sheet("reminders", HEADINGS, rows(), above)

    question = question_rows(ledger, point, position)
    told: list[tuple[str, Cell]] = [("due through 到期截止", last), ("counts 数目", counts)]
    return Tables(sheets, [*question, *told], point_columns(point, position), counts)


def _days_off(policy: Policy) -> dict[str, DaysOff]:
    if not policy.people:
        return {}
    from tracker.reminders.setting_up import everybodys_days_off

    return everybodys_days_off(policy)


def _cells(
    notice: Notice, first: date, policy: Policy, off: dict[str, DaysOff], zone: str
) -> list[str]:
    due = notice.due_on.isoformat()
    return [
        f"since {due}" if notice.due_on < first else due,
        f"{notice.lead_days} d",
        notice.occasion.day.isoformat(),
        f"{occasion_words(notice.occasion)} {going_words(notice, policy, off, zone)}".rstrip(),
    ]


def _document(notice: Notice, recipients: Iterable[Going], zone: str) -> dict[str, Any]:
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
        "recipients": [recipient_json(each, zone) for each in recipients],
    }
