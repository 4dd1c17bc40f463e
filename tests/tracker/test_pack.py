"""The pack: the same question gives the same bytes, and no byte of it can change unseen."""

import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from console import NOON, empty_folder, run
from console import answered as tracker
from hypothesis import given
from hypothesis import strategies as st
from ledgers import random_ledger

from events.facts import canonical_document
from tracker.pack.archive import archive, manifest
from tracker.pack.verifier import MANIFEST, SIGNATURE, Files, check, main, opened_pack

FACTS = """\
{"kind":"product_registered","product":"P","category":"firewall","name":"示例防火墙","effective_on":"2020-01-01"}
{"kind":"product_placed","product":"P","channel":"general_sale","effective_on":"2020-01-01"}
{"kind":"license_issued","license":"L","regime":"mps","license_kind":"sales_permit","products":["P"],"issued_on":"2022-05-01"}
"""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with empty_folder():
        tracker("init --no-gazette")
        Path("facts.jsonl").write_text(FACTS, encoding="utf-8")
        assert tracker("record facts.jsonl")[1] == 0
        yield Path.cwd()


@pytest.fixture
def folder() -> Iterator[Path]:
    with empty_folder():
        tracker("init")
        assert tracker("record examples/portfolio.jsonl")[1] == 0
        yield Path.cwd()


ASKED = "--product FW-100 --as-of 2023-07-03"


def packed(
    name: str = "pack.zip",
    options: str = "",
    asked: str = ASKED,
    clock: Callable[[], datetime] = lambda: NOON,
) -> Files:
    said, code = tracker(f"pack {asked} {options} -o {name}", clock)
    assert code == 0, said
    return read_pack(Path(name))


def read_pack(path: Path) -> Files:
    with opened_pack(path) as files:
        return dict(files)


def flipped(data: bytes, offset: int, bit: int = 0) -> bytes:
    return data[:offset] + bytes([data[offset] ^ 1 << bit]) + data[offset + 1 :]


def listed_anew(files: Files) -> Files:
    """Return a pack whose list of files was made to fit, as a forger would."""
    kept = {name: data for name, data in files.items() if name not in (MANIFEST, SIGNATURE)}
    return {**kept, MANIFEST: manifest(kept)}


def test_the_same_question_gives_the_same_bytes_whatever_was_recorded_since(folder: Path) -> None:
    asked = f"{ASKED} --known-at 2023-05-01 --recorded-by {NOON.isoformat()}"
    packed("one.zip", asked=asked, clock=lambda: NOON + timedelta(days=1))
    Path("more.jsonl").write_text(FACTS, encoding="utf-8")
    list(run("tracker record more.jsonl", lambda: NOON + timedelta(days=2)))
    packed("two.zip", asked=asked, clock=lambda: NOON + timedelta(days=3))
    assert Path("one.zip").read_bytes() == Path("two.zip").read_bytes()


def test_a_pack_holds_and_its_answer_is_the_one_that_explain_gives(folder: Path) -> None:
    files = packed()
    assert check(files).faults == []
    lines = list(run(f"tracker explain {ASKED.replace('--product ', '')} --json"))
    assert json.loads(files["answer.json"]) == json.loads("\n".join(lines))
    said, code = tracker("pack check pack.zip")
    assert (code, "answer.json is what this program makes" in said) == (0, True)


def test_the_verifier_needs_nothing_but_python(folder: Path) -> None:
    public = tracker("checkpoint key -o k")[0]
    packed(options="--key k")
    with zipfile.ZipFile("pack.zip") as zipped:
        zipped.extractall("unpacked")
    alone = [sys.executable, "-I", "-S", "verify.py"]  # no package is found so
    for arguments, code in ([], 0), (["../pack.zip"], 0), (["--key", public], 1):
        done = subprocess.run(
            [*alone, *arguments], cwd="unpacked", capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (code, "")
        assert "was not checked: the package 'cryptography' is missing" in done.stdout
        assert ("The pack holds, but for what is open.\n" in done.stdout) == (code == 0)


@pytest.mark.parametrize("name", ["facts.jsonl", "proofs.json", "checkpoint.json"])
def test_no_byte_can_change_unseen_even_if_the_list_is_made_to_fit(place: Path, name: str) -> None:
    files = packed(f"{name}.zip", asked="--product P --as-of 2023-07-03")
    assert check(files).faults == []
    for offset in range(len(files[name])):
        for bit in (0, offset % 8):
            changed = {**files, name: flipped(files[name], offset, bit)}
            if changed[name] != files[name]:
                assert check(changed).faults, offset
                assert check(listed_anew(changed)).faults, offset


@given(data=st.data())
def test_no_byte_of_any_file_can_change_unseen(place: Path, data: st.DataObject) -> None:
    if not Path("any.zip").exists():
        packed("any.zip", asked="--product P --as-of 2023-07-03")
    files = read_pack(Path("any.zip"))
    name = data.draw(st.sampled_from(sorted(files)))
    offset = data.draw(st.integers(0, len(files[name]) - 1))
    bit = data.draw(st.integers(0, 7))
    assert check({**files, name: flipped(files[name], offset, bit)}).faults


@pytest.fixture(scope="module")
def big() -> Iterator[Files]:
    """A pack from a ledger of five thousand facts."""
    with empty_folder():
        entries = random_ledger(11, 5000)
        lines = [json.dumps(entry.fact, ensure_ascii=False) for entry in entries]
        Path("facts.jsonl").write_text("\n".join(lines), encoding="utf-8")
        assert tracker("init --no-gazette")[1] == tracker("record facts.jsonl")[1] == 0
        yield packed(asked="--product P7 --as-of 2024-07-01")


def test_no_byte_of_a_pack_from_five_thousand_facts_can_change_unseen(big: Files) -> None:
    assert check(big).faults == []
    chance = random.Random(5)
    for name in ("facts.jsonl", "proofs.json", "checkpoint.json") * 25:
        offset, bit = chance.randrange(len(big[name])), chance.randrange(8)
        changed = {**big, name: flipped(big[name], offset, bit)}
        assert check(changed).faults
        assert check(listed_anew(changed)).faults, (name, offset, bit)


def test_a_file_that_is_missing_or_too_many_is_named(folder: Path) -> None:
    files = packed()
    for name in sorted(files.keys() - {MANIFEST}):
        without = {each: data for each, data in files.items() if each != name}
        assert f"{name} is missing." in check(without).faults
    assert check({**files, "x.txt": b""}).faults == ["x.txt is not listed in manifest.json."]


def test_a_pack_of_an_earlier_version_still_holds(tmp_path: Path) -> None:
    kept = Path(__file__).with_name("pack_of_an_earlier_version.zip.gz").read_bytes()
    earlier = tmp_path / "earlier.zip"
    earlier.write_bytes(gzip.decompress(kept))
    said, code = tracker(f"pack check {earlier}")
    assert code == 0, said
    assert "answer.json is what this program makes of these facts." in said
    assert "but for the signs ~ and *" in " ".join(said.split())


def test_an_answer_put_in_the_place_of_another_is_found_by_the_program(folder: Path) -> None:
    files = packed()
    answer = files["answer.json"].replace(b"non_compliant", b"compliant")
    Path("forged.zip").write_bytes(archive(listed_anew({**files, "answer.json": answer})))
    said, code = tracker("pack check forged.zip")
    assert (code, "answer.json is not what this program makes" in said) == (1, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("zone", "Asia"),
        ("zone", "x" * 5000),
        ("as_of", "0001-01-01"),
        ("known_at", 10**15),
        ("recorded_by", "9999-12-31T23:59:59-14:00"),
        ("position", "NaN"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_as_damage(
    folder: Path, field: str, value: object
) -> None:
    files = packed()
    asked = {**json.loads(files["question.json"]), field: value}
    forged = {**files, "question.json": canonical_document(asked) + b"\n"}
    Path("forged.zip").write_bytes(archive(listed_anew(forged)))
    said, code = tracker("pack check forged.zip")
    assert (code, "The pack does not hold." in said) == (1, True)


def test_a_fact_of_another_ledger_does_not_pass(folder: Path) -> None:
    files = packed()
    line = files["facts.jsonl"].splitlines()[-1]
    forged = files["facts.jsonl"].replace(line, line.replace(b"FW-100", b"FW-999"))
    assert forged != files["facts.jsonl"]
    assert any(
        "is not in the ledger's tree" in fault
        for fault in check(listed_anew({**files, "facts.jsonl": forged})).faults
    )


def test_a_fact_told_twice_does_not_pass(folder: Path) -> None:
    files = packed()
    proofs = json.loads(files["proofs.json"])
    proofs["facts"].append(proofs["facts"][-1])
    twice = {
        **files,
        "facts.jsonl": files["facts.jsonl"] + files["facts.jsonl"].splitlines()[-1] + b"\n",
        "proofs.json": canonical_document(proofs) + b"\n",
    }
    assert check(listed_anew(twice)).faults == [
        "proofs.json gives a position twice, or not in order."
    ]


def test_a_signed_pack_tells_who_signed_it_and_a_forged_one_that_it_was_not_they(
    folder: Path,
) -> None:
    public, other = (tracker(f"checkpoint key -o {name}")[0] for name in ("k", "other"))
    files = packed(options="--key k")
    assert check(files, public).faults == []
    assert "name the key you trust" in " ".join(check(files).holds)
    assert any(f"is {public}, not {other}" in fault for fault in check(files, other).faults)
    assert any("is not signed" in fault for fault in check(listed_anew(files), public).faults)
    forged = {**listed_anew(files), SIGNATURE: files[SIGNATURE]}
    forged["question.json"] += b" "
    assert any(
        "signature of the pack" in fault
        for fault in check({**listed_anew(forged), SIGNATURE: files[SIGNATURE]}, public).faults
    )


def test_evidence_is_in_the_pack_and_no_byte_of_it_can_change_unseen(folder: Path) -> None:
    permit, law = (the_id_of(kind) for kind in ("license_issued", "act_published"))
    Path("scan.pdf").write_bytes(b"%PDF-1.7\nan invented permit\n")
    Path("act.txt").write_text("An invented text.\n")
    assert tracker(f"evidence add scan.pdf --fact {permit}")[1] == 0
    assert tracker(f"evidence add act.txt --fact {law}")[1] == 0
    files = packed()
    kept = {name for name in files if name.startswith("evidence/")}
    assert {files[name] for name in kept} == {
        Path(name).read_bytes() for name in ("scan.pdf", "act.txt")
    }
    assert "Evidence: each file is one that the facts name, 2 in all." in check(files).holds
    for name in kept:
        for offset in range(len(files[name])):
            changed = {**files, name: flipped(files[name], offset, offset % 8)}
            assert check(changed).faults
            assert check(listed_anew(changed)).faults
        without = listed_anew({each: data for each, data in files.items() if each != name})
        assert any("is missing" in fault for fault in check(without).faults)
    stray = {**files, f"evidence/{'0' * 64}.pdf": b"x"}
    assert any("named by no fact" in fault for fault in check(listed_anew(stray)).faults)


def test_no_pack_is_made_without_the_evidence_that_its_facts_name(folder: Path) -> None:
    Path("scan.pdf").write_bytes(b"%PDF-1.7\nan invented permit\n")
    tracker(f"evidence add scan.pdf --fact {the_id_of('license_issued')}")
    shutil.rmtree("tracker.db.evidence")
    said, code = tracker(f"pack {ASKED} -o p.zip")
    assert (code, Path("p.zip").exists()) == (1, False), said


def the_id_of(kind: str) -> str:
    """Return the id of a fact about FW-100, or of the law."""
    facts = map(json.loads, packed(f"{kind}.zip")["facts.jsonl"].splitlines())
    return str(next(fact["id"] for fact in facts if fact["kind"] == kind))


def test_checkpoints_of_before_and_after_are_tied_to_the_pack(folder: Path) -> None:
    tracker("checkpoint -o before.json")
    Path("more.jsonl").write_text(FACTS, encoding="utf-8")
    tracker("record more.jsonl")
    tracker("checkpoint -o after.json")
    asked = f"{ASKED} --checkpoint before.json --checkpoint after.json"
    found = check(packed(asked=asked))
    assert found.faults == []
    assert sum("is of the same growing ledger" in each for each in found.holds) == 2


def test_a_checkpoint_of_another_ledger_makes_no_pack(folder: Path) -> None:
    tracker("--ledger other.db init")
    tracker("--ledger other.db checkpoint -o other.json")
    said, code = tracker(f"pack {ASKED} --checkpoint other.json -o p.zip")
    assert (code, "'other.json' is of another ledger" in said) == (1, True)
    assert not Path("p.zip").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--product FW-100 --as-of 1990-01-01 -o p.zip", "holds no fact that counts on 1990-01-01"),
        (f"{ASKED} --known-at 1990-01-01 -o p.zip", "holds no fact known by 1990-01-01"),
        (f"{ASKED} --recorded-by 2001-01-01 -o p.zip", "holds no fact recorded by 2001-01-01"),
        ("--product FW-1000 --as-of 2023-07-03 -o p.zip", "Did you mean 'FW-100'?"),
        (f"{ASKED} -o tracker.db", "already a file 'tracker.db'"),
        (f"{ASKED} --key examples -o p.zip", "The key 'examples' cannot be used"),
        (f"{ASKED} -o no/folder/p.zip", "'no/folder/p.zip' cannot be used"),
        ("check nothing.zip", "'nothing.zip' cannot be read as a pack"),
        ("check tracker.db", "'tracker.db' cannot be read as a pack"),
        ("check tracker.db --key xyz", "it is not a public key"),
    ],
)
def test_a_wrong_input_gets_a_sentence(folder: Path, words: str, sentence: str) -> None:
    said, code = tracker(f"pack {words}")
    assert (code, sentence in said) == (1, True), said
    assert not Path("p.zip").exists()


def test_a_zip_that_was_cut_or_damaged_is_no_pack(folder: Path) -> None:
    packed()
    whole = Path("pack.zip").read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:-30], b"", flipped(whole, len(whole) // 2)):
        Path("bad.zip").write_bytes(damaged)
        said, code = tracker("pack check bad.zip")
        assert (code, "damaged" in said) == (1, True), said


def test_a_zip_with_two_files_of_one_name_is_no_pack(folder: Path) -> None:
    files, stream = packed(), BytesIO(Path("pack.zip").read_bytes())
    with zipfile.ZipFile(stream, "a") as zipped, pytest.warns(UserWarning, match="Duplicate"):
        zipped.writestr("answer.json", files["answer.json"])
    Path("twice.zip").write_bytes(stream.getvalue())
    assert tracker("pack check twice.zip")[1] == 1


def test_the_standalone_command_ends_with_1_for_damage(folder: Path) -> None:
    files = packed()
    Path("bad.zip").write_bytes(archive({**files, "question.json": b"{}\n"}))
    assert [main([name]) for name in ("pack.zip", "bad.zip", "none.zip")] == [0, 1, 1]


def test_a_pack_is_the_same_whatever_order_python_gives_to_sets(folder: Path) -> None:
    digests = set()
    for seed in ("0", "1"):
        subprocess.run(
            [sys.executable, "-m", "tracker", "pack", *ASKED.split(), "-o", f"{folder}/{seed}.zip"],
            env={**os.environ, "PYTHONHASHSEED": seed, "TRACKER_LEDGER": f"{folder}/tracker.db"},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
        )
        digests.add(sha256((folder / f"{seed}.zip").read_bytes()).hexdigest())
    assert len(digests) == 1
