"""Tables at random are read as they were written; damage at random is refused and never worse."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ERROR_CODES
from sheets import as_csv, by_openpyxl, by_xlsxwriter, read, read_or_refused, repacked

FEW = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
FIRST, LAST = date(1900, 3, 1), date(9999, 12, 30)

letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")


def stays_text(text: str) -> bool:
    """Return whether the writers keep a text as it is, and make no formula or error of it."""
    runs = text.startswith(("=", "{=")) or text in ERROR_CODES
    return bool(text.strip()) and "_x" not in text and not runs


words = st.text(letters, min_size=1).filter(stays_text)
headings = st.text(letters, min_size=1, max_size=20).filter(stays_text)
days = st.dates(FIRST, LAST)
moments = st.builds(
    lambda day, seconds: datetime.combine(day, time()) + timedelta(seconds=seconds),
    days,
    st.integers(1, 86_399),
)
numbers = st.integers(-(10**15) + 1, 10**15 - 1) | st.builds(
    lambda digits, places: (10 * digits + 1) / 10**places,
    st.integers(-(10**13), 10**13),
    st.integers(1, 13),
)
"""Numbers of no more than 15 digits, as spreadsheets keep them."""
cells = st.none() | words | days | moments | numbers | st.booleans()


@st.composite
def tables(draw: st.DrawFn, cell: st.SearchStrategy[Any]) -> list[tuple[Any, ...]]:
    width = draw(st.integers(1, 5))
    rows = st.lists(st.tuples(*[cell] * width), max_size=6)
    return [draw(st.tuples(*[headings] * width)), *draw(rows)]


def without_empty(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [row for row in rows if any(cell is not None and str(cell).strip() for cell in row)]


@FEW
@given(tables(cells))
def test_any_table_written_by_openpyxl_is_read_as_it_was_written(
    tmp_path: Path, rows: list[tuple[Any, ...]]
) -> None:
    assert read(by_openpyxl(tmp_path / "a.xlsx", rows)) == without_empty(rows)


@FEW
@given(tables(cells), st.booleans(), st.booleans())
def test_any_table_written_by_xlsxwriter_is_read_as_it_was_written(
    tmp_path: Path, rows: list[tuple[Any, ...]], since_1904: bool, inline: bool
) -> None:
    if since_1904:
        rows = [
            tuple(max(c, date(1904, 1, 1)) if type(c) is date else c for c in row)
            for row in rows
            if not any(type(c) is datetime and c.year < 1904 for c in row)
        ]
    options = {"date_1904": since_1904, "constant_memory": inline, "strings_to_urls": False}
    assert read(by_xlsxwriter(tmp_path / "a.xlsx", rows, **options)) == without_empty(rows)


@FEW
@given(tables(st.none() | words))
def test_calamine_reads_the_same_texts(tmp_path: Path, rows: list[tuple[Any, ...]]) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", rows)
    [sheet] = python_calamine.CalamineWorkbook.from_path(path).sheet_names
    theirs = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    ours = [tuple(cell or "" for cell in row) for row in read(path)]
    assert ours == [tuple(row) for row in theirs if any(cell.strip() for cell in row)]


@FEW
@given(
    tables(st.none() | st.text(letters | st.sampled_from('\n\r",;\t'), min_size=1)),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
@example([("产品", "型号"), ('a"b\r\nc', "x,y")], ",", "gb18030")
def test_any_table_of_texts_written_as_csv_is_read_as_it_was_written(
    tmp_path: Path, rows: list[tuple[Any, ...]], delimiter: str, encoding: str
) -> None:
    path = as_csv(tmp_path / "a.csv", rows, encoding=encoding, delimiter=delimiter)
    said = {"delimiter": delimiter, "encoding": encoding if encoding == "gb18030" else None}
    assert read(path, **said) == without_empty(rows)


@FEW
@given(tables(st.none() | st.text(letters, min_size=1)), st.sampled_from([",", ";", "\t", "|"]))
def test_what_is_found_out_of_a_text_is_what_was_written_or_refused(
    tmp_path: Path, rows: list[tuple[Any, ...]], delimiter: str
) -> None:
    path = as_csv(tmp_path / "a.csv", rows, encoding="gb18030", delimiter=delimiter)
    asked = {} if len(rows[0]) > 1 else {"delimiter": delimiter}
    found = read_or_refused(path, **asked)
    assert isinstance(found, str) or found == without_empty(rows) or is_utf8(path.read_bytes())


def is_utf8(content: bytes) -> bool:
    """Return whether bytes happen to be valid UTF-8 too, which is believed first."""
    try:
        return bool(content.decode())
    except UnicodeDecodeError:
        return False


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    rows = [("证书编号", "有效期至", "n"), *[(f"A-{n}", date(2028, 6, 30), n) for n in range(30)]]
    return by_openpyxl(tmp_path_factory.mktemp("whole") / "a.xlsx", rows).read_bytes()


@settings(FEW, max_examples=150)
@given(st.data())
def test_a_workbook_damaged_anywhere_is_read_or_refused(
    tmp_path: Path, whole: bytes, data: st.DataObject
) -> None:
    content = bytearray(whole[: data.draw(st.integers(0, len(whole)) | st.just(len(whole)))])
    for _ in range(data.draw(st.integers(0, 4))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert read_or_refused(path)


@settings(FEW, max_examples=150)
@given(st.data())
def test_a_workbook_whose_xml_is_damaged_anywhere_is_read_or_refused(
    tmp_path: Path, whole: bytes, data: st.DataObject
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(whole)

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        name = data.draw(st.sampled_from(sorted(parts)))
        content = bytearray(parts[name])
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(content) - 1))
            content[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        return parts | {name: bytes(content)}

    assert read_or_refused(repacked(path, change))


@settings(FEW, max_examples=200)
@given(st.binary(max_size=200), st.sampled_from([b"", b"a,b\n", b'{"bomFormat":', b"PK\x03\x04"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, start: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(start + content)
    assert read_or_refused(path)
