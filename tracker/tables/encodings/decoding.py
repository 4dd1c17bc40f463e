"""Bytes as text in an encoding that is named, and the first byte that is none."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import BinaryIO

CHUNK = 64 * 1024
EURO = "tracker.euro"


def _euro(error: UnicodeError) -> tuple[str, int]:
    """Read the byte 0x80, which is no GB18030, as the euro sign that Chinese Windows writes so."""
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == 0x80:
        return "€", error.start + 1
    raise error


codecs.register_error(EURO, _euro)


def chunks(binary: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of a file from where it is."""
    while chunk := binary.read(CHUNK):
        yield chunk


def text_of(binary: BinaryIO, encoding: str) -> TextIOWrapper:
    """Return the text of bytes, read bit by bit, its ends of lines left as they are."""
    return TextIOWrapper(binary, encoding, _errors(encoding), newline="")


def text_in(line: bytes, encoding: str) -> str:
    """Return the text of a line, without a character that is cut at its end."""
    return codecs.getincrementaldecoder(encoding)(_errors(encoding)).decode(line)


def failures(binary: BinaryIO, encodings: Iterable[str]) -> dict[str, int | None]:
    """Return, for each encoding, the place of the first byte that is no text in it; None: all are.

    Places count from 1.
    """
    tried = [_Trial(encoding) for encoding in encodings]
    binary.seek(0)
    for chunk in chunks(binary):
        for trial in tried:
            trial.feed(chunk)
    for trial in tried:
        trial.feed(b"", final=True)
    return {trial.name: trial.failed for trial in tried}


def _errors(encoding: str) -> str:
    return EURO if encoding == "gb18030" else "strict"


@dataclass
class _Trial:
    """An encoding that bytes are tried in; `failed` is the place of the first that is none."""

    name: str
    failed: int | None = None
    _seen: int = 0
    _decoder: codecs.IncrementalDecoder = field(init=False)

    def __post_init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder(self.name)(_errors(self.name))

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        if self.failed is not None:
            return
        pending = len(self._decoder.getstate()[0])
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            self.failed = self._seen - pending + error.start + 1
        self._seen += len(chunk)
