"""`tracker licenses`: the licenses on record and how they stand on a day."""

from collections.abc import Iterator

import click

from projections.wording import ENGLISH
from tracker.ask.licenses import LicenseOnDay, Licenses, LicensesQuestion, licenses
from tracker.cli import Session
from tracker.cli.asking import asked_words, asking, point_of, tell_cautions
from tracker.cli.marking import marked, print_legend
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.cli.tables_out import (
    Tables,
    TablesOut,
    point_columns,
    question_rows,
    tables_options,
    tell_of_history,
    tell_without_row,
    write_tables,
)
from tracker.ledger import Ledger
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
    with asking(session) as live:
        point = point_of(session, live, when, kept=bool(tables))
        answer = licenses(live, LicensesQuestion(point))
    tell_cautions(answer.cautions)
    if tables:
        write_tables(tables, _tables(live.ledger, answer))
    elif as_json:
        print_json(answer.document(ENGLISH))
    else:
        _print(answer)


def _print(answer: Licenses) -> None:
    print_paragraph(asked_words(answer.asked))
    if answer.licenses:
        click.echo()
        headings = ["LICENSE", "REGIME, KIND", "STANDING", "LAST DAY", "NUMBER"]
        print_table(headings, [_cells(each) for each in answer.licenses])
        print_legend(each.marks for each in answer.licenses)
        click.echo()
    print_paragraph(f"{counted(len(answer.licenses), 'license')}.")


def _cells(each: LicenseOnDay) -> list[str]:
    issue, state = each.license.issue, each.state
    if issue is None or state is None or each.assessment is None:
        return [each.license.name, "-", "never issued", "-", "-"]
    last_day = state.last_day.isoformat() if state.last_day else "-"
    return [
        each.license.name,
        f"{issue.regime} {issue.license_kind}",
        "defective" if each.assessment.defect else state.standing.value,
        marked(last_day, each.marks),
        issue.number or "-",
    ]


def _tables(ledger: Ledger, answer: Licenses) -> Tables:
    """Return a row for each license that was issued, and tell of the others."""
    names = [each.license.name for each in answer.licenses]
    without = [each.license.name for each in answer.licenses if each.license.issue is None]
    if without:
        tell_without_row("license", without, "was never issued", "were never issued")
    changed = [each.license.name for each in answer.licenses if len(each.license.records) > 1]
    tell_of_history("license", changed)
    counts = f"{len(names) - len(without)} of {counted(len(names), 'license')}."
    asked = answer.asked
    question = question_rows(ledger, asked.point, asked.position)

    def sheets() -> Iterator[Sheet]:
        rows = (
            license_row(each.license, each.license.issue, each.assessment, each.day)
            for each in answer.licenses
            if each.license.issue is not None and each.assessment is not None
        )
        yield Sheet("licenses", HEADINGS, rows, lines=2)

    told = [("counts 数目", counts), ("without a row 未列出", ", ".join(without) or "-")]
    columns = point_columns(asked.point, asked.position, as_of=False)
    return Tables(sheets, [*question, *told], columns, counts)
