"""The files of a ledger that is a file, and which of them this process holds.

Closing any descriptor of a file lets go of all the locks that a process has on it (POSIX). Somebody
else's next command would then take a ledger that is held for one that nobody uses, and delete its
write-ahead log. So only SQLite, which knows that, opens the files of a ledger that is held.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import OutputIsTheLedger

if TYPE_CHECKING:
    from tracker.ledger.store.sqlite_shared import SharedFile

LOG = "-wal"
SWEEPING = ".sweeping"
GOING = ".going"
LIVE = ".live"
ENDINGS = ("", LOG, "-shm", SWEEPING, GOING, LIVE, f"{LIVE}{LOG}", f"{LIVE}-shm")

Identity = tuple[int, int]
"""What a file is known by, whatever path leads to it: its device and its number there."""


held: "list[SharedFile]" = []
"""The ledgers that this process has open, each once."""


def identity(path: str | Path) -> Identity | None:
    """Return what the file at a path is known by, or None if there is none to be seen."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def beside(location: str | Path, ending: str) -> Path:
    """Return where SQLite keeps a file beside a ledger: by its own name, not by that of a link."""
    return Path(f"{os.path.realpath(location)}{ending}")


def files_of(location: str | Path) -> list[Path]:
    """Return where the files of a ledger are, or would be."""
    return [beside(location, ending) for ending in ENDINGS]


def check_not_the_ledger(output: str, location: str) -> None:
    """Raise OutputIsTheLedger if a file to be written is one of a ledger."""
    target = identity(output)
    if target and target in map(identity, files_of(location)):
        raise OutputIsTheLedger(output)


def check_not_held(path: str | Path) -> None:
    """Raise OSError for a file of a ledger that this process has open; it is not to be touched."""
    found = identity(path)
    for each in tuple(held):
        if found and found in map(identity, files_of(each.path)):
            raise OSError("it is a file of the ledger itself")
