"""Long work shows how far it is on a terminal, and is given up without harm."""

import io
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from console import answered, empty_folder

from tracker.cli.progress import EACH, Progress


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
