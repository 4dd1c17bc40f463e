"""Messages as lines of JSON at the end of a file, for what reads along."""

import json
import os
from datetime import datetime

from events.policies import LogWay
from tracker.delivery.letters import Letter, Undelivered


def append_line(letter: Letter, way: LogWay, *, at: datetime) -> None:
    """Append a message as one line, written at once; raises Undelivered, not final.

    If somebody died in the middle of the line before, that one is ended first.
    """
    line = json.dumps(
        {
            "key": letter.key,
            "at": at.isoformat(timespec="seconds"),
            "subject": letter.subject,
            **letter.data,
        },
        ensure_ascii=False,
    ).encode()
    try:
        file = os.open(way.log, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            gap = b"" if _ends_whole(file) else b"\n"
            os.write(file, gap + line + b"\n")
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as error:
        reason = f"The log '{way.log}' cannot be written: {error.strerror}."
        raise Undelivered(reason, final=False) from error


def _ends_whole(file: int) -> bool:
    size = os.lseek(file, 0, os.SEEK_END)
    return size == 0 or os.pread(file, 1, size - 1) == b"\n"
