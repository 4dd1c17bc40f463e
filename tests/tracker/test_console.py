"""What people see at the command line, errors included."""

from pathlib import Path

import pytest
from console import replay

SESSIONS = sorted((Path(__file__).parent / "console").glob("*.txt"))


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_a_session_reads_as_it_is_kept(path: Path) -> None:
    kept = path.read_text(encoding="utf-8")
    assert replay(kept) == kept


@pytest.mark.parametrize("name", ["the_case_of_april_2023", "status_at_scale", "status_in_chinese"])
def test_a_session_reads_alike_whether_live_tables_answer_or_not(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_LIVE", "always")
    kept = (Path(__file__).parent / "console" / f"{name}.txt").read_text(encoding="utf-8")
    assert replay(kept) == kept
