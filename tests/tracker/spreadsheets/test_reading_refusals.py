"""Whatever is no table, or would do harm, is refused with a sentence, and nothing of it is read."""

import errno
import io
import os
import stat
import struct
import tempfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import openpyxl
import pytest
from sheets import (
    as_csv,
    by_libreoffice,
    by_openpyxl,
    by_xlsxwriter,
    needs_libreoffice,
    packed,
    read,
    refusal,
    repacked,
    with_part,
)

from tracker.tables.reading import sheet_names

ROWS = [("a", "b"), (1, 2)]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return by_openpyxl(tmp_path / "book.xlsx", ROWS)


def test_a_workbook_is_told_by_its_content_and_not_by_its_name(book: Path) -> None:
    assert read(book.rename(book.with_suffix(".csv"))) == ROWS


def test_a_text_called_a_workbook_is_read_as_the_text_it_is(tmp_path: Path) -> None:
    assert read(as_csv(tmp_path / "a.xlsx", [("a", "b"), ("1", "2")])) == [("a", "b"), ("1", "2")]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "an image (JPEG)"),
        (b"GIF89a", "an image (GIF)"),
        (b"\x1f\x8b\x08\x00", "a compressed file"),
        (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
        (b"<html><table>", "an HTML or XML document"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "an HTML or XML document"),
        (b"{\\rtf1", "a text document (RTF)"),
        (b"SQLite format 3\x00", "a database"),
        (b"\x00\x01\x02\x03" * 9, "contains a NUL"),
        (b"PK\x05\x06" + bytes(18), "an archive without a workbook"),
        (b"PK\x03\x04 and no more", "damaged, or not whole"),
    ],
)
def test_what_is_no_table_is_told_as_what_it_is(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(content)
    assert what in str(refusal(path))


def test_a_heading_that_begins_like_an_image_is_a_heading(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [("BMC", "b"), ("1", "2")])
    assert read(path) == [("BMC", "b"), ("1", "2")]


def test_a_missing_file_a_directory_and_a_pipe_are_told_apart(tmp_path: Path) -> None:
    assert "there is no such file" in str(refusal(tmp_path / "none.xlsx"))
    assert "there is no such file" in str(refusal(tmp_path / "none" / "a.xlsx"))
    assert "this is a directory" in str(refusal(tmp_path))
    os.mkfifo(tmp_path / "pipe")
    assert "this is not a file" in str(refusal(tmp_path / "pipe"))


def test_a_file_that_may_not_be_read_is_told(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:  # root may read whatever there is

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    book.chmod(stat.S_IWUSR)
    assert "the file may not be read" in str(refusal(book))


class FailingFile(io.FileIO):
    """A file on a disk that gives up after so many bytes."""

    good = 0

    def readinto(self, buffer: Any) -> int:
        if self.tell() >= self.good:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().readinto(memoryview(buffer)[: max(self.good - self.tell(), 1)])


@pytest.mark.parametrize("good", [0, 1, 5_000, 70_000])
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_file_that_fails_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, good: int
) -> None:
    path = tmp_path / f"a.{form}"
    cells = [(number, f"{number * 7919:x}" * 3) for number in range(8_000)]
    if form == "xlsx":
        by_openpyxl(path, [("a", "b"), *cells])
    else:
        as_csv(path, [("a" if form == "csv" else "{", "b"), *cells])
    monkeypatch.setattr(FailingFile, "good", good)
    monkeypatch.setattr(Path, "open", lambda path, *_, **__: FailingFile(path))
    said = str(refusal(path))
    assert said.startswith(f"{path}: the file cannot be read. The system says: Input/output error.")


def test_a_folder_for_temporary_files_that_is_not_there_is_told(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_xlsxwriter(book, [("a", "b"), ("x", "y")])
    monkeypatch.setattr(tempfile, "tempdir", str(book.parent / "none"))
    assert "there is no room for the texts of the workbook" in str(refusal(book))


def test_an_encrypted_workbook_is_refused(book: Path) -> None:
    encrypted = book.with_name("encrypted.xlsx")
    with book.open("rb") as plain, encrypted.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("invented", target)
    said = str(refusal(encrypted))
    assert "the workbook is encrypted" in said
    assert "without a password" in said


@needs_libreoffice
def test_a_workbook_of_excel_97_is_refused(book: Path, tmp_path: Path) -> None:
    said = str(refusal(by_libreoffice(book, tmp_path, to="xls")))
    assert "a workbook of Excel 97-2003 (.xls)" in said
    assert ".xlsx" in said


@needs_libreoffice
def test_a_workbook_of_libreoffice_in_its_own_format_is_refused(book: Path, tmp_path: Path) -> None:
    said = str(refusal(by_libreoffice(book, tmp_path, to="ods")))
    assert "OpenDocument" in said
    assert ".xlsx" in said


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "XL/VBAPROJECT.BIN", "xl/macrosheets/a.xml"])
def test_macros_are_refused_whatever_the_file_is_called(book: Path, name: str) -> None:
    assert "contains macros" in str(refusal(repacked(book, lambda parts: parts | {name: b"x"})))


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("word/document.xml", "a text document (Word)"),
        ("ppt/presentation.xml", "a presentation"),
        ("xl/workbook.bin", "a binary workbook"),
        ("Index/Document.iwa", "Apple Numbers"),
        ("photos/1.png", "an archive without a workbook"),
    ],
)
def test_other_archives_are_told_as_what_they_are(tmp_path: Path, part: str, what: str) -> None:
    assert what in str(refusal(packed(tmp_path / "a.xlsx", [(part, b"x")])))


def test_values_drawn_from_other_files_are_refused(book: Path) -> None:
    linked = repacked(book, lambda parts: parts | {"xl/externalLinks/externalLink1.xml": b"<x/>"})
    assert "draws values from other files" in str(refusal(linked))


def test_a_workbook_cut_short_is_refused_at_every_length(book: Path) -> None:
    whole = book.read_bytes()
    for length in range(4, len(whole) - 1, 97):
        book.write_bytes(whole[:length])
        assert "damaged, or not whole" in str(refusal(book))


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_lacks_a_part_is_refused(book: Path, part: str) -> None:
    def without(parts: dict[str, bytes]) -> dict[str, bytes]:
        del parts[part]
        return parts

    assert "there is no part" in str(refusal(repacked(book, without)))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("<v>1</v>", "<v>one</v>"),
        ("<v>1</v>", "<v>1_0</v>"),
        ("<v>1</v>", "<v>1"),
        ('r="A2"', 'r="A9"'),
        ('r="B2"', 'r="A2"'),
        ('r="A2"', 'r="ZZZ2"'),
        ('<row r="2"', '<row r="1"'),
        ('<c r="B2"', '<c r="B2" t="n"><v>3</v><c r="C2"/></c><c r="B2"'),
        ("</c></row></sheetData>", '</c><row r="3"/></row></sheetData>'),
        ('<c r="B2" t="n"><v>2</v></c>', '<c r="B2"><c r="C2"><v>2</v></c><v>3</v></c>'),
        ('<row r="2"', '<row r="1048577"'),
        ('<row r="2"', '<row r="two"'),
        ('t="n"><v>1<', 't="s"><v>7<'),
        ('t="n"><v>1<', 't="b"><v>maybe<'),
        ('t="n"><v>1<', 't="x"><v>1<'),
    ],
)
def test_a_sheet_that_is_not_written_as_sheets_are_is_refused(
    book: Path, written: str, instead: str
) -> None:
    def change(text: str) -> str:
        assert written in text
        return text.replace(written, instead)

    assert "the workbook is damaged" in str(refusal(with_part(book, SHEET, change)))


class TestArchivesMadeToDoHarm:
    def test_a_part_that_inflates_beyond_all_measure_is_not_inflated(self, book: Path) -> None:
        bomb = repacked(book, lambda parts: parts | {SHEET: b" " * (32 * 1024**2)})
        tracemalloc.start()
        assert "more than 250 to 1" in str(refusal(bomb))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 4 * 1024**2

    def test_sizes_that_are_declared_too_large_are_refused(self, book: Path) -> None:
        self.declare(book, 2**31)
        assert "it inflates to" in str(refusal(book))

    def test_sizes_that_are_declared_too_small_are_refused(self, book: Path) -> None:
        self.declare(book, 10)
        assert "damaged, or not whole" in str(refusal(book))

    def declare(self, book: Path, size: int) -> None:
        """Let the directory of an archive tell another size for the sheet."""
        content = bytearray(book.read_bytes())
        entry = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
        content[entry + 24 : entry + 28] = struct.pack("<L", size)
        book.write_bytes(content)

    def test_very_many_parts_are_refused(self, book: Path) -> None:
        parts = {f"xl/media/{number}": b"" for number in range(10_001)}
        assert "parts, more than 10,000" in str(refusal(repacked(book, lambda old: old | parts)))

    def test_archives_within_archives_are_not_opened(self, book: Path) -> None:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb", bytes(64 * 1024**2))
        assert (
            read(repacked(book, lambda parts: parts | {"xl/media/1.zip": inner.getvalue()})) == ROWS
        )

    def test_two_parts_of_one_name_are_refused(self, book: Path) -> None:
        with zipfile.ZipFile(book) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
        other = (SHEET.upper(), b"<worksheet/>")
        assert "two parts have the same name" in str(refusal(packed(book, [*parts, other])))

    def test_entities_that_multiply_are_never_expanded(self, book: Path) -> None:
        laughs = "".join(
            f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10)
        )
        declared = f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{laughs}]>'

        def change(text: str) -> str:
            return declared + text.replace("<v>1</v>", "<v>&l9;</v>")

        assert "declares a document type" in str(refusal(with_part(book, SHEET, change)))

    @pytest.mark.parametrize("start", ["<v>", "<v a='", "<!--"])
    def test_a_text_or_a_tag_without_end_is_not_held(self, book: Path, start: str) -> None:
        filling = bytes(number % 64 + 48 for number in os.urandom(1024)).decode().replace("<", "x")
        endless = start + filling.replace("'", "x").replace("&", "x") * 12_000

        bomb = with_part(book, SHEET, lambda text: text.replace("<v>1</v>", endless))
        assert "without end" in str(refusal(bomb))


def test_names_of_sheets_are_asked_of_no_other_file_in_vain(tmp_path: Path, book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    workbook.create_sheet("二")
    workbook.save(book)
    assert sheet_names(book) == ["Sheet", "二"]
    assert "there is no such file" in str(refusal(tmp_path / "none"))


@pytest.mark.parametrize("option", ["delimiter", "encoding"])
def test_what_means_nothing_for_a_workbook_is_refused(book: Path, option: str) -> None:
    assert f"--{option} means nothing" in str(refusal(book, **{option: ","}))
