"""Places outside the ledger to which checkpoints go: folders, and git repositories."""

import subprocess
from pathlib import Path

from tracker.errors import SinkFailed
from tracker.integrity.checkpoints import Checkpoint, written
from tracker.integrity.files import write_new

SUFFIX = ".checkpoint.json"


def send(checkpoint: Checkpoint, sink: str) -> str:
    """Write a checkpoint to a folder, or commit it as git:FOLDER; return where it is now.

    Raises SinkFailed, or WouldOverwrite where the very same was written before.
    """
    folder = Path(sink.removeprefix("git:"))
    if not folder.is_dir():
        raise SinkFailed(sink, f"There is no folder '{folder}'")
    path = folder / file_name(checkpoint)
    if sink.startswith("git:"):
        _git(sink, folder, "rev-parse", "--is-inside-work-tree")
    write_new(path, written(checkpoint))
    if sink.startswith("git:"):
        _commit(sink, folder, path.name)
    return str(path)


def file_name(checkpoint: Checkpoint) -> str:
    """Return a name that sorts by count and time and is no other checkpoint's."""
    said = checkpoint.statement
    time = said.time.replace(":", "").replace("-", "")
    return f"{said.ledger[:8]}-{said.count:09}-{time}{SUFFIX}"


def _commit(sink: str, folder: Path, name: str) -> None:
    _git(sink, folder, "add", "--", name)
    _git(sink, folder, "commit", "--quiet", "-m", f"checkpoint {name}", "--", name)


def _git(sink: str, folder: Path, *words: str) -> None:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise SinkFailed(sink, f"git cannot be run: {error.strerror}") from error
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split()).rstrip(".") or "nothing"
        raise SinkFailed(sink, f"git {words[0]} says: {said}")
