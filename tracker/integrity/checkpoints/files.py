"""Files beside the ledger: written once, down to the disk, and never over another."""

import os
from pathlib import Path

from tracker.errors import WouldOverwrite
from tracker.integrity.errors import Unreadable


def write_new(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write a file that is not there yet, down to the disk; raises WouldOverwrite."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise WouldOverwrite(
            f"There is already a file '{path}'.",
            "Keys, checkpoints and packs are never overwritten.",
            "Give another name.",
        ) from error
    except OSError as error:
        raise Unreadable("file", str(path), error.strerror or str(error)) from error
