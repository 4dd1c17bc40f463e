"""Files of evidence: kept once, under their content, and never anything but what was added."""

import json
import multiprocessing
import os
import zipfile
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_places import NOON, STORAGES, a_place, fact, placed, record, recorded_ids, voided

from events.facts import Fact, canonical_json
from events.mentions import product_tag
from events.reading.files import read_facts
from projections.record.evidence import evidence_of
from projections.record.visible import visible
from projections.wording import ENGLISH
from tracker.cli import Session, tracker
from tracker.errors import TrackerError
from tracker.evidence.adding import Added, Addition, FactNotFound, add
from tracker.evidence.errors import EvidenceDamaged, EvidenceMissing, EvidenceRefused
from tracker.evidence.staging import UNFINISHED
from tracker.evidence.store import Evidence
from tracker.evidence.types import look
from tracker.integrity.audit import audit
from tracker.integrity.evidence import EvidenceAudit, evidence_audit
from tracker.ledger import create_ledger, open_ledger
from tracker.ledger.errors import BatchRefused

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
SCAN = sha256(PDF).hexdigest()
OFFICE = "application/vnd.openxmlformats-officedocument."


def office(main: str, *others: str, types: str = "main+xml") -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        contents = f'<Types><Override PartName="/{main}" ContentType="{types}"/></Types>'
        archive.writestr("[Content_Types].xml", contents)
        for name in (main, *others):
            archive.writestr(name, "<x/>")
    return written.getvalue()


def evidence(target: str, **fields: object) -> Fact:
    usual = {
        "sha256": SCAN,
        "size": len(PDF),
        "media_type": "application/pdf",
        "name": "scan.pdf",
        "effective_on": "2026-03-01",
    }
    return fact("evidence_added", fact=target, **usual | fields)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a ledger of one fact, and a scan."""
    with create_ledger(str(tmp_path / "tracker.db"), at=NOON) as ledger:
        record(ledger, placed("wallet", id="permit"))
    (tmp_path / "scan.pdf").write_bytes(PDF)
    return tmp_path


def kept(folder: Path) -> list[str]:
    return [path.name for path in Evidence(folder / "tracker.db.evidence").files()]


def adding(folder: Path, *names: str, note: str | None = None, limit: int = 1 << 20) -> Added:
    asked = Addition(
        tuple(folder / name for name in names), "permit", on=date(2026, 3, 1), note=note
    )
    with open_ledger(str(folder / "tracker.db")) as ledger:
        return add(ledger, Evidence(folder / "tracker.db.evidence"), asked, at=NOON, limit=limit)


def run(folder: Path, *words: str) -> Result:
    session = Session(clock=lambda: NOON)
    return CliRunner().invoke(
        tracker, ["--ledger", str(folder / "tracker.db"), *words], obj=session
    )


def ids(folder: Path) -> list[str]:
    with open_ledger(str(folder / "tracker.db")) as ledger:
        return recorded_ids(ledger)


def checked(folder: Path) -> EvidenceAudit:
    with open_ledger(str(folder / "tracker.db")) as ledger, ledger.reading() as session:
        return evidence_audit(audit(session, ledger.header).evidence, ledger.location, None)


# -- Kept by content -------------------------------------------------------------------------------


def test_a_file_is_kept_under_its_digest_for_reading_only(folder: Path) -> None:
    adding(folder, "scan.pdf")
    path = folder / "tracker.db.evidence" / SCAN[:2] / SCAN
    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o777 == 0o444
    assert kept(folder) == [SCAN]


def test_the_same_file_supports_a_fact_once_whatever_its_name_and_the_day(folder: Path) -> None:
    first = adding(folder, "scan.pdf")
    (folder / "copy.pdf").write_bytes(PDF)
    again = adding(folder, "scan.pdf", "copy.pdf")
    assert len(first.batch.recorded) == 1
    assert not again.batch.recorded
    assert not again.new
    assert len(ids(folder)) == 2
    assert kept(folder) == [SCAN]


def test_one_content_under_two_names_in_one_command_is_one_piece_of_evidence(folder: Path) -> None:
    (folder / "copy.pdf").write_bytes(PDF)
    done = adding(folder, "scan.pdf", "copy.pdf")
    assert [record.fact.name for record in done.batch.recorded] == ["scan.pdf"]  # type: ignore[union-attr]


def test_the_same_file_with_another_note_is_told_again(folder: Path) -> None:
    adding(folder, "scan.pdf")
    assert len(adding(folder, "scan.pdf", note="Page 2 matters.").batch.recorded) == 1
    assert kept(folder) == [SCAN]


def test_what_stands_under_a_digest_is_never_written_over(folder: Path) -> None:
    place = folder / "tracker.db.evidence" / SCAN[:2] / SCAN
    place.parent.mkdir(parents=True)
    place.write_bytes(b"something else")
    with pytest.raises(EvidenceDamaged, match="now has"):
        adding(folder, "scan.pdf")
    assert place.read_bytes() == b"something else"
    assert ids(folder) == ["permit"]


def test_a_file_kept_by_an_addition_that_was_cut_short_is_put_to_use(folder: Path) -> None:
    adding(folder, "scan.pdf")
    stray = folder / "other.db.evidence"
    (folder / "tracker.db.evidence").rename(stray)
    with create_ledger(str(folder / "other.db"), at=NOON) as ledger:
        record(ledger, placed(id="permit"))
        asked = Addition((folder / "scan.pdf",), "permit", date(2026, 3, 1))
        done = add(ledger, Evidence(stray), asked, at=NOON, limit=1 << 20)
    assert not done.new
    assert len(done.batch.recorded) == 1


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.binary(min_size=1, max_size=4000))
def test_whatever_bytes_are_kept_come_back_the_same(tmp_path: Path, data: bytes) -> None:
    store, digest = Evidence(tmp_path / "kept"), sha256(data).hexdigest()
    store.folder.mkdir(exist_ok=True)
    aside = tmp_path / "aside"
    aside.write_bytes(data)
    store.keep(aside, digest)
    assert not store.keep(aside, digest)
    assert store.read(digest) == data
    assert store.check(digest, len(data)) is None
    target = tmp_path / "target"
    assert store.copy(digest, target) == len(data)
    assert target.read_bytes() == data
    target.unlink()
    aside.unlink()


def test_a_copy_goes_to_a_new_file_that_nobody_can_execute(folder: Path) -> None:
    adding(folder, "scan.pdf")
    assert run(folder, "evidence", "get", SCAN, "-o", str(folder / "copy")).exit_code == 0
    assert (folder / "copy").read_bytes() == PDF
    assert not (folder / "copy").stat().st_mode & 0o111
    (folder / "copy").write_bytes(b"mine")
    again = run(folder, "evidence", "get", SCAN, "-o", str(folder / "copy"))
    assert (again.exit_code, (folder / "copy").read_bytes()) == (1, b"mine")


def test_no_copy_is_left_of_a_file_that_was_altered(folder: Path) -> None:
    adding(folder, "scan.pdf")
    alter(folder, b"altered")
    assert run(folder, "evidence", "get", SCAN, "-o", str(folder / "copy")).exit_code == 1
    assert not (folder / "copy").exists()
    store = Evidence(folder / "tracker.db.evidence")
    with pytest.raises(EvidenceDamaged):
        store.read(SCAN)
    with pytest.raises(EvidenceMissing):
        store.read("0" * 64)
    with pytest.raises(EvidenceMissing):
        store.read("../../scan.pdf")


# -- Type by content -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"GIF89a\x01\x00", "image/gif"),
        (b"II*\x00\x08\x00", "image/tiff"),
        (b"MM\x00*\x00\x08", "image/tiff"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (office("word/document.xml"), OFFICE + "wordprocessingml.document"),
        (office("xl/workbook.xml"), OFFICE + "spreadsheetml.sheet"),
        (office("ppt/presentation.xml"), OFFICE + "presentationml.presentation"),
        ("证书编号;有效期\r\n1;2024-01-01\r\n".encode(), "text/plain"),
        (b"\xef\xbb\xbfa letter", "text/plain"),
        (b"MZ is how this letter begins", "text/plain"),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, media_type: str) -> None:
    assert look(BytesIO(content)).media_type == media_type


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (b"\x7fELF\x02\x01\x01\x00", "Linux"),
        (b"MZ\x90\x00\x03\x00", "Windows"),
        (b"\xcf\xfa\xed\xfe\x07\x00", "macOS"),
        (b"\xca\xfe\xba\xbe\x00\x00", "Java"),
        (b"#!/bin/sh\nrm -r /\n", "script"),
        (b"#!/bin/sh\n\x00", "script"),
        (b"<!DOCTYPE html><p>hello", "HTML"),
        (b"\n\t <svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "markup"),
        (b"{\\rtf1 }", "RTF"),
        (b"%!PS-Adobe-3.0\n", "PostScript"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or encrypted Office"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"PK\x03\x04 and no more", "damaged"),
        (office("letter.txt"), "no Office document"),
        (office("word/document.xml", "word/vbaProject.bin"), "macros"),
        (office("word/document.xml", "word/other.bin", types="x.vbaProject"), "macros"),
        (office("word/document.xml", types="x.document.macroEnabled.main+xml"), "macros"),
        (office("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "macros"),
        (office("xl/workbook.xml", "ppt/presentation.xml"), "no Office document"),
        ("证书".encode("gb18030"), "UTF-8"),
        ("letter".encode("utf-16"), "UTF-16"),
        (b"a bell \x07 rings", "nothing that is known"),
        (b"\x00" * 40, "nothing that is known"),
    ],
)
def test_what_is_executable_active_or_unknown_is_refused_whatever_its_name(
    folder: Path, content: bytes, seems: str
) -> None:
    (folder / "scan.pdf").write_bytes(content)
    with pytest.raises(EvidenceRefused, match=seems) as refused:
        adding(folder, "scan.pdf")
    assert "Taken are: PDF" in str(refused.value)
    assert (ids(folder), kept(folder)) == (["permit"], [])


def test_a_name_that_contradicts_the_content_is_remarked(folder: Path) -> None:
    (folder / "scan.pdf").write_bytes(PNG)
    done = adding(folder, "scan.pdf")
    assert done.remarks == ("'scan.pdf' is image/png by its content, whatever '.pdf' says.",)


@pytest.mark.parametrize("at", [20, (1 << 20) - 3])
def test_a_pdf_that_may_run_something_is_kept_with_a_remark(folder: Path, at: int) -> None:
    (folder / "scan.pdf").write_bytes(PDF.ljust(at) + b"/Launch" + b"\xff")
    [remark] = adding(folder, "scan.pdf", limit=1 << 22).remarks
    assert "/Launch" in remark


# -- Refusals --------------------------------------------------------------------------------------


def test_a_link_a_folder_a_pipe_a_device_and_nothing_at_all_are_refused(folder: Path) -> None:
    (folder / "link.pdf").symlink_to(folder / "scan.pdf")
    os.mkfifo(folder / "pipe.pdf")
    (folder / "empty.pdf").touch()
    said = {
        "link.pdf": "It is a symbolic link",
        ".": "It is a folder",
        "pipe.pdf": "It is a pipe",
        "/dev/null": "It is a device",
        "empty.pdf": "It is empty",
        "absent.pdf": "No such file",
    }
    for name, why in said.items():
        result = run(folder, "evidence", "add", str(folder / name), "--fact", "permit")
        assert (result.exit_code, why in result.output) == (1, True), result.output
        assert "nothing was recorded" in result.output
    assert (ids(folder), kept(folder)) == (["permit"], [])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(folder: Path) -> None:
    (folder / "scan.pdf").chmod(0)
    with pytest.raises(EvidenceRefused, match="cannot be read"):
        adding(folder, "scan.pdf")


def test_a_file_beyond_the_limit_is_refused_and_one_at_the_limit_is_taken(folder: Path) -> None:
    (folder / "scan.pdf").write_bytes(PDF.ljust((1 << 20) + 1))
    with pytest.raises(EvidenceRefused, match=r"more than 1 MiB.*--max-size"):
        adding(folder, "scan.pdf")
    assert kept(folder) == []
    (folder / "scan.pdf").write_bytes(PDF.ljust(1 << 20))
    assert adding(folder, "scan.pdf").new


@pytest.mark.parametrize("name", ["a\x1b[31mred.pdf", "fdp\u202e.pdf", " .pdf", "a\nb.pdf"])
def test_a_name_that_steers_a_terminal_or_turns_writing_is_refused(folder: Path, name: str) -> None:
    (folder / "scan.pdf").rename(folder / name)
    with pytest.raises(EvidenceRefused, match="another name"):
        adding(folder, name)
    assert kept(folder) == []


def test_of_several_files_all_are_taken_or_none(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"\x7fELF\x00")
    with pytest.raises(EvidenceRefused, match=r"bad\.pdf"):
        adding(folder, "scan.pdf", "bad.pdf")
    assert (ids(folder), kept(folder)) == (["permit"], [])


def test_evidence_for_a_fact_not_on_record_is_refused_with_the_nearest(folder: Path) -> None:
    with open_ledger(str(folder / "tracker.db")) as ledger:
        asked = Addition((folder / "scan.pdf",), "permt", date(2026, 3, 1))
        with pytest.raises(FactNotFound, match="Did you mean 'permit'"):
            add(ledger, Evidence(folder / "kept"), asked, at=NOON, limit=1 << 20)
        with pytest.raises(BatchRefused, match=r"is evidence for 'permt'.*mean 'permit'"):
            record(ledger, evidence("permt"))
        with pytest.raises(BatchRefused, match="is evidence for itself"):
            record(ledger, evidence("me", id="me"))
    assert not (folder / "kept").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../scan.pdf", "is not the name of a file without its folder"),
        ("a\x7f.pdf", "must be one line without control characters"),
    ],
)
def test_a_fact_of_evidence_by_hand_names_a_file_and_no_folder(name: str, said: str) -> None:
    fields = json.loads(canonical_json(evidence("permit"))) | {"name": name}
    [problem] = read_facts(json.dumps(fields).encode(), name="facts.json").problems
    assert said in ENGLISH.problem_text(problem)


# -- Facts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("storage", STORAGES)
def test_looking_up_a_product_brings_the_evidence_of_its_facts(
    storage: str, tmp_path: Path
) -> None:
    with a_place(storage, tmp_path) as place, create_ledger(place.location, at=NOON) as ledger:
        record(ledger, placed("wallet", id="w"), placed("purse", id="p"))
        record(ledger, evidence("w", id="scan"), evidence("scan", id="translation"))
        record(ledger, evidence("p", id="other"), voided("scan", id="void"))
        found = ledger.tagged([product_tag("wallet")])
        assert [each.id for each in found] == ["w", "scan", "translation", "void"]
        with ledger.reading() as session:
            assert audit(session, ledger.header).faults == ()


@pytest.mark.parametrize("storage", STORAGES)
def test_evidence_is_kept_for_a_ledger_on_any_storage(storage: str, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(PDF)
    with a_place(storage, tmp_path) as place:
        with create_ledger(place.location, at=NOON) as ledger:
            record(ledger, placed(id="permit"))
        words = ["--ledger", place.location, "--evidence", str(tmp_path / "kept")]
        added = ["evidence", "add", str(tmp_path / "scan.pdf"), "--fact", "permit"]
        session = Session(clock=lambda: NOON)
        assert CliRunner().invoke(tracker, [*words, *added], obj=session).exit_code == 0
        assert CliRunner().invoke(tracker, [*words, "verify"], obj=Session()).exit_code == 0
        assert Evidence(tmp_path / "kept").read(SCAN) == PDF


def test_for_a_ledger_in_a_database_the_folder_must_be_named() -> None:
    missed = evidence_audit([(1, evidence("x", id="y"))], "postgresql://db/x", None)  # type: ignore[list-item]
    assert "--evidence" in missed.faults[0].message
    assert evidence_audit([], "postgresql://db/x", None) == EvidenceAudit()


def test_evidence_reads_the_same_in_whatever_order_its_facts_are_handed_over(folder: Path) -> None:
    with open_ledger(str(folder / "tracker.db")) as ledger:
        record(ledger, evidence("permit", id="1"), evidence("permit", id="2", name="b.pdf"))
        record(ledger, voided("1", id="3"), evidence("1", id="4"))
        records = list(ledger.facts())
    found = evidence_of(records)
    assert {id: [each.record.id for each in of] for id, of in found.items()} == {
        "permit": ["2"],
        "1": ["4"],
    }
    assert all(evidence_of(order) == found for order in permutations(records))
    assert evidence_of(visible(records)) == found


def test_voided_evidence_is_left_out_now_and_still_seen_as_recorded_before(folder: Path) -> None:
    added = adding(folder, "scan.pdf").batch.recorded[0]
    with open_ledger(str(folder / "tracker.db")) as ledger:
        record(ledger, voided(added.id, id="void"), at=NOON + timedelta(days=1))
        records = list(ledger.facts())
    assert evidence_of(visible(records)) == {}
    assert list(evidence_of(visible(records, recorded_by=NOON))) == ["permit"]
    assert checked(folder).strays == ()
    [remark] = adding(folder, "scan.pdf").remarks
    assert "voided by 'void'" in remark
    assert adding(folder, "scan.pdf", note="Anew.").batch.recorded


def test_evidence_for_a_voided_fact_is_taken_with_a_remark(folder: Path) -> None:
    with open_ledger(str(folder / "tracker.db")) as ledger:
        record(ledger, voided("permit", id="void"))
    assert adding(folder, "scan.pdf").remarks == ("Fact 'permit' was voided by 'void'.",)


# -- Verified --------------------------------------------------------------------------------------


def alter(folder: Path, content: bytes) -> None:
    path = Evidence(folder / "tracker.db.evidence").path(SCAN)
    path.unlink()
    path.write_bytes(content)


def test_sound_evidence_has_no_fault_and_a_missing_folder_without_evidence_neither(
    folder: Path,
) -> None:
    assert checked(folder) == EvidenceAudit()
    adding(folder, "scan.pdf")
    assert checked(folder) == EvidenceAudit(files=1)


@pytest.mark.parametrize(
    ("content", "said"),
    [(PDF[:-1], "bytes, not"), (PDF[:-1] + b"x", "its SHA-256 is")],
)
def test_an_altered_file_is_a_fault(folder: Path, content: bytes, said: str) -> None:
    adding(folder, "scan.pdf")
    alter(folder, content)
    [fault] = checked(folder).faults
    assert (fault.kind, fault.place, said in fault.message) == ("evidence", "position 2", True)
    assert run(folder, "verify").exit_code == 1


def test_a_missing_file_and_a_link_in_its_place_are_faults(folder: Path) -> None:
    adding(folder, "scan.pdf")
    path = Evidence(folder / "tracker.db.evidence").path(SCAN)
    path.unlink()
    [fault] = checked(folder).faults
    assert "is missing" in fault.message
    path.symlink_to(folder / "scan.pdf")
    [fault] = checked(folder).faults
    assert "is a symbolic link" in fault.message


def test_what_an_addition_cut_short_left_behind_is_remarked_and_no_fault(folder: Path) -> None:
    adding(folder, "scan.pdf")
    (folder / "tracker.db.evidence" / f"{UNFINISHED}x").touch()
    assert checked(folder) == EvidenceAudit(files=1, strays=(f"{UNFINISHED}x",))
    result = run(folder, "verify")
    assert (result.exit_code, "Remark: 1 file" in result.output) == (0, True)


# -- At once ---------------------------------------------------------------------------------------


def add_once(folder: Path) -> None:
    adding(folder, "scan.pdf")


def test_of_processes_that_add_the_same_file_at_once_one_records_and_all_succeed(
    folder: Path,
) -> None:
    spawn = multiprocessing.get_context("spawn")
    adders = [spawn.Process(target=add_once, args=(folder,)) for _ in range(4)]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()
    assert [adder.exitcode for adder in adders] == [0] * 4
    assert len(ids(folder)) == 2
    assert kept(folder) == [SCAN]
    assert checked(folder) == EvidenceAudit(files=1)


def test_a_store_that_cannot_be_written_records_nothing(folder: Path) -> None:
    (folder / "tracker.db.evidence").write_text("a file where the folder should be")
    with pytest.raises(TrackerError, match="nothing was recorded"):
        adding(folder, "scan.pdf")
    assert ids(folder) == ["permit"]
