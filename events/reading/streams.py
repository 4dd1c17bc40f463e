"""Streams of bytes read with a limit, so that no file can fill the memory."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from events.reading.forms import HEAD, Form, form_of_text
from events.reading.problems import Problem, UnreadableError
from events.reading.sayings import say

MAX_LINE = 8 * 1024 * 1024
MAX_DOCUMENT = 64 * 1024 * 1024


def whole(stream: BinaryIO, *, file: str) -> bytes:
    """Return all bytes of a document; raises UnreadableError if it is too large."""
    data = _read(stream, MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        too_large = say("document_too_large", most=_mebibytes(MAX_DOCUMENT))
        raise UnreadableError(Problem(file, 1, 1, "", too_large))
    return data


def lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a stream, and None in place of each that is longer than allowed."""
    while line := stream.readline(MAX_LINE + 1):
        if len(line) <= MAX_LINE or line.endswith(b"\n"):
            yield line
        else:
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None


def overlong(file: str, line: int) -> Problem:
    """Return the problem of a line for which `lines` gave None."""
    return Problem(file, line, 1, "", say("line_too_long", most=_mebibytes(MAX_LINE)))


def sniff(stream: BinaryIO) -> tuple[Form, BinaryIO]:
    """Return the form of a stream by its beginning, and a stream that still has the beginning."""
    head = _read(stream, HEAD)
    return form_of_text(head), io.BufferedReader(_Joined(head, stream))


def _read(stream: BinaryIO, most: int) -> bytes:
    data = io.BytesIO()
    while more := stream.read(most - data.tell()):
        data.write(more)
    return data.getvalue()


def _mebibytes(count: int) -> str:
    return f"{count // 1024 // 1024} MiB"


class _Joined(io.RawIOBase):
    """Some bytes, then what is left of a stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer)) or b""
        buffer[: len(data)] = data
        return len(data)
