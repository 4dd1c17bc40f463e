"""`tracker products`: the products on record."""

from datetime import date

import click

from events.words import counted
from projections.record.dossiers import Dossier
from projections.wording import ENGLISH
from tracker.ask.record.products import Products, ProductsQuestion, products
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, print_asides, tell_no_act
from tracker.cli.options import When, asked_when, json_option
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
from tracker.show.sheets.products import ProductTable
from tracker.show.sheets.sheets import Sheet


@click.command("products")
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
    """List the products on record with category, vendor and channels on a day.

    --csv and --xlsx write them with their parameters as a table that can be imported; a product
    registered for a later day is told as of that day.

    \b
    Example:
      tracker products --as-of 2023-07-03
      tracker products --xlsx products.xlsx
    """
    with asking(session) as live:
        point = point_of(session, live, when, kept=bool(tables))
        answer = products(live, ProductsQuestion(point))
    tell_no_act(answer.asides)
    if tables:
        write_tables(tables, _tables(live.ledger, answer))
    elif as_json:
        print_json(answer.document(ENGLISH))
    else:
        _print(answer)


def _print(answer: Products) -> None:
    print_paragraph(ENGLISH.asked_words(answer.asked))
    if answer.products:
        click.echo()
        rows = [_cells(each, answer.asked.point.as_of) for each in answer.products]
        print_table(["PRODUCT", "CATEGORY", "NAME, VENDOR, CHANNELS"], rows)
        click.echo()
    print_paragraph(f"{counted(len(answer.products), 'product')}.")
    print_asides(answer.asides)


def _cells(dossier: Dossier, day: date) -> list[str]:
    parts = [dossier.name, dossier.vendors.at(day), ", ".join(dossier.channels_on(day))]
    return [
        dossier.product,
        dossier.categories.at(day) or "-",
        "; ".join(part for part in parts if part),
    ]


def _tables(ledger: Ledger, answer: Products) -> Tables:
    """Return a row for each product that was registered, and tell of the others."""
    asked, found = answer.asked, answer.products
    table = ProductTable(found, asked.point.as_of)
    without = table.unregistered
    if without:
        tell_without_row("product", without, "was never registered", "were never registered")
    tell_of_history("product", [each.product for each in found if len(each.records) > 1])
    total = f"{len(found) - len(without)} of {counted(len(found), 'product')}."
    counts = " ".join([total, *ENGLISH.aside_words(answer.asides)])
    question = question_rows(ledger, asked.point, asked.position)
    return Tables(
        lambda: [Sheet("products", table.headings, table.rows(), lines=2)],
        [*question, ("counts 数目", counts), ("without a row 未列出", ", ".join(without) or "-")],
        point_columns(asked.point, asked.position),
        counts,
    )
