"""A table that was imported before is read for what it says now, beside what was recorded since."""

from __future__ import annotations

from typing import Any

import pytest
from tables import (
    LICENSES,
    a_mapping,
    a_table,
    imported,
    license_table,
    planned,
    problems_of,
    product_table,
    told,
)

from projections.imports.plan import Plan


def test_another_sheet_of_a_workbook_that_was_imported_is_read_for_what_it_says() -> None:
    facts = imported(planned(license_table()))
    row = ("M", "N-2", "mps", "sales_permit", "Holder (invented)", "P", "2023-07-01")
    other = a_table(LICENSES[:7], row, sheet="Sheet2")
    assert [each["license"] for each in told(planned(other, *facts))] == ["M"]


def test_a_sheet_that_was_imported_as_products_may_hold_licenses_too() -> None:
    headings = ("product", "name", "effective_on", *LICENSES[:5], *LICENSES[6:8])
    row = ("P", "P (invented)", "2023-01-01", "L", "N-1", "mps", "sales_permit", None)
    flat = a_table(headings, (*row, "2023-07-01", "2025-06-30"))
    facts = imported(planned(flat, sort="products"))
    plan = planned(flat, *facts, sort="licenses")
    assert [each["kind"] for each in told(plan)] == ["license_issued"]


def read_otherwise(plan: Plan, facts: list[Any]) -> bool:
    """Tell whether the only row is refused, as it was read otherwise when facts were imported."""
    [problem] = problems_of(plan)
    said = f"was imported from this row of this file before, as fact '{facts[0].id}', and is read"
    return said in problem.message and not plan.facts and plan.bad == {2}


@pytest.mark.parametrize("ignored", ["throughput", "category", "channels"])
def test_what_a_mapping_reads_that_read_less_before_is_no_change_that_took_place(
    ignored: str,
) -> None:
    table = product_table()
    facts = imported(planned(table, mapping=a_mapping(ignore=[ignored])))
    assert read_otherwise(planned(table, *facts, on="2023-01-01"), facts)
    assert read_otherwise(planned(table, *facts), facts)


@pytest.mark.parametrize("written", ["03/04/2025", "04/03/2025"])
def test_what_another_mapping_reads_otherwise_renews_nothing(written: str) -> None:
    table = license_table(valid_until=written)
    facts = imported(planned(table, mapping=a_mapping(dates="mdy")))
    plan = planned(table, *facts, mapping=a_mapping(dates="dmy"), on="2024-01-01")
    assert read_otherwise(plan, facts)


def test_products_parted_otherwise_do_not_join_a_license() -> None:
    table = license_table(products="P/Q")
    facts = imported(planned(table))
    assert read_otherwise(
        planned(table, *facts, mapping=a_mapping(separator="/"), on="2024-01-01"), facts
    )


def test_a_row_that_is_a_fact_and_is_read_otherwise_than_before_is_refused() -> None:
    headings = ("kind", "product", "channel", "effective_on")
    table = a_table(headings, ("product_placed", "P", "general_sale", "03/04/2023"))
    facts = imported(planned(table, mapping=a_mapping(dates="mdy")))
    plan = planned(table, *facts, mapping=a_mapping(dates="dmy"))
    assert read_otherwise(plan, facts)
    assert "undo that import" in problems_of(plan)[0].message
