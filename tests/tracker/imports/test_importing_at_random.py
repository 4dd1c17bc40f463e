"""No table comes to anything other than what its rows say, whatever stands in its cells."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from contextlib import chdir
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import tables
from exports import products_on, write_sheet
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import TODAY, a_mapping, a_table, on_record

from events.facts import Fact
from events.tables.columns.column_search import columns_of
from events.tables.columns.columns import HeadingsRefused
from events.tables.values.inert import inert
from events.tables.values.lists import joined
from events.tables.values.literal import literal
from events.tables.values.numbers import literal_parameter
from projections.imports.plan import Days, Plan
from tracker.tables.reading import open_table

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))
BEGINNINGS = st.sampled_from(["x", "=", "+", "@", "'=", "'", "＝"])
NAMES = st.builds(lambda start, text: f"{start}{text}x", BEGINNINGS, st.text(LETTERS, max_size=12))
NAMES |= st.sampled_from(
    ["null", "N/A", "-", "'-", "无", "TBD", "1E5", "#N/A", "10", "true", "'10"]
)
NUMBERS = st.integers(-(10**9), 10**9) | st.sampled_from([0.5, 79.9, 0.001])
CHANNELS = ("general_sale", "government_procurement", "critical_infrastructure")

HEADINGS = ("product", "name", "vendor", "models", "category", "channels", "effective_on")
HEADINGS += ("throughput", "throughput [Gbps]", "memory")


@st.composite
def products(draw: st.DrawFn) -> dict[str, Any]:
    """Return what a row says of a product, by heading; None: nothing."""
    plain = draw(st.booleans())
    return {
        "product": draw(NAMES),
        "name": draw(NAMES),
        "vendor": draw(NAMES | st.none()),
        "models": draw(st.lists(NAMES, max_size=3, unique=True)),
        "category": draw(st.sampled_from(["firewall", "router", None])),
        "channels": draw(st.lists(st.sampled_from(CHANNELS), max_size=2, unique=True)),
        "effective_on": draw(DAYS),
        "throughput": draw(NUMBERS) if plain else None,
        "throughput [Gbps]": None if plain else draw(NUMBERS),
        "memory": draw(NUMBERS | st.booleans() | NAMES | st.none()),
    }


TABLES = st.lists(products(), max_size=6, unique_by=lambda row: row["product"])


def cells(row: dict[str, Any]) -> list[Any]:
    """Return a row as cells; several values stand in one, and texts are taken at their word."""
    return [_cell(heading, row[heading]) for heading in HEADINGS]


def _cell(heading: str, value: Any) -> Any:
    if isinstance(value, list):
        return joined(map(literal, value)) or None
    if isinstance(value, str):
        return literal_parameter(value) if heading == "memory" else literal(value)
    return value


def write(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Sheet1")
        for row in rows:
            sheet.append([_text_cell(sheet, cell) for cell in row])
        book.save(path)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([_written(cell) for cell in row] for row in rows)


def _text_cell(sheet: Any, cell: Any) -> Any:
    """Return a cell that holds a text as such, though it begins like a formula."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(cell, str):
        return cell
    found = WriteOnlyCell(sheet, "")
    found.value = cell
    found.data_type = "s"
    return found


def _written(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return inert(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def plan_of(path: Path, record: Sequence[Fact] = (), day: date | None = None) -> Plan:
    with open_table(path) as table:
        return tables.plan_of(table, a_mapping(sort="products"), record, Days(TODAY, day, day))


def said(row: dict[str, Any]) -> dict[str, Any]:
    """Return the registration that a row says, as it is written."""
    gigabits = row["throughput [Gbps]"]
    parameters = {
        "throughput": row["throughput"]
        if gigabits is None
        else {"value": gigabits, "unit": "Gbps"},
        "memory": row["memory"],
    }
    fact = {
        **{name: row[name] for name in ("product", "name", "vendor", "category")},
        "kind": "product_registered",
        "models": row["models"],
        "channels": row["channels"],
        "parameters": {name: value for name, value in parameters.items() if value is not None},
        "effective_on": row["effective_on"].isoformat(),
    }
    return {name: value for name, value in fact.items() if value not in (None, [], {})}


def recorded(plan: Plan) -> list[dict[str, Any]]:
    return [
        planned.fact.model_dump(mode="json", exclude={"id", "source"}, exclude_defaults=True)
        for planned in plan.facts
    ]


@settings(max_examples=60)
@given(TABLES, st.sampled_from(["list.xlsx", "list.csv"]))
def test_a_table_comes_to_exactly_the_facts_that_its_rows_say(
    rows: list[dict[str, Any]], name: str
) -> None:
    with TemporaryDirectory() as folder, chdir(folder):
        write(Path(name), [HEADINGS, *map(cells, rows)])
        plan = plan_of(Path(name))
        assert not plan.problems
        assert recorded(plan) == [said(row) for row in rows]
        assert not plan_of(Path(name), [each.fact for each in plan.facts]).facts


@settings(max_examples=60)
@given(TABLES, TABLES, DAYS, st.sampled_from(["list.xlsx", "list.csv"]))
def test_what_was_imported_over_any_record_is_not_imported_again(
    before: list[dict[str, Any]], after: list[dict[str, Any]], day: date, name: str
) -> None:
    for one, other in zip(before, after, strict=False):
        other["product"] = one["product"]
    with TemporaryDirectory() as folder, chdir(folder):
        write(Path(name), [HEADINGS, *map(cells, before)])
        record = [each.fact for each in plan_of(Path(name)).facts]
        write(Path(name), [HEADINGS, *map(cells, after)])
        first = plan_of(Path(name), record, day)
        assert first.bad | {row for each in first.facts for row in each.rows} | {
            *first.unchanged
        } == {*range(2, len(after) + 2)}
        again = plan_of(Path(name), [*record, *(each.fact for each in first.facts)], day)
        assert not again.facts
        assert again.bad == first.bad


@settings(max_examples=60)
@given(TABLES, TABLES, DAYS)
def test_what_is_exported_as_rows_is_imported_as_nothing_new(
    before: list[dict[str, Any]], after: list[dict[str, Any]], day: date
) -> None:
    for one, other in zip(before, after, strict=False):
        other |= {name: one[name] for name in ("product", "name", "vendor", "models")}
        other["effective_on"] = one["effective_on"]
    with TemporaryDirectory() as folder, chdir(folder):
        file = Path("list.csv")
        write(file, [HEADINGS, *map(cells, before)])
        record = [each.fact for each in plan_of(file).facts]
        write(file, [HEADINGS, *map(cells, after)])
        record += [each.fact for each in plan_of(file, record, day).facts]
        write_sheet(file, products_on(on_record(record), date(2150, 12, 31)))
        plan = plan_of(file, record)
        assert (plan.facts, plan.bad, plan.told) == ((), frozenset(), ())


ANYTHING = (
    st.none()
    | st.text(max_size=10)
    | st.sampled_from(
        [
            "03/04/2023",
            "2023-07-01",
            "1,200",
            "-",
            "长期",
            "1.0E+15",
            "'x",
            "firewall",
            "x; y",
            "x, y",
        ]
    )
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | DAYS
    | st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1))
)


@settings(max_examples=150)
@given(st.lists(st.lists(ANYTHING, min_size=10, max_size=10), max_size=4))
def test_every_row_of_anything_is_recorded_as_said_or_bad_with_a_reason(
    rows: list[list[Any]],
) -> None:
    plan = tables.plan_of(a_table(HEADINGS, *rows), a_mapping(sort="products"), [], Days(TODAY))
    told = {row for each in plan.facts for row in each.rows} | plan.bad
    assert told == saying(rows, range(10))
    assert {problem.row for problem in plan.problems} <= plan.bad
    for each in plan.facts:
        for number in each.rows:
            cell = rows[number - 2][6]
            if cell is not None:
                shown = cell.isoformat()[:10] if isinstance(cell, date) else str(cell)
                assert shown == str(each.fact.effective_on)  # type: ignore[union-attr]


def saying(rows: list[list[Any]], read: Collection[int]) -> set[int]:
    """Return the numbers of the rows that hold anything in the columns that are read."""
    return {
        number
        for number, row in enumerate(rows, 2)
        if any(str(row[at]).strip() for at in read if at < len(row) and row[at] is not None)
    }


SOME_HEADINGS = st.sampled_from(
    [
        *("product", "产品编号", "name", "license", "number", "regime", "证书类型", "发证日期"),
        *("有效期至", "products", "kind", "effective_on", "parameter: x\ny", "parameter: \x07"),
        *("memory [GB]", "id", "other_parameters", "provisions", "title", "published_on", "act"),
    ]
)


@settings(max_examples=200)
@given(
    st.lists(SOME_HEADINGS | st.text(max_size=8), min_size=1, max_size=6),
    st.lists(st.lists(ANYTHING | SOME_HEADINGS, max_size=6), max_size=3),
    st.sampled_from(["products", "licenses", "events", None]),
    DAYS | st.none(),
)
def test_no_table_breaks_the_planning(
    headings: list[str], rows: list[list[Any]], sort: Any, day: date | None
) -> None:
    table = a_table(headings, *rows)
    try:
        columns = columns_of(table.headings, a_mapping(), tables.some_words().parameters, sort)
        plan = tables.plan_of(table, a_mapping(), [], Days(TODAY, day, day), sort)
    except HeadingsRefused:
        return
    told = {row for each in plan.facts for row in each.rows} | {*plan.unchanged} | plan.bad
    sources = (*columns.fields.values(), *(each.column for each in columns.parameters))
    assert told == saying(rows, {column.index for column in sources})
