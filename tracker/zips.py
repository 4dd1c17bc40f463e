"""ZIP archives opened with care: the list of their parts is read only if it can be held."""

import zipfile
import zlib
from os import SEEK_SET
from typing import IO

MOST_OF_A_DIRECTORY = 4 * 1024**2
"""Bytes of the list of parts; ten thousand parts with long names have as many."""

LOCAL_HEADER = 30
"""Bytes that stand before each part, at least."""

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
"""What opening and reading an archive that is damaged make Python raise; RuntimeError beside."""


def opened_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """Open an archive, of which nothing is inflated yet; raises one of DAMAGED."""
    return zipfile.ZipFile(_Sparing(file))


def overlap(parts: list[zipfile.ZipInfo], size: int) -> bool:
    """Tell whether parts of an archive of some size share its bytes, or lie outside of it."""
    ends = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < ends:
            return True
        ends = part.header_offset + LOCAL_HEADER + part.compress_size
    return ends > size


class _Sparing:
    """A file of which no large piece is read at once, as the list of all parts would be."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size > MOST_OF_A_DIRECTORY:
            raise zipfile.BadZipFile(f"its list of parts has {size:,} bytes")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return self._file.seekable()
