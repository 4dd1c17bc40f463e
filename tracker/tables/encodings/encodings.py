"""The encoding of a text, decided by its bytes and by what is said of it; never guessed."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import partial
from typing import BinaryIO

from events.words import quoted
from tracker.tables.encodings.chinese import is_amid_letters, is_chinese
from tracker.tables.encodings.decoding import chunks, failures, text_in
from tracker.tables.encodings.encoding_names import MARKS, known_encoding, mark_of, marked_as_named
from tracker.tables.encodings.likeness import as_utf16, looks_like_utf8, mixes_alphabets
from tracker.tables.encodings.readings import lines_beyond_ascii, readings
from tracker.tables.errors import TableRefused

START = 4096

UNCERTAIN = "the encoding of the text cannot be told for certain."


def digest_of(binary: BinaryIO) -> str:
    """Return the SHA-256 of all bytes, in hexadecimal, and go back to the first."""
    digest = hashlib.sha256()
    for chunk in chunks(binary):
        digest.update(chunk)
    binary.seek(0)
    return digest.hexdigest()


def encoding_of(file: str, binary: BinaryIO, named: str | None) -> str:
    """Return the encoding in which all bytes are text; go to the first byte of the text.

    It is what a byte order mark tells, which `named` may not contradict, else what is named.
    Otherwise it is UTF-8 if all is valid UTF-8, and GB18030 if all is plainly Chinese in it.
    Raises TableRefused.
    """
    binary.seek(0)
    start = binary.read(START)
    mark = mark_of(start)
    told = _told(file, mark, named)
    if told is None:
        encoding = _found(file, binary, start)
    elif (place := failures(binary, [told])[told]) is None:
        encoding = told
    else:
        raise _not_text(file, {told: place})
    binary.seek(len(mark) if encoding == "gb18030" else 0)
    return encoding


def _told(file: str, mark: bytes, named: str | None) -> str | None:
    """Return the encoding that a mark or a name tells; None: neither does."""
    if named is None:
        return MARKS[mark][0] if mark else None
    known = known_encoding(file, named)
    if mark:
        return marked_as_named(file, mark, known)
    if known in ("utf-16", "utf-32"):
        raise TableRefused(
            file,
            f"the text has no byte order mark, which {known} begins with.",
            "Without it, which of two bytes comes first is not known.",
            f"Say --encoding {known}-le, as Windows writes it, or --encoding {known}-be.",
        )
    return known


def _found(file: str, binary: BinaryIO, start: bytes) -> str:
    """Return the encoding of a text without a mark, of which nothing is said."""
    if found := as_utf16(start):
        raise _unmarked(file, *found)
    places = failures(binary, ["utf-8", "gb18030"])
    lines = partial(lines_beyond_ascii, binary)
    if places["utf-8"] is None:
        if places["gb18030"] is None and mixes_alphabets(lines()):
            raise _doubtful(file, binary, lines(), "In UTF-8 it would mix alphabets within a word")
        return "utf-8"
    if looks_like_utf8(binary):
        raise _damaged(file, places["utf-8"])
    if places["gb18030"] is not None or not is_chinese(map(_in_gb18030, lines())):
        why = f"{_not_in(places)}, and it is not plainly Chinese"
        raise _doubtful(file, binary, lines(), why)
    for line in lines():
        if is_amid_letters(_in_gb18030(line)):
            why = f"{_not_in(places)}; in GB18030 a rare character would stand among Latin letters"
            raise _doubtful(file, binary, [line], why)
    return "gb18030"


def _in_gb18030(line: bytes) -> str:
    return text_in(line, "gb18030")


def _unmarked(file: str, encoding: str, text: str) -> TableRefused:
    return TableRefused(
        file,
        UNCERTAIN,
        f"It looks like UTF-16 without a byte order mark, and would begin {quoted(text)}.",
        f"If that reads right, say --encoding {encoding}, or export the file again in UTF-8.",
    )


def _damaged(file: str, place: int) -> TableRefused:
    return TableRefused(
        file,
        UNCERTAIN,
        f"It looks like UTF-8, but byte {place:,} (counted from 1) is not.",
        "Export the file again in UTF-8, or say its encoding with --encoding.",
    )


def _doubtful(file: str, binary: BinaryIO, lines: Iterable[bytes], why: str) -> TableRefused:
    """Tell in which encodings all bytes are text, and how some lines read in each."""
    found = readings(binary, lines)
    read = "; ".join(f"{name}: {', '.join(map(quoted, cells))}" for name, cells in found.items())
    example = next(iter(found), "cp1252")
    return TableRefused(
        file,
        UNCERTAIN,
        f"{why}. It fits {read or 'no encoding in which all of it can be shown'}.",
        f"Name the one that reads right, such as --encoding {example}, or export the file again "
        "in UTF-8.",
    )


def _not_text(file: str, places: Mapping[str, int | None]) -> TableRefused:
    return TableRefused(
        file,
        "this is not text in an encoding that is known here.",
        f"{_not_in(places)}.",
        "Export it again in UTF-8, or name its encoding with --encoding.",
    )


def _not_in(places: Mapping[str, int | None]) -> str:
    """Tell where bytes are no text in the encodings in which they were tried."""
    said = [f"byte {at:,} is not {name.upper()}" for name, at in places.items() if at is not None]
    return f"Counted from 1, {'; '.join(said)}"
