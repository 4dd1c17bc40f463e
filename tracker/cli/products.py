"""`tracker products`: the products on record."""

from datetime import date
from typing import Any

import click

from projections.dossiers import Dossier, is_placed
from tracker.cli import Session
from tracker.cli.asking import ask, asked_json, asked_words, opened
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table


@click.command("products")
@asked_when(as_of=True)
@json_option
@click.pass_obj
def command(
    session: Session,
    when: When,
    as_json: bool,
) -> None:
    """List the products on record with category, vendor and channels on a day.

    \b
    Example:
      tracker products --as-of 2023-07-03
    """
    with opened(session) as ledger:
        asked = ask(session, ledger, when)
        dossiers = [asked.portfolio.dossier(product) for product in asked.portfolio.products]
    day = asked.viewpoint.as_of
    if as_json:
        print_json({**asked_json(asked), "products": [_document(d, day) for d in dossiers]})
        return
    print_paragraph(asked_words(asked))
    if dossiers:
        click.echo()
        rows = [_cells(dossier, day) for dossier in dossiers]
        print_table(["PRODUCT", "CATEGORY", "NAME, VENDOR, CHANNELS"], rows)
        click.echo()
    print_paragraph(f"{counted(len(dossiers), 'product')}.")


def _channels(dossier: Dossier, day: date) -> list[str]:
    return [name for name, steps in dossier.placements.items() if is_placed(steps.at(day))]


def _document(dossier: Dossier, day: date) -> dict[str, Any]:
    return {
        "product": dossier.product,
        "name": dossier.name,
        "vendor": dossier.vendors.at(day),
        "category": dossier.categories.at(day),
        "channels": _channels(dossier, day),
        "licenses": [license.name for license in dossier.licenses],
    }


def _cells(dossier: Dossier, day: date) -> list[str]:
    parts = [dossier.name, dossier.vendors.at(day), ", ".join(_channels(dossier, day))]
    return [
        dossier.product,
        dossier.categories.at(day) or "-",
        "; ".join(part for part in parts if part),
    ]
