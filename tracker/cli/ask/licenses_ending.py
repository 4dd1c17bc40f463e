"""How the licenses that end soon are printed, and written as a table."""

from collections.abc import Iterator

import click

from projections.wording import Words
from tracker.ask.record.licenses_ending import Ending, LicensesEnding
from tracker.cli.marking import marked, print_legend
from tracker.cli.output import print_paragraph, print_table
from tracker.cli.tables_out import Tables, point_columns, question_rows
from tracker.ledger import Ledger
from tracker.show.sheets.licenses_ending import COLUMNS, ending_row
from tracker.show.sheets.sheets import Sheet

ON_SCREEN = ("last_day", "license", "regime, kind", "standing", "products")


def print_endings(answer: LicensesEnding, words: Words) -> None:
    """Print a table for each vendor, the first license to end first, then how many do not end."""
    print_paragraph(words.asked_words(answer.asked))
    print_paragraph(words.ending_days(answer.asked.point.as_of, answer.through))
    for each in answer.vendors:
        click.echo()
        print_paragraph(words.vendor_heading(each.vendor, len(each.endings)))
        headings = [words.heading(column) for column in ON_SCREEN]
        print_table(headings, [_cells(ending, words) for ending in each.endings])
    marks = (ending.marks for each in answer.vendors for ending in each.endings)
    print_legend(marks, words)
    click.echo()
    print_paragraph(words.ending_total(len(answer.ending), answer.unlisted))


def _cells(ending: Ending, words: Words) -> list[str]:
    end, last_day = ending.end, marked(ending.end.last_day, ending.marks)
    return [
        words.last_day_words(last_day, revoked=end.revoked, again_from=ending.again_from),
        ending.name,
        words.regime_and_kind(ending.issue),
        words.standing(ending.standing, defective=bool(ending.assessment.defect)),
        ", ".join(ending.products) or "-",
    ]


def ending_tables(ledger: Ledger, answer: LicensesEnding, words: Words) -> Tables:
    """Return a row for each license that ends and each vendor of products that it covers."""
    asked, total = answer.asked, words.ending_total(len(answer.ending), answer.unlisted)

    def sheets() -> Iterator[Sheet]:
        rows = (
            ending_row(each.vendor, ending, words)
            for each in answer.vendors
            for ending in each.endings
        )
        yield Sheet("licenses", tuple(map(words.column, COLUMNS)), rows, lines=2)

    question = question_rows(ledger, asked.point, asked.position)
    return Tables(
        sheets,
        [*question, ("counts 数目", total)],
        point_columns(asked.point, asked.position),
        total,
    )
