"""Signs that a text was read in a wrong encoding before it came here, or cannot be read at all."""

import re
import unicodedata

from events.words import quoted

_REPLACED = re.compile("\ufffd|锟斤拷")
_IDEOGRAPHS = range(0x20000, 0x40000)
"""Planes for Chinese characters, of which later versions of Unicode assign more."""

_SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_TRIPLE = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")
_ASCII = bytes(range(128))


def damage_in(name: str) -> str | None:
    """Return what of a name shows that it is damaged, and what to do; None: nothing.

    >>> damage_in("é˜²å¢™")
    "it is '防墙' in UTF-8 that another program read in cp1252; export it again"
    >>> damage_in("浜у搧鍚嶇О")
    "it is '产品名称' in UTF-8 that another program read in GB18030; export it again"
    >>> damage_in("CAFÉ®"), damage_in("防火墙（虚构）𠮷")
    (None, None)
    """
    if name.isascii():
        return None
    if replaced := _REPLACED.search(name):
        return f"{quoted(replaced[0])} stands for what some program could not read; write what was"
    if found := next(filter(_means_nothing, name), None):
        return f"U+{ord(found):04X} in it has no meaning that everybody knows; write another sign"
    for encoding in ("cp1252", "GB18030"):
        if (meant := _misread(name, encoding)) is not None:
            return (
                f"it is {quoted(meant)} in UTF-8 that another program read in {encoding}; export "
                "it again"
            )
    return None


def _means_nothing(character: str) -> bool:
    """Tell whether a character is of private use, unassigned, or none."""
    category = unicodedata.category(character)
    return category == "Co" or (category == "Cn" and not _may_be_assigned(ord(character)))


def _may_be_assigned(code: int) -> bool:
    return code in _IDEOGRAPHS and code & 0xFFFE != 0xFFFE


def _misread(name: str, encoding: str) -> str | None:
    """Return what a name was in UTF-8 if its bytes in an encoding are such, or nearly."""
    try:
        data = name.encode(encoding)
    except UnicodeEncodeError:
        return None
    high = len(data.translate(None, _ASCII))
    found = (_TRIPLE if encoding == "GB18030" else _SEQUENCE).findall(data)
    whole = sum(map(len, found)) == high and (len(found) > 1 or found[0][0] == 0xC3)
    triples = _TRIPLE.findall(data)
    nearly = 3 * len(triples) + 2 >= high and len(triples) > 1
    return data.decode(errors="replace") if found and (whole or nearly) else None
