"""Workbooks and documents made to exhaust whoever opens them: 200 MB are enough to refuse them."""

import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from limits import MEBIBYTE, run_within
from sheets import by_xlsxwriter, refusal, repacked

from tracker.tables.xlsx import shared_strings
from tracker.tables.xlsx.archives import MOST_RATIO

BOUND = 200
"""Mebibytes of memory, of which the program itself takes some 50."""

READ = """\
import sys
from pathlib import Path
from tracker.tables.errors import TableRefused
from tracker.tables.reading import open_table
try:
    with open_table(Path(sys.argv[1])) as table:
        print(sum(1 for _ in table.rows), "rows")
except TableRefused as refused:
    print(refused)
"""

LOOK = """\
import sys
from tracker.evidence.types import look
with open(sys.argv[1], "rb") as file:
    print(look(file))
"""

SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
CONTENTS = "[Content_Types].xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return by_xlsxwriter(tmp_path / "book.xlsx", [("product", "name"), ("P", "防火墙")])


def said_of(path: Path, script: str = READ) -> str:
    """Return what is said of a file within bounds."""
    done = run_within(BOUND, sys.executable, "-c", script, path)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def filled(text: str) -> bytes:
    """Return XML with comments before it that keep it from inflating beyond all measure."""
    noise = os.urandom(len(text.encode()) // MOST_RATIO + 1).hex()
    pieces = (noise[at : at + MEBIBYTE // 2] for at in range(0, len(noise), MEBIBYTE // 2))
    return "".join([*(f"<!--{piece}-->" for piece in pieces), text]).encode()


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def strings(items: str) -> str:
    return f'<sst xmlns="{MAIN}">{items}</sst>'


def styles(content: str) -> str:
    return f'<styleSheet xmlns="{MAIN}">{content}</styleSheet>'


COLUMNS = 16_384
LONG = "x" * 4_000

BOMBS = {
    "a text of many parts": (
        STRINGS,
        lambda: strings(f"<si>{f'<r><t>{LONG}</t></r>' * 100}</si>"),
        "a text without end",
    ),
    "a cell of many texts": (
        SHEET,
        lambda: sheet(f'<row><c t="inlineStr"><is>{f"<r><t>{LONG}</t></r>" * 100}</is></c></row>'),
        "a text without end",
    ),
    "a row of long texts": (
        SHEET,
        lambda: sheet(f'<row>{f"""<c t="str"><v>{LONG}</v></c>""" * COLUMNS}</row>'),
        "row 1 and those by it have more than 20,971,520 characters",
    ),
    "elements within each other": (
        SHEET,
        lambda: f'<worksheet xmlns="{MAIN}">{"<a>" * 4_000_000}',
        "within each other",
    ),
    "values within each other": (
        SHEET,
        lambda: f'<worksheet xmlns="{MAIN}"><a>{"<v>" * 4_000_000}',
        "within each other",
    ),
    "names of elements": (
        SHEET,
        lambda: "".join(
            [f'<worksheet xmlns="{MAIN}">', *(f"<a{n}/>" for n in range(400_000)), "</worksheet>"]
        ),
        "names of elements without end",
    ),
    "a long namespace": (
        SHEET,
        lambda: (
            f'<a xmlns="{"u" * 900_000}">{"".join(f"<a{number}/>" for number in range(500))}</a>'
        ),
        "a namespace without end",
    ),
    "styles": (
        STYLES,
        lambda: styles(f"<cellXfs>{'<xf/>' * 4_000_000}</cellXfs>"),
        "styles without end",
    ),
    "number formats": (
        STYLES,
        lambda: styles(
            "".join(
                [
                    "<numFmts>",
                    *(f'<numFmt numFmtId="{n}" formatCode="0"/>' for n in range(110_000)),
                    "</numFmts>",
                ]
            )
        ),
        "number formats without end",
    ),
    "a long number format": (
        STYLES,
        lambda: styles(f'<numFmts><numFmt numFmtId="164" formatCode="{"0" * 900_000}"/></numFmts>'),
        "number formats without end",
    ),
    "relations": (
        "_rels/.rels",
        lambda: (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f"{'<Relationship/>' * 1_000_000}</Relationships>"
        ),
        "more than 10,000 relations",
    ),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_workbook_that_would_fill_the_memory_is_refused(book: Path, kind: str) -> None:
    name, written, reason = BOMBS[kind]
    bomb = repacked(book, lambda parts: parts | {name: filled(written())})
    assert reason in said_of(bomb)


def test_texts_without_end_are_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_strings, "MOST_STRINGS", 1_000)
    bomb = repacked(book, lambda parts: parts | {STRINGS: strings("<si/>" * 1_001).encode()})
    assert "more than 1,000 texts" in str(refusal(bomb))


def test_a_long_text_that_a_whole_row_shares_is_not_held_for_each_cell(book: Path) -> None:
    parts = {
        STRINGS: strings(f"<si><t>{'x' * 250_000}</t></si>").encode(),
        SHEET: sheet(f'<row>{"""<c t="s"><v>0</v></c>""" * COLUMNS}</row>').encode(),
    }
    bomb = repacked(book, lambda old: old | parts)
    rows = '<row><c t="s"><v>0</v></c></row>' * 1_000
    many = repacked(
        by_xlsxwriter(bomb.with_name("many.xlsx"), [("a",)]),
        lambda old: old | parts | {SHEET: sheet(rows).encode()},
    )
    assert "and those by it have more than 20,971,520 characters" in said_of(many)
    assert bomb.stat().st_size < 20_000
    assert "row 1 and those by it have more than 20,971,520 characters" in said_of(bomb)


def test_the_largest_of_what_is_let_in_is_read_within_bounds(book: Path) -> None:
    longest = "防" * 32_767
    row = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(200))
    items = "".join(f"<si><t>{longest}</t></si>" for _ in range(200))
    texts = strings(items + "<si/>" * 500_000)
    heads = "".join(f'<c t="str"><v>h{number}</v></c>' for number in range(200))
    parts = {
        STRINGS: filled(texts),
        SHEET: filled(sheet(f"<row>{heads}</row>{f'<row>{row}</row>' * 20}")),
    }
    assert said_of(repacked(book, lambda old: old | parts)) == "20 rows\n"


@pytest.mark.parametrize("script", [READ, LOOK])
def test_an_archive_of_very_many_parts_is_not_even_listed(tmp_path: Path, script: str) -> None:
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 0, 20, *(0,) * 15)
    count = 2_000_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, count * len(entry), 4, 0)
    path = tmp_path / "many.xlsx"
    path.write_bytes(b"PK\3\4" + entry * count + end)
    assert "damaged" in said_of(path, script)


def test_parts_that_overlap_are_refused(book: Path) -> None:
    """The bytes of one part serve for many, as in a bomb without any nesting."""
    with zipfile.ZipFile(book, "a") as archive:
        first = archive.getinfo(SHEET)
        for number in range(3):
            again = zipfile.ZipInfo(f"xl/media/{number}")
            again.header_offset, again.CRC = first.header_offset, first.CRC
            again.file_size, again.compress_size = first.file_size, first.compress_size
            archive.filelist.append(again)
        archive._didModify = True  # type: ignore[attr-defined]
    assert "parts of it overlap" in said_of(book)


def test_names_and_links_that_lead_out_of_an_archive_lead_nowhere(book: Path) -> None:
    def more(parts: dict[str, bytes]) -> dict[str, bytes]:
        return parts | {"../../up": b"x", "/etc/passwd": b"x", "xl/media/up\0down": b"x"}

    with_link = repacked(book, more)
    with zipfile.ZipFile(with_link, "a") as archive:
        link = zipfile.ZipInfo("xl/media/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert said_of(with_link) == "1 rows\n"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_compressed_as_no_workbook_is_are_not_inflated(book: Path, method: int) -> None:
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/media/1", bytes(8 * MEBIBYTE), method)
    assert f"parts are compressed by method {method}" in said_of(book)


class TestDocumentsKeptAsEvidence:
    def document(self, path: Path, contents: str) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(CONTENTS, contents)
            archive.writestr("word/document.xml", "<document/>")
        return path

    def test_a_list_of_contents_that_multiplies_itself_is_not_read(self, tmp_path: Path) -> None:
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 8))
        declared = f'<!DOCTYPE Types [<!ENTITY l0 "ha">{laughs}]><Types a="&l7;"/>'
        path = self.document(tmp_path / "laughs.docx", declared)
        assert "a damaged or encrypted ZIP archive" in said_of(path, LOOK)

    def test_a_list_of_contents_without_end_is_not_read(self, tmp_path: Path) -> None:
        path = self.document(tmp_path / "long.docx", f"<Types>{'<a/>' * 3_000_000}</Types>")
        assert "a damaged or encrypted ZIP archive" in said_of(path, LOOK)

    def test_whatever_else_is_in_a_document_is_not_inflated(self, tmp_path: Path) -> None:
        path = self.document(tmp_path / "large.docx", f'<Types xmlns="{PACKAGE}/content-types"/>')
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("word/media/1", bytes(256 * MEBIBYTE))
        assert "wordprocessingml.document" in said_of(path, LOOK)
