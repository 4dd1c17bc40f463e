"""`tracker timeline`: every status of a product, past and to come."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from projections.answers.asides import Asides
from projections.answers.cautions import cautions_json
from projections.answers.explanation import reasons_json
from projections.answers.marks import marks_document
from projections.judging.bench import Case
from projections.judging.marks import Marks, StretchMarks, stretch_marks
from projections.judging.timeline import Period, timeline
from projections.record.law import ONE_DAY
from projections.wording import words_of
from projections.wording.en import announcements, grounds
from projections.wording.en.asides import aside_words, asides_json
from tracker.cli import Session
from tracker.cli.asking import (
    ask_statuses,
    asked_words,
    not_placed,
    opened,
    print_asides,
)
from tracker.cli.marking import marked, print_legend
from tracker.cli.options import When, asked_when, channel_option, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.cli.tables_out import (
    Answer,
    TablesOut,
    point_columns,
    question_rows,
    tables_options,
    write_tables,
)
from tracker.ledger import Ledger
from tracker.live.snapshot import Snapshot
from tracker.show.sheets.judged import TIMELINE, period_row
from tracker.show.sheets.sheets import Sheet

FORECAST = "days after the one asked for are forecasts from the facts on record."


@click.command("timeline")
@click.argument("product")
@asked_when(as_of=True)
@channel_option
@json_option
@tables_options
@click.pass_obj
def command(
    session: Session,
    product: str,
    when: When,
    channel: str | None,
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
    with opened(session) as ledger:
        asked = ask_statuses(session, ledger, when, [product], kept=bool(tables))
        cases = list(asked.cases([product], channel))
    if not cases:
        not_placed(asked, product, channel)
    found = [(case, timeline(case)) for case in cases]
    asides = asked.asides(cases, [product], cases[0].dossier.categories.days)
    if tables:
        write_tables(tables, _answer(ledger, asked, found, asides))
        return
    if as_json:
        documents = [_document(case, periods) for case, periods in found]
        single = documents[0] if len(documents) == 1 else {"timelines": documents}
        beside = {**cautions_json(asked.cautions), **asides_json(asides)}
        print_json({**single, "asked": asked.asked.document(), **beside})
        return
    print_paragraph(asked_words(asked.asked))
    shown: list[Marks] = []
    for case, periods in found:
        click.echo()
        print_paragraph(f"{case.dossier.product} in {case.channel}")
        told = [(period, _marks(case, period)) for period in periods]
        print_table(["FROM", "THROUGH", "STATUS", "WHY"], [_cells(*each) for each in told])
        shown += [each for _, marks in told for each in marks.all]
    print_legend(shown)
    if asides:
        click.echo()
        print_asides(asides)


def _answer(
    ledger: Ledger,
    asked: Snapshot,
    found: Sequence[tuple[Case, list[Period]]],
    asides: Asides,
) -> Answer:
    """Return a sheet for each channel."""
    number = sum(len(periods) for _, periods in found)
    totals = f"{counted(number, 'period')} in {counted(len(found), 'channel')}."
    counts = " ".join([totals, *aside_words(asides)])

    def sheets() -> Iterator[Sheet]:
        for case, periods in found:
            above = (
                asked_words(asked.asked),
                f"{case.dossier.product} in {case.channel}: {FORECAST}",
            )
            rows = (period_row(case, period) for period in periods)
            yield Sheet(case.channel, TIMELINE, rows, above)

    question = question_rows(ledger, asked.viewpoint, asked.position)
    point = point_columns(asked.viewpoint, asked.position)
    told = [*question, ("counts 数目", counts)]
    return Answer(sheets, told, point, counts, cautions=asked.cautions)


def _document(case: Case, periods: list[Period]) -> dict[str, Any]:
    return {
        "product": case.dossier.product,
        "channel": case.channel,
        "periods": [
            {
                "from": period.start.isoformat(),
                "to": period.end.isoformat() if period.end else None,
                "status": period.judgment.status,
                **_marks_json(case, period),
                "reasons": reasons_json(period.judgment),
            }
            for period in periods
        ],
    }


def _marks(case: Case, period: Period) -> StretchMarks:
    return stretch_marks(case, period.judgment, period.start, period.end)


def _marks_json(case: Case, period: Period) -> dict[str, Any]:
    marks = _marks(case, period)
    named = {"status": marks.status, "from": marks.start, "to": marks.end}
    return marks_document(words_of("en"), **named)


def _cells(period: Period, marks: StretchMarks) -> list[str]:
    return [
        marked(period.start, marks.start),
        marked(period.end - ONE_DAY, marks.end) if period.end else "-",
        marked(period.judgment.status, marks.status),
        " ".join([*grounds(period.judgment), *announcements(period.judgment)]),
    ]
