"""The cells of workbooks are read as their programs show them."""

import re
import zipfile
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import numbers
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from sheets import (
    as_csv,
    by_libreoffice,
    by_openpyxl,
    by_xlsxwriter,
    needs_libreoffice,
    read,
    refusal,
    repacked,
    with_part,
    with_style,
)

from events.tables.table import Formatted, Unreadable
from tracker.tables.reading import open_table, sheet_names

SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ("证书编号", "Product", "有效期至", "Checked at", "Units", "Price", "On sale", "Remark")
ROWS: list[tuple[Any, ...]] = [
    HEADINGS,
    ("A-1", "防火墙 🔥", date(2028, 6, 30), datetime(2023, 7, 1, 8, 30), 3, 1.25, True, None),
    (
        "007",
        " blanks ",
        date(1901, 1, 1),
        datetime(2023, 7, 1, 23, 59, 59),
        -4,
        0.07,
        False,
        "x\ny",
    ),
    (
        None,
        "an <odd> & \"quoted\" 'text'",
        date(9999, 12, 31),
        None,
        0,
        1e-7,
        None,
        "+1 in words",
    ),
]


def dated(workbook: openpyxl.Workbook) -> None:
    """Show days as days."""
    for row in workbook.active.iter_rows(min_row=2):
        row[2].number_format = "yyyy-mm-dd"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbooks")


def test_a_workbook_of_openpyxl_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read(by_openpyxl(tmp_path / "a.xlsx", ROWS, change=dated)) == ROWS


def test_a_workbook_of_xlsxwriter_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read(by_xlsxwriter(tmp_path / "a.xlsx", ROWS)) == ROWS


def test_texts_kept_in_their_cells_are_read_as_those_that_cells_share(tmp_path: Path) -> None:
    assert read(by_xlsxwriter(tmp_path / "a.xlsx", ROWS, constant_memory=True)) == ROWS


@needs_libreoffice
def test_a_workbook_saved_by_libreoffice_is_read_as_it_was_written(folder: Path) -> None:
    written = by_openpyxl(folder / "a.xlsx", ROWS, change=dated)
    assert read(by_libreoffice(written, folder)) == ROWS


@needs_libreoffice
def test_days_counted_from_1904_are_the_same_days_after_libreoffice(folder: Path) -> None:
    def since_1904(workbook: openpyxl.Workbook) -> None:
        workbook.epoch = CALENDAR_MAC_1904

    days = [("day",), (date(2023, 7, 1),), (date(1904, 1, 2),), (datetime(2024, 2, 29, 12),)]
    written = by_openpyxl(folder / "b.xlsx", days, change=since_1904)
    assert read(written) == days
    assert read(by_libreoffice(written, folder)) == days


@needs_libreoffice
def test_results_that_libreoffice_worked_out_are_read(folder: Path) -> None:
    rows = [("a", "b", "sum", "text", "none"), (1, 2, "=A2+B2", '=A2&"-"&B2', '=""')]
    written = by_openpyxl(folder / "c.xlsx", rows)
    assert read(by_libreoffice(written, folder))[1:] == [(1, 2, 3, "1-2", None)]


@needs_libreoffice
def test_text_in_gb18030_saved_by_libreoffice_is_the_same_table(folder: Path) -> None:
    rows = [("产品名称", "型号"), ("防火墙，边界型", "X-1"), ("堡垒机", None)]
    written = by_openpyxl(folder / "d.xlsx", rows)
    text = by_libreoffice(written, folder, to="csv:Text - txt - csv (StarCalc):44,34,GB18030")
    assert read(text) == read(written) == rows


def test_text_and_workbook_of_the_same_words_are_the_same_table(tmp_path: Path) -> None:
    rows = [("name", "规格"), ("a,b", 'say "x"'), ("c\nd", None)]
    book = by_openpyxl(tmp_path / "a.xlsx", rows)
    assert read(as_csv(tmp_path / "a.csv", rows)) == read(book) == rows


def test_a_row_keeps_its_number_and_empty_rows_are_left_out(tmp_path: Path) -> None:
    rows = [(), ("a", "b"), (), (None, None), (1, None), ("  ",), (2, 3)]
    with open_table(by_openpyxl(tmp_path / "a.xlsx", rows)) as table:
        assert table.headings.number == 2
        assert [(row.number, row.cells) for row in table.rows] == [(5, (1, None)), (7, (2, 3))]


def test_a_table_says_its_file_its_sheet_and_the_digest_of_the_bytes(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("a",), (1,)], title="许可证")
    with open_table(path) as table:
        assert (table.file, table.sheet) == ("a.xlsx", "许可证")
        assert table.digest == sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "format",
    [
        "yyyy-mm-dd",
        "d/m/yy",
        'yyyy"年"m"月"d"日"',
        '[$-804]yyyy"年"m"月"d"日";@',
        '[DBNum1][$-804]yyyy"年"m"月"d"日";@',
        "[$-404]e/m/d",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        "[Red]yyyy/m/d;@",
        "[<0]General;yyyy-mm-dd",
        "yyyy-mm-dd h:mm",
    ],
)
def test_a_number_shown_as_a_day_is_that_day(tmp_path: Path, format: str) -> None:
    def shown(workbook: openpyxl.Workbook) -> None:
        workbook.active["A2"].number_format = format

    path = by_openpyxl(tmp_path / "a.xlsx", [("day",), (45108,)], change=shown)
    assert read(path) == [("day",), (date(2023, 7, 1),)]


@pytest.mark.parametrize("number", [14, 15, 22, 30, 31])
def test_the_formats_that_show_a_whole_day_in_every_language_are_known_by_number(
    tmp_path: Path, number: int
) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("day",), (45108,)])
    assert read(with_style(path, number)) == [("day",), (date(2023, 7, 1),)]


def formatted(path: Path, value: Any, format: str) -> Any:
    """Return what is read of a number in a format."""

    def shown(workbook: openpyxl.Workbook) -> None:
        workbook.active["A2"].number_format = format

    return read(by_openpyxl(path, [("units",), (value,)], change=shown))[1][0]


@pytest.mark.parametrize(
    "format",
    [
        "mmm yyyy",
        'yyyy"年"m"月"',
        "yyyy-mm",
        "yyyy",
        "d",
        "aaaa",
        "m/d h:mm",
        "yyyy/d hh:mm",
        "ddd",
    ],
)
def test_a_format_that_does_not_show_the_whole_day_gives_none(tmp_path: Path, format: str) -> None:
    cell = formatted(tmp_path / "a.xlsx", 45292, format)
    assert isinstance(cell, Unreadable)
    assert "does not show year, month and day of 2024-01-01; write the whole day" in cell.why
    assert cell.held == Formatted(45292, format)


@pytest.mark.parametrize("number", [16, 17, 27, 28, 29, 36, 50, 51, 52, 53, 54, 57, 58])
def test_the_formats_that_show_part_of_a_day_in_some_language_give_none(
    tmp_path: Path, number: int
) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("day",), (45292,)])
    [_, (cell,)] = read(with_style(path, number))
    assert isinstance(cell, Unreadable)


@pytest.mark.parametrize(
    "format",
    [
        "#,##0.00",
        "[Red]General",
        "0.00E+00",
        "@",
        "_-* 0_m",
        "# ?/?",
        "#,##0_);(#,##0)",
        '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    ],
)
def test_a_number_with_decimals_is_one_however_many_are_shown(tmp_path: Path, format: str) -> None:
    assert formatted(tmp_path / "a.xlsx", 45108.5, format) == 45108.5


@pytest.mark.parametrize(
    ("number", "format"),
    [
        (123, "General"),
        (123, "G/通用格式"),
        (123, "@"),
        (123, "0"),
        (123, "000"),
        (123, "#"),
        (123, "0_);(0)"),
        (-123, "0_ ;-0\\ "),
        (123, "#,##0"),
        (0, "0;-0;0;@"),
        (5, "[>=1000]0.0,;0"),
    ],
)
def test_a_whole_number_shown_by_its_digits_is_just_that(
    tmp_path: Path, number: int, format: str
) -> None:
    assert formatted(tmp_path / "a.xlsx", number, format) == number


@pytest.mark.parametrize(
    ("number", "format", "words"),
    [
        (123, "00000", ""),
        (126, '"XKC"00000', "XKC"),
        (1234, "#,##0", ""),
        (5, "0.00", ""),
        (5, "0.00E+00", ""),
        (12, '0"+"', "+"),
        (12, "0\\+", "+"),
        (12, "+0;-0;0", ""),
        (-12, '0;(0 "Mbps")', "Mbps"),
        (-1234, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', ""),
        (0, '_-¥* #,##0_-;-¥* #,##0_-;_-¥* "-"_-;_-@_-', "¥"),
        (1234567, "# ### ##0", ""),
        (-5, "0_);(0)", ""),
        (5, "[DBNum1][$-804]General", ""),
        (0, '0;-0;"-"', ""),
        (10, '0 "Mbps"', "Mbps"),
        (10, 'G/通用格式"元"', "元"),
        (10, "[$元-804]0", "元"),
        (10, "\\N0", "N"),
        (1, '"high";"low"', "high"),
        (0.5, "¥#,##0.00", "¥"),
    ],
)
def test_a_number_shown_otherwise_tells_its_format(
    tmp_path: Path, number: float, format: str, words: str
) -> None:
    expected = Formatted(number, format, words)
    assert formatted(tmp_path / "a.xlsx", number, format) == expected


@pytest.mark.parametrize(
    ("number", "format", "why"),
    [
        (0.5, "0%", "shows another number"),
        (1, "0.00%", "shows another number"),
        (123456, "000-000", "shows another number"),
        (12, "0-0", "shows another number"),
        (12, "0/0", "shows another number"),
        (12, "0:00", "shows another number"),
        (12, "-0", "shows another number"),
        (12, '"-"0', "shows another number"),
        (12, '-0 "Mbps"', "shows another number"),
        (12, "(0)", "shows another number"),
        (-5, "0;0", "shows another number"),
        (-5, '0;"-"', "shows another number"),
        (1500, "0.0,", "shows another number"),
        (15000, '0!.0,"万"', "shows another number"),
        (5, ";;;", "shows nothing"),
        (0, "0;-0;;@", "shows nothing"),
    ],
)
def test_a_number_shown_as_another_or_not_at_all_is_not_read(
    tmp_path: Path, number: float, format: str, why: str
) -> None:
    cell = formatted(tmp_path / "a.xlsx", number, format)
    assert isinstance(cell, Unreadable)
    assert why in cell.why


def test_words_for_truth_are_read_as_libreoffice_writes_them(tmp_path: Path) -> None:
    format = '"TRUE";"TRUE";"FALSE"'
    assert formatted(tmp_path / "a.xlsx", 1, format) is True
    assert formatted(tmp_path / "a.xlsx", 0, format) is False
    assert formatted(tmp_path / "a.xlsx", 2, format) == Formatted(2, format, "TRUE")


def test_a_whole_number_is_whole_however_it_is_written(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("units",), (3,)])
    for written in ("3.0", "3", "+3", "3E0", "0.3e1"):
        changed = with_part(path, SHEET, lambda text, w=written: text.replace("<v>3<", f"<v>{w}<"))
        [_, (value,)] = read(changed)
        assert (value, type(value)) == (3, int)
        by_openpyxl(path, [("units",), (3,)])


def test_a_day_written_out_as_the_strict_format_does_is_read(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("day",), (3,)])
    with_part(
        path, SHEET, lambda text: text.replace('t="n"><v>3<', 't="d"><v>2023-07-01T00:00:00<')
    )
    assert read(path) == [("day",), (date(2023, 7, 1),)]


def test_how_a_text_is_pronounced_is_no_part_of_it(tmp_path: Path) -> None:
    spoken = "<r><t>課</t></r><r><t>きく</t></r><rPh sb='0' eb='1'><t>カ</t></rPh>"
    for part, inline in (("xl/sharedStrings.xml", False), (SHEET, True)):
        path = tmp_path / "a.xlsx"
        by_xlsxwriter(path, [("name",), ("課きく",)], constant_memory=inline)
        with_part(path, part, lambda text: text.replace("<t>課きく</t>", spoken))
        assert "カ".encode() in zipfile.ZipFile(path).read(part)
        assert read(path) == [("name",), ("課きく",)]


def test_what_a_sheet_claims_of_its_size_is_not_believed(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("a", "b"), (1, 2), (3, 4)])
    with_part(path, SHEET, lambda text: text.replace('ref="A1:B3"', 'ref="A1:A1"'))
    assert read(path) == [("a", "b"), (1, 2), (3, 4)]


def test_cells_without_a_place_follow_one_another(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [("a", "b"), (1, 2)])
    with_part(path, SHEET, lambda text: re.sub(r' r="[A-Z]?\d+"', "", text))
    assert read(path) == [("a", "b"), (1, 2)]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (
            "http://schemas.openxmlformats.org/spreadsheetml/2006/",
            "http://purl.oclc.org/ooxml/spreadsheetml/",
        ),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/",
            "http://purl.oclc.org/ooxml/officeDocument/",
        ),
    ],
)
def test_the_strict_format_is_read_as_the_usual_one(
    tmp_path: Path, written: str, instead: str
) -> None:
    path = by_xlsxwriter(tmp_path / "a.xlsx", ROWS)
    repacked(
        path,
        lambda parts: {
            name: content.replace(written.encode(), instead.encode())
            for name, content in parts.items()
        },
    )
    assert read(path) == ROWS


def test_xml_may_have_prefixes_and_be_in_utf16(tmp_path: Path) -> None:
    def merged(workbook: openpyxl.Workbook) -> None:
        workbook.active.merge_cells("A2:A3")

    def prefixed(text: str) -> str:
        return re.sub(r"<(/?)(\w)", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=")

    path = by_openpyxl(tmp_path / "a.xlsx", [("a", "b"), (1, 2)])
    assert read(with_part(path, SHEET, prefixed)) == [("a", "b"), (1, 2)]
    rows = [("a",), (1,), (2,)]
    path = by_openpyxl(tmp_path / "b.xlsx", rows, change=merged)
    repacked(path, lambda parts: parts | {SHEET: parts[SHEET].decode().encode("utf-16")})
    assert "cells are merged (A2:A3)" in str(refusal(path))
    path = by_openpyxl(tmp_path / "c.xlsx", rows, change=merged)
    assert "cells are merged (A2:A3)" in str(refusal(with_part(path, SHEET, prefixed)))


def test_nothing_above_the_headings_is_any_trouble(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [*[("=NOW()",)] * 200, ("a", "b"), (1, 2)])
    assert read(path, headings_row=201) == [("a", "b"), (1, 2)]


def test_headings_below_a_title_are_found_when_their_row_is_named(tmp_path: Path) -> None:
    def merged(workbook: openpyxl.Workbook) -> None:
        workbook.active.merge_cells("A1:C1")

    rows = [("Licenses of 2026", None, "=NOW()"), ("a", "b"), (1, 2)]
    path = by_openpyxl(tmp_path / "a.xlsx", rows, change=merged)
    assert read(path, headings_row=2) == [("a", "b"), (1, 2)]
    assert "row 9 is empty or not there" in str(refusal(path, headings_row=9))


class TestWhichSheet:
    def many(self, path: Path, **sheets: str) -> Path:
        """Write sheets: 'filled', 'empty', 'hidden', or 'veryHidden' (both filled)."""
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, state in sheets.items():
            sheet = workbook.create_sheet(name)
            if state != "empty":
                sheet.append(["heading"])
                sheet.append([name])
            if state not in ("filled", "empty"):
                sheet.sheet_state = state
        workbook.save(path)
        return path

    def test_the_only_visible_sheet_that_holds_anything_is_read(self, tmp_path: Path) -> None:
        path = self.many(
            tmp_path / "a.xlsx", first="empty", second="filled", lists="hidden", last="empty"
        )
        assert read(path)[1:] == [("second",)]

    def test_of_several_none_is_chosen_and_all_that_hold_rows_are_named(
        self, tmp_path: Path
    ) -> None:
        path = self.many(
            tmp_path / "a.xlsx", one="filled", two="filled", none="empty", lists="veryHidden"
        )
        said = str(refusal(path))
        assert "2 sheets hold rows. The workbook has 'one', 'two', 'lists' (hidden)." in said
        assert "--sheet" in said

    def test_a_sheet_is_read_when_it_is_named_a_hidden_one_too(self, tmp_path: Path) -> None:
        path = self.many(tmp_path / "a.xlsx", one="filled", two="filled", lists="hidden")
        assert read(path, sheet="two")[1:] == [("two",)]
        assert read(path, sheet="lists")[1:] == [("lists",)]
        assert sheet_names(path) == ["one", "two", "lists"]

    def test_a_name_that_no_sheet_has_is_refused_with_the_names(self, tmp_path: Path) -> None:
        path = self.many(tmp_path / "a.xlsx", one="filled", two="filled")
        assert "no sheet 'One'. The workbook has 'one', 'two'." in str(refusal(path, sheet="One"))

    def test_hidden_rows_alone_are_not_read_unasked(self, tmp_path: Path) -> None:
        path = self.many(tmp_path / "a.xlsx", front="empty", lists="hidden")
        assert "only hidden sheets hold rows. The workbook has 'lists' (hidden)." in str(
            refusal(path)
        )

    def test_a_workbook_without_a_cell_is_refused(self, tmp_path: Path) -> None:
        assert "all sheets are empty" in str(refusal(self.many(tmp_path / "a.xlsx", a="empty")))


class TestWhatIsHidden:
    ROWS = (
        ("Licenses", None, None, None),
        ("a", "b", None, "d"),
        *((n, n, None, n) for n in "xyz"),
    )

    def hide(self, workbook: openpyxl.Workbook) -> None:
        sheet = workbook.active
        for row in (1, 2, 4, 5, 9):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions.group("B", "D", hidden=True)

    def told(self, path: Path) -> str:
        with open_table(path, headings_row=2) as table:
            assert [row.number for row in table.rows] == [3, 4, 5]
            assert [row.cells for row in table.rows] == []
            return str(table.hidden)

    def test_it_is_read_and_told(self, tmp_path: Path) -> None:
        path = by_openpyxl(tmp_path / "a.xlsx", self.ROWS, change=self.hide)
        assert self.told(path) == "columns B (b), D (d); rows 4, 5"

    @needs_libreoffice
    def test_it_is_told_alike_after_libreoffice(self, tmp_path: Path) -> None:
        path = by_openpyxl(tmp_path / "a.xlsx", self.ROWS, change=self.hide)
        assert self.told(by_libreoffice(path, tmp_path)) == "columns B (b), D (d); rows 4, 5"

    def test_rows_that_a_filter_leaves_out_are_among_it(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet()
            for number, row in enumerate([("Licenses",), ("a",), ("x",), ("y",), ("z",)]):
                sheet.write_row(number, 0, row)
            sheet.autofilter("A2:A5")
            sheet.filter_column("A", "x == y")
            sheet.set_row(2, options={"hidden": True})
            sheet.set_row(4, options={"hidden": True})
        assert self.told(path) == "rows 3, 5"

    def test_of_very_many_the_first_are_named_and_the_rest_counted(self, tmp_path: Path) -> None:
        def hide(workbook: openpyxl.Workbook) -> None:
            for row in range(2, 2_002):
                workbook.active.row_dimensions[row].hidden = True

        path = by_openpyxl(
            tmp_path / "a.xlsx", [("a",), *((n,) for n in range(2_000))], change=hide
        )
        with open_table(path) as table:
            assert sum(1 for _ in table.rows) == 2_000
            said = str(table.hidden)
        assert said == "rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 1,990 more"

    def test_nothing_is_told_where_all_is_shown(self, tmp_path: Path) -> None:
        assert self.told(by_openpyxl(tmp_path / "a.xlsx", self.ROWS)) == ""
        assert self.told(as_csv(tmp_path / "a.csv", self.ROWS)) == ""


class TestCellsThatCannotBeRead:
    @pytest.mark.parametrize(
        ("value", "format", "reason"),
        [
            (time(5), "h:mm", "a time without a day"),
            (timedelta(hours=30), "[hh]:mm:ss", "a time without a day"),
            (45108.5, "h:mm", "a time without a day"),
            (60, "yyyy-mm-dd", "disagree on days before 1900-03-01"),
            (1, "yyyy-mm-dd", "disagree on days before 1900-03-01"),
            (0, "yyyy-mm-dd", "disagree on days before 1900-03-01"),
            (-1, "yyyy-mm-dd", "disagree on days before 1900-03-01"),
            (20230701, "yyyy-mm-dd", "no such day until the year 9999"),
            (123456789012345678, "0", "only 15 digits"),
            ("=A2", "General", "does not keep its result"),
        ],
    )
    def test_each_is_a_cell_that_says_why(
        self, tmp_path: Path, value: Any, format: str, reason: str
    ) -> None:
        def shown(workbook: openpyxl.Workbook) -> None:
            workbook.active["B3"].number_format = format

        rows = [("a", "b"), (1, 2), (3, value)]
        path = by_openpyxl(tmp_path / "a.xlsx", rows, title="许可证", change=shown)
        assert read(path)[1] == (1, 2)
        three, cell = read(path)[2]
        assert (three, type(cell)) == (3, Unreadable)
        assert reason in cell.why

    def test_the_day_after_the_one_that_does_not_exist_is_read(self, tmp_path: Path) -> None:
        def shown(workbook: openpyxl.Workbook) -> None:
            workbook.active["A2"].number_format = numbers.FORMAT_DATE_YYYYMMDD2

        path = by_openpyxl(tmp_path / "a.xlsx", [("day",), (61,)], change=shown)
        assert read(path)[1:] == [(date(1900, 3, 1),)]

    def test_the_others_are_read_beside_them(self, tmp_path: Path) -> None:
        def broken(workbook: openpyxl.Workbook) -> None:
            for place in ("A2", "B4"):
                workbook.active[place].data_type = "e"

        rows = [("a", "b"), ("#N/A", 2), (3, 4), (5, "#REF!"), (6, "=1+1")]
        found = read(by_openpyxl(tmp_path / "a.xlsx", rows, change=broken))
        assert [[str(cell) for cell in row] for row in found] == [
            ["a", "b"],
            ["#N/A", "2"],
            ["3", "4"],
            ["5", "#REF!"],
            ["6", "a formula"],
        ]

    def test_a_result_that_its_program_did_not_work_out_is_not_believed(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet()
            sheet.write_row(0, 0, ["units"])
            sheet.write_formula(1, 0, "=20+22")
        [_, (cell,)] = read(path)
        assert isinstance(cell, Unreadable)
        assert "it is the result of a formula that is yet to be worked out" in cell.why


class TestMergedCells:
    @pytest.mark.parametrize("where", ["B1:C1", "A1:A2"])
    def test_merged_headings_are_refused(self, tmp_path: Path, where: str) -> None:
        def merge(workbook: openpyxl.Workbook) -> None:
            workbook.active.merge_cells(where)

        refused = refusal(
            by_openpyxl(tmp_path / "a.xlsx", [("a", "b", "c"), (1, 2, 3)], change=merge)
        )
        assert f"headings are merged ({where})" in str(refused)
        assert refused.row == 1

    def test_merged_cells_below_are_refused(self, tmp_path: Path) -> None:
        def merge(workbook: openpyxl.Workbook) -> None:
            workbook.active.merge_cells("A2:A3")

        refused = refusal(by_openpyxl(tmp_path / "a.xlsx", [("a",), (1,), (2,)], change=merge))
        assert "cells are merged (A2:A3)" in str(refused)
        assert refused.row == 2


class TestValuesWithoutAHeading:
    def test_a_value_beyond_the_headings_is_refused(self, tmp_path: Path) -> None:
        refused = refusal(by_openpyxl(tmp_path / "a.xlsx", [("a", "b"), (1, 2), (3, 4, "stray")]))
        assert "Column C has no heading, and holds 'stray' (row 3)." in str(refused)
        assert (refused.row, refused.column) == (3, "C")

    def test_a_column_with_an_empty_heading_is_refused_with_its_rows(self, tmp_path: Path) -> None:
        rows = [("a", " ", "c"), *[(1, number, 3) for number in range(9)]]
        said = str(refusal(by_openpyxl(tmp_path / "a.xlsx", rows)))
        assert "Column B has no heading, and holds '0' (rows 2, 3, 4, 5, 6 and 4 more)." in said

    def test_blanks_beyond_the_headings_are_nothing(self, tmp_path: Path) -> None:
        path = by_openpyxl(tmp_path / "a.xlsx", [("a", "b"), (1, 2, "  "), (3, 4)])
        assert read(path) == [("a", "b"), (1, 2), (3, 4)]

    def test_an_empty_heading_above_empty_cells_is_let_be(self, tmp_path: Path) -> None:
        path = by_openpyxl(tmp_path / "a.xlsx", [("a", None, "c"), (1, None, 2)])
        assert read(path) == [("a", None, "c"), (1, None, 2)]
