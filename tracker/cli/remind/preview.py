"""`tracker remind preview`: what people will be reminded of, when, and why."""

from collections.abc import Iterator

import click

from events.policies import Policy
from projections.notices.sending.working_days import DaysOff
from projections.wording import Words, notice_words_of
from tracker.ask.reminders.reminders_ahead import (
    ReminderAhead,
    RemindersAhead,
    RemindersAheadQuestion,
    reminders_ahead,
)
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, tell_no_act
from tracker.cli.marking import marked, print_legend
from tracker.cli.options import When, asked_when, json_option, language_option
from tracker.cli.output import print_json, print_paragraph, print_table
from tracker.cli.tables_out import (
    Tables,
    TablesOut,
    point_columns,
    question_rows,
    tables_options,
    write_tables,
)
from tracker.ledger import Ledger
from tracker.reminders.policies import read_policy
from tracker.show.sheets.reminders import HEADINGS, reminder_row
from tracker.show.sheets.sheets import Cell, Sheet

policy_option = click.option(
    "--policy",
    "policy_file",
    envvar="TRACKER_POLICY",
    metavar="FILE",
    help="The policy; also set by TRACKER_POLICY.  [default: 180, 90, 60, 30, 14, 7, 1, 0 days]",
)


def policy_of(file: str | None) -> Policy:
    """Return the policy of a file, or the usual one without a file."""
    return read_policy(file) if file else Policy()


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
@language_option
@click.pass_obj
def preview(
    session: Session,
    months: int,
    products: tuple[str, ...],
    policy_file: str | None,
    when: When,
    as_json: bool,
    tables: TablesOut,
    words: Words,
) -> None:
    """List the reminders that fall due, with the day of each and why.

    DUE is the day a reminder goes out, DAY the day it is about; '~' marks one that is assumed from
    a license's term, '*' one that nobody has verified. One that fell due already stands
    first, at the step that is the most urgent now. --as-of takes another day for today. Where the
    policy names people, it is told whom each goes to, on which working day and by which way, if
    nothing fails.

    \b
    Example:
      tracker remind preview --months 24 --as-of 2023-07-03 --known-at 2023-07-03
      tracker remind preview --xlsx reminders.xlsx
    """
    with asking(session) as live:
        policy = policy_of(policy_file)
        point = point_of(session, live, when, kept=bool(tables))
        asked = RemindersAheadQuestion(point, policy, months, products, _days_off(policy))
        found = reminders_ahead(live, asked)
    tell_no_act(found.asides, words)
    if tables:
        write_tables(tables, _tables(live.ledger, found, words))
    elif as_json:
        print_json(found.document(words))
    else:
        _print(found, words)


def _print(found: RemindersAhead, words: Words) -> None:
    print_paragraph(_asked(found, words))
    if found.reminders:
        click.echo()
        headings = [*map(words.heading, ("due", "ahead", "day", "what"))]
        print_table(headings, [_cells(each, found, words) for each in found.reminders])
        print_legend((each.notice.occasion.marks for each in found.reminders), words)
    click.echo()
    print_paragraph(_counts(found, words))


def _asked(found: RemindersAhead, words: Words) -> str:
    asked = words.point_words(found.asked.point)
    return words.sentences([asked, notice_words_of(words.LANGUAGE).due_words(found.through)])


def _counts(found: RemindersAhead, words: Words) -> str:
    total = notice_words_of(words.LANGUAGE).reminder_total(len(found.reminders), found.occasions)
    return words.sentences([total, *words.aside_words(found.asides)])


def _cells(each: ReminderAhead, found: RemindersAhead, words: Words) -> list[str]:
    notice, occasion = each.notice, each.notice.occasion
    notices = notice_words_of(words.LANGUAGE)
    told = notices.told_words(each.recipients, found.zone, tells=found.tells)
    return [
        notices.ahead_words(notice.due_on, found.asked.point.as_of),
        notices.lead_words(notice.lead_days),
        marked(occasion.day, occasion.marks),
        words.sentences(filter(None, (notices.occasion_words(occasion), told))),
    ]


def _tables(ledger: Ledger, found: RemindersAhead, words: Words) -> Tables:
    counts, point, position = _counts(found, words), found.asked.point, found.asked.position
    headings, above = tuple(map(words.column, HEADINGS)), (_asked(found, words), counts)

    def sheets() -> Iterator[Sheet]:
        rows = (reminder_row(each, found, words) for each in found.reminders)
        yield Sheet("reminders", headings, rows, above)

    question: list[tuple[str, Cell]] = [
        *question_rows(ledger, point, position),
        ("due through 到期截止", found.through),
        ("counts 数目", counts),
    ]
    columns, no_act = point_columns(point, position), found.asides.no_act
    return Tables(sheets, question, columns, counts, no_act=no_act)


def _days_off(policy: Policy) -> dict[str, DaysOff]:
    if not policy.people:
        return {}
    from tracker.reminders.setting_up import everybodys_days_off

    return everybodys_days_off(policy)
