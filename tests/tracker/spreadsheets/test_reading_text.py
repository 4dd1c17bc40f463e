"""Tables in text are read as they stand: delimiter and encoding are found, and never guessed."""

from pathlib import Path

import pytest
from sheets import as_csv, read, refusal

from tracker.tables.encodings.decoding import CHUNK
from tracker.tables.reading import open_table, sheet_names

ROWS = [
    ("产品名称", "型号", "有效期至"),
    ("防火墙，边界型", "X-1", "2028年6月30日"),
    ("堡垒机", None, "2027/1/1"),
]


def text(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_the_delimiter_and_the_encoding_are_found(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = as_csv(tmp_path / "a.csv", ROWS, encoding=encoding, delimiter=delimiter)
    assert read(path) == ROWS
    with open_table(path) as table:
        assert table.encoding == encoding


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_each_of_three_ways(tmp_path: Path, end: str) -> None:
    path = text(tmp_path / "a.csv", end.join(["a,b", "1,2", '"x\ny",4']))
    assert read(path) == [("a", "b"), ("1", "2"), ("x\ny", "4")]


def test_an_end_of_line_within_quotes_is_kept_as_it_is(tmp_path: Path) -> None:
    assert read(text(tmp_path / "a.csv", 'a,b\r\n"1\r\n2","3\r4"\r\n'))[1:] == [("1\r\n2", "3\r4")]


def test_a_heading_may_hold_delimiters_quotes_and_lines(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv", '"Name; model|kind",\t"say ""x"",\n2nd line"\n1,2\n'.replace("\t", "")
    )
    assert read(path) == [("Name; model|kind", 'say "x",\n2nd line'), ("1", "2")]


def test_headings_that_could_be_parted_in_two_ways_are_refused_until_one_is_named(
    tmp_path: Path,
) -> None:
    path = text(tmp_path / "a.csv", "name,model;kind\nx,y;z\n")
    said = str(refusal(path))
    assert "there are commas and semicolons among the headings" in said
    assert "--delimiter comma" in said
    assert read(path, delimiter=",") == [("name", "model;kind"), ("x", "y;z")]
    assert read(path, delimiter="semicolon") == [("name,model", "kind"), ("x,y", "z")]


@pytest.mark.parametrize("delimiter", ["ab", "", '"', "\n"])
def test_what_cannot_part_cells_is_no_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = text(tmp_path / "a.csv", "a,b\n")
    assert "cannot part cells" in str(refusal(path, delimiter=delimiter))


def test_a_single_column_needs_no_delimiter(tmp_path: Path) -> None:
    assert read(text(tmp_path / "a.csv", "型号\nX-1\nX-2\n")) == [("型号",), ("X-1",), ("X-2",)]


def test_the_first_line_of_excel_names_the_delimiter_and_is_no_row(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "sep=;\r\na,1;b\r\n2;3\r\n")
    with open_table(path) as table:
        assert (table.headings.number, table.headings.cells) == (1, ("a,1", "b"))
        assert [(row.number, row.cells) for row in table.rows] == [(2, ("2", "3"))]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", '\na,b\n\n"1\n\n1",2\n,\n3,4\n')
    with open_table(path) as table:
        assert table.headings.number == 2
        assert [row.number for row in table.rows] == [4, 6]


def test_headings_below_a_title_are_found_when_their_row_is_named(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "Export; of today\na,b\n1,2\n")
    assert read(path, headings_row=2) == [("a", "b"), ("1", "2")]


def test_text_is_never_made_a_number_or_a_day(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "a,b,c\n007,2023-07-01, x \n")
    assert read(path)[1:] == [("007", "2023-07-01", " x ")]


def test_a_file_cut_within_a_quoted_cell_is_refused_with_its_row(tmp_path: Path) -> None:
    refused = refusal(text(tmp_path / "a.csv", 'a,b\n"1\n1",2\n3,"four and'))
    assert refused.row == 3
    assert "ends in the middle of a quoted cell" in str(refused)
    assert "begins at line 4" in str(refused)


def test_a_file_cut_within_its_headings_is_refused(tmp_path: Path) -> None:
    assert "ends in the middle of a quoted cell" in str(
        refusal(text(tmp_path / "a", 'a,"b\nc,d\n'))
    )


def test_a_file_that_may_be_cut_between_cells_is_refused(tmp_path: Path) -> None:
    refused = refusal(text(tmp_path / "a.csv", "a,b,c\n1,2,3\n4,fi"))
    assert refused.row == 3
    assert "the last row has 2 of 3 cells, and its line does not end" in str(refused)
    assert read(text(tmp_path / "a.csv", "a,b,c\n1,2,3\n4,fi\n"))[-1] == ("4", "fi", None)
    assert read(text(tmp_path / "a.csv", "a,b,c\n1,2,3\n4,fi,"))[-1] == ("4", "fi", None)


def test_misused_quotes_are_refused_with_their_row(tmp_path: Path) -> None:
    refused = refusal(text(tmp_path / "a.csv", 'a,b\n1,"2" inch\n'))
    assert refused.row == 2
    assert "quotes are misused" in str(refused)


def test_a_quote_within_a_bare_cell_is_a_sign_like_any_other(tmp_path: Path) -> None:
    assert read(text(tmp_path / "a.csv", 'a,b\n19" rack,2\n'))[1:] == [('19" rack', "2")]


def test_nul_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 2 contains a NUL" in str(refusal(text(tmp_path / "a.csv", b"a,b\n1,\x002\n")))


def test_an_enormous_cell_is_refused_with_its_row(tmp_path: Path) -> None:
    refused = refusal(text(tmp_path / "a.csv", "a,b\n1," + "x" * 200_000 + "\n"))
    assert refused.row == 2
    assert "longer than 131,072 characters" in str(refused)


def test_an_endless_line_is_refused_before_it_is_held(tmp_path: Path) -> None:
    assert "line 1 is longer than" in str(refusal(text(tmp_path / "a.csv", "x" * 5_000_000)))


def test_a_row_with_more_cells_than_headings_is_refused(tmp_path: Path) -> None:
    refused = refusal(text(tmp_path / "a.csv", "a,b\n1,2,,\n3,4,stray\n"))
    assert (refused.row, refused.column) == (3, "C")
    assert "put quotes around cells that contain the delimiter" in str(refused)


def test_bytes_that_are_text_in_no_known_encoding_are_refused_with_their_place(
    tmp_path: Path,
) -> None:
    said = str(refusal(text(tmp_path / "a.csv", b"a,b\n1,caf\xe9,\xff\n")))
    assert "byte 10 is not UTF-8; byte 10 is not GB18030" in said


def test_the_place_is_right_far_into_a_file(tmp_path: Path) -> None:
    start = "产品\n".encode("gb18030") + "型号".encode("gb18030") * (CHUNK // 4)
    path = text(tmp_path / "a.csv", start + b"\xff")
    assert f"byte {len(start) + 1:,} is not GB18030" in str(refusal(path))


@pytest.mark.parametrize("place", [4, 5, 7, 8, 10, 30])
def test_damaged_utf8_is_not_taken_for_chinese_of_another_encoding(
    tmp_path: Path, place: int
) -> None:
    whole = "a,b\n产品名称,防火墙，边界型\n".encode()
    for damaged in (whole[:place] + whole[place + 1 :], whole[:place] + b"\x85" + whole[place:]):
        said = str(refusal(text(tmp_path / "a.csv", damaged)))
        assert "It looks like UTF-8, but byte" in said or "is not UTF-8" in said


def test_a_character_cut_at_the_end_is_refused(tmp_path: Path) -> None:
    said = str(refusal(text(tmp_path / "a.csv", "型号\n产品".encode()[:-2])))
    assert "It looks like UTF-8, but byte 11 (counted from 1) is not." in said


def test_western_letters_are_not_taken_for_chinese(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "name,city\nMüller,Köln\n".encode("cp1252"))
    assert "the encoding of the text cannot be told for certain" in str(refusal(path))
    assert read(path, encoding="cp1252")[1:] == [("Müller", "Köln")]


def test_an_encoding_that_is_named_must_fit(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "名称\n防火墙\n".encode("big5", "ignore"))
    assert "is not UTF-8" in str(refusal(path, encoding="utf-8"))
    for unknown in ("utf-9", "rot13", "hex", ""):
        assert f"there is no encoding '{unknown}'" in str(refusal(path, encoding=unknown))


@pytest.mark.parametrize(("option", "value"), [("sheet", "one")])
def test_what_means_nothing_for_text_is_refused(tmp_path: Path, option: str, value: str) -> None:
    path = text(tmp_path / "a.csv", "a,b\n")
    assert f"--{option} means nothing" in str(refusal(path, **{option: value}))


def test_text_has_no_sheets(tmp_path: Path) -> None:
    assert sheet_names(text(tmp_path / "a.csv", "a,b\n")) == []
