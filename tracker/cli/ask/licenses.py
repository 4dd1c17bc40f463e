"""`tracker licenses`: the licenses on record and how they stand on a day."""

from collections.abc import Iterator

import click

from events.words import counted
from projections.wording import Words
from tracker.ask.record.licenses import LicenseOnDay, Licenses, LicensesQuestion, licenses
from tracker.ask.record.licenses_ending import (
    LicensesEnding,
    LicensesEndingQuestion,
    licenses_ending,
)
from tracker.cli import Session
from tracker.cli.ask.licenses_ending import ending_tables, print_endings
from tracker.cli.asking import asking, point_of, tell_no_act
from tracker.cli.marking import marked, print_legend
from tracker.cli.options import SpanType, When, asked_when, json_option, language_option
from tracker.cli.output import print_json, print_paragraph, print_table
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
from tracker.spans import Span

ON_SCREEN = ("license", "regime, kind", "standing", "last_day", "number")


@click.command("licenses")
@asked_when(as_of=True)
@click.option(
    "--ends-within",
    type=SpanType(),
    metavar="SPAN",
    help="Only those that end so soon, by vendor: 90d (days), 12w (weeks), 6m (months).",
)
@json_option
@language_option
@tables_options
@click.pass_obj
def command(
    session: Session,
    when: When,
    ends_within: Span | None,
    as_json: bool,
    words: Words,
    tables: TablesOut,
) -> None:
    """List the licenses and how they stand on a day, by the law that is certain.

    LAST DAY is the last valid day, included; '~' marks one assumed from the license's term, and
    '*' one whose term nobody has verified, or came on a day in doubt. A license marked defective
    was issued when none could be. --csv and --xlsx write a table that can
    be imported; there, valid_until is the last day that a fact names, never an assumed one.

    --ends-within lists the licenses of which a last valid day lies from the day asked through the
    day so much later, both included, the last day before a revocation on record among them. They
    stand under the vendor of the products that they cover on the day asked, under each vendor if
    there are several. A suspended license is listed, as its days run on, and so is a defective one.
    One that has lapsed or been revoked by the day asked is only counted, as is one whose last day
    is later; one without any last day on record is named.

    \b
    Example:
      tracker licenses --as-of 2025-07-01
      tracker licenses --xlsx licenses.xlsx
      tracker licenses --ends-within 90d
    """
    with asking(session) as live:
        point = point_of(session, live, when, kept=bool(tables))
        answer = (
            licenses(live, LicensesQuestion(point))
            if ends_within is None
            else licenses_ending(live, LicensesEndingQuestion(point, ends_within))
        )
    tell_no_act(answer.asides, words)
    if as_json:
        print_json(answer.document(words))
    elif isinstance(answer, LicensesEnding):
        if tables:
            write_tables(tables, ending_tables(live.ledger, answer, words))
        else:
            print_endings(answer, words)
    elif tables:
        write_tables(tables, _tables(live.ledger, answer))
    else:
        _print(answer, words)


def _print(answer: Licenses, words: Words) -> None:
    print_paragraph(words.asked_words(answer.asked))
    if answer.licenses:
        click.echo()
        print_table(
            [words.heading(column) for column in ON_SCREEN],
            [_cells(each, words) for each in answer.licenses],
        )
        print_legend((each.marks for each in answer.licenses), words)
        click.echo()
    print_paragraph(words.licenses_total(len(answer.licenses)))


def _cells(each: LicenseOnDay, words: Words) -> list[str]:
    issue, state = each.license.issue, each.state
    if issue is None or state is None or each.assessment is None:
        return [each.license.name, "-", words.standing(None), "-", "-"]
    last_day = state.last_day.isoformat() if state.last_day else "-"
    return [
        each.license.name,
        words.regime_and_kind(issue),
        words.standing(state.standing, defective=bool(each.assessment.defect)),
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
