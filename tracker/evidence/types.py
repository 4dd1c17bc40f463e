"""What a file is, told by its content; its name has no say in it."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from events.remarks import MediaType
from tracker.evidence.office import office

CHUNK = 1 << 20

SIGNATURES: tuple[tuple[bytes, MediaType], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)

SUFFIXES: dict[MediaType, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/gif": (".gif",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/tiff": (".tif", ".tiff"),
    "image/webp": (".webp",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "text/plain": (".txt", ".csv", ".tsv", ".md", ".log", ".json", ".eml", ".text"),
}
"""What the names of such files end with, the usual ending first."""

ALLOWED = "PDF, PNG, JPEG, TIFF, GIF, WebP, docx, xlsx, pptx without macros, and plain UTF-8 text"

_ACTIVE_TEXT = (
    ("#!", "a script"),
    ("<", "HTML, SVG or other markup, which may carry scripts"),
    ("{\\rtf", "RTF, which may carry other files"),
    ("%!", "PostScript, which is a program"),
)

_STRANGERS = (
    (b"\x7fELF", "a program for Linux (ELF)"),
    (b"MZ", "a program for Windows"),
    (b"\xfe\xed\xfa\xce", "a program for macOS (Mach-O)"),
    (b"\xfe\xed\xfa\xcf", "a program for macOS (Mach-O)"),
    (b"\xce\xfa\xed\xfe", "a program for macOS (Mach-O)"),
    (b"\xcf\xfa\xed\xfe", "a program for macOS (Mach-O)"),
    (b"\xca\xfe\xba\xbe", "a program for macOS or Java"),
    (b"\x00asm", "a WebAssembly program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "a Windows shortcut"),
    (b"#!", "a script"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file, which may carry macros"),
    (b"PK", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BM", "a BMP image"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
)

_LIVE_PDF = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile")


@dataclass(frozen=True, slots=True)
class Looks:
    """What a file is by its content, or else what it seems to be; and what is to be said of it."""

    media_type: MediaType | None
    seems: str = ""
    remarks: tuple[str, ...] = ()


def look(file: BinaryIO) -> Looks:
    """Return what a file is; one that is not on the list of what is allowed gets no type."""
    file.seek(0)
    head = file.read(64)
    if head.startswith(b"PK\x03\x04"):
        return Looks(*office(file))
    for signature, media_type in SIGNATURES:
        if head.startswith(signature):
            return Looks(media_type, remarks=tuple(_live(file, media_type)))
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Looks("image/webp")
    if (start := _text(file)) is not None:
        said = next((said for sign, said in _ACTIVE_TEXT if start.startswith(sign)), "")
        return Looks(None, said) if said else Looks("text/plain")
    said = next((said for sign, said in _STRANGERS if head.startswith(sign)), "")
    return Looks(None, said or "nothing that is known here (text must be UTF-8)")


def misnamed(name: str, media_type: MediaType) -> str | None:
    """Return a remark if the ending of a file's name says something else than its content."""
    suffix = PurePath(name).suffix.lower()
    if not suffix or suffix in SUFFIXES[media_type]:
        return None
    return f"'{name}' is {media_type} by its content, whatever '{suffix}' says."


def _text(file: BinaryIO) -> str | None:
    """Return the first visible characters of a text, or None if the file is no plain text."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("strict")
    start = ""
    try:
        for chunk in _chunks(file):
            part = decoder.decode(chunk)
            if any(ord(sign) < 32 and sign not in "\t\n\f\r" for sign in part) or "\x7f" in part:
                return None
            start = start or part.lstrip()[:64]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return start


def _live(file: BinaryIO, media_type: MediaType) -> Iterator[str]:
    """Yield a remark on what a PDF might do when it is opened, as far as that stands in clear."""
    if media_type != "application/pdf":
        return
    found, tail = set(), b""
    for chunk in _chunks(file):
        seen = tail + chunk
        found |= {word for word in _LIVE_PDF if word in seen}
        tail = seen[-len(max(_LIVE_PDF, key=len)) :]
    if found:
        words = ", ".join(word.decode() for word in sorted(found))
        yield f"The PDF names {words}: a reader may run or unpack something when it is opened."


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
