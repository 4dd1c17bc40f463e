"""What is on record as the tables that the tracker writes of it, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from events.recorded import Recorded
from projections.judging.bench import Bench
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from tracker.cli.csv_out import write_csv
from tracker.show.sheets import facts as of_facts
from tracker.show.sheets.licenses import HEADINGS, license_row
from tracker.show.sheets.products import ProductTable
from tracker.show.sheets.sheets import Sheet
from tracker.show.sheets.writing import write_workbook


def products_on(record: Sequence[Recorded], day: date) -> Sheet:
    """Return the products on record as they stand on a day."""
    portfolio = Portfolio(record)
    table = ProductTable([portfolio.dossier(product) for product in portfolio.products], day)
    return Sheet("products", table.headings, table.rows())


def licenses_on(record: Sequence[Recorded], day: date) -> Sheet:
    """Return the licenses on record as they stand on a day."""
    portfolio, assessor = Portfolio(record), Bench(law_book(record)).judge(()).assessor
    found = [portfolio.license(name) for name in portfolio.licenses]
    rows = (license_row(each, each.issue, assessor.of(each), day) for each in found if each.issue)
    return Sheet("licenses", HEADINGS, rows)


def facts_on(record: Sequence[Recorded]) -> Sheet:
    """Return the facts on record."""
    fields = of_facts.fact_fields(each.fact.kind for each in record)
    rows = (of_facts.fact_row(each, fields) for each in record)
    return Sheet("facts", (*fields, *of_facts.BESIDE), rows)


def write_sheet(path: Path, sheet: Sheet) -> None:
    """Write a sheet as the kind of file that its name says."""
    with path.open("wb") as stream:
        if path.suffix == ".csv":
            write_csv(stream, sheet.headings, sheet.rows)
        else:
            write_workbook(stream, [sheet])
