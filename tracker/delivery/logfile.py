"""A log file: each letter is one line of JSON, on the disk when it counts as delivered."""

import fcntl
import json
import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from events.policies import LogWay
from tracker.delivery.letters import Letter, Undelivered
from tracker.ledger.files import check_not_held


def append_line(letter: Letter, way: LogWay, *, at: datetime) -> None:
    """Append a letter to a file, written whole and down to the disk; raises Undelivered.

    A line that a crash cut off is closed first, so that it spoils no other; one that a full disk
    cut off is taken back. One writer at a time holds the file, or a line that another has half
    written would look cut off.
    """
    fields = {
        "key": letter.key,
        "at": at.isoformat(),
        "recipient": letter.recipient,
        "subject": letter.subject,
        **letter.data,
    }
    try:
        _append(Path(way.log), json.dumps(fields, ensure_ascii=False).encode() + b"\n")
    except OSError as error:
        why = (error.strerror or str(error)).rstrip(".")
        said = f"The log file '{way.log}' cannot be written: {why}."
        raise Undelivered(said, final=False) from error


def _append(path: Path, line: bytes) -> None:
    check_not_held(path)
    number = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError("it is not a file that keeps what is written")
        fcntl.flock(number, fcntl.LOCK_EX)  # given back when the file is closed
        size = os.fstat(number).st_size
        whole = not size or os.pread(number, 1, size - 1) == b"\n"
        data = line if whole else b"\n" + line
        _write_whole(number, data, size)
    finally:
        os.close(number)


def _write_whole(number: int, data: bytes, size: int) -> None:
    """Append to an open file of some size, or leave it as it was."""
    try:
        if os.write(number, data) < len(data):
            raise OSError("there is no room left for a whole line")
        os.fsync(number)
    except OSError:
        with suppress(OSError):
            os.ftruncate(number, size)
        raise
