"""`tracker licenses`: the licenses on record and how they stand on a day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import click

from projections.answers.cautions import cautions_json
from projections.judging.bench import Bench
from projections.judging.marks import NO_MARKS, Marks, last_day_marks, marks_json
from projections.judging.satisfaction import Assessment
from projections.record.licenses import License, LicenseState
from tracker.cli import Session
from tracker.cli.asking import ask_statuses, asked_json, asked_words, opened
from tracker.cli.marking import marked, print_legend
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.cli.tables_out import (
    Answer,
    TablesOut,
    point_columns,
    question_rows,
    tables_options,
    tell_of_history,
    tell_without_row,
    write_tables,
)
from tracker.ledger import Ledger
from tracker.live.snapshot import Snapshot
from tracker.show.sheets.licenses import HEADINGS, license_row
from tracker.show.sheets.sheets import Sheet


@click.command("licenses")
@asked_when(as_of=True)
@json_option
@tables_options
@click.pass_obj
def command(
    session: Session,
    when: When,
    as_json: bool,
    tables: TablesOut,
) -> None:
    """List the licenses and how they stand on a day, by the law that is certain.

    LAST DAY is the last valid day, included; '~' marks one assumed from the license's term, and
    '*' one whose term nobody has verified, or came on a day in doubt. A license marked defective
    was issued when none could be. --csv and --xlsx write a table that can
    be imported; there, valid_until is the last day that a fact names, never an assumed one.

    \b
    Example:
      tracker licenses --as-of 2025-07-01
      tracker licenses --xlsx licenses.xlsx
    """
    with opened(session) as ledger:
        asked = ask_statuses(session, ledger, when, kept=bool(tables))
        found = [asked.portfolio.license(name) for name in asked.portfolio.licenses]
        judged = [(license, _assessed(license, asked.bench)) for license in found]
    day = asked.viewpoint.as_of
    if tables:
        write_tables(tables, _answer(ledger, asked, judged))
        return
    if as_json:
        told = [_document(*item, day) for item in judged]
        print_json({**asked_json(asked), **cautions_json(asked.cautions), "licenses": told})
        return
    print_paragraph(asked_words(asked))
    if judged:
        click.echo()
        rows = [_cells(*item, day) for item in judged]
        print_table(["LICENSE", "REGIME, KIND", "STANDING", "LAST DAY", "NUMBER"], rows)
        print_legend(_marks(*item, day) for item in judged)
        click.echo()
    print_paragraph(f"{counted(len(judged), 'license')}.")


def _answer(
    ledger: Ledger, asked: Snapshot, judged: Sequence[tuple[License, Assessment | None]]
) -> Answer:
    """Return a row for each license that was issued, and tell of the others."""
    day = asked.viewpoint.as_of
    without = [license.name for license, _ in judged if license.issue is None]
    if without:
        tell_without_row("license", without, "was never issued", "were never issued")
    tell_of_history("license", [each.name for each, _ in judged if len(each.records) > 1])
    counts = f"{len(judged) - len(without)} of {counted(len(judged), 'license')}."
    question = question_rows(ledger, asked.viewpoint, asked.position)

    def sheets() -> Iterator[Sheet]:
        rows = (
            license_row(license, license.issue, assessment, day)
            for license, assessment in judged
            if license.issue is not None and assessment is not None
        )
        yield Sheet("licenses", HEADINGS, rows, lines=2)

    told = [("counts 数目", counts), ("without a row 未列出", ", ".join(without) or "-")]
    point = point_columns(asked.viewpoint, asked.position, as_of=False)
    return Answer(sheets, [*question, *told], point, counts)


def _assessed(license: License, bench: Bench) -> Assessment | None:
    return bench.judge(()).assessor.of(license)


def _state(assessment: Assessment | None, day: date) -> LicenseState | None:
    return assessment.states.at(day) if assessment else None


def _marks(license: License, assessment: Assessment | None, day: date) -> Marks:
    return last_day_marks(license.name, assessment, day) if assessment else NO_MARKS


def _document(license: License, assessment: Assessment | None, day: date) -> dict[str, Any]:
    state, issue = _state(assessment, day), license.issue
    return {
        "license": license.name,
        "number": issue.number if issue else None,
        "holder": issue.holder if issue else None,
        "regime": issue.regime if issue else None,
        "license_kind": issue.license_kind if issue else None,
        "issued_on": issue.issued_on.isoformat() if issue else None,
        "standing": state.standing if state else None,
        "last_day": state.last_day.isoformat() if state and state.last_day else None,
        "assumed": state.assumed if state else False,
        **marks_json(last_day=_marks(license, assessment, day)),
        "defect": assessment.defect if assessment else None,
        "products": [p for p in license.products if license.covers(p).at(day)],
    }


def _cells(license: License, assessment: Assessment | None, day: date) -> list[str]:
    state, issue = _state(assessment, day), license.issue
    if issue is None or state is None or assessment is None:
        return [license.name, "-", "never issued", "-", "-"]
    last_day = state.last_day.isoformat() if state.last_day else "-"
    return [
        license.name,
        f"{issue.regime} {issue.license_kind}",
        "defective" if assessment.defect else state.standing.value,
        marked(last_day, _marks(license, assessment, day)),
        issue.number or "-",
    ]
