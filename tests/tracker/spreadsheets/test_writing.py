"""Workbooks hold what they were given, and nothing that a spreadsheet would run or guess."""

import errno
import io
import re
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.escape import unescape

from tracker.show.sheets.limits import LONGEST_TEXT, CellTooLong, sheet_title
from tracker.show.sheets.sheets import Cell, Choices, Help, Sheet
from tracker.show.sheets.widths import LINE
from tracker.show.sheets.writing import write_workbook

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
CELLS = st.one_of(
    TEXTS,
    st.integers(-(10**14), 10**14),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2200, 12, 31)),
    st.none(),
)


def written(*sheets: Sheet, rows_of_a_sheet: int = 1_048_576) -> bytes:
    stream = io.BytesIO()
    write_workbook(stream, sheets, rows_of_a_sheet=rows_of_a_sheet)
    return stream.getvalue()


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def a_sheet(*rows: Sequence[Cell], title: str = "facts", above: tuple[str, ...] = ()) -> Sheet:
    width = max(map(len, rows), default=1)
    return Sheet(title, tuple(f"field {number}" for number in range(width)), rows, above)


@given(TEXTS)
@example("=1+1")
@example("+86 10 1234")
@example("@name")
@example("https://vendor.example/防火墙")
@example("internal:'Sheet1'!A1")
@example("007")
@example("2023-07-01")
@example("_x0041_")
@example("=cmd|'/c calc'!A0")
@example("first\r\nsecond\rthird\n")
def test_any_text_comes_back_as_the_same_text_and_runs_nothing(text: str) -> None:
    data = written(a_sheet([text]))
    cell = opened(data).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert unescape(cell.value) == text
    assert cell.hyperlink is None
    assert not re.search(rb"<f[ >]", zipfile.ZipFile(io.BytesIO(data)).read(FIRST_SHEET))


FIRST_SHEET = "xl/worksheets/sheet1.xml"


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=20))
def test_every_cell_keeps_its_type(rows: list[list[Cell]]) -> None:
    sheet = opened(written(a_sheet(["first", "second", "third"], *rows))).worksheets[0]
    back = [
        list(row) for row in sheet.iter_rows(min_row=3, max_row=2 + len(rows), values_only=True)
    ]
    assert [list(map(plain, row)) for row in back] == [list(map(exact, row)) for row in rows]


def plain(value: object) -> object:
    value = unescape(value) if isinstance(value, str) else value
    return exact(value.date() if isinstance(value, datetime) else value)


def exact(value: object) -> object:
    return type(value).__name__, value


def test_a_day_is_a_day_and_shown_with_the_year_first() -> None:
    cell = opened(written(a_sheet([date(2024, 2, 29)]))).worksheets[0]["A2"]
    assert cell.is_date
    assert cell.value == datetime(2024, 2, 29)
    assert cell.number_format == "yyyy-mm-dd"


def test_a_day_that_spreadsheets_count_differently_is_written_as_text() -> None:
    sheet = opened(written(a_sheet([date(1900, 2, 28)], [date(1900, 3, 1)]))).worksheets[0]
    assert sheet["A2"].value == "1900-02-28"
    assert sheet["A3"].value == datetime(1900, 3, 1)


@pytest.mark.parametrize("number", [10**15, -(10**15), 1e15, 0.1 + 0.2, 1 / 3])
def test_a_number_of_which_spreadsheets_lose_digits_is_written_as_text(number: float) -> None:
    assert opened(written(a_sheet([number]))).worksheets[0]["A2"].value == str(number)


@pytest.mark.parametrize("number", [10**15 - 1, -0.5, 1e-20, 1200000])
def test_any_other_number_stays_a_number(number: float) -> None:
    assert opened(written(a_sheet([number]))).worksheets[0]["A2"].value == number


def test_the_headings_stay_in_sight_and_every_column_can_be_filtered() -> None:
    book = opened(written(a_sheet(["a", 1], ["b", 2], above=("As of 2023-07-03.", "2 facts."))))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:B5"
    assert [cell.value for cell in sheet["A"]][:3] == ["As of 2023-07-03.", "2 facts.", "field 0"]


def test_without_a_line_above_the_headings_stand_in_the_first_row() -> None:
    sheet = opened(written(a_sheet(["a"]))).worksheets[0]
    assert sheet["A1"].value == "field 0"
    assert sheet.freeze_panes == "B2"


def test_chinese_makes_a_column_twice_as_wide_as_latin() -> None:
    sheet = opened(written(a_sheet(["防火墙防火墙防火墙", "abcdefghi", "x" * 500]))).worksheets[0]
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths[0] > widths[1] + 5
    assert widths[2] < 70


def test_a_heading_of_several_lines_is_shown_whole() -> None:
    headings = ("product", *(f"parameter: number_of_connections_per_second_{n}" for n in range(9)))
    sheet = opened(written(Sheet("facts", headings, [["x"] * 10]))).worksheets[0]
    assert sheet.row_dimensions[1].height == 2 * LINE


@pytest.mark.parametrize("lines", [1, 2, 12])
def test_a_row_is_no_higher_than_its_sheet_wants_it(lines: int) -> None:
    sheet = Sheet("facts", ("a", "b"), [["x" * 5_000, "y"], ["x", "y"]], lines=lines)
    heights = opened(written(sheet)).worksheets[0].row_dimensions
    assert (heights[2].height, heights[3].height) == (lines * LINE, None)


@pytest.mark.parametrize(("columns", "pages", "repeated"), [(6, 1, None), (60, 2, "$A:$A")])
def test_many_columns_are_printed_on_several_pages_each_with_the_first(
    columns: int, pages: int, repeated: str | None
) -> None:
    sheet = opened(written(a_sheet(["x" * 10] * columns))).worksheets[0]
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (pages, 0)
    assert sheet.print_title_cols == repeated


def test_more_rows_than_fit_go_on_in_further_sheets_under_the_same_headings() -> None:
    rows = [[number] for number in range(10)]
    book = opened(written(a_sheet(*rows, above=("asked",)), rows_of_a_sheet=6))
    assert book.sheetnames == ["facts", "facts (2)", "facts (3)"]
    found = []
    for sheet in book:
        above, headings, *below = sheet.iter_rows(values_only=True)
        assert (above, headings) == (("asked",), ("field 0",))
        assert sheet.freeze_panes == "B3"
        found += [number for (number,) in below]
    assert found == list(range(10))


def test_rows_that_just_fit_need_no_further_sheet() -> None:
    assert len(opened(written(a_sheet([1], [2]), rows_of_a_sheet=3)).sheetnames) == 1


@pytest.mark.parametrize("text", ["x" * (LONGEST_TEXT + 1), "𠀀" * (LONGEST_TEXT // 2 + 1)])
def test_a_text_too_long_for_a_cell_is_refused_with_its_place_and_never_cut(text: str) -> None:
    with pytest.raises(CellTooLong, match=r"sheet 'facts', row 3, column 'field 0'.* --csv"):
        written(a_sheet(["short"], [text]))
    assert opened(written(a_sheet(["x" * LONGEST_TEXT]))).worksheets[0]["A2"].value


class FullDisk(io.BytesIO):
    def write(self, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_without_room_is_told_as_such() -> None:
    with pytest.raises(OSError, match="No space left") as told:
        write_workbook(FullDisk(), [a_sheet(["a"])])
    assert told.value.errno == errno.ENOSPC


def test_nothing_stays_in_the_folder_for_passing_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written(a_sheet(["a"]))
    with pytest.raises(CellTooLong):
        written(a_sheet(["x" * (LONGEST_TEXT + 1)]))
    assert not list(tmp_path.iterdir())


def test_the_same_sheets_give_the_same_bytes() -> None:
    first, second = (
        written(a_sheet(["甲", 1, date(2023, 7, 3)]), a_list_to_fill_in()) for _ in range(2)
    )
    assert first == second


def a_list_to_fill_in() -> Sheet:
    helps = (Help("one of these", Choices("facts", 0, 1)), Help("a day", day=True))
    return Sheet("fill in", ("word", "day"), helps=helps)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=8))
def test_sheets_may_have_any_titles_and_each_gets_one_of_its_own(titles: list[str]) -> None:
    taken: set[str] = set()
    for wanted in titles:
        title = sheet_title(wanted, taken)
        assert 1 <= len(title.encode("utf-16-le")) // 2 <= 31
        assert not set(title) & set("[]:*?/\\")
        assert title == title.strip("'")
        assert title.casefold() not in {other.casefold() for other in taken}
        taken.add(title)


@pytest.mark.parametrize("title", ["政府采购" * 10, "a/b:c*d", "'quoted'", "History", " "])
def test_a_workbook_with_an_awkward_title_opens(title: str) -> None:
    assert (
        len(opened(written(a_sheet([1], title=title), a_sheet([1], title=title))).sheetnames) == 2
    )
