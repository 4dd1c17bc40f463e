"""What a file is, by its first bytes, or by the first characters of its text."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from io import SEEK_SET, BufferedReader, FileIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tracker.file_names import as_text, is_text
from tracker.ledger.files import check_not_held
from tracker.tables.encodings.encoding_names import MARKS, known_encoding, mark_of
from tracker.tables.errors import TableRefused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Content(Enum):
    """The contents in which a table can be."""

    ARCHIVE = auto()
    JSON = auto()
    TEXT = auto()


START = 4096
BUFFERED = 64 * 1024
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
OTHERS = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "an image (PNG)",
    b"\xff\xd8\xff": "an image (JPEG)",
    b"GIF8": "an image (GIF)",
    b"BM": "an image (BMP)",
    b"II*\0": "an image (TIFF)",
    b"MM\0*": "an image (TIFF)",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"7z\xbc\xaf": "an archive (7z)",
    b"Rar!": "an archive (RAR)",
    b"SQLite format 3\0": "a database (SQLite)",
    **dict.fromkeys(
        (b"\t\0\4\0", b"\t\2\6\0", b"\t\4\6\0", b"\t\x08\x08\0", b"\t\x08\x10\0"),
        "a workbook of an old Excel (.xls)",
    ),
}
OTHER_TEXTS = {
    "{\\rtf": "a text document (RTF)",
    "<": "an HTML or XML document",
    "MIME-Version:": "a web page in one file (MHTML)",
    "ID;PWXL": "a table in SYLK",
    "ID;PCALC": "a table in SYLK",
}
CYCLONEDX_XML = "http://cyclonedx.org/schema/bom"
SAVE_AS = "Save the table as an Excel workbook (.xlsx) or as CSV in UTF-8, and try again."


@contextmanager
def opened_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be read; raises TableRefused where there is none that can be.

    So does every reading of it on which the system gives up.
    """
    file = str(path)
    if not is_text(path.name):
        raise TableRefused(
            as_text(file),
            "the name of the file is not in UTF-8.",
            "No fact could say from which file it comes.",
            "Rename the file.",
        )
    with _failures_told(file):
        if not stat.S_ISREG(path.stat().st_mode):
            raise TableRefused(
                file,
                "this is a directory." if path.is_dir() else "this is not a file.",
                "A table is read from a single file.",
                "Name the file.",
            )
        check_not_held(path)
        raw = path.open("rb", buffering=0)
    with raw, BufferedReader(_Told(file, raw), BUFFERED) as binary:
        yield binary


class _Told(RawIOBase):
    """A file that tells in a sentence when it cannot be read on."""

    def __init__(self, file: str, raw: FileIO) -> None:
        self._file = file
        self._raw = raw

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        return self._raw.seek(offset, whence)

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        with _failures_told(self._file):
            return self._raw.readinto(buffer)


def content_of(file: str, binary: BinaryIO, encoding: str | None = None) -> Content:
    """Return what a file holds, and go back to its first byte; raises TableRefused for the rest.

    Of a text its first characters tell, in the encoding of its byte order mark, or that named.
    """
    start = binary.read(START)
    binary.seek(0)
    if not start:
        raise TableRefused(file, "the file is empty.", "There is nothing to read.", "Get it again.")
    if start.startswith(OLE):
        raise _of_microsoft(file, binary)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Content.ARCHIVE
    for mark, what in OTHERS.items():
        if start.startswith(mark) and (mark != b"BM" or b"\0" in start):
            raise _of_another_kind(file, what)
    text = _beginning(file, start, encoding)
    if text.startswith("<") and CYCLONEDX_XML in text:
        raise TableRefused(
            file,
            "this is a CycloneDX inventory in XML.",
            "Inventories are read in JSON.",
            "Export the inventory as CycloneDX 1.6 in JSON, and try again.",
        )
    for beginning, what in OTHER_TEXTS.items():
        if text.startswith(beginning):
            raise _of_another_kind(file, what)
    return Content.JSON if text.startswith("{") else Content.TEXT


def _beginning(file: str, start: bytes, named: str | None) -> str:
    """Return the first characters of a text; in what tells no encoding, those of ASCII."""
    mark = mark_of(start)
    encoding = MARKS[mark][0] if mark else known_encoding(file, named) if named else "ascii"
    return start.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")


def _of_another_kind(file: str, what: str) -> TableRefused:
    return TableRefused(
        file,
        f"this is {what}.",
        "Tables are read from Excel workbooks (.xlsx), text (CSV) and CycloneDX (JSON).",
        SAVE_AS,
    )


def _of_microsoft(file: str, binary: BinaryIO) -> TableRefused:
    """Tell apart what Microsoft's older programs write: the name of a stream inside tells."""
    encrypted, old = (name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook"))
    found, last = {encrypted: False, old: False}, b""
    while chunk := binary.read(1024 * 1024):
        for name in found:
            found[name] = found[name] or name in last + chunk
        last = chunk[-64:]
    if found[encrypted]:
        return TableRefused(
            file,
            "the workbook is encrypted.",
            "It cannot be read without its password, for which nobody is asked here.",
            "Save a copy without a password (in Excel: File, Info, Protect Workbook).",
        )
    what = "a workbook of Excel 97-2003 (.xls)" if found[old] else "a document of an old program"
    return TableRefused(
        file, f"this is {what}.", "That format is not read here: much in it is uncertain.", SAVE_AS
    )


@contextmanager
def _failures_told(file: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(file: str, error: OSError) -> TableRefused:
    if isinstance(error, FileNotFoundError):
        what, why, advice = (
            "there is no such file.",
            "Nothing goes by that name.",
            "Check the name.",
        )
    elif isinstance(error, PermissionError):
        what, why, advice = (
            "the file may not be read.",
            "The system refuses it to you.",
            "Get the right to read it.",
        )
    else:
        what, why, advice = (
            "the file cannot be read.",
            f"The system says: {error.strerror or error}.",
            "Check the disk or the connection to it.",
        )
    return TableRefused(file, what, why, advice)
