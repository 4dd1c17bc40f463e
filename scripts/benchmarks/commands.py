"""Commands in processes of their own: what they answer and what they take."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter

from measured import Taken, Work

FOLDER = Path(__file__).parent
START_UP = ["-c", "import click, sqlite3"]


def tracker(ledger: Path, *words: str, live: str = "always") -> list[str]:
    """Return the arguments of Python that run the tracker on a ledger."""
    return ["-m", "tracker", "--ledger", str(ledger), "--live", live, *words]


def process(name: str, ledger: Path, *words: str) -> list[str]:
    """Return the arguments of Python that do one of the works of `processes.py` on a ledger."""
    return [str(FOLDER / "processes.py"), name, str(ledger), *words]


def answer(arguments: list[str], peers: Path | None = None) -> str:
    """Return what a process of Python prints; it must end well."""
    return subprocess.run(
        [sys.executable, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(peers),
        text=True,
    ).stdout


def command(arguments: list[str], peers: Path | None = None) -> Work:
    """Return a work that is one process of Python, with its peak of memory.

    The process that starts it has to stay small, for a child's peak begins with it.
    """

    def taken() -> Taken:
        with TemporaryFile() as output:
            begin = perf_counter()
            child = subprocess.Popen(
                [sys.executable, *arguments],
                stdout=output,
                stderr=subprocess.DEVNULL,
                env=_environment(peers),
            )
            _, code, used = os.wait4(child.pid, 0)
            wall = perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(code)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, arguments)
        return Taken(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)

    return taken


def _environment(peers: Path | None = None) -> dict[str, str]:
    """Return the environment without settings of the tracker or of Python.

    Without them modules are compiled once: told not to keep that, each command would do it anew.
    """
    ours = ("TRACKER_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PYTHONPATH": str(peers)} if peers else kept
