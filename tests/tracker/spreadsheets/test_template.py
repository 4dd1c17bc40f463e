"""Empty workbooks to be filled in: what is offered for choice stands in them, in both languages."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from console import answered, empty_folder
from office_suite import filled_in, needs_office
from openpyxl import Workbook

from events.tables.fields.vocabulary import vocabulary
from tracker.gazette.files import read_gazette
from tracker.show.templates.offers import offers

HEADINGS = {
    "products": "product name vendor models category channels effective_on",
    "licenses": (
        "license number regime license_kind holder products issued_on valid_from valid_until"
    ),
}
KNOWN = {
    "category": "router 路由器",
    "channels": "general_sale 一般销售",
    "regime": "mps 计算机信息系统安全专用产品销售许可证",
    "license_kind": "sales_permit 销售许可证",
}
CHOSEN = {"products": ("category", "channels"), "licenses": ("regime", "license_kind")}


@pytest.fixture(autouse=True)
def folder() -> Iterator[None]:
    with empty_folder():
        yield


def template(sort: str) -> Workbook:
    said, code = answered(f"template {sort} -o {sort}.xlsx")
    assert code == 0, said
    return openpyxl.load_workbook(f"{sort}.xlsx")


@pytest.mark.parametrize("sort", HEADINGS)
def test_each_column_has_its_field_in_both_languages_and_a_note(sort: str) -> None:
    first, *_ = template(sort)
    [row] = first.iter_rows()
    assert [cell.value.split()[0] for cell in row] == HEADINGS[sort].split()
    for cell in row:
        assert not cell.value.isascii()
        assert "Example 示例: " in cell.comment.text


@pytest.mark.parametrize("sort", HEADINGS)
def test_a_list_drops_down_with_every_word_of_the_gazette_and_no_other_cell(sort: str) -> None:
    book = template(sort)
    first, columns = book.worksheets[0], HEADINGS[sort].split()
    rules = {
        columns[next(iter(rule.sqref.ranges)).min_col - 1]: rule
        for rule in first.data_validations.dataValidation
        if rule.type == "list"
    }
    assert set(rules) == set(CHOSEN[sort])
    for name, rule in rules.items():
        sheet, _, cells = rule.formula1.rpartition("!")
        offered = [cell.value for (cell,) in book[sheet.strip("'")][cells.replace("$", "")]]
        assert KNOWN[name] in offered
        assert None not in offered
        assert len(set(offered)) == len(offered)
        assert rule.showErrorMessage is not (name == "channels")


@pytest.mark.parametrize("sort", HEADINGS)
def test_columns_of_days_take_days_and_all_others_text(sort: str) -> None:
    first, *_ = template(sort)
    formats = {
        number: columns.number_format
        for columns in first.column_dimensions.values()
        for number in range(columns.min, columns.max + 1)
    }
    for number, name in enumerate(HEADINGS[sort].split(), 1):
        kept = formats[number]
        is_day = name in {"effective_on", "issued_on", "valid_from", "valid_until"}
        assert kept == ("yyyy-mm-dd" if is_day else "@")
    days = [r for r in first.data_validations.dataValidation if r.type == "date"]
    assert len(days) == (1 if sort == "products" else 3)


def test_a_template_of_a_ledger_offers_the_words_of_its_acts() -> None:
    assert answered("init")[1] == 0
    said, _ = answered("template products -o products.xlsx")
    assert "of the ledger tracker.db" in said
    said, _ = answered("--ledger other.db template products -o other.xlsx")
    assert "of the gazette, as there is no ledger" in said


def test_a_workbook_that_may_be_filled_in_is_never_overwritten() -> None:
    template("products")
    before = Path("products.xlsx").read_bytes()
    said, code = answered("template products -o products.xlsx")
    assert code == 1
    assert "which may be filled in" in said
    assert Path("products.xlsx").read_bytes() == before


def test_a_template_does_not_go_to_standard_output() -> None:
    assert answered("template products -o -")[1] == 2


@pytest.mark.parametrize("name", ["l.csv", "x"])
def test_a_template_is_not_written_under_a_name_of_something_else(name: str) -> None:
    said, code = answered(f"template products -o {name}")
    assert code == 2
    assert f"'{name}' does not end in .xlsx" in said
    assert not Path(name).exists()


def test_every_word_that_is_offered_means_one_word_of_facts() -> None:
    gazette = read_gazette()
    words = offers(gazette.categories, gazette.facts)
    known = vocabulary(gazette.categories, gazette.facts)
    for name in ("category", "channels", "regime", "license_kind"):
        for word in getattr(words, name):
            assert known.meant(name, str(word)) == (word.code,)


@pytest.mark.parametrize("sort", HEADINGS)
def test_an_empty_template_imports_to_nothing(sort: str) -> None:
    template(sort)
    assert answered("init")[1] == 0
    said, code = answered(f"import {sort}.xlsx")
    assert code == 0, said
    assert "0 facts" in said


@needs_office
def test_a_template_filled_in_in_an_office_suite_imports_as_it_says() -> None:
    assert answered("init")[1] == 0
    typed = {
        "products": {
            "product": ["INV-1", "INV-2"],
            "name": ["Invented router 虚构路由器", "Invented switch"],
            "category": ["router 路由器", "switch"],
            "channels": ["general_sale 一般销售; government_procurement", "general_sale"],
            "effective_on": ["2023-07-01", "2023-07-02"],
        },
        "licenses": {
            "license": ["INV-L"],
            "number": ["0012"],
            "regime": ["mps 计算机信息系统安全专用产品销售许可证"],
            "license_kind": ["sales_permit 销售许可证"],
            "products": ["INV-1; INV-2"],
            "issued_on": ["2022-07-01"],
            "valid_until": ["2024-06-30"],
        },
    }
    for sort, columns in typed.items():
        headings = [cell.value for cell in template(sort).worksheets[0][1]]
        cells = {next(h for h in headings if h.split()[0] == n): c for n, c in columns.items()}
        filled_in(Path(f"{sort}.xlsx").absolute(), cells, Path(f"{sort}-full.xlsx").absolute())
        said, code = answered(f"import {sort}-full.xlsx")
        assert code == 0, said
    said, _ = answered("facts --product INV-1 --csv facts.csv")
    facts = list(csv.DictReader(Path("facts.csv").read_text("utf-8-sig").splitlines()))
    license, product = sorted(facts, key=lambda fact: fact["kind"])
    assert (product["category"], product["effective_on"]) == ("router", "2023-07-01")
    assert product["channels"] == "general_sale; government_procurement"
    assert (license["number"], license["valid_until"]) == ("0012", "2024-06-30")
    assert (license["regime"], license["products"]) == ("mps", "INV-1; INV-2")


@needs_office
def test_what_is_typed_into_it_in_an_office_suite_stays_what_it_is() -> None:
    book = template("licenses")
    headings = [cell.value for cell in book.worksheets[0][1]]
    typed = {
        "license": ["0012", "=1+1"],
        "number": ["00123456789012345678", "XKC-2"],
        "products": ["FW-100; FW-200", "FW-100"],
        "issued_on": ["2023-07-01", "2024-02-29"],
    }
    by_heading = {
        next(h for h in headings if h.split()[0] == name): cells for name, cells in typed.items()
    }
    filled_in(Path("licenses.xlsx").absolute(), by_heading, Path("filled.xlsx").absolute())
    _, first, second = (
        openpyxl.load_workbook("filled.xlsx")
        .worksheets[0]
        .iter_rows(max_row=3, max_col=9, values_only=True)
    )
    assert first[:2] == ("0012", "00123456789012345678")
    assert (first[5], first[6]) == ("FW-100; FW-200", datetime(2023, 7, 1))
    assert second[:2] == ("=1+1", "XKC-2")
    assert second[6] == datetime(2024, 2, 29)
