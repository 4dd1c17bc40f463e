"""Commands that run with little memory, as a shared server would give it to them."""

import subprocess
from pathlib import Path

MEBIBYTE = 1024**2


def run_within(
    mebibytes: int, *command: object, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command that can have so much memory of its own, and no more."""
    limited = f'ulimit -d {mebibytes * 1024} && exec "$@"'
    return subprocess.run(
        ["bash", "-c", limited, "bash", *map(str, command)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
