"""Packs that are made to exhaust whoever checks them, or to lead out of their folder."""

import json
import struct
import sys
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from console import answered, empty_folder
from limits import MEBIBYTE, run_within

from tracker.pack import verifier
from tracker.pack.archive import archive, manifest
from tracker.pack.verifier import MOST_BYTES, Damaged, check, opened_pack

BOUND = 200
"""Mebibytes in which every pack is checked."""

Parts = Mapping[str, bytes]


def checked(pack: Path) -> str:
    """Return what verify.py says of a pack, within bounds."""
    done = run_within(BOUND, sys.executable, "-I", verifier.__file__, pack)
    assert (done.returncode, done.stderr) == (1, "")
    assert len(done.stdout) < 10_000
    return done.stdout


def sealed(path: Path, parts: Parts) -> Path:
    path.write_bytes(archive({**parts, "manifest.json": manifest(parts)}))
    return path


def canonical(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def bomb(path: Path, name: str) -> Path:
    """Write a pack in which 1 MB stands for a GiB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
        zipped.writestr("manifest.json", manifest({name: b""}), zipfile.ZIP_STORED)
        zipped.writestr(name, bytes(256 * MEBIBYTE))
    content = path.read_bytes()
    assert len(content) < 2 * MEBIBYTE
    return path


@pytest.mark.parametrize("name", ["evidence/scan.pdf", "facts.jsonl"])
def test_a_file_that_inflates_beyond_all_measure_is_not_inflated(tmp_path: Path, name: str) -> None:
    assert f"{name!r} is compressed, as no file of a pack is" in checked(
        bomb(tmp_path / "bomb.zip", name)
    )


def test_pack_check_keeps_to_the_same_bounds(tmp_path: Path) -> None:
    pack = bomb(tmp_path / "bomb.zip", "facts.jsonl")
    done = run_within(BOUND, sys.executable, "-m", "tracker", "pack", "check", pack)
    assert (done.returncode, done.stderr) == (1, "")
    assert "is compressed, as no file of a pack is" in done.stdout


def test_evidence_of_any_size_is_checked_without_being_held(tmp_path: Path) -> None:
    size, digest = 300 * MEBIBYTE, sha256(bytes(300 * MEBIBYTE)).hexdigest()
    evidence = tmp_path / "evidence" / f"{digest}.pdf"
    evidence.parent.mkdir()
    with evidence.open("wb") as file:
        file.truncate(size)
    listed = {"files": {f"evidence/{digest}.pdf": digest}, "format": "tracker-pack/1"}
    (tmp_path / "manifest.json").write_bytes(canonical(listed))
    assert "Every file is as manifest.json lists it" in checked(tmp_path)


DOCUMENTS = {
    "many lists": b'{"a":[' + b"[]," * 4_000_000 + b"[]]}\n",
    "many names": canonical({str(number): 0 for number in range(490_000)}),
    "one long text": canonical({"a": "x" * (MOST_BYTES - 100) + "😀"}),
    "lists in lists": b"[" * 400_000,
    "too large": b" " * (MOST_BYTES + 1),
}


@pytest.mark.parametrize("name", ["proofs.json", "manifest.json", "facts.jsonl"])
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_no_document_takes_more_memory_than_there_is(tmp_path: Path, kind: str, name: str) -> None:
    parts = {"facts.jsonl": b"{}\n", "proofs.json": b"{}\n", name: DOCUMENTS[kind]}
    pack = tmp_path / "pack.zip"
    pack.write_bytes(archive({"manifest.json": manifest(parts), **parts}))
    assert "The pack does not hold." in checked(pack)


def test_no_number_of_lines_takes_more_memory_than_there_is(tmp_path: Path) -> None:
    parts = {"facts.jsonl": b"\n" * MOST_BYTES, "proofs.json": b'{"tree":{"root":"00"}}\n'}
    assert "facts.jsonl has more than 500,000 lines" in checked(sealed(tmp_path / "p.zip", parts))


def test_no_number_of_files_takes_more_memory_than_there_is(tmp_path: Path) -> None:
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 0, 20, *(0,) * 15)
    pack = tmp_path / "many.zip"
    for count, said in (90_000, "two files of one name"), (3_000_000, "its list of files has 138,"):
        end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, count * len(entry), 0, 0)
        pack.write_bytes(entry * count + end)
        assert said in checked(pack)


@pytest.mark.parametrize(
    "name", ["../up", "/etc/passwd", "evidence/../../up", "a//b", "C:up", "a\\..\\up", "up\0.json"]
)
def test_a_name_that_leads_out_of_the_pack_is_none_of_a_pack(tmp_path: Path, name: str) -> None:
    written = name.replace("\0", "?")
    pack = sealed(tmp_path / "pack.zip", {written: b"x"})
    pack.write_bytes(pack.read_bytes().replace(written.encode(), name.encode()))
    assert "is a name that leads out of the pack" in checked(pack)


def altered(path: Path, offset: int, written: bytes) -> Path:
    """Alter the entry of a zip's only file in the list of files."""
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + offset : entry + offset + len(written)] = written
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("offset", "written", "said"),
    [
        (8, b"\x01", "is encrypted"),
        (10, b"\x0c", "is compressed"),
        (10, b"\x63", "is compressed"),
        (24, struct.pack("<L", 2**31), "is compressed"),
        (20, struct.pack("<LL", 2**31, 2**31), "overlap"),
        (38, struct.pack("<L", 0o120777 << 16), "is a link"),
        (42, struct.pack("<L", 7), "cannot be read"),
    ],
)
def test_what_the_list_of_files_says_amiss_is_told(
    tmp_path: Path, offset: int, written: bytes, said: str
) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(archive({"manifest.json": manifest({})}))
    assert said in checked(altered(path, offset, written))


def test_files_that_overlap_are_none_of_a_pack(tmp_path: Path) -> None:
    stream = BytesIO(archive({"manifest.json": manifest({}), "a": bytes(100_000)}))
    with zipfile.ZipFile(stream, "a") as zipped:
        for number in range(100):
            again = zipfile.ZipInfo(f"a{number}")
            again.header_offset = zipped.getinfo("a").header_offset
            again.file_size = again.compress_size = 100_000
            again.CRC = 0
            zipped.filelist.append(again)
        zipped._didModify = True  # type: ignore[attr-defined]
    (tmp_path / "pack.zip").write_bytes(stream.getvalue())
    assert "files in it overlap" in checked(tmp_path / "pack.zip")


def test_a_file_that_the_list_does_not_name_is_told_and_not_read(tmp_path: Path) -> None:
    pack = tmp_path / "pack.zip"
    pack.write_bytes(archive({"manifest.json": manifest({}), "more": b"x" * 1000}))
    damaged = bytearray(pack.read_bytes())
    damaged[damaged.index(b"x" * 1000)] = 0  # reading it would fail
    pack.write_bytes(damaged)
    with opened_pack(pack) as files:
        assert check(files).faults[0] == "more is not listed in manifest.json."
        with pytest.raises(Damaged):
            files["more"]


def test_a_pack_that_nobody_could_check_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_folder():
        answered("init")
        answered("record examples/portfolio.jsonl")
        monkeypatch.setattr(verifier, "MOST_BYTES", 10_000)
        said, code = answered("pack --product FW-100 --as-of 2023-07-03 -o p.zip")
        assert (code, "and whoever checks a pack reads 10,000 at most" in said) == (1, True)
        assert not Path("p.zip").exists()


def test_very_many_faults_are_counted_and_the_first_told(tmp_path: Path) -> None:
    pack = tmp_path / "pack.zip"
    pack.write_bytes(archive({"manifest.json": manifest({f"{n:0>400}": b"" for n in range(1000)})}))
    said = run_within(BOUND, sys.executable, "-I", verifier.__file__, pack).stdout
    assert "There are 953 faults more." in said
    assert "Faults: 1003." in said


def test_the_verifier_prints_what_the_terminal_lacks_and_ends_by_what_it_found(
    tmp_path: Path,
) -> None:
    pack = sealed(tmp_path / "示例.zip", {})
    alone = f"PYTHONIOENCODING=cp1252 '{sys.executable}' -I '{verifier.__file__}' '{pack}.none'"
    shown = run_within(BOUND, "bash", "-c", alone.replace("-I", ""))
    assert (shown.returncode, r"\u793a\u4f8b" in shown.stdout) == (1, True)
    unread = run_within(BOUND, "bash", "-c", f"set -o pipefail; {alone} | true")
    assert (unread.returncode, unread.stderr) == (1, "")
