"""ZIP archives opened with care: nothing is inflated before its sizes have been weighed."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import SEEK_END
from typing import BinaryIO

from tracker.tables.errors import TableRefused
from tracker.zips import DAMAGED, opened_zip, overlap

MOST_PARTS = 10_000
"""Parts of an archive; a workbook of a hundred sheets has a few hundred."""
MOST_BYTES = 1024**3
"""Bytes of all parts when inflated; a sheet filled to its last row with 15 columns has 0.7 GiB."""
MOST_BYTES_BESIDE = 64 * 1024**2
"""Bytes of a part other than sheets and texts, which is held in part."""
MOST_RATIO = 250
"""Inflated bytes for one byte of the archive; the same row over and over reaches about 100."""
RATIO_FROM = 16 * 1024**2
"""Parts smaller than this are read whatever their ratio."""
CHUNK = 8 * 1024
"""Bytes inflated at once: as few, because the rows in them may refer to long texts."""


@contextmanager
def opened_archive(file: str, binary: BinaryIO) -> Iterator["Archive"]:
    """Open an archive whose sizes are within bounds; raises TableRefused otherwise."""
    try:
        archive = opened_zip(binary)
    except DAMAGED as error:
        raise _damaged(file, str(error)) from error
    with archive:
        _weigh(file, archive, binary.seek(0, SEEK_END))
        yield Archive(file, archive)


class Archive:
    """The parts of a ZIP archive by their names, which differ in more than their case."""

    def __init__(self, file: str, archive: zipfile.ZipFile) -> None:
        self.file = file
        self._archive = archive
        self._parts = {_name(each): each for each in archive.infolist()}

    @property
    def names(self) -> list[str]:
        """The names of all parts, in small letters."""
        return list(self._parts)

    def chunks(self, name: str, *, most: int = MOST_BYTES) -> Iterator[bytes]:
        """Yield the inflated bytes of a part bit by bit; raises TableRefused on any damage.

        No more than the archive declares are inflated, and these were weighed.
        """
        part = self._parts.get(name.lower())
        if part is None:
            raise _damaged(self.file, f"there is no part '{name}'")
        if part.file_size > most:
            raise _damaged(self.file, f"the part '{name}' has more than {most:,} bytes")
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except (*DAMAGED, RuntimeError) as error:
            raise _damaged(self.file, str(error)) from error


def _name(part: zipfile.ZipInfo) -> str:
    """Return the name of a part in small letters, its folders parted as the format has it."""
    return part.filename.replace("\\", "/").removeprefix("/").lower()


def _weigh(file: str, archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise TableRefused(
            file,
            "the archive is protected by a password.",
            "Its parts cannot be read without it.",
            "Save it without a password and try again.",
        )
    if reason := _harm(parts):
        raise TableRefused(
            file,
            f"{reason}.",
            "Archives are made so to exhaust whoever opens them; nothing was inflated.",
            "Open it in a spreadsheet program, if you trust it, and save the sheet you need alone.",
        )
    if overlap(parts, size):
        raise _damaged(file, "parts of it overlap")
    if len({_name(part) for part in parts}) < len(parts):
        raise _damaged(file, "two parts have the same name")
    methods = {part.compress_type for part in parts} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if methods:
        raise _damaged(file, f"parts are compressed by method {min(methods)}, unknown to workbooks")


def _harm(parts: list[zipfile.ZipInfo]) -> str | None:
    inflated = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        return f"it has {len(parts):,} parts, more than {MOST_PARTS:,}"
    if inflated > MOST_BYTES:
        return f"it inflates to {inflated:,} bytes, more than {MOST_BYTES:,}"
    for part in parts:
        if part.file_size > max(RATIO_FROM, MOST_RATIO * part.compress_size):
            return (
                f"its part '{part.filename}' inflates from {part.compress_size:,} bytes to "
                f"{part.file_size:,}, more than {MOST_RATIO} to 1"
            )
    return None


def _damaged(file: str, reason: str) -> TableRefused:
    return TableRefused(
        file,
        "the workbook is damaged, or not whole.",
        f"Found: {reason}.",
        "Get it again, or open it in a spreadsheet program and save it anew.",
    )
