"""Every form of a cell is read as its format has it; calamine and openpyxl judge."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from cell_forms import EXTENSION, SHARED, STRICT, Form, forms, workbook
from hypothesis import HealthCheck, given, settings
from sheets import by_openpyxl, read, refusal, repacked, with_part

from events.tables.table import Cell, Unreadable

SHEET = "xl/worksheets/sheet1.xml"


def ours(path: Path) -> Cell:
    [_, *rows] = read(path)
    return rows[0][0] if rows else None


def by_a_library(read_cell: Callable[[Path], Any], path: Path) -> Any:
    """Return what a library makes of the cell; what it cannot read is told by its error."""
    try:
        return read_cell(path)
    except Exception as error:
        return error


def in_openpyxl(path: Path) -> Any:
    return openpyxl.load_workbook(path, data_only=True).active["A2"].value


def in_calamine(path: Path) -> Any:
    rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return rows[1][0] if len(rows) > 1 else None


def plainly(value: Any) -> Any:
    """Return a value as all of the three have it: a day is its midnight, no text is nothing."""
    if type(value) is date:
        return datetime.combine(value, time())
    return None if value == "" else value


Reason = Callable[[Form, Any], bool]


def is_strict(form: Form, _: Any) -> bool:
    return form.space == STRICT


def cannot_be_read_for_certain(_: Form, mine: Any) -> bool:
    """Errors, missing results, days before 1900-03-01, and texts in another kind's place."""
    return isinstance(mine, Unreadable)


def has_what_its_kind_does_not_name(form: Form, _: Any) -> bool:
    has_text = form.element("is") is not None
    return has_text and (form.kind != "inlineStr" or form.element("v") is not None)


def stands_out_of_order(form: Form, _: Any) -> bool:
    return not form.is_in_order


def has_an_extension(form: Form, _: Any) -> bool:
    shared = form.kind == "s" and int(form.element("v") or 0) == SHARED.index(
        f"<t>more</t>{EXTENSION}"
    )
    return shared or form.element("extLst") is not None


def has_blanks_at_its_ends(form: Form, mine: Any) -> bool:
    value = form.element("v") or ""
    return value != value.strip() or (isinstance(mine, str) and mine != mine.strip())


OPENPYXL_ELSE: tuple[Reason, ...] = (is_strict, cannot_be_read_for_certain)
"""Where openpyxl differs: it finds no cells in the strict format, and has no doubts."""

CALAMINE_ELSE: tuple[Reason, ...] = (
    cannot_be_read_for_certain,
    has_what_its_kind_does_not_name,
    stands_out_of_order,
    has_an_extension,
    has_blanks_at_its_ends,
)
"""Where calamine differs.

Of several elements it takes the last, whatever the kind, and it takes an extension for text or
stops there. It cuts blanks off texts that do not ask to keep them, and keeps those around numbers.
"""


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(forms())
@pytest.mark.filterwarnings("ignore:Unknown extension", "ignore:Workbook contains no default style")
def test_any_form_of_a_cell_is_read_as_openpyxl_and_calamine_read_it(
    tmp_path: Path, form: Form
) -> None:
    path = workbook(tmp_path / "a.xlsx", form)
    mine = plainly(ours(path))
    for library, reasons in ((in_openpyxl, OPENPYXL_ELSE), (in_calamine, CALAMINE_ELSE)):
        theirs = plainly(by_a_library(library, path))
        assert mine == theirs or any(reason(form, mine) for reason in reasons), form.xml


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('t="inlineStr"><v>77</v><is><t>CERT-77</t></is>', "CERT-77"),
        ('t="inlineStr"><is><t>CERT-77</t></is><v>77</v>', "CERT-77"),
        ('t="str"><is><t>CERT-77</t></is><v>77</v>', "77"),
        (f"><v>77</v>{EXTENSION}", 77),
        (f">{EXTENSION}<v>77</v>", 77),
        (f't="inlineStr"><is><t>CE</t>{EXTENSION}<r><t>RT</t>{EXTENSION}</r></is>', "CERT"),
        ('t="inlineStr"><is><t>CERT</t><rPh sb="0" eb="1"><t>kana</t></rPh></is>', "CERT"),
        ('t="inlineStr"><is><t>CE<x:o xmlns:x="x">no</x:o>RT</t></is>', "CERT"),
        ("><v>\n 77 \t</v>", 77),
        ("><v>  </v>", None),
        ('t="b"><v> 1 </v>', True),
        ('t="d"><v> 2023-07-01 </v>', date(2023, 7, 1)),
        ('t="str"><v> 77 </v>', " 77 "),
        ('><v xml:space="preserve"> 77 </v>', 77),
    ],
)
def test_a_cell_holds_what_stands_in_the_element_that_its_kind_names(
    tmp_path: Path, cell: str, expected: Cell
) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("h",), (3,)])
    with_part(path, SHEET, lambda text: text.replace(' t="n"><v>3</v>', f" {cell}"))
    assert ours(path) == expected


@pytest.mark.parametrize(
    "cell",
    ['t="inlineStr"><v>77</v>', 't="str"><is><t>77</t></is>', "><is><r><t>77</t></r></is>"],
)
def test_a_text_in_the_place_of_another_kind_is_neither_read_nor_lost(
    tmp_path: Path, cell: str
) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("h",), (3,)])
    found = ours(with_part(path, SHEET, lambda text: text.replace(' t="n"><v>3</v>', f" {cell}")))
    assert isinstance(found, Unreadable)
    assert found.held == "77"
    assert "it stands where a cell of its kind has nothing" in found.why


@pytest.mark.parametrize(
    "cell",
    ["><v>1</v><v>2</v>", "><t>1</t>", 't="inlineStr"><is><v>1</v></is>', 't="s"><v>1_0</v>'],
)
def test_a_cell_that_could_be_read_in_two_ways_is_refused(tmp_path: Path, cell: str) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("h",), (3,)])
    with_part(path, SHEET, lambda text: text.replace(' t="n"><v>3</v>', f" {cell}"))
    assert "the workbook is damaged" in str(refusal(path))


@pytest.mark.parametrize(
    ("number", "text"), [(1, "CERT"), (2, "said"), (3, "more"), (4, " kept "), (5, None)]
)
def test_of_a_shared_text_neither_its_sound_nor_its_extensions_are_read(
    tmp_path: Path, number: int, text: str | None
) -> None:
    form = Form("s", None, (("v", str(number)),))
    assert ours(workbook(tmp_path / "a.xlsx", form)) == text


def with_formats(path: Path, *formats: str, uses: int = 14) -> Path:
    """Let the cell A2, which holds 45108, use a format, beside some codes."""
    by_openpyxl(path, [("h",), (45108,)])
    codes = f"<numFmts>{''.join(f'<numFmt {each}/>' for each in formats)}</numFmts>"
    return with_part(
        path,
        "xl/styles.xml",
        lambda text: re.sub(
            r'numFmtId="\d+"', f'numFmtId="{uses}"', re.sub("<numFmts.*?(/>|</numFmts>)", "", text)
        ).replace("<fonts", f"{codes}<fonts", 1),
    )


def test_a_format_without_any_code_shows_a_number_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert ours(with_formats(path, uses=14)) == date(2023, 7, 1)
    assert ours(with_formats(path, 'numFmtId="14" formatCode=""', uses=14)) == 45108
    assert ours(with_formats(path, 'numFmtId="170" formatCode=""', uses=170)) == 45108


@pytest.mark.parametrize(
    ("format", "said"),
    [
        ('numFmtId="170"', "an element without its 'formatCode'"),
        ('formatCode="0"', "an element without its 'numFmtId'"),
        ('numFmtId="x" formatCode="0"', "'x' where a whole number is to be"),
    ],
)
def test_a_format_that_lacks_its_code_or_number_is_told_in_a_sentence(
    tmp_path: Path, format: str, said: str
) -> None:
    assert said in str(refusal(with_formats(tmp_path / "a.xlsx", format)))


def test_formats_of_rules_and_extensions_are_not_those_of_cells(tmp_path: Path) -> None:
    path = with_formats(tmp_path / "a.xlsx", uses=14)
    elsewhere = '<numFmts><numFmt numFmtId="14" formatCode="0"/></numFmts>'
    elsewhere = f"<dxfs><dxf>{elsewhere}</dxf></dxfs><extLst><ext>{elsewhere}</ext></extLst>"
    with_part(
        path,
        "xl/styles.xml",
        lambda text: text.replace("</styleSheet>", f"{elsewhere}</styleSheet>"),
    )
    assert ours(path) == date(2023, 7, 1)


def test_a_number_of_a_style_that_is_not_there_is_not_read(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("h",), (45108,)])
    with_part(path, SHEET, lambda text: text.replace('r="A2"', 'r="A2" s="9"'))
    assert "a number is of style 9, which is not there" in str(refusal(path))
    without = re.compile("<cellXfs.*</cellXfs>")
    by_openpyxl(path, [("h",), (45108,)])
    assert ours(with_part(path, "xl/styles.xml", lambda text: without.sub("", text))) == 45108


@pytest.mark.parametrize(
    ("written", "instead"),
    [("/xl/worksheets/", "worksheets/"), ("/xl/worksheets/", "worksheets\\"), ("/xl/", "../xl/./")],
)
def test_parts_are_found_however_their_place_is_written(
    tmp_path: Path, written: str, instead: str
) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("h",), (3,)])
    listed = "xl/_rels/workbook.xml.rels"
    assert ours(with_part(path, listed, lambda text: text.replace(written, instead))) == 3


@pytest.mark.parametrize("change", [lambda n: n.replace("/", "\\"), lambda n: f"/{n}", str.upper])
def test_parts_are_found_however_an_archive_writes_their_folders(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("h",), (3,)])
    repacked(path, lambda parts: {change(name): content for name, content in parts.items()})
    assert ours(path) == 3


def test_sheets_and_merged_cells_in_extensions_are_none(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("h",), (3,)])
    merged = "<extLst><ext uri='x'><mergeCells><mergeCell ref='A1:B9'/></mergeCells></ext></extLst>"
    with_part(path, SHEET, lambda text: text.replace("</worksheet>", f"{merged}</worksheet>"))
    sheets = "<extLst><ext uri='x'><sheets><sheet name='X' sheetId='9'/></sheets></ext></extLst>"
    with_part(
        path, "xl/workbook.xml", lambda text: text.replace("</workbook>", f"{sheets}</workbook>")
    )
    assert ours(path) == 3
