"""Checkpoints, whole copies, and what is said of wrong ones, at the command line."""

import json
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from console import answered as tracker
from console import empty_folder, run
from ledger_places import STORAGES, a_place

from events.facts import canonical_document


@pytest.fixture(autouse=True)
def folder() -> Iterator[Path]:
    with empty_folder():
        list(run("tracker init"))
        list(run("tracker record examples/portfolio.jsonl"))
        yield Path.cwd()


def key(name: str = "k") -> str:
    return tracker(f"checkpoint key -o {name}")[0]


def test_a_signed_checkpoint_covers_what_it_says_and_no_more() -> None:
    public = key()
    assert tracker("checkpoint --key k -o c.json")[1] == 0
    Path("more.jsonl").write_text(
        '{"kind":"product_placed","product":"N","channel":"general_sale","effective_on":"2026-01-01"}\n'
    )
    said, code = tracker(f"verify --checkpoint c.json --key {public}")
    assert code == 0
    assert "covers positions 1 to 195. It is signed with the key asked for." in said
    tracker("record more.jsonl")
    said, code = tracker("verify --checkpoint c.json")
    assert (code, "Position 196 is covered by no checkpoint" in said) == (0, True)


def test_a_key_is_for_its_owner_and_never_overwritten() -> None:
    key()
    assert Path("k").stat().st_mode & 0o777 == 0o600
    said, code = tracker("checkpoint key -o k")
    assert (code, "already a file 'k'" in said) == (1, True)


def test_a_checkpoint_is_never_overwritten() -> None:
    tracker("checkpoint -o c.json")
    said, code = tracker("checkpoint -o c.json")
    assert (code, "already a file 'c.json'" in said) == (1, True)


def test_a_key_that_does_not_fit_is_told() -> None:
    key()
    other = key("other")
    tracker("checkpoint --key k -o c.json")
    tracker("checkpoint -o bare.json")
    said, code = tracker(f"verify --checkpoint c.json --checkpoint bare.json --key {other}")
    assert code == 1
    assert "signed with a key that does not fit" in said
    assert "If both keys are yours, name the other with --key" in said
    assert "'bare.json' is not signed" in said
    assert "Use a signed one" in said
    assert "2 faults, of what was held against the ledger." in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("verify --checkpoint more.json --key 12", "not a public key"),
        ("verify --checkpoint missing.json", "No such file or directory"),
        ("verify --checkpoint examples/portfolio.jsonl", "is not a checkpoint, or a damaged one"),
        ("checkpoint --key examples/portfolio.jsonl", "no unencrypted private key"),
        ("checkpoint --key missing", "No such file or directory"),
        ("checkpoint -o no/such/folder.json", "No such file or directory"),
        ("checkpoint --sink nowhere", "no folder 'nowhere'"),
        ("--ledger other.db restore missing", "No such file or directory"),
        ("--ledger other.db restore examples/portfolio.jsonl", "not the header of a full export"),
        ("--ledger none.db verify", "There is no ledger"),
    ],
)
def test_a_wrong_input_is_met_with_a_sentence(words: str, said: str) -> None:
    found, code = tracker(words)
    assert code == 1
    assert said in found


HOSTILE = {
    "deep": b"[" * 100_000,
    "deeper": b'{"checkpoint":' * 100_000,
    "a number of five thousand digits": b'{"checkpoint":{"count":' + b"9" * 5000 + b"}}",
    "no text": b"\xff\xfe\x00",
    "nothing": b"",
    "a list": b"[]",
    "half a character": b'{"checkpoint":{"ledger":"\\ud800"}}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_checkpoint_is_told_whatever_it_holds(name: str) -> None:
    Path("c.json").write_bytes(HOSTILE[name])
    said, code = tracker("verify --checkpoint c.json")
    assert (code, "is not a checkpoint, or a damaged one" in said) == (1, True)
    said, code = tracker("pack --product FW-100 --checkpoint c.json -o p.zip")
    assert (code, "is not a checkpoint, or a damaged one" in said) == (1, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("count", -1),
        ("count", 196),
        ("count", 10**23),
        ("count", 1.5),
        ("position", "195"),
        ("head", "00"),
        ("root", "AB" * 32),
        ("time", "9999"),
        ("time", "20261123T040000Z"),
        ("ledger", None),
    ],
)
def test_a_checkpoint_made_to_fit_that_states_what_none_states_is_told(
    field: str, value: object
) -> None:
    tracker("checkpoint -o c.json")
    stated = {**json.loads(Path("c.json").read_bytes())["checkpoint"], field: value}
    said_of_it = json.dumps(stated, sort_keys=True, separators=(",", ":"))
    digest = sha256(said_of_it.encode()).hexdigest()
    Path("c.json").write_text(f'{{"checkpoint":{said_of_it},"sha256":"{digest}"}}\n')
    said, code = tracker("verify --checkpoint c.json")
    assert (code, "is not a checkpoint, or a damaged one" in said) == (1, True)


def test_any_flipped_byte_of_a_checkpoint_is_told() -> None:
    key()
    tracker("checkpoint --key k -o c.json")
    whole = Path("c.json").read_bytes()
    for offset in range(0, len(whole), 7):
        Path("c.json").write_bytes(
            whole[:offset] + bytes([whole[offset] ^ 1]) + whole[offset + 1 :]
        )
        assert tracker("verify --checkpoint c.json")[1] == 1, offset


def test_a_checkpoint_of_another_ledger_is_told() -> None:
    list(run("tracker --ledger other.db init"))
    tracker("--ledger other.db checkpoint -o c.json")
    said, code = tracker("verify --checkpoint c.json")
    assert (code, "is of another ledger" in said) == (1, True)
    assert "Name its own ledger with --ledger, or another checkpoint." in said


def test_a_signature_that_was_changed_is_told_with_what_to_do() -> None:
    key()
    tracker("checkpoint --key k -o c.json")
    document = json.loads(Path("c.json").read_bytes())
    document["signature"] = "00" + document["signature"][2:]
    Path("c.json").write_bytes(canonical_document(document) + b"\n")
    said, code = tracker("verify --checkpoint c.json")
    assert (code, "does not fit it: it was changed. Use another copy of it." in said) == (1, True)


def test_a_checkpoint_newer_than_the_ledger_means_a_cut() -> None:
    Path("old.db").write_bytes(Path("tracker.db").read_bytes())
    Path("more.jsonl").write_text(
        '{"kind":"product_placed","product":"N","channel":"general_sale","effective_on":"2026-01-01"}\n'
    )
    tracker("record more.jsonl")
    tracker("checkpoint -o c.json")
    said, code = tracker("--ledger old.db verify --checkpoint c.json")
    assert (code, "The end is cut off after position 195" in said) == (1, True)


def test_a_checkpoint_goes_to_every_sink_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "A tester")
        monkeypatch.setenv(f"{name}_EMAIL", "tester@example.org")
    Path("disk").mkdir()
    subprocess.run(["git", "init", "-q", "proofs"], check=True)
    said, code = tracker("checkpoint --sink disk --sink nowhere --sink git:proofs --sink git:disk")
    assert code == 1
    assert "did not reach 'nowhere'" in said
    assert "git rev-parse says" in said
    log = subprocess.run(
        ["git", "-C", "proofs", "log", "--format=%s"], capture_output=True, text=True, check=True
    )
    assert log.stdout.startswith("checkpoint ")
    said, code = tracker("verify --checkpoint disk --checkpoint proofs")
    assert (code, said.count("holds and covers")) == (0, 2)
    assert "already a file" in tracker("checkpoint --sink disk")[0]


def test_verify_speaks_json() -> None:
    tracker("checkpoint -o c.json")
    said = json.loads(tracker("verify --checkpoint c.json --json")[0])
    assert (said["facts"], said["faults"], said["checkpoints"][0]["holds"]) == (195, [], True)


@pytest.mark.parametrize("storage", STORAGES)
def test_a_restored_ledger_is_the_same_and_its_checkpoints_hold(
    storage: str, tmp_path: Path
) -> None:
    tracker("checkpoint -o c.json")
    tracker("export --full -o one")
    with a_place(storage, tmp_path) as place:
        assert tracker(f"--ledger {place.location} restore one")[1] == 0
        tracker(f"--ledger {place.location} export --full -o two")
        assert Path("two").read_bytes() == Path("one").read_bytes()
        assert tracker(f"--ledger {place.location} verify --checkpoint c.json")[1] == 0
        said, code = tracker(f"--ledger {place.location} restore one")
        assert (code, "already a ledger" in said) == (1, True)
        Path("more.jsonl").write_text(
            '{"kind":"product_placed","product":"N","channel":"x","effective_on":"2026-01-01"}\n'
        )
        tracker(f"--ledger {place.location} record more.jsonl")
        tracker(f"--ledger {place.location} export --full -o three")
        assert tracker("--ledger back.db restore three")[1] == 0
        tracker("--ledger back.db export --full -o four")
        assert Path("three").read_bytes() == Path("four").read_bytes()
        assert tracker("--ledger back.db verify --checkpoint c.json")[1] == 0


def test_any_flipped_byte_of_a_full_export_is_refused_and_nothing_made() -> None:
    list(run("tracker --ledger small.db init --no-gazette"))
    Path("more.jsonl").write_text(
        '{"kind":"product_placed","product":"N","channel":"x","effective_on":"2026-01-01"}\n' * 2
    )
    tracker("--ledger small.db record more.jsonl")
    tracker("--ledger small.db export --full -o one")
    whole = Path("one").read_bytes()
    for offset in range(len(whole)):
        Path("bad").write_bytes(whole[:offset] + bytes([whole[offset] ^ 1]) + whole[offset + 1 :])
        said, code = tracker("--ledger new.db restore bad")
        assert (code, "cannot be restored" in said) == (1, True), offset
        assert not Path("new.db").exists()
    for end in range(0, len(whole), 11):
        Path("bad").write_bytes(whole[:end])
        assert tracker("--ledger new.db restore bad")[1] == 1
