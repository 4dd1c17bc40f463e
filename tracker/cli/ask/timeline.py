"""`tracker timeline`: every status of a product, past and to come."""

from functools import partial

import click

from projections.judging.marks import Marks
from projections.record.law import ONE_DAY
from projections.wording import Words
from tracker.ask.timeline import MarkedPeriod, TimelineQuestion, Timelines, timelines
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, print_asides, refusals_in, tell_no_act
from tracker.cli.marking import marked, print_legend
from tracker.cli.options import When, asked_when, channel_option, json_option, language_option
from tracker.cli.output import print_json, print_paragraph, print_table, status_colors
from tracker.cli.tables_out import (
    Tables,
    TablesOut,
    point_columns,
    question_rows,
    tables_options,
    write_tables,
)
from tracker.ledger import Ledger
from tracker.show.sheets.judged import timeline_sheets


@click.command("timeline")
@click.argument("product")
@asked_when(as_of=True)
@channel_option
@language_option
@json_option
@tables_options
@click.pass_obj
def command(
    session: Session,
    product: str,
    when: When,
    channel: str | None,
    words: Words,
    as_json: bool,
    tables: TablesOut,
) -> None:
    """Show every period of a product's status, with what it rests on.

    In text, THROUGH is the last day of a period; in JSON, "to" is the day after it. Days after
    --as-of are forecasts from the facts on record. '~' marks what rests on a last day assumed from
    a license's term, '*' what rests on law that nobody has verified or whose day is in doubt; in
    JSON, "marks" tells which.

    \b
    Example:
      tracker timeline FW-100 --channel general_sale
      tracker timeline FW-100 --csv timeline.csv
    """
    with asking(session) as live, refusals_in(words):
        point = point_of(session, live, when, kept=bool(tables))
        answer = timelines(live, TimelineQuestion(point, product, channel))
    tell_no_act(answer.asides, words)
    if tables:
        write_tables(tables, _tables(live.ledger, answer, words))
    elif as_json:
        print_json(answer.document(words))
    else:
        _print(answer, words)


def _print(answer: Timelines, words: Words) -> None:
    print_paragraph(words.asked_words(answer.asked))
    headings = [words.heading(code) for code in ("from", "through", "status", "why")]
    shown: list[Marks] = []
    for each in answer.timelines:
        click.echo()
        print_paragraph(words.subject_words(each.product, each.channel))
        rows = [_cells(period, words) for period in each.periods]
        print_table(headings, rows, colors=status_colors(words))
        shown += [marks for period in each.periods for marks in period.marks.all]
    print_legend(shown, words)
    if words.aside_words(answer.asides):
        click.echo()
        print_asides(answer.asides, words)


def _cells(each: MarkedPeriod, words: Words) -> list[str]:
    period, marks = each.period, each.marks
    judgment = period.judgment
    return [
        marked(period.start, marks.start),
        marked(period.end - ONE_DAY, marks.end) if period.end else "-",
        marked(words.status(judgment.status), marks.status),
        words.sentences([*words.grounds(judgment), *words.announcements(judgment)]),
    ]


def _tables(ledger: Ledger, answer: Timelines, words: Words) -> Tables:
    """Return a sheet for each channel."""
    asked, found = answer.asked, answer.timelines
    totals = words.period_count(sum(len(each.periods) for each in found), len(found))
    counts = words.sentences([totals, *words.aside_words(answer.asides)])
    told = [*question_rows(ledger, asked.point, asked.position), ("counts 数目", counts)]
    columns = point_columns(asked.point, asked.position)
    sheets = partial(timeline_sheets, answer, words)
    return Tables(sheets, told, columns, counts, no_act=answer.asides.no_act, words=words)
