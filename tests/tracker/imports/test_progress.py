"""Long imports show how far they are on a terminal, and are given up without harm."""

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

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
    progress = Progress("rows")
    assert list(progress.watch(range(2 * EACH))) == list(range(2 * EACH))
    progress.end()
    assert f"{EACH:,} rows read" in terminal.getvalue()
    assert f"{2 * EACH:,} rows in " in terminal.getvalue()
    assert "/s)" in terminal.getvalue()


def test_what_is_no_terminal_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    progress = Progress("rows")
    assert len(list(progress.watch(range(2 * EACH)))) == 2 * EACH
    progress.say("Recording")
    progress.end()
    assert stream.getvalue() == ""


def test_an_import_that_is_interrupted_records_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Progress, rows: Iterable[Any]) -> Iterator[Any]:
        yield next(iter(rows))
        raise KeyboardInterrupt

    with empty_folder():
        answered("init --no-gazette")
        rows = "kind,product,channel,effective_on\nproduct_placed,P,general_sale,2023-07-01\n"
        Path("list.csv").write_text(rows, encoding="utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(Progress, "watch", interrupted)
            assert answered("import list.csv")[1] == 1
        assert "0 facts" in answered("facts")[0]
        assert "Recorded 1 fact" in answered("import list.csv")[0]
