"""Files as somebody names them: opened only if they are plain files, and read in pieces."""

import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from tracker.evidence.errors import EvidenceRefused
from tracker.evidence.types import CHUNK
from tracker.ledger.files import check_not_held

OTHERS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)

_PLAINLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def unlike_a_file(path: Path) -> str | None:
    """Say what stands at a path if it is no plain file; raises OSError if nothing does."""
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        return None
    return next((said for test, said in OTHERS if test(mode)), "no plain file")


def open_plainly(path: Path) -> BinaryIO:
    """Open a plain file; raises OSError for links, for all else that is none, and for a ledger."""
    check_not_held(path)
    file = os.fdopen(os.open(path, _PLAINLY), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(f"'{path}' is no plain file")
    return file


def open_source(path: Path) -> BinaryIO:
    """Open a file that somebody adds; raises EvidenceRefused if it is no plain file to be read."""
    try:
        if other := unlike_a_file(path):
            raise EvidenceRefused(
                str(path), f"It is {other}.", "Name the file itself: a scan, a letter, a PDF."
            )
        return open_plainly(path)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> EvidenceRefused:
    """Return the refusal of a file that the system does not let us read."""
    said = f"It cannot be read: {error.strerror or error}."
    return EvidenceRefused(str(path), said, "Check its name, and that you may read it.")


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file from where it stands to its end, a piece at a time."""
    while piece := file.read(CHUNK):
        yield piece


def digest_of(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size of a plain file; raises OSError."""
    digest, size = sha256(), 0
    with open_plainly(path) as file:
        for piece in pieces(file):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size
