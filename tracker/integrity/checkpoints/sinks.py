"""Places outside the ledger to which checkpoints go: folders, and git repositories."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tracker.integrity.checkpoints.checkpoint import Checkpoint, written
from tracker.integrity.checkpoints.files import write_new
from tracker.integrity.checkpoints.stamped import stamp_files
from tracker.integrity.checkpoints.stamps import Stamp
from tracker.integrity.errors import SinkFailed

SUFFIX = ".checkpoint.json"


def keep(checkpoint: Checkpoint, stamps: Sequence[Stamp], path: Path) -> list[Path]:
    """Write a checkpoint to a file and its stamps beside it; return all that was written."""
    beside = stamp_files(path, len(stamps))
    write_new(path, written(checkpoint))
    for file, stamp in zip(beside, stamps, strict=True):
        write_new(file, stamp.answer)
    return [path, *beside]


def send(checkpoint: Checkpoint, stamps: Sequence[Stamp], sink: str) -> str:
    """Keep a checkpoint in a folder, or commit it as git:FOLDER; return where it is now.

    Raises SinkFailed, or WouldOverwrite where the very same was written before.
    """
    folder = Path(sink.removeprefix("git:"))
    if not folder.is_dir():
        raise SinkFailed(sink, f"There is no folder '{folder}'")
    path = folder / file_name(checkpoint)
    if sink.startswith("git:"):
        _git(sink, folder, "rev-parse", "--is-inside-work-tree")
    files = keep(checkpoint, stamps, path)
    if sink.startswith("git:"):
        _commit(sink, folder, [file.name for file in files])
    return str(path)


def file_name(checkpoint: Checkpoint) -> str:
    """Return a name that sorts by count and time and is no other checkpoint's."""
    said = checkpoint.statement
    time = said.time.replace(":", "").replace("-", "")
    return f"{said.ledger[:8]}-{said.count:09}-{time}{SUFFIX}"


def _commit(sink: str, folder: Path, names: Sequence[str]) -> None:
    _git(sink, folder, "add", "--", *names)
    _git(sink, folder, "commit", "--quiet", "-m", f"checkpoint {names[0]}", "--", *names)


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
