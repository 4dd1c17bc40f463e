"""The encoding of a text, decided by its bytes alone, and the digest of these."""

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, TextIO

from tracker.spreadsheets.errors import TableRefused

CHUNK = 64 * 1024
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""The longer marks first: that of UTF-32 begins with that of UTF-16."""

ASCII = bytes(range(128))
PAIR = re.compile(rb"[\x81-\xfe][\x80-\xfe]")
"""Two high bytes in a row, of which Chinese text is full and Western single bytes are seldom."""
TRIPLE = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")
"""A Chinese character in UTF-8; in GB18030 about one character in a hundred looks so."""


def digest_of(binary: BinaryIO) -> str:
    """Return the SHA-256 of all bytes, in hexadecimal, and go back to the first."""
    digest = hashlib.sha256()
    for chunk in _chunks(binary):
        digest.update(chunk)
    binary.seek(0)
    return digest.hexdigest()


def encoding_of(file: str, binary: BinaryIO, named: str | None) -> str:
    """Return the encoding in which all bytes are text; go back to the first byte.

    `named` is taken if all bytes are text in it. Otherwise a byte order mark tells; without one it
    is UTF-8 if all is valid UTF-8, else GB18030 if all is valid GB18030. Raises TableRefused.
    """
    if named is not None:
        tried = [_Trial(_known(file, named))]
    else:
        start = binary.read(4)
        binary.seek(0)
        marked = [name for mark, name in MARKS.items() if start.startswith(mark)]
        tried = [_Trial(name) for name in marked[:1] or ["utf-8", "gb18030"]]
    for chunk in _chunks(binary):
        for trial in tried:
            trial.feed(chunk)
    for trial in tried:
        trial.feed(b"", final=True)
    good = [trial.name for trial in tried if trial.failed is None]
    if not good:
        raise _not_text(file, tried)
    if good[0] == "gb18030" and named is None:
        _refuse_doubtful(file, binary, tried[0])
    binary.seek(0)
    return good[0]


def _refuse_doubtful(file: str, binary: BinaryIO, utf8: "_Trial") -> None:
    """Refuse what is valid GB18030 by accident: damaged UTF-8, and Western text."""
    binary.seek(0)
    high = pairs = triples = 0
    for chunk in _chunks(binary):
        high += len(chunk.translate(None, ASCII))
        pairs += len(PAIR.findall(chunk))
        triples += len(TRIPLE.findall(chunk))
    if 2 * 3 * triples >= high:
        why = f"It looks like UTF-8, but byte {utf8.failed:,} (counted from 1) is not."
    elif not pairs:
        why = "It is not UTF-8; what is beyond ASCII may be Chinese (GB18030) or Western letters."
    else:
        return
    raise TableRefused(
        file,
        "the encoding of the text cannot be told for certain.",
        why,
        "Export the file again in UTF-8, or say its encoding with --encoding, such as --encoding "
        "gb18030 or --encoding cp1252.",
    )


def text_of(binary: BinaryIO, encoding: str) -> TextIO:
    """Return the text of bytes, read bit by bit, its ends of lines left as they are."""
    return io.TextIOWrapper(binary, encoding=encoding, errors="strict", newline="")


def _known(file: str, named: str) -> str:
    try:
        b"a".decode(named)
    except (LookupError, ValueError):
        raise TableRefused(
            file,
            f"there is no encoding '{named}'.",
            "Encodings go by names such as utf-8, gb18030, big5 or cp1252.",
            "Name another with --encoding, or leave it out.",
        ) from None
    return named


def _chunks(binary: BinaryIO) -> Iterator[bytes]:
    while chunk := binary.read(CHUNK):
        yield chunk


@dataclass
class _Trial:
    """An encoding that bytes are tried in; `failed` is the place of the first that is none."""

    name: str
    failed: int | None = None
    _seen: int = 0
    _decoder: codecs.IncrementalDecoder = field(init=False)

    def __post_init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder(self.name)("strict")

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        if self.failed is not None:
            return
        pending = len(self._decoder.getstate()[0])
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            self.failed = self._seen - pending + error.start + 1
        self._seen += len(chunk)


def _not_text(file: str, tried: list[_Trial]) -> TableRefused:
    said = "; ".join(f"byte {trial.failed:,} is not {trial.name.upper()}" for trial in tried)
    return TableRefused(
        file,
        "this is not text in an encoding that is known here.",
        f"Counted from 1, {said}.",
        "Export it again in UTF-8, or name its encoding with --encoding.",
    )
