"""RFC 3161 time stamps over checkpoints, given by a real authority, at the command line."""

import json
import socket
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import pytest
from console import answered, empty_folder, run
from time_stamps import Authority, make_authority, needs_openssl, serving

from tracker.integrity.checkpoints.checkpoint import Checkpoint, Statement, read_checkpoint, written

pytestmark = needs_openssl


@pytest.fixture(scope="session")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("stamps") / "tsa")


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("stamps") / "foreign", digests="sha512")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("TRACKER_TSA", "TRACKER_TSA_ROOT"):
        monkeypatch.delenv(name, raising=False)
    with empty_folder():
        list(run("tracker init --no-gazette"))
        yield Path.cwd()


def tracker(
    words: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> tuple[str, int]:
    return answered(words, clock)


@pytest.fixture
def stamped(tsa: Authority) -> Path:
    with serving(tsa.stamp) as url:
        said, code = tracker(f"checkpoint -o c.json --sink rfc3161:{url}")
    assert (code, f"Stamped by {url} at 20" in said) == (0, True)
    return Path("c.json.tsr")


def test_a_stamp_is_kept_beside_its_checkpoint_and_told_with_time_and_signer(
    tsa: Authority, stamped: Path
) -> None:
    said, code = tracker(f"verify --checkpoint c.json --tsa-root {tsa.root}")
    assert code == 0
    assert "A time stamp of 20" in said
    assert "by Test TSA shows that checkpoint 'c.json' existed then." in said
    assert "was ahead" not in said


def test_openssl_itself_finds_the_stamp_good(tsa: Authority, stamped: Path) -> None:
    words = f"openssl ts -verify -data c.json -in {stamped} -CAfile {tsa.root}"
    assert b"OK" in subprocess.run(words.split(), capture_output=True, check=True).stdout


def test_without_a_root_a_stamp_is_said_to_be_unchecked(stamped: Path) -> None:
    said, code = tracker("verify --checkpoint c.json")
    assert code == 0
    assert "signature was not checked, because no root was named" in said


def test_the_root_may_be_named_by_the_surroundings(
    tsa: Authority, stamped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TSA_ROOT", str(tsa.root))
    [told] = json.loads(tracker("verify --checkpoint c.json --json")[0])["stamps"]
    assert (told["file"], told["authority"]) == ("c.json.tsr", "Test TSA")
    assert told["time"].startswith("20")


def test_a_checkpoint_without_a_stamp_is_said_to_have_none(tsa: Authority) -> None:
    tracker("checkpoint -o c.json")
    said, code = tracker(f"verify --checkpoint c.json --tsa-root {tsa.root}")
    assert (code, "No time stamp lies beside checkpoint 'c.json'" in said) == (0, True)


def test_an_altered_checkpoint_does_not_fit_its_stamp(tsa: Authority, stamped: Path) -> None:
    said = read_checkpoint(Path("c.json")).statement
    earlier = Statement(**{**vars(said), "time": "2020" + said.time[4:]})
    Path("c.json").write_bytes(written(Checkpoint(earlier)))
    for root in ("", f" --tsa-root {tsa.root}"):
        told, code = tracker(f"verify --checkpoint c.json{root}")
        assert code == 1
        assert "checkpoint: The time stamp 'c.json.tsr' shows nothing of checkpoint" in told
        assert "it was given for other bytes" in told


def test_the_stamp_of_another_checkpoint_does_not_fit(tsa: Authority, stamped: Path) -> None:
    tracker("checkpoint -o other.json")
    stamped.rename("other.json.tsr")
    told, code = tracker(f"verify --checkpoint other.json --tsa-root {tsa.root}")
    assert (code, "it was given for other bytes" in told) == (1, True)


def test_a_stamp_under_another_root_does_not_hold(foreign: Authority, stamped: Path) -> None:
    told, code = tracker(f"verify --checkpoint c.json --tsa-root {foreign.root} --json")
    assert code == 1
    found = json.loads(told)
    [fault] = found["faults"]
    assert (fault["kind"], fault["place"]) == ("checkpoint", "c.json.tsr")
    assert "does not hold under that root" in fault["message"]
    assert (found["checkpoints"][0]["holds"], found["stamps"][0]["authority"]) == (True, None)


def test_a_key_that_is_not_for_stamps_makes_none(tmp_path: Path) -> None:
    """`openssl ts` refuses to stamp with it; the answer is a rejection or nothing at all."""
    with pytest.raises(subprocess.CalledProcessError):
        make_authority(tmp_path / "wrong", usage="serverAuth").stamp(b"")


def test_no_flipped_byte_moves_the_time_of_a_stamp(tsa: Authority, stamped: Path) -> None:
    whole = stamped.read_bytes()
    words = f"verify --checkpoint c.json --tsa-root {tsa.root} --json"
    [sound] = json.loads(tracker(words)[0])["stamps"]
    for offset in range(0, len(whole), 41):
        stamped.write_bytes(whole[:offset] + bytes([whole[offset] ^ 1]) + whole[offset + 1 :])
        told, code = tracker(words)
        assert code == 1 or json.loads(told)["stamps"] == [sound], offset


def test_a_checkpoint_that_claims_a_later_time_than_its_stamp_is_told(tsa: Authority) -> None:
    ahead = datetime.now(UTC) + timedelta(days=400)
    with serving(tsa.stamp) as url:
        tracker(f"checkpoint -o c.json --sink rfc3161:{url}", lambda: ahead)
    said, code = tracker(f"verify --checkpoint c.json --tsa-root {tsa.root}")
    assert (code, "the clock that gave it this time was ahead" in said) == (0, True)


def test_stamps_go_to_every_place_and_several_servers_stamp(
    tsa: Authority, foreign: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "A tester")
        monkeypatch.setenv(f"{name}_EMAIL", "tester@example.org")
    Path("disk").mkdir()
    subprocess.run(["git", "init", "-q", "proofs"], check=True)
    with serving(tsa.stamp) as one, serving(tsa.stamp) as two, serving(foreign.stamp) as no:
        monkeypatch.setenv("TRACKER_TSA", one)
        said, code = tracker(
            f"checkpoint -o c.json --sink disk --sink git:proofs --sink rfc3161 "
            f"--sink rfc3161:{no} --sink rfc3161:{two}"
        )
    assert code == 1
    assert f"No time stamp was had from '{no}'. Its answer is of no use: it refuses" in said
    assert Path("c.json.tsr").is_file()
    assert Path("c.json.2.tsr").is_file()
    listed = subprocess.run(["git", "-C", "proofs", "ls-files"], capture_output=True, check=True)
    assert len(listed.stdout.splitlines()) == 3
    words = "verify --checkpoint disk --checkpoint proofs --checkpoint c.json"
    said, code = tracker(f"{words} --tsa-root {tsa.root}")
    assert (code, said.count("by Test TSA shows that")) == (0, 6)


def test_a_stamp_is_never_overwritten(stamped: Path, tsa: Authority) -> None:
    before = stamped.read_bytes()
    Path("c.json").unlink()
    with serving(tsa.stamp) as url:
        said, code = tracker(f"checkpoint -o c.json --sink rfc3161:{url}")
    assert (code, "already a file 'c.json.tsr'" in said) == (1, True)
    assert stamped.read_bytes() == before


def garbage(query: bytes) -> bytes:
    return b"<html>Sign in</html>"


@pytest.mark.parametrize(
    ("answer", "how", "said"),
    [
        (garbage, {"status": 500}, "It answers with the HTTP status 500"),
        (garbage, {"kind": "text/html"}, "It answers with 'text/html'"),
        (garbage, {}, "it is no answer in the format of RFC 3161"),
        (lambda query: b"", {}, "it is no answer in the format of RFC 3161"),
        (lambda query: b"0" * 1_000_001, {}, "longer than 1,000,000 bytes"),
    ],
)
def test_an_answer_that_is_no_stamp_is_told_and_the_checkpoint_is_written(
    answer: Callable[[bytes], bytes], how: dict[str, object], said: str
) -> None:
    with serving(answer, **how) as url:  # type: ignore[arg-type]
        told, code = tracker(f"checkpoint -o c.json --sink rfc3161:{url}")
    assert (code, said in told, Path("c.json").is_file()) == (1, True, True)
    assert "make another when the server answers" in told
    assert not list(Path().glob("*.tsr"))


def test_the_answer_to_another_question_is_not_kept(tsa: Authority, stamped: Path) -> None:
    with serving(lambda query: stamped.read_bytes()) as url:
        told, code = tracker(f"checkpoint -o d.json --sink rfc3161:{url}")
    assert (code, "it answers another question" in told) == (1, True)


def test_a_server_that_is_down_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
    told, code = tracker(f"checkpoint -o c.json --sink rfc3161:{address}")
    assert (code, "It cannot be reached: Connection refused." in told) == (1, True)
    assert Path("c.json").is_file()


def test_a_slow_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.integrity.checkpoints.stamp_servers.PATIENCE", 0.1)
    over = Event()

    def slow(query: bytes) -> bytes:
        over.wait(10)
        return b""

    with serving(slow) as url:
        told, code = tracker(f"checkpoint -o c.json --sink rfc3161:{url}")
        over.set()
    assert (code, "It did not answer within 0.1 seconds" in told) == (1, True)


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ("checkpoint -o c.json --sink rfc3161", "TRACKER_TSA, which names the server, is not", 1),
        ("checkpoint -o c.json --sink rfc3161:file:///x", "does not begin with http://", 1),
        ("checkpoint -o c.json --sink rfc3161:http://[", "It cannot be reached", 1),
        ("checkpoint -o c.json --sink rfc3161:http://a:b/", "It cannot be reached", 1),
        ("checkpoint --sink rfc3161:http://127.0.0.1", "name a file with -o, or a folder", 2),
        (
            "verify --checkpoint c --tsa-root missing.pem",
            "The certificate 'missing.pem' cannot be used",
            1,
        ),
        (
            "verify --checkpoint c --tsa-root examples/portfolio.jsonl",
            "It holds no certificate in PEM",
            1,
        ),
    ],
)
def test_a_wrong_word_is_met_with_a_sentence(words: str, said: str, code: int) -> None:
    told, ended = tracker(words)
    assert (said in told, ended) == (True, code), told


def test_a_stamp_that_cannot_be_checked_here_is_a_fault(
    stamped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.integrity.checkpoints.stamps.find_spec", lambda name: None)
    told, code = tracker("verify --checkpoint c.json")
    assert (code, "The package 'rfc3161-client' is not installed" in told) == (1, True)


def test_a_pack_takes_the_stamp_of_a_checkpoint_along(tsa: Authority) -> None:
    Path("p.jsonl").write_text(
        '{"kind":"product_placed","product":"P","channel":"general_sale","effective_on":"2026-01-01"}\n'
    )
    tracker("record p.jsonl")
    with serving(tsa.stamp) as url:
        tracker(f"checkpoint -o c.json --sink rfc3161:{url}")
    _, code = tracker("pack --product P --as-of 2026-06-01 --checkpoint c.json -o p.zip")
    said, checked = tracker("pack check p.zip")
    assert (code, checked) == (0, 0)
    assert "checkpoints/1.json.tsr is a time stamp, which is not checked here" in said
    with ZipFile("p.zip") as zipped:
        zipped.extractall("p")
    words = f"openssl ts -verify -in 1.json.tsr -data 1.json -CAfile {tsa.root}"
    done = subprocess.run(words.split(), cwd="p/checkpoints", capture_output=True, check=True)
    assert b"OK" in done.stdout
