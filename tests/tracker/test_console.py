"""What people see at the command line, errors included."""

from pathlib import Path

import pytest
from console import replay

SESSIONS = sorted((Path(__file__).parent / "console").glob("*.txt"))


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_a_session_reads_as_it_is_kept(path: Path) -> None:
    kept = path.read_text(encoding="utf-8")
    assert replay(kept) == kept
