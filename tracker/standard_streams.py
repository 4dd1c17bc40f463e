"""What is printed comes out as far as it can, and never decides how the work ends.

A sign that the terminal's encoding lacks is written as an escape. What nobody reads any more, as
behind `| head`, is dropped, and the work goes on to its end. What cannot be written for another
reason, such as a full disk, is told at the end, when it is known how the work itself ended.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any, TextIO


class Outlet(FileIO):
    """Standard output or standard error; `failure` says why what is written is not whole."""

    failure: OSError | None = None
    is_closed_beyond = False

    def write(self, data: Any) -> int:
        """Write, or drop what cannot be written."""
        try:
            if self.failure is None and not self.is_closed_beyond:
                return super().write(data)
        except BrokenPipeError:
            self.is_closed_beyond = True
        except OSError as error:
            self.failure = error
        return len(data)


@contextmanager
def standard_streams() -> Iterator[None]:
    """Let what runs inside print whatever it has to say; it ends with SystemExit.

    The code of that stays what it is, unless 0 and something could not be written: then it is 1.
    """
    _open_what_is_closed()
    sys.stdin = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115 - it stays open
    sys.stdout, sys.stderr = _text(1, sys.stdout), _text(2, sys.stderr)
    try:
        yield
    except SystemExit as ending:
        if failure := lost(sys.stdout) or lost(sys.stderr):
            print(_told(failure, ending.code), file=sys.stderr, flush=True)
            raise SystemExit(ending.code or 1) from None
        raise


def lost(stream: TextIO) -> OSError | None:
    """Write what a stream holds back; return why not all came through, or None if it did."""
    stream.flush()
    outlet = getattr(stream.buffer, "raw", None)
    return outlet.failure if isinstance(outlet, Outlet) else None


def _open_what_is_closed() -> None:
    """Let standard streams that are closed lead nowhere, lest another file take their place."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)


def _text(descriptor: int, stream: TextIO | None) -> TextIO:
    return TextIOWrapper(
        BufferedWriter(Outlet(descriptor, "w", closefd=False)),
        encoding=stream.encoding if stream else "utf-8",
        errors="backslashreplace",
        line_buffering=True,
    )


def _told(failure: OSError, code: object) -> str:
    ended = f"The command ended with code {code}" if code else "The work was done"
    return (
        f"Error: Not all that was to be printed could be written: {failure.strerror}. {ended}. "
        "Make room, or print elsewhere, and ask again for what is missing."
    )
