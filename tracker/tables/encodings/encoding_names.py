"""The encodings of text that files can be read by, and the marks by which some tell themselves."""

import codecs

from events.words import listed, quoted
from tracker.tables.errors import TableRefused

UNICODE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
CHINESE = ("gb18030", "big5", "big5hkscs", "cp950")
JAPANESE_AND_KOREAN = ("shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949", "johab")
WINDOWS = ("cp874", *(f"cp{number}" for number in range(1250, 1259)))
ISO = tuple(f"iso8859-{part}" for part in range(1, 17) if part != 12)
OTHERS = ("ascii", "cp437", "cp850", "cp852", "cp866", "koi8-r", "koi8-u", "mac-roman", "tis-620")
KNOWN = frozenset((*UNICODE, *CHINESE, *JAPANESE_AND_KOREAN, *WINDOWS, *ISO, *OTHERS))

SAME = {"gbk": "gb18030", "gb2312": "gb18030", "utf-8-sig": "utf-8"}
"""Encodings that are read as another, of which they are a part."""

MARKS = {
    codecs.BOM_UTF8: ("utf-8-sig", "utf-8"),
    codecs.BOM_UTF32_LE: ("utf-32", "utf-32-le"),
    codecs.BOM_UTF32_BE: ("utf-32", "utf-32-be"),
    codecs.BOM_UTF16_LE: ("utf-16", "utf-16-le"),
    codecs.BOM_UTF16_BE: ("utf-16", "utf-16-be"),
    b"\x84\x31\x95\x33": ("gb18030",),
}
"""Byte order marks, each with the encoding that it is read by and others by which it may be named.

The longer stand first: that of UTF-32 begins with that of UTF-16.
"""


def mark_of(start: bytes) -> bytes:
    """Return the byte order mark with which bytes begin; none: no bytes."""
    return next((mark for mark in MARKS if start.startswith(mark)), b"")


def known_encoding(file: str, named: str) -> str:
    """Return the encoding that a name means; raises TableRefused for one that is not known here."""
    try:
        name = codecs.lookup(named).name
    except (LookupError, ValueError):
        name = ""
    name = SAME.get(name, name)
    if name in KNOWN:
        return name
    raise TableRefused(
        file,
        f"there is no encoding {quoted(named)} for tables.",
        f"Known are {listed((*UNICODE, *CHINESE, *JAPANESE_AND_KOREAN), 'and')}; for Western, "
        "Cyrillic and other letters cp1250 to cp1258, cp437, cp850, cp852, cp866, iso8859-1 to "
        "iso8859-16, koi8-r, koi8-u, mac-roman and tis-620.",
        "Name one of them with --encoding, or leave it out.",
    )


def marked_as_named(file: str, mark: bytes, named: str) -> str:
    """Return the encoding of a marked text that is said to be in one; raises TableRefused."""
    if named in MARKS[mark]:
        return MARKS[mark][0]
    told = MARKS[mark][0].removesuffix("-sig")
    raise TableRefused(
        file,
        f"this is {told.upper()}, and not {named}.",
        f"It begins with the byte order mark of {told.upper()} ({mark.hex(' ').upper()}).",
        "Leave --encoding out.",
    )
