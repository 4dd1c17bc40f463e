"""An answer that is kept stays the answer; an option that would be lost on a command is refused."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from console import NOON, empty_folder
from console import answered as tracker

PLACED = (
    '{"kind":"product_placed","product":"P","channel":"general_sale","effective_on":"2020-01-01"}\n'
)


@pytest.fixture(autouse=True)
def folder() -> Iterator[Path]:
    with empty_folder():
        tracker("init", lambda: NOON - timedelta(days=1))
        Path("facts.jsonl").write_text(PLACED)
        assert tracker("record facts.jsonl", lambda: NOON - timedelta(days=1))[1] == 0
        Path("s.yaml").write_text("name: Nothing (invented)\n")
        yield Path.cwd()


KEPT = {
    "pack": "pack --product P -o kept.zip",
    "attest": "attest P --by Officer --note Tender",
    "report": "report P -o kept.html",
    "status": "status P --csv kept.csv",
    "timeline": "timeline P --xlsx kept.xlsx",
    "findings": "findings --csv kept.csv",
    "facts": "facts --xlsx kept.xlsx",
    "products": "products --csv kept.csv",
    "licenses": "licenses --csv kept.csv",
    "preview": "remind preview --xlsx kept.xlsx",
    "calendar": "remind calendar -o kept.ics",
    "what-if": "what-if s.yaml --html kept.html",
}
"""Each command that fixes an answer: in a file, or as a fact."""

AHEAD = [
    "--recorded-by 2030-01-01",
    "--recorded-by 2026-11-23",
    f"--recorded-by {NOON.isoformat()}",
    "--known-at 2026-11-24",
]
"""What has not passed at noon of 2026-11-23; a day is recorded by when it ends."""


@pytest.mark.parametrize("ahead", AHEAD)
@pytest.mark.parametrize("command", KEPT)
def test_an_answer_that_is_kept_may_not_look_ahead(command: str, ahead: str) -> None:
    said, code = tracker(f"{KEPT[command]} {ahead}")
    assert (code, "The question looks ahead" in said) == (1, True), said
    assert "up to which position it saw, now 51" in said
    assert not [*Path.cwd().glob("kept*")]
    assert "1 fact" not in tracker("attestations")[0]


@pytest.mark.parametrize("command", KEPT)
def test_the_day_judged_may_lie_ahead_and_knowledge_may_be_of_today(command: str) -> None:
    as_of = "" if command in {"findings", "facts"} else "--as-of 2030-01-01"
    just = (NOON - timedelta(seconds=1)).isoformat()
    said, code = tracker(f"{KEPT[command]} {as_of} --known-at 2026-11-23 --recorded-by {just}")
    assert code == 0, said


def test_an_answer_that_is_only_printed_may_look_ahead() -> None:
    for ahead in AHEAD:
        assert tracker(f"status P {ahead}")[1] == 0


def test_a_ledger_ahead_of_the_clock_stamps_no_fact_before_its_last() -> None:
    Path("more.jsonl").write_text(PLACED.replace('"P"', '"Q"'))
    tracker("record more.jsonl", lambda: NOON + timedelta(days=9))
    at = (NOON + timedelta(days=8)).isoformat()
    assert tracker(f"report P --recorded-by {at} -o one.html")[1] == 0
    at = (NOON + timedelta(days=9)).isoformat()
    assert "looks ahead" in tracker(f"report P --recorded-by {at} -o two.html")[0]


LOST = {
    f"verify --key {'6f' * 32}": "--key is about checkpoints, and none is named",
    "verify --tsa-root root.pem": "--tsa-root is about checkpoints, and none is named",
    f"pack --key {'6f' * 32} check p.zip": "'check' would not hear of --key",
    "pack --product P --as-of 2023-01-01 check p.zip": "would not hear of --product and --as-of",
    "checkpoint -o c.json key -o k": "'key' would not hear of -o",
    "what-if s.yaml --against CAT-2023-2 --policy p.yaml": "leave out --as-of, --from, --to, "
    "--policy",
    "import facts.csv --rejects r.csv": "--rejects goes with --partial",
}


@pytest.mark.parametrize("words", LOST)
def test_an_option_that_a_command_would_not_heed_is_refused(words: str) -> None:
    said, code = tracker(words)
    assert (code, LOST[words] in said) == (2, True), said


def test_a_root_named_by_the_environment_waits_for_a_checkpoint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificate = "tests/no-root.pem"
    monkeypatch.setenv("TRACKER_TSA_ROOT", certificate)
    said, code = tracker("verify")
    assert (code, "No fault was found." in said) == (0, True), said


def test_a_calendar_for_nobody_is_refused_in_any_language() -> None:
    said, code = tracker("remind calendar --recipient li.wei --language en -o r.ics")
    assert (code, "The policy names no 'li.wei'" in said) == (1, True)
