"""What bytes look like, whether or not all of them are text in it."""

import re
import unicodedata
from collections.abc import Iterable
from typing import BinaryIO

from tracker.tables.encodings.decoding import chunks
from tracker.tables.encodings.readings import is_legible

ASCII = bytes(range(128))
TRIPLE = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")
"""A Chinese character in UTF-8; in GB18030 about one character in a hundred looks so."""

WORD = re.compile(r"[^\x00-\x7f]+")
FEW_WORDS = 20
"""More words than these are hardly ever all valid UTF-8 by accident."""


def looks_like_utf8(binary: BinaryIO) -> bool:
    """Return whether at least half of what is beyond ASCII is Chinese in UTF-8."""
    high = triples = 0
    binary.seek(0)
    for chunk in chunks(binary):
        high += len(chunk.translate(None, ASCII))
        triples += len(TRIPLE.findall(chunk))
    return 2 * 3 * triples >= high


def as_utf16(start: bytes) -> tuple[str, str] | None:
    """Return the encoding and the text of bytes with as many zeros as UTF-16 has, or None."""
    first, second = start[::2].count(0), start[1::2].count(0)
    most = max(first, second)
    if most < 2 or 32 * most < len(start) or 8 * min(first, second) > most:
        return None
    encoding = "utf-16-le" if second > first else "utf-16-be"
    text = start[: len(start) // 2 * 2].decode(encoding, "replace")
    return (encoding, text) if is_legible(text) else None


def mixes_alphabets(lines: Iterable[bytes]) -> bool:
    """Return whether one of a few words in UTF-8 has letters of several alphabets beyond ASCII.

    Two Chinese characters in GB18030 may be such a word, as 学习 is.
    """
    words: set[str] = set()
    for line in lines:
        words.update(WORD.findall(line.decode(errors="ignore")))
        if len(words) > FEW_WORDS:
            return False
    return any(len(_alphabets(word)) > 1 for word in words)


def _alphabets(word: str) -> set[str]:
    letters = (letter for letter in word if letter.isalpha() and "\u00c0" <= letter < "\u0800")
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
