"""`tracker products`: the products on record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from projections.answers.asides import Asides
from projections.record.dossiers import Dossier
from projections.wording.en.asides import aside_words, asides_json
from tracker.cli import Session
from tracker.cli.asking import ask, asked_words, opened, print_asides
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
from tracker.show.sheets.products import Products, channels
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
    with opened(session) as ledger:
        asked = ask(session, ledger, when, kept=bool(tables))
        dossiers = [asked.portfolio.dossier(product) for product in asked.portfolio.products]
    day = asked.viewpoint.as_of
    asides = asked.asides(asked.cases())
    if tables:
        write_tables(tables, _answer(ledger, asked, dossiers, asides))
        return
    if as_json:
        documents = [_document(dossier, day) for dossier in dossiers]
        print_json({**asked.asked.document(), "products": documents, **asides_json(asides)})
        return
    print_paragraph(asked_words(asked.asked))
    if dossiers:
        click.echo()
        rows = [_cells(dossier, day) for dossier in dossiers]
        print_table(["PRODUCT", "CATEGORY", "NAME, VENDOR, CHANNELS"], rows)
        click.echo()
    print_paragraph(f"{counted(len(dossiers), 'product')}.")
    print_asides(asides)


def _answer(ledger: Ledger, asked: Snapshot, dossiers: Sequence[Dossier], asides: Asides) -> Answer:
    """Return a row for each product that was registered, and tell of the others."""
    products = Products(dossiers, asked.viewpoint.as_of)
    without = products.unregistered
    if without:
        tell_without_row("product", without, "was never registered", "were never registered")
    tell_of_history("product", [each.product for each in dossiers if len(each.records) > 1])
    total = f"{len(dossiers) - len(without)} of {counted(len(dossiers), 'product')}."
    counts = " ".join([total, *aside_words(asides)])
    question = question_rows(ledger, asked.viewpoint, asked.position)
    return Answer(
        lambda: [Sheet("products", products.headings, products.rows(), lines=2)],
        [*question, ("counts 数目", counts), ("without a row 未列出", ", ".join(without) or "-")],
        point_columns(asked.viewpoint, asked.position),
        counts,
    )


def _document(dossier: Dossier, day: date) -> dict[str, Any]:
    return {
        "product": dossier.product,
        "name": dossier.name,
        "vendor": dossier.vendors.at(day),
        "category": dossier.categories.at(day),
        "channels": channels(dossier, day),
        "licenses": [license.name for license in dossier.licenses],
    }


def _cells(dossier: Dossier, day: date) -> list[str]:
    parts = [dossier.name, dossier.vendors.at(day), ", ".join(channels(dossier, day))]
    return [
        dossier.product,
        dossier.categories.at(day) or "-",
        "; ".join(part for part in parts if part),
    ]
