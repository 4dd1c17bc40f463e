"""Long work shows how far it is on a terminal, and is given up without harm."""

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from console import NOON, answered, empty_folder

from events.following import Work, counted_out, follow, followed_by
from tracker.cli import Session, progress, tracker
from tracker.cli.progress import EACH, Progress
from tracker.live import live as living


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_told_how_far_work_is_and_its_rate_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    progress = Progress("rows", "read")
    assert list(progress.watch(range(2 * EACH))) == list(range(2 * EACH))
    progress.end()
    assert f"{EACH:,} rows read" in terminal.getvalue()
    assert f"{2 * EACH:,} rows in " in terminal.getvalue()
    assert "/s)" in terminal.getvalue()


def test_what_is_no_terminal_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    progress = Progress("rows", "read")
    assert len(list(progress.watch(range(2 * EACH)))) == 2 * EACH
    progress.say("Recording")
    progress.end()
    assert stream.getvalue() == ""


def a_list(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("kind,product,channel,effective_on\n")
        for number in range(rows):
            file.write(f"product_placed,P{number},general_sale,2023-07-01\n")


def until(terminal: int, said: bytes) -> bytes:
    """Read what a terminal is shown until something is said there."""
    seen = b""
    while said not in seen:
        seen += os.read(terminal, 1024)
    return seen


def rest_of(terminal: int) -> bytes:
    seen = b""
    with suppress(OSError):  # so a terminal ends whose other side was closed
        while more := os.read(terminal, 1024):
            seen += more
    return seen


def interrupted(*command: str, at: bytes) -> tuple[bytes, int]:
    """Interrupt a command when it says something; return what it says then, and its exit code."""
    terminal, its_end = os.openpty()
    words = [sys.executable, "-m", "tracker", *command]
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=its_end)
    os.close(its_end)
    until(terminal, at)
    running.send_signal(signal.SIGINT)
    told = rest_of(terminal)
    os.close(terminal)
    return told, running.wait()


ROWS = 6_000


@pytest.mark.parametrize("moment", [b"2,000 rows read", b"Recording 6,000 facts"])
def test_an_import_that_is_interrupted_is_recorded_whole_or_not_at_all(moment: bytes) -> None:
    with empty_folder():
        answered("init --no-gazette")
        a_list(Path("list.csv"), ROWS)
        told, code = interrupted("import", "list.csv", at=moment)
        if code == 130:
            assert b"Interrupted. An import is recorded whole or not at all" in told
        else:
            assert code == 0  # it was done before the signal came
        assert b"Traceback" not in told
        assert answered("verify")[1] == 0
        recorded = answered("facts")[0].split()[-2]
        assert recorded == "0" or moment.startswith(b"Recording")
        assert recorded in ("0", f"{ROWS:,}")
        answered("import list.csv")
        assert answered("facts")[0].split()[-2] == f"{ROWS:,}"


def test_an_export_that_is_interrupted_leaves_the_file_that_was_there() -> None:
    with empty_folder():
        answered("init --no-gazette")
        a_list(Path("list.csv"), 2 * ROWS)
        answered("import list.csv")
        for form in ("csv", "xlsx"):
            out = Path(f"out.{form}")
            out.write_text("the one of yesterday", encoding="utf-8")
            files = sorted(Path().iterdir())
            told, code = interrupted("facts", f"--{form}", out.name, at=b"2,000 rows written")
            assert b"Traceback" not in told
            assert sorted(Path().iterdir()) == files
            if code == 130:
                assert b"Interrupted. A file is written whole or not at all" in told
                assert out.read_text(encoding="utf-8") == "the one of yesterday"
            else:
                assert f"{2 * ROWS:,} rows in ".encode() in told  # before the signal came


# -- Followed work ---------------------------------------------------------------------------------

SCENARIO = "examples/scenarios/honoring-withdrawn.yaml"
LONG = {
    "status": {Work.PRODUCTS_JUDGED, Work.ROWS_PRINTED},
    "status --reasons none --json": {Work.PRODUCTS_JUDGED},
    "--live always status --reasons none": {Work.PRODUCTS_TABLED},
    "status --json-lines": {Work.PRODUCTS_JUDGED},
    "status --csv status.csv": {Work.PRODUCTS_JUDGED},
    "status --xlsx status.xlsx": {Work.PRODUCTS_JUDGED},
    "findings": {Work.FACTS_READ, Work.PRODUCTS_LOOKED_AT, Work.LICENSES_LOOKED_AT},
    "licenses": {Work.FACTS_READ, Work.LICENSES_LOOKED_AT, Work.ROWS_PRINTED},
    "products": {Work.FACTS_READ, Work.PRODUCTS_LOOKED_AT, Work.PRODUCTS_JUDGED},
    "facts": {Work.FACTS_READ, Work.ROWS_PRINTED},
    "diff --as-of 2023-01-01": {Work.FACTS_READ, Work.SUBJECTS_COMPARED},
    "late": {Work.FACTS_READ, Work.SUBJECTS_COMPARED},
    f"what-if {SCENARIO}": {Work.FACTS_READ, Work.PRODUCTS_LOOKED_AT, Work.SUBJECTS_COMPARED},
    "remind preview": {Work.FACTS_READ, Work.PRODUCTS_LOOKED_AT, Work.LICENSES_LOOKED_AT},
    "remind calendar -o r.ics": {Work.FACTS_READ, Work.REMINDERS_FOUND},
    "remind run --policy policy.yaml": {Work.FACTS_READ, Work.REMINDERS_FOUND},
    "export -o facts.jsonl": {Work.FACTS_READ},
    "gazette update --dry-run": {Work.FACTS_READ},
    "verify": {Work.FACTS_CHECKED},
    "export --full -o whole.record": {Work.FACTS_CHECKED, Work.FACTS_COPIED},
    "--ledger other.db restore kept.record": {Work.LINES_READ, Work.FACTS_CHECKED},
    "pack --product FW-100 -o pack.zip": {Work.FACTS_CHECKED},
    "record again.jsonl": {Work.LINES_READ, Work.FACTS_PREPARED, Work.FACTS_RECORDED},
}
"""Commands that take seconds where much is on record, and the work that they are seen to do."""


@pytest.fixture(scope="module")
def sample() -> Iterator[None]:
    """Work in a folder with a ledger of the sample portfolio, entered late, and a policy."""
    with empty_folder():
        answered("init")
        answered("record examples/portfolio.jsonl")
        Path("late.jsonl").write_text(
            '{"kind": "license_suspended", "license": "MPS-0020", "effective_on": "2023-08-01"}\n'
        )
        answered("record late.jsonl", lambda: NOON + timedelta(hours=1))
        Path("again.jsonl").write_text(
            '{"kind": "product_placed", "product": "FW-100", "channel": "general_sale", '
            '"effective_on": "2025-08-01"}\n'
        )
        answered("export --full -o kept.record")
        Path("policy.yaml").write_text("{}\n")
        yield


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("words", LONG)
def test_a_command_that_may_take_long_tells_what_is_done_and_of_how_much(words: str) -> None:
    told: list[tuple[Work, int, int | None]] = []
    with followed_by(lambda work, done, of: told.append((work, done, of))):
        said, _ = answered(words, later)
    assert LONG[words] <= {work for work, _, _ in told}, said
    assert all(done >= 0 and (of is None or done <= of) for _, done, of in told)
    assert {work for work, done, of in told if done == of} >= LONG[words]


def later() -> datetime:
    return NOON + timedelta(days=1)


def shown(words: str, terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a command whose errors go to a terminal; return what it prints on standard output."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", terminal)
        tracker.main(words.split(), standalone_mode=False, obj=Session(clock=later))
        out.flush()
    return out.buffer.getvalue().decode()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "words", ["status", "status --json", "diff --as-of 2023-01-01", "findings"]
)
def test_a_terminal_shows_it_once_it_took_some_seconds_and_no_output_has_any_of_it(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, slow = Terminal(), Terminal()
    usual = shown(words, quick, monkeypatch)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "OFTEN", 0)
    assert shown(words, slow, monkeypatch) == usual
    assert quick.getvalue().replace("\r\x1b[K", "") == ""
    assert re.search(r"\r\x1b\[K[\d,]+ of [\d,]+ [a-z ]+", slow.getvalue())
    assert slow.getvalue().endswith("\r\x1b[K")


@pytest.mark.usefixtures("sample")
def test_an_answer_written_to_a_terminal_is_not_cut_by_progress(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "OFTEN", 0)
    monkeypatch.setattr(living, "PORTION", 1)
    both = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", both)
        patch.setattr(sys, "stderr", both)
        patch.setattr(Terminal, "encoding", "utf-8", raising=False)
        with suppress(SystemExit):
            tracker.main(["status", "--json-lines"], standalone_mode=False, obj=Session())
    first = both.getvalue().index('{"kind": "asked"')
    assert " of 51 products judged" in both.getvalue()[:first]
    assert "judged" not in both.getvalue()[first:]


def test_who_follows_is_told_of_the_last_item_too() -> None:
    told: list[tuple[Work, int, int | None]] = []
    with followed_by(lambda work, done, of: told.append((work, done, of))):
        assert list(follow(Work.FACTS_READ, range(250))) == list(range(250))
        assert list(counted_out(Work.LINES_READ, iter("ab"))) == ["a", "b"]
    assert [(done, of) for _, done, of in told[:4]] == [
        (0, 250),
        (100, 250),
        (200, 250),
        (250, 250),
    ]
    assert [(done, of) for _, done, of in told[4:]] == [(0, None), (2, 2)]
    with followed_by(lambda *_: told.clear()), followed_by(None):
        list(follow(Work.FACTS_READ, range(250)))
    assert told
