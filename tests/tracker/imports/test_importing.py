"""Files of every sort come to the same facts, all of them or none, and can be undone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from console import SAMPLE, answered, empty_folder, run
from sheets import by_libreoffice, needs_libreoffice

CHINESE = (
    "证书编号",
    "证书制度",
    "证书类型",
    "持证单位",
    "产品编号",
    "发证日期",
    "有效期至（年月日）",
)
ENGLISH = ("number", "regime", "license type", "holder", "product", "issue date", "Valid until")
ROWS = (
    ("INV-1", "mps", "sales_permit", "甲公司（虚构）", "FW-1", date(2023, 7, 1), date(2025, 6, 30)),
    ("INV-2", "mps", "sales_permit", "甲公司（虚构）", "FW-2", date(2023, 7, 2), date(2025, 7, 1)),
)


@pytest.fixture(autouse=True)
def _a_ledger() -> Iterator[None]:
    with empty_folder():
        assert answered("init")[1] == 0
        yield


def write_workbook(path: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headings, *rows):
        sheet.append(list(row))
    book.save(path)


def write_text(
    path: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> None:
    with Path(path).open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows([headings, *rows])


def document(words: str) -> dict[str, Any]:
    """Return what a command prints as JSON."""
    lines = list(run(f"tracker {words} --json"))
    text = "\n".join(lines)
    found: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return found


def imported_facts() -> list[dict[str, Any]]:
    """Return the facts that came by imports, without sources."""
    facts = [each["fact"] for each in document("facts")["facts"]]
    return [
        {name: value for name, value in fact.items() if name != "source"}
        for fact in facts
        if str(fact["id"]).startswith("i-")
    ]


def in_chinese_words(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Return rows with Chinese words and days as Chinese tables have them."""
    return [
        [
            *row[:2],
            "销售许可证",
            *row[3:5],
            *(f"{day.year}年{day.month}月{day.day}日" for day in row[5:]),
        ]
        for row in rows
    ]


WAYS: dict[str, Callable[[], str]] = {}


def way(write: Callable[[], str]) -> Callable[[], str]:
    WAYS[write.__name__] = write
    return write


@way
def english_workbook() -> str:
    write_workbook("list.xlsx", ENGLISH, ROWS)
    return "list.xlsx"


@way
def chinese_workbook() -> str:
    write_workbook("list.xlsx", CHINESE, in_chinese_words(ROWS))
    return "list.xlsx"


@way
def text_in_gb18030() -> str:
    write_text("list.csv", CHINESE, in_chinese_words(ROWS), encoding="gb18030")
    return "list.csv"


@way
def text_with_byte_order_mark_and_semicolons() -> str:
    write_text("list.csv", CHINESE, in_chinese_words(ROWS), encoding="utf-8-sig", delimiter=";")
    return "list.csv"


@way
def text_with_tabs() -> str:
    write_text("list.txt", ENGLISH, ROWS, delimiter="\t")
    return "list.txt"


EXPECTED = [
    {
        "kind": "license_issued",
        "license": row[0],
        "number": row[0],
        "regime": "mps",
        "license_kind": "sales_permit",
        "holder": row[3],
        "products": [row[4]],
        "issued_on": row[5].isoformat(),
        "valid_until": row[6].isoformat(),
    }
    for row in ROWS
]


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_chinese_and_english_tables_of_every_sort_come_to_the_same_facts(
    write: Callable[[], str],
) -> None:
    assert answered(f"import {write()}")[1] == 0
    found = imported_facts()
    assert [{k: v for k, v in fact.items() if k != "id"} for fact in found] == EXPECTED


@needs_libreoffice
@pytest.mark.parametrize("write", [english_workbook, chinese_workbook])
def test_a_workbook_that_libreoffice_saved_comes_to_the_same_facts(
    write: Callable[[], str], tmp_path: Path
) -> None:
    saved = by_libreoffice(Path(write()).absolute(), tmp_path)
    assert answered(f"import {saved}")[1] == 0
    found = imported_facts()
    assert [{k: v for k, v in fact.items() if k != "id"} for fact in found] == EXPECTED


def test_importing_the_same_file_again_records_nothing() -> None:
    file = english_workbook()
    assert answered(f"import {file}")[1] == 0
    before = imported_facts()
    words, code = answered(f"import {file}")
    assert code == 0
    assert "0 facts to record; 2 rows unchanged" in words
    assert imported_facts() == before


def test_next_months_version_records_only_what_changed() -> None:
    answered(f"import {english_workbook()}")
    renewed = (*ROWS[0][:6], date(2027, 6, 30))
    new = ("INV-3", *ROWS[0][1:])
    write_workbook("next.xlsx", ENGLISH, [renewed, new])
    words, code = answered("import next.xlsx --effective-on 2025-06-01")
    assert code == 0
    assert "Imported before and not in this table: INV-2. A missing row ends nothing" in words
    assert [(fact["kind"], fact["license"]) for fact in imported_facts()[2:]] == [
        ("license_renewed", "INV-1"),
        ("license_issued", "INV-3"),
    ]


def test_a_dry_run_prints_what_the_real_run_prints_and_records_nothing() -> None:
    file = english_workbook()
    rehearsed, code = answered(f"import {file} --dry-run")
    assert code == 0
    assert not imported_facts()
    done, _ = answered(f"import {file}")
    assert rehearsed.removesuffix("Nothing was recorded: a dry run.") in done


def test_one_bad_row_keeps_all_rows_out() -> None:
    write_text("list.csv", ENGLISH, [ROWS[0], (*ROWS[1][:5], "03/04/2023", "2025-07-01")])
    words, code = answered("import list.csv")
    assert code == 1
    assert "list.csv, row 3, column F (issue date): holds '03/04/2023'" in words
    assert not imported_facts()


def test_partial_records_the_good_rows_and_gives_the_others_back_to_mend() -> None:
    write_text("list.csv", ENGLISH, [ROWS[0], (*ROWS[1][:5], "03/04/2023", "2025-07-01")])
    words, code = answered("import list.csv --partial --rejects bad.csv")
    assert code == 1
    assert "Not recorded: 1 row. Mend what is in 'bad.csv'" in words
    assert [fact["license"] for fact in imported_facts()] == ["INV-1"]
    bad = Path("bad.csv").read_text(encoding="utf-8-sig")
    assert "it may be 2023-04-03 or 2023-03-04" in bad
    Path("bad.csv").write_text(bad.replace("03/04/2023", "2023-07-02"), encoding="utf-8")
    assert answered("import bad.csv")[1] == 0
    assert [fact["license"] for fact in imported_facts()] == ["INV-1", "INV-2"]


def unreadable_book(path: str) -> None:
    """Write a list of which a row is good and others hold what cannot be read."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*ENGLISH, "remark"])
    for number in range(2, 9):
        sheet.append([f"INV-{number}", *ROWS[0][1:], None])
    cells: dict[str, tuple[Any, str]] = {
        "H2": ("#REF!", "General"),
        "A3": (1234567890123456, "0"),
        "B3": ("nowhere", "General"),
        "F4": (45292, "mmm-yy"),
        "H4": ("#N/A", "General"),
        "G5": ("=F5+1", "General"),
        "G6": (0.5, "h:mm"),
        "A7": (123, "00000"),
        "E8": (0.5, "0%"),
    }
    for place, (value, format) in cells.items():
        sheet[place].value = value
        sheet[place].number_format = format
    for place in ("H2", "H4"):
        sheet[place].data_type = "e"
    book.save(path)


def test_a_cell_that_cannot_be_read_is_a_problem_of_its_row_and_hides_no_other() -> None:
    unreadable_book("list.xlsx")
    words, code = answered("import list.xlsx")
    assert code == 1
    for place, held, why in (
        ("row 3, column A (number)", "1234567890123456", "spreadsheets keep only 15 digits"),
        ("row 3, column B (regime)", "nowhere", "no regime is known"),
        (
            "row 4, column F (issue date)",
            "45292",
            "its format 'mmm-yy' does not show year, month and day of 2024-01-01",
        ),
        ("row 5, column G (Valid until)", "a formula", "the file does not keep its result"),
        ("row 6, column G (Valid until)", "0.5", "it is shown as a time without a day"),
        ("row 7, column A (number)", "123", "its format '00000' shows it otherwise"),
        ("row 8, column E (product)", "0.5", "its format '0%' shows another number"),
    ):
        assert f"list.xlsx, sheet 'Sheet', {place}: holds '{held}': {why}" in words
    assert "7 problems" in words
    assert "column H" not in words
    assert not imported_facts()


def test_a_cell_that_cannot_be_read_is_given_back_and_is_no_more_readable_for_that() -> None:
    unreadable_book("list.xlsx")
    assert answered("import list.xlsx --partial")[1] == 1
    assert [fact["license"] for fact in imported_facts()] == ["INV-2"]
    book = openpyxl.load_workbook("list.rejects.xlsx")
    sheet = book.active
    assert sheet is not None
    given = {place: (sheet[place].value, sheet[place].number_format) for place in ("A6", "E7")}
    assert given == {"A6": (123, "00000"), "E7": (0.5, "0%")}
    assert (sheet["G4"].value, sheet["H3"].value) == ("####", "#N/A")
    assert sheet["I4"].value.startswith("G: holds 'a formula': the file does not keep")
    words, code = answered("import list.rejects.xlsx")
    assert (code, "7 problems" in words) == (1, True)
    assert answered("import list.rejects.xlsx --partial --rejects again.xlsx")[1] == 1
    mended = {"A2": "1", "B2": "mps", "F3": date(2024, 1, 1), "G4": None, "G5": None}
    for place, value in (mended | {"A6": "00123", "E7": "FW-1"}).items():
        sheet[place].value = value
        sheet[place].number_format = "General"
    sheet["F3"].number_format = "yyyy-mm-dd"
    book.save("mended.xlsx")
    words, code = answered("import mended.xlsx")
    assert code == 0, words
    assert "00123" in [fact["license"] for fact in imported_facts()]


def test_a_formula_in_a_text_file_is_refused_unless_an_apostrophe_makes_it_a_text() -> None:
    rows = [('="00123"', *ROWS[0][1:]), ("'=HYPERLINK", *ROWS[0][1:])]
    write_text("list.csv", [*ENGLISH, "remark"], [(*row, "=1+1") for row in rows])
    words, code = answered("import list.csv --partial")
    assert code == 1
    assert """row 2, column A (number): holds '="00123"': it is a formula""" in words
    assert "write the text itself, or put an apostrophe before it" in words
    assert [fact["license"] for fact in imported_facts()] == ["=HYPERLINK"]
    bad = Path("list.rejects.csv").read_text(encoding="utf-8-sig")
    assert bad.splitlines()[1].startswith("####,mps")
    assert "1 problem" in answered("import list.rejects.csv")[0]


def test_a_text_in_a_workbook_may_begin_like_a_formula() -> None:
    write_workbook("list.xlsx", ENGLISH, ROWS[:1])
    book = openpyxl.load_workbook("list.xlsx")
    book.active["A2"].value, book.active["A2"].data_type = "=1", "s"
    book.save("list.xlsx")
    assert answered("import list.xlsx")[1] == 0
    assert [fact["license"] for fact in imported_facts()] == ["=1"]


def test_a_heading_that_cannot_be_read_is_asked_about_unless_it_is_ignored() -> None:
    write_workbook("list.xlsx", [*ENGLISH[:6], "=G9"], ROWS)
    words, code = answered("import list.xlsx")
    assert code == 1
    assert "The heading of column G (a formula) cannot be read: the file does not keep" in words
    Path("mapping.yaml").write_text("ignore: [a formula]\n", encoding="utf-8")
    assert answered("import list.xlsx --map mapping.yaml")[1] == 0


def test_a_row_is_not_left_out_for_a_cell_that_cannot_be_read() -> None:
    write_workbook("list.xlsx", ENGLISH, [ROWS[0], (*ROWS[1][:1], "=B9", *ROWS[1][2:])])
    text = "as: licenses\nvalues: {regime: {mps: mps}}\nonly_listed: [regime]\n"
    Path("mapping.yaml").write_text(text, encoding="utf-8")
    words, code = answered("import list.xlsx --map mapping.yaml")
    assert (code, "row 3, column B (regime): holds 'a formula'" in words) == (1, True)


def test_what_a_cell_that_cannot_be_read_means_a_mapping_may_say() -> None:
    write_workbook("list.xlsx", ENGLISH, [(*ROWS[0][:6], "=G9")])
    text = "as: licenses\nvalues: {valid_until: {a formula: 2025-06-30}}\n"
    Path("mapping.yaml").write_text(text, encoding="utf-8")
    assert answered("import list.xlsx --map mapping.yaml")[1] == 0
    assert [fact["valid_until"] for fact in imported_facts()] == ["2025-06-30"]


def test_rows_to_mend_are_imported_by_the_mapping_that_read_the_workbook() -> None:
    book = openpyxl.Workbook()
    for title in ("Cover", "Permits"):
        sheet = book.create_sheet(title)
        sheet.append(["Permits of the company (invented)"])
        sheet.append([None])
        for row in (ENGLISH, (*ROWS[0][:5], "soon", ROWS[0][6])):
            sheet.append(list(row))
    book.save("list.xlsx")
    Path("mapping.yaml").write_text("sheet: Permits\nheadings_row: 3\n", encoding="utf-8")
    words, code = answered("import list.xlsx --map mapping.yaml --partial")
    assert (code, "list.xlsx, sheet 'Permits', row 4, column F" in words) == (1, True)
    bad = openpyxl.load_workbook("list.rejects.xlsx")
    assert bad.sheetnames == ["Permits"]
    assert bad["Permits"]["F4"].value == "soon"
    bad["Permits"]["F4"] = "2023-07-01"
    bad.save("mended.xlsx")
    words, code = answered("import mended.xlsx --map mapping.yaml")
    assert (code, "Recorded 1 fact" in words) == (0, True)
    assert "row 4" in words


def test_rows_to_mend_are_imported_by_the_mapping_that_read_the_text() -> None:
    said = [CHINESE, (*ROWS[0][:5], "soon", ROWS[0][6])]
    text = "".join(";".join(map(str, row)) + "\n" for row in said)
    Path("list.csv").write_bytes(text.encode("gb18030"))
    Path("mapping.yaml").write_text('delimiter: ";"\nencoding: gb18030\n', encoding="utf-8")
    assert answered("import list.csv --map mapping.yaml --partial")[1] == 1
    bad = Path("list.rejects.csv").read_bytes().decode("gb18030")
    Path("mended.csv").write_bytes(bad.replace("soon", "2023-07-01").encode("gb18030"))
    words, code = answered("import mended.csv --map mapping.yaml")
    assert (code, "Recorded 1 fact" in words) == (0, True)


@pytest.mark.parametrize(
    ("encoding", "delimiter", "declared"),
    [
        *(("gb18030", ";", ""), ("utf-16", "\t", ""), ("utf-8-sig", "|", "")),
        *(("utf-8-sig", ",", ""), ("gb18030", "^", "sep=^\r\n")),
    ],
)
def test_rows_to_mend_come_in_the_form_of_the_text_though_nobody_named_it(
    encoding: str, delimiter: str, declared: str
) -> None:
    said = [(*CHINESE, "备注; 说明, 其他"), (*ROWS[0][:5], "soon", ROWS[0][6], "")]
    lines = (delimiter.join(f'"{cell}"' for cell in row) for row in said)
    Path("list.csv").write_bytes(
        (declared + "".join(f"{line}\r\n" for line in lines)).encode(encoding)
    )
    assert answered("import list.csv --partial")[1] == 1
    bad = Path("list.rejects.csv").read_bytes().decode(encoding)
    assert bad.startswith(f'{declared}"证书编号"{delimiter}')
    Path("mended.csv").write_bytes(bad.replace("soon", "2023-07-01").encode(encoding))
    words, code = answered("import mended.csv")
    assert (code, "Recorded 1 fact" in words) == (0, True), words


def test_rows_to_mend_are_read_in_the_encoding_in_which_their_file_was_plain() -> None:
    rows = [(*ROWS[0][:3], "潘畅", ROWS[0][4], "soon", ROWS[0][6])]
    rows += [(*ROWS[1][:3], "北京甲网络安全技术有限公司", *ROWS[1][4:])]
    write_text("list.csv", ENGLISH, rows, encoding="gb18030")
    words, _ = answered("import list.csv --partial")
    assert "import list.rejects.csv --encoding gb18030" in words
    Path("list.rejects.csv").write_bytes(
        Path("list.rejects.csv").read_bytes().replace(b"soon", b"2023-07-01")
    )
    assert answered("import list.rejects.csv --encoding gb18030")[1] == 0


def test_an_import_tells_the_encoding_that_it_read_by_and_how_the_text_begins() -> None:
    write_text("list.csv", CHINESE, in_chinese_words(ROWS), encoding="gb18030")
    words = answered("import list.csv --dry-run")[0]
    assert "Encoding: gb18030, as the bytes tell; it begins with '证书编号'" in words
    assert "'甲公司（虚构）'" in " ".join(words.split())
    named = answered("import list.csv --dry-run --encoding gbk")[0]
    assert "Encoding: gb18030, as was said; it begins with" in named
    assert document("import list.csv --dry-run --json")["encoding"] == "gb18030"
    write_text("list.csv", CHINESE, ROWS)
    assert "Encoding" not in answered("import list.csv --dry-run")[0]


def test_a_mapping_may_name_the_encoding_and_the_command_line_goes_before_it() -> None:
    write_text("list.csv", ENGLISH, [(*ROWS[0][:3], "Société", *ROWS[0][4:])], encoding="cp1252")
    Path("m.yaml").write_text("encoding: windows-1252\n")
    words, code = answered("import list.csv --dry-run --map m.yaml")
    assert (code, "Encoding: cp1252, as was said; it begins with 'Société'" in words) == (0, True)
    Path("m.yaml").write_text("encoding: utf-7\n")
    assert "there is no encoding 'utf-7'" in answered("import list.csv --map m.yaml")[0]
    assert answered("import list.csv --dry-run --map m.yaml --encoding cp1252")[1] == 0


def test_a_hidden_sheet_that_holds_rows_is_told_and_is_read_if_it_is_named() -> None:
    book = openpyxl.Workbook()
    book.active.title = "一月"
    for sheet, row in ((book.active, ROWS[0]), (book.create_sheet("二月"), ROWS[1])):
        sheet.append(list(ENGLISH))
        sheet.append(list(row))
    book["二月"].sheet_state = "hidden"
    book.create_sheet("空").sheet_state = "hidden"
    book.save("list.xlsx")
    named = document("import list.xlsx --sheet 二月 --dry-run")
    assert (named["rows"], named["hidden_sheets_not_read"]) == (1, [])
    assert named["facts"][0]["fact"]["number"] == ROWS[1][0]
    assert document("import list.xlsx --dry-run")["hidden_sheets_not_read"] == ["二月"]
    words, code = answered("import list.xlsx")
    assert code == 0
    assert "Hidden in the workbook, and not read: sheet '二月'." in " ".join(words.split())


def test_rejected_rows_are_never_written_over_a_file() -> None:
    write_text("list.csv", ENGLISH, ROWS)
    words, code = answered("import list.csv --partial --rejects list.csv")
    assert (code, "'list.csv' exists" in words) == (1, True)
    assert not imported_facts()


def test_what_the_ledger_refuses_is_told_by_row() -> None:
    headings = ("kind", "fact", "reason")
    write_text("list.csv", headings, [("fact_voided", "nothing-of-this-name", "A mistake")])
    words, code = answered("import list.csv")
    assert code == 1
    assert "list.csv, row 2: Fact 'i-" in words
    assert "which is not on record" in words


def test_an_undone_import_counts_no_more_and_can_be_imported_again() -> None:
    file = english_workbook()
    answered(f"import {file}")
    words, code = answered(f"import undo {file}")
    assert (code, "Voided 2 facts" in words) == (0, True)
    assert "0 licenses" in answered("licenses")[0]
    words, code = answered(f"import undo {file}")
    assert (code, "No fact on record comes from an import" in words) == (1, True)
    assert answered(f"import {file}")[1] == 0
    assert "2 licenses" in answered("licenses")[0]
    digest = document(f"import {file}")["sha256"]
    assert "Voided 2 facts" in answered(f"import undo {digest[:12]}")[0]


def test_a_mapping_that_is_shown_reads_the_file_alike() -> None:
    file = chinese_workbook()
    assert answered(f"import mapping {file} -o mapping.yaml")[1] == 0
    assert "证书编号" in Path("mapping.yaml").read_text(encoding="utf-8")
    plain, mapped = (
        document(f"import {file} --dry-run"),
        document(f"import {file} --map mapping.yaml --dry-run"),
    )
    assert plain == mapped


def test_a_mapping_that_is_wrong_is_told_by_line_and_field() -> None:
    Path("mapping.yaml").write_text("as: license\ndates: dmmy\n", encoding="utf-8")
    words, code = answered(f"import {english_workbook()} --map mapping.yaml")
    assert code == 1
    assert "mapping.yaml:1:5: as: 'license' is not" in words
    assert "mapping.yaml:2:8: dates" in words
    assert not [line for line in words.splitlines() if line.endswith(" ")]
    assert "Mend it, or let" in words


def test_a_folder_is_no_mapping() -> None:
    Path("maps").mkdir()
    words, code = answered(f"import {english_workbook()} --map maps")
    assert code == 1
    assert "this is a folder; name the file of a mapping" in words


def test_a_mapping_of_no_name_is_answered_with_those_shipped() -> None:
    words, code = answered(f"import {english_workbook()} --map netbox")
    assert code == 1
    assert "cyclonedx, netbox-devices, snipe-it-assets, snipe-it-licenses" in words


INVENTORIES = {
    "netbox-devices.csv": ("netbox-devices", ["EX-FW-1", "EX-RT-9"], [5]),
    "snipe-it-assets.csv": ("snipe-it-assets", ["EX-FW-1"], [4]),
    "inventory.cdx.json": ("cyclonedx", ["EX-FW-1", "EX-LOG-1"], [2]),
}


@pytest.mark.parametrize("file", INVENTORIES)
def test_an_inventory_comes_to_products_and_what_is_left_out_is_told(file: str) -> None:
    mapping, products, left_out = INVENTORIES[file]
    path = SAMPLE / "imports" / file
    told = document(f"import {path} --map {mapping} --effective-on 2026-11-01")
    facts = [each["fact"] for each in told["facts"]]
    assert [fact["product"] for fact in facts] == products
    assert {fact["vendor"] for fact in facts} <= {
        "Example Kingfisher Networks (invented)",
        "Example Heron Devices (invented)",
    }
    assert told["rows_left_out"] == left_out
    assert answered(f"import {path} --map {mapping}")[1] == 0


def test_licenses_of_software_are_no_licenses_of_a_regime() -> None:
    path = SAMPLE / "imports" / "snipe-it-licenses.csv"
    told = document(f"import {path} --map snipe-it-licenses")
    assert [each["fact"]["license"] for each in told["facts"]] == ["INV-CERT-9001"]
    assert told["facts"][0]["fact"]["regime"] == "csl"
    assert told["rows_left_out"] == [3]


def test_a_heading_in_both_languages_and_words_in_both_are_read() -> None:
    headings = ("product 产品编号", "name 产品名称", "category 产品类别", "channels 销售渠道")
    headings += ("effective_on 登记日期", "parameter: throughput [Gbps]")
    row = (
        "FW-1",
        "Name",
        "firewall 防火墙（硬件）",
        "general_sale 一般销售; 政府采购",
        "2023-07-01",
        20,
    )
    write_workbook("list.xlsx", headings, [row])
    words, code = answered("import list.xlsx")
    assert code == 0, words
    [fact] = imported_facts()
    assert fact["category"] == "firewall"
    assert fact["channels"] == ["general_sale", "government_procurement"]
    assert fact["parameters"] == {"throughput": {"value": 20, "unit": "Gbps"}}


def test_sheets_that_the_tracker_puts_beside_a_table_are_not_asked_about() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (ENGLISH, *ROWS):
        sheet.append(list(row))
    for title in ("Instructions 说明", "Lists 名单"):
        book.create_sheet(title).append(["English"])
    book.save("list.xlsx")
    assert answered("import list.xlsx")[1] == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('number,regime\n"INV-1,mps\n', "ends in the middle of a quoted cell"),
        ("number,regime\nINV-1,mps,beyond\n", "row 2"),
        ("", "empty"),
    ],
)
def test_a_file_that_is_no_sound_table_is_refused_with_a_sentence(content: str, said: str) -> None:
    Path("list.csv").write_text(content, encoding="utf-8")
    words, code = answered("import list.csv")
    assert code == 1
    assert said in words


def test_everything_that_the_ledger_refuses_of_a_row_is_told() -> None:
    answered("record examples/portfolio.jsonl")
    headings = ("kind", "id", "product", "name", "effective_on", "known_on")
    row = ("product_registered", "x", "FW-100", "Firewall (invented)", "2023-01-01", "2099-01-01")
    write_text("list.csv", headings, [row])
    words, code = answered("import list.csv")
    assert code == 1
    assert "What is on record is known" in words
    assert "opens product 'FW-100' a second time" in words
    assert "2 problems" in words


def test_a_number_finds_its_license_on_record() -> None:
    headings = ("license", *ENGLISH)
    write_text("list.csv", headings, [("L", *ROWS[0])])
    answered("import list.csv")
    write_text("next.csv", ENGLISH, [(*ROWS[0][:6], "2028-06-30")])
    assert "license_renewed L" in answered("import next.csv --effective-on 2025-06-01")[0]


def test_a_license_of_many_rows_is_told_by_its_range_of_rows() -> None:
    rows = [(*ROWS[0][:4], f"FW-{number}", *ROWS[0][5:]) for number in range(40)]
    write_text("list.csv", ENGLISH, [*rows, ROWS[1], *rows[:1]])
    assert "rows 2-41, 43 license_issued INV-1 (mps)" in answered("import list.csv")[0]


def test_what_to_mend_is_told_in_signs_of_the_encoding_of_the_file() -> None:
    write_text("list.csv", ENGLISH, ROWS)
    answered("import list.csv")
    named = [(*ROWS[0][:3], "Société (inventée)", *ROWS[0][4:]), ("INV-3", *ROWS[1][1:])]
    named[1] = (*named[1][:3], "Société (inventée)", *named[1][4:])
    write_text("bad.csv", ENGLISH, named, encoding="cp1252")
    words, code = answered("import bad.csv --encoding cp1252 --partial")
    assert (code, "Recorded 1 fact" in words) == (1, True)
    bad = Path("bad.rejects.csv").read_bytes().decode("cp1252")
    assert "Société (inventée)" in bad
    assert r"\u7532" in bad  # 甲


def test_an_opening_that_counts_again_stands_back_behind_the_later_one() -> None:
    headings = ("product", "name", "effective_on")
    write_text("one.csv", headings, [("R", "One (invented)", "2023-01-01")])
    write_text("other.csv", headings, [("R", "Other (invented)", "2023-01-01")])
    answered("import one.csv")
    answered("import undo one.csv")
    answered("import other.csv")
    voiding = document("facts --kind fact_voided")["facts"][0]["fact"]["id"]
    restored = {"kind": "fact_voided", "fact": voiding, "reason": "One was right."}
    Path("restored.json").write_text(json.dumps(restored), encoding="utf-8")
    assert answered("record restored.json")[1] == 0
    words, code = answered("import one.csv --dry-run")
    assert code == 1
    assert "name is 'One (invented)' here and 'Other (invented)' on record" in words
