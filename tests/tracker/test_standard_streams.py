"""What is printed never decides how the work ends: encodings, closed pipes, full disks."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from console import SAMPLE, answered, empty_folder

from tracker.ledger.files import ENDINGS

NAME = "示例防火墙 é 😀"
FACTS = [
    {"kind": "product_registered", "product": "É-😀", "category": "firewall", "name": NAME},
    {"kind": "product_placed", "product": "É-😀", "channel": "general_sale"},
]

ASKING = [
    "--help",
    "acts",
    "diff --as-of 2023-06-30 --as-of 2024-07-03",
    "explain É-😀",
    "export",
    "facts",
    "findings",
    "gazette list",
    "gazette show CIRC-2023-1",
    "late --since 2020-01-01",
    "licenses",
    "products",
    "questions",
    "remind preview",
    "schema",
    "status",
    "timeline É-😀",
    "verify",
    "what-if examples/scenarios/honoring-withdrawn.yaml",
]

AS_JSON = ["acts", "explain É-😀", "facts", "products", "questions", "status", "findings"]

ALL_OF = """\
import json, sys
from tracker.__main__ import main
from tracker.clock import now
for words in json.loads(sys.argv[1]):
    sys.argv = ["tracker", *words.split()]
    try:
        main()
    except SystemExit as ending:
        print("ended with", ending.code or 0, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with empty_folder():
        assert answered("init")[1] == 0
        facts = (json.dumps({**fact, "effective_on": "2020-01-01"}) for fact in FACTS)
        Path("facts.jsonl").write_text("\n".join(facts), encoding="utf-8")
        assert answered("record facts.jsonl")[1] == 0
        yield Path.cwd()


def python(
    place: Path, *arguments: str, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=place,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(SAMPLE.parent)},
        capture_output=True,
        check=False,
    )


def shell(place: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `tracker` is the command."""
    command = f'tracker() {{ "{sys.executable}" -m tracker "$@"; }}\nset -o pipefail\n{line}'
    return subprocess.run(
        ["bash", "-c", command],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(SAMPLE.parent), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "gbk"])
def test_every_command_prints_what_the_encoding_lacks_as_escapes(
    place: Path, encoding: str
) -> None:
    done = python(place, "-c", ALL_OF, json.dumps(ASKING), encoding=encoding)
    assert done.stderr.count(b"ended with 0") == len(ASKING), done.stderr.decode(encoding)
    assert done.returncode == 0


def test_what_the_encoding_has_is_printed_as_it_is(place: Path) -> None:
    said = {
        encoding: python(place, "-m", "tracker", "products", encoding=encoding).stdout
        for encoding in ("cp1252", "gbk")
    }
    assert r"\u793a\u4f8b\u9632\u706b\u5899 é \U0001f600" in said["cp1252"].decode("cp1252")
    assert r"示例防火墙 é \U0001f600" in said["gbk"].decode("gbk")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_json_is_json_in_utf_8_whatever_the_encoding(place: Path, encoding: str) -> None:
    commands = [f"{words} --json" for words in AS_JSON]
    done = python(place, "-c", ALL_OF, json.dumps(commands), encoding=encoding)
    text, found = done.stdout.decode("utf-8").strip(), []
    while text:
        document, end = json.JSONDecoder().raw_decode(text)
        found.append(document)
        text = text[end:].lstrip()
    assert len(found) == len(AS_JSON)
    assert found[AS_JSON.index("products")]["products"][0]["name"] == NAME


def test_files_are_utf_8_whatever_the_encoding(place: Path) -> None:
    commands = ["export -o all.jsonl", "products --csv all.csv", "export", "products --csv -"]
    done = python(place, "-c", ALL_OF, json.dumps(commands), encoding="cp1252")
    files = [(place / name).read_bytes() for name in ("all.jsonl", "all.csv")]
    assert all(NAME in data.decode("utf-8") for data in files)
    assert done.stdout.endswith(b"".join(files))


@pytest.mark.parametrize("words", ["facts", "export", "facts --csv -"])
def test_a_reader_that_leaves_early_is_no_error(place: Path, words: str) -> None:
    done = shell(place, f"tracker {words} 2>errors | head -c 1 >first")
    assert done.returncode == 0
    assert "rror" not in (place / "errors").read_text(encoding="utf-8")


def test_facts_are_recorded_and_the_rest_done_though_nobody_reads_on(place: Path) -> None:
    (place / "one.jsonl").write_text(
        json.dumps({**FACTS[0], "product": "B", "effective_on": "2020-01-01"}), encoding="utf-8"
    )
    assert shell(place, "tracker record one.jsonl | true").returncode == 0
    assert "B" in answered("products")[0].split()


def test_rows_to_mend_are_written_though_nobody_reads_what_is_said_of_them(place: Path) -> None:
    (place / "rows.csv").write_text("product,category\nC,firewal\n", encoding="utf-8")
    done = shell(place, "tracker import rows.csv --effective-on 2020-01-01 --partial 2>&1 | true")
    assert done.returncode == 1
    assert (place / "rows.rejects.csv").exists()


def test_a_check_that_finds_a_fault_says_so_by_its_code_though_nobody_reads_it(
    place: Path,
) -> None:
    (place / "not.zip").write_bytes(b"no pack")
    assert shell(place, "tracker pack check not.zip | true").returncode == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("tracker products >&-", 0),
        ("tracker products >&- 2>&- <&-", 0),
        ("tracker export >&- 2>&-", 0),
        ("tracker explain NOBODY >&- 2>&-", 1),
        ("tracker record - <&-", 1),
    ],
)
def test_streams_that_are_closed_change_nothing(place: Path, line: str, code: int) -> None:
    before = [Path(f"tracker.db{ending}").exists() for ending in ENDINGS]
    done = shell(place, line)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert before == [Path(f"tracker.db{ending}").exists() for ending in ENDINGS]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
class TestAFullDisk:
    @pytest.mark.parametrize("words", ["products", "export", "facts --csv -"])
    def test_is_told_in_a_sentence_and_ends_with_1(self, place: Path, words: str) -> None:
        done = shell(place, f"tracker {words} >/dev/full")
        assert done.returncode == 1
        assert "Not all that was to be printed could be written: No space left" in done.stderr
        assert "Exported" not in done.stderr
        assert "Wrote" not in done.stderr

    def test_does_not_leave_it_open_whether_facts_were_recorded(self, place: Path) -> None:
        fact = {**FACTS[0], "product": "D", "effective_on": "2020-01-01"}
        (place / "d.jsonl").write_text(json.dumps(fact), encoding="utf-8")
        done = shell(place, "tracker record d.jsonl >/dev/full")
        assert (done.returncode, "The work was done." in done.stderr) == (1, True)
        assert "D" in answered("products")[0].split()

    def test_changes_no_other_code(self, place: Path) -> None:
        assert shell(place, "tracker nonsense 2>/dev/full").returncode == 2
