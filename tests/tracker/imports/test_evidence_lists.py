"""Lists of scans and letters are imported with their files: all of them kept, or none."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from console import answered, empty_folder
from ledger_places import STORAGES, a_place
from sheets import by_libreoffice, needs_libreoffice
from support import a_fact

from projections.imports.rows.evidence import Seen
from tracker.evidence.store import Evidence
from tracker.imports.evidence_files import EvidenceFiles, FileChanged
from tracker.shelves import DiskShelves

LICENSES = """证书编号,证书制度,证书类型,产品编号,发证日期,有效期至,扫描件
INV-1,mps,sales_permit,FW-1,2022-07-01,2024-06-30,scans/一.pdf
INV-2,mps,sales_permit,FW-2,2022-07-02,2024-07-01,scans\\2.pdf
"""
ONE, TWO = b"%PDF-1.7\n% invented certificate INV-1\n", b"%PDF-1.7\n% invented certificate INV-2\n"


@pytest.fixture(autouse=True)
def _licenses_with_scans() -> Iterator[None]:
    with empty_folder():
        assert answered("init")[1] == 0
        Path("list.csv").write_text(LICENSES, encoding="utf-8")
        Path("scans").mkdir()
        Path("scans/一.pdf").write_bytes(ONE)
        Path("scans/2.pdf").write_bytes(TWO)
        assert answered("import list.csv")[1] == 0
        yield


def a_list(*rows: Sequence[str], headings: Sequence[str] = ("文件", "证书编号")) -> None:
    with Path("scans.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headings, *rows])


def kept() -> set[bytes]:
    return {path.read_bytes() for path in Evidence(Path("tracker.db.evidence")).files()}


def on_record() -> str:
    return answered("facts")[0].rpartition(" ")[0]


def test_a_table_of_licenses_with_their_scans_is_imported_as_both() -> None:
    words, code = answered("import list.csv --as evidence")
    assert code == 0
    assert "Recorded 2 facts" in words
    assert kept() == {ONE, TWO}
    listed = answered("evidence list")[0]
    assert "license_issued INV-1 (mps)" in listed
    assert "一.pdf: application/pdf" in listed
    assert sha256(TWO).hexdigest() in listed
    assert "Checked 2 files of evidence." in answered("verify")[0]


def test_headings_tell_a_list_of_files_from_a_table_of_licenses_with_a_column_of_files() -> None:
    a_list(("scans/一.pdf", "INV-1"))
    assert "1 row read as evidence." in answered("import scans.csv --dry-run")[0]
    words = answered("import list.csv --dry-run")[0]
    assert "2 rows read as licenses." in words
    assert "Not read: G (扫描件)." in words


def test_a_dry_run_prints_the_same_and_keeps_nothing() -> None:
    dry = answered("import list.csv --as evidence --dry-run")[0]
    assert not Path("tracker.db.evidence").exists()
    done = answered("import list.csv --as evidence")[0]
    assert done.split("Recorded")[0] == dry.split("Nothing was recorded")[0]


def test_a_list_imported_again_records_nothing_and_a_new_scan_is_added() -> None:
    answered("import list.csv --as evidence")
    before = on_record()
    assert "0 facts to record; 2 rows unchanged" in answered("import list.csv --as evidence")[0]
    assert on_record() == before
    Path("scans/2.pdf").write_bytes(TWO + b"% scanned anew\n")
    assert "1 fact to record; 1 row unchanged" in answered("import list.csv --as evidence")[0]
    assert kept() == {ONE, TWO, TWO + b"% scanned anew\n"}


def test_nothing_is_kept_of_a_list_of_which_one_row_is_wrong_unless_partly_wanted() -> None:
    a_list(("scans/一.pdf", "INV-1"), ("scans/3.pdf", "INV-2"), ("scans/2.pdf", "INV-9"))
    before = on_record()
    words, code = answered("import scans.csv")
    assert code == 1
    assert "row 3: file 'scans/3.pdf' in '.' cannot be taken: It cannot be read: No such" in words
    assert "row 4: no license on record has the name or number 'INV-9'" in words
    assert not Path("tracker.db.evidence").exists()
    assert on_record() == before
    assert answered("import scans.csv --partial")[1] == 1
    assert kept() == {ONE}
    mended = Path("scans.rejects.csv").read_text(encoding="utf-8-sig")
    mended = mended.replace("3.pdf", "2.pdf").replace("INV-9", "INV-2")
    Path("scans.rejects.csv").write_text(mended, encoding="utf-8")
    words, code = answered("import scans.rejects.csv")
    assert ("1 fact to record; 1 row unchanged" in words, code) == (True, 0)
    assert kept() == {ONE, TWO}


def test_a_table_of_licenses_may_lack_a_scan() -> None:
    Path("list.csv").write_text(LICENSES.replace(",scans\\2.pdf", ","), encoding="utf-8")
    words, code = answered("import list.csv --as evidence")
    assert ("Without a file, and so no evidence: 1 row (3)." in words, code) == (True, 0)
    assert kept() == {ONE}


def test_of_two_names_the_one_that_is_written_is_meant() -> None:
    Path("scans/a\\b.pdf").write_bytes(TWO)
    Path("scans/a").mkdir()
    Path("scans/a/b.pdf").write_bytes(ONE)
    a_list(("scans/a\\b.pdf", "INV-1"))
    words, code = answered("import scans.csv")
    assert ("without backslashes" in words, code) == (True, 1)
    assert "Give the file another name" in words


def test_several_files_in_a_cell_are_asked_to_be_parted() -> None:
    a_list(("scans/一.pdf；scans/2.pdf", "INV-1"))
    assert "a row names one file: write a row for each" in answered("import scans.csv")[0]


def test_files_lie_in_the_folder_of_the_list_or_in_the_one_that_is_named() -> None:
    shutil.move("scans", "elsewhere")
    a_list(("一.pdf", "INV-1"))
    assert answered("import scans.csv")[1] == 1
    assert answered("import scans.csv --files elsewhere")[1] == 0


@pytest.mark.parametrize("named", ["../secret.txt", "a/../../secret.txt", "link/secret.txt"])
def test_no_file_outside_that_folder_is_taken(named: str) -> None:
    outside = Path("outside")
    outside.mkdir()
    (outside / "secret.txt").write_text("a key")
    Path("outside/scans").mkdir()
    Path("scans/link").symlink_to(outside.resolve())
    a_list((named, "INV-1"), (str((outside / "secret.txt").resolve()), "INV-2"))
    words, code = answered("import scans.csv --files scans")
    assert code == 1
    assert words.count("lies outside 'scans', where the files of the list are") == 2
    assert "--files" in words


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "It is empty"),
        (b"MZ\x90\x00", "it is a program for Windows"),
        (b"<html>", "it is HTML, SVG or other markup"),
    ],
)
def test_what_is_no_evidence_is_refused_by_row(content: bytes, why: str) -> None:
    Path("scans/2.pdf").write_bytes(content)
    words, code = answered("import list.csv --as evidence")
    assert code == 1
    assert "list.csv, row 3: file 'scans\\2.pdf' in '.' cannot be taken: " in words
    assert why in words


def test_a_folder_and_a_loop_of_links_are_no_files() -> None:
    Path("scans/loop").symlink_to("loop")
    a_list(("scans", "INV-1"), ("scans/loop", "INV-1"), ("x" * 300, "INV-1"))
    words, code = answered("import scans.csv")
    assert code == 1
    assert "It is a folder" in words
    assert words.count("cannot be taken") == 3


def test_an_import_of_evidence_is_undone_and_made_again_on_the_same_day() -> None:
    answered("import list.csv --as evidence")
    assert "Voided 4 facts" in answered("import undo list.csv")[0]
    assert answered("evidence list")[0].endswith("0 pieces of evidence.")
    answered("import list.csv")
    assert "Recorded 2 facts" in answered("import list.csv --as evidence")[0]
    assert answered("evidence list")[0].endswith("2 pieces of evidence.")


def test_evidence_for_a_fact_is_undone_and_added_again_on_the_same_day() -> None:
    a_list(("scans/一.pdf", "act/SC-147-1994"), headings=("file", "fact"))
    assert "Recorded 1 fact" in answered("import scans.csv")[0]
    assert "Voided 1 fact" in answered("import undo scans.csv")[0]
    assert "Recorded 1 fact" in answered("import scans.csv")[0]
    assert "1 piece of evidence." in answered("evidence list")[0]


def test_a_list_has_no_day_of_its_own() -> None:
    words, code = answered("import list.csv --as evidence --effective-on 2024-01-01")
    assert code == 1
    assert "Evidence counts from the day on which it is added" in words


def test_what_is_listed_can_be_imported_where_the_files_are() -> None:
    answered("import list.csv --as evidence")
    for form in ("csv", "xlsx"):
        assert answered(f"evidence list --{form} out.{form}")[1] == 0
        words, code = answered(f"import out.{form} --files scans")
        assert (code, "0 facts to record; 2 rows unchanged" in words) == (0, True)


def test_a_template_lists_the_files_of_a_folder_and_imports_once_it_is_filled_in() -> None:
    for hidden in ("scans/.hidden", "scans/.git/config"):
        Path(hidden).parent.mkdir(exist_ok=True)
        Path(hidden).write_bytes(ONE)
    Path("scans/link.pdf").symlink_to("2.pdf")
    Path("scans/older").mkdir()
    Path("scans/older/=1+1.pdf").write_bytes(b"%PDF-1.7\n% invented\n")
    words, code = answered("template evidence --files scans -o scans.xlsx")
    assert words.endswith("Wrote scans.xlsx: a list of evidence with 3 files.")
    assert "Left out, as hidden, a link, or named otherwise than in UTF-8: .git/config" in words
    assert code == 0
    words, code = answered("import scans.xlsx --files scans")
    neither = "rows 2-4, column C (number 证书编号): neither a fact"
    assert (neither in words, code) == (True, 1)
    book = openpyxl.load_workbook("scans.xlsx")
    table = book.worksheets[0]
    named = {str(row[0].value): row for row in table.iter_rows(min_row=2)}
    assert [*named] == ["2.pdf", "older/=1+1.pdf", "一.pdf"]
    named["一.pdf"][1].value = "INV-1"
    named["2.pdf"][2].value = "INV-2"
    named["older/=1+1.pdf"][3].value = "act/SC-147-1994"
    book.save("scans.xlsx")
    words, code = answered("import scans.xlsx --files scans")
    assert ("Recorded 3 facts" in words, code) == (True, 0)


def a_name_that_is_no_text(folder: str, ending: str) -> Path:
    """Return the path of a new file whose name holds a byte that is not UTF-8."""
    path = Path(folder) / f"bad\udcff{ending}"
    try:
        path.write_bytes(TWO)
    except (OSError, UnicodeEncodeError):
        pytest.skip("the system has no such names")
    return path


def test_a_file_whose_name_is_no_text_is_left_out_of_a_template_and_told() -> None:
    a_name_that_is_no_text("scans", ".pdf")
    words, code = answered("template evidence --files scans -o scans.xlsx")
    assert r"named otherwise than in UTF-8: bad\xff.pdf. Rename or copy" in words
    assert ("Wrote scans.xlsx: a list of evidence with 2 files." in words, code) == (True, 0)


def test_a_table_whose_name_is_no_text_is_refused() -> None:
    path = a_name_that_is_no_text(".", ".csv")
    words, code = answered(f"import {path} --dry-run")
    assert r"bad\xff.csv: the name of the file is not in UTF-8." in words
    assert ("Rename the file." in words, code) == (True, 1)


def test_a_template_of_the_folder_of_a_ledger_offers_neither_it_nor_its_evidence() -> None:
    answered("import list.csv --as evidence")
    assert answered("template evidence --files . -o all.xlsx")[1] == 0
    table = openpyxl.load_workbook("all.xlsx").worksheets[0]
    named = [str(row[0].value) for row in table.iter_rows(min_row=2)]
    assert named == ["list.csv", "scans/2.pdf", "scans/一.pdf"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("template evidence --files nowhere -o x.xlsx", "There is no folder 'nowhere'."),
        ("template products --files scans -o x.xlsx", "--files goes with evidence"),
    ],
)
def test_a_template_of_no_folder_is_not_written(options: str, why: str) -> None:
    words, code = answered(options)
    assert why in words
    assert code != 0
    assert not Path("x.xlsx").exists()


def test_evidence_of_a_voided_fact_is_listed_as_such() -> None:
    answered("import list.csv --as evidence")
    issue = answered("evidence list --json")[0].split('"fact": "')[1].partition('"')[0]
    voiding = {"kind": "fact_voided", "id": "v", "fact": issue, "reason": "Wrong."}
    Path("void.jsonl").write_text(json.dumps(voiding))
    answered("record void.jsonl")
    assert ", voided by v" in answered("evidence list")[0]
    assert '"supported_fact_voided_by": "v"' in answered("evidence list --json")[0]
    answered("evidence list --csv out.csv")
    assert Path("out.csv").read_text(encoding="utf-8-sig").splitlines()[1].endswith(",v")
    assert "0 facts to record; 2 rows unchanged" in answered("import out.csv --files scans")[0]


def test_rows_to_mend_are_imported_as_the_table_was() -> None:
    Path("list.csv").write_text(LICENSES.replace("2.pdf", "3.pdf"), encoding="utf-8")
    words, code = answered("import list.csv --as evidence --partial")
    assert code == 1
    again = words.partition("import that file as this one: tracker ")[2]
    assert again == "import list.rejects.csv --as evidence --files ."
    mended = Path("list.rejects.csv").read_text(encoding="utf-8-sig").replace("3.pdf", "2.pdf")
    Path("list.rejects.csv").write_text(mended, encoding="utf-8")
    assert "Recorded 1 fact" in answered(again)[0]
    assert kept() == {ONE, TWO}


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("--as evidence --files nowhere", "There is no folder 'nowhere'."),
        ("--files scans", "Licenses have no files; leave out --files"),
    ],
)
def test_a_folder_of_files_is_there_and_for_evidence(options: str, why: str) -> None:
    words, code = answered(f"import list.csv {options}")
    assert (why in words, code) == (True, 1)


@needs_libreoffice
def test_a_workbook_of_libreoffice_comes_to_the_same_evidence(tmp_path: Path) -> None:
    answered("import list.csv --as evidence")
    book = openpyxl.Workbook()
    for row in csv.reader(LICENSES.splitlines()):
        book.worksheets[0].append(row)
    book.save("list.xlsx")
    saved = by_libreoffice(Path("list.xlsx").absolute(), tmp_path)
    words = answered(f"import {saved} --as evidence --files .")[0]
    assert "0 facts to record; 2 rows unchanged" in words


def test_a_file_that_changes_after_the_look_is_not_kept() -> None:
    with DiskShelves() as shelves:
        files = EvidenceFiles(Path(), shelves)
        seen = files.seen("scans/2.pdf")
        assert isinstance(seen, Seen)
        fact = a_fact(
            kind="evidence_added",
            fact="any",
            sha256=seen.sha256,
            size=seen.size,
            media_type=seen.media_type,
            name=seen.name,
            effective_on="2026-01-01",
        )
        Path("scans/2.pdf").write_bytes(ONE)
        with pytest.raises(FileChanged, match="was changed while it was being imported"):
            files.keep([fact], Evidence(Path("tracker.db.evidence")))
    assert kept() == set()


@pytest.mark.parametrize("storage", STORAGES[1:])
def test_on_a_server_the_folder_of_evidence_has_to_be_named(storage: str, tmp_path: Path) -> None:
    with a_place(storage, tmp_path) as place:
        server = f"--ledger '{place.location}'"
        answered(f"{server} init")
        assert "Recorded 2 facts" in answered(f"{server} import list.csv")[0]
        words, code = answered(f"{server} import list.csv --as evidence")
        assert (code, "Name a folder with --evidence" in words) == (1, True)
        assert "evidence_added" not in answered(f"{server} facts")[0]
        kept_there = f"{server} --evidence there import list.csv --as evidence"
        assert "Recorded 2 facts" in answered(kept_there)[0]
