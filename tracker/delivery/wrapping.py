"""Lines of a text that are easily read, in English and in Chinese."""

import re
from collections.abc import Iterator

import wcwidth

from tracker.show.pages.text import CHINESE, plainly

WIDTH = 72
_WIDE = CHINESE.pattern.removesuffix("+")
_CLOSING = "，。：；、！？）］》〉」』”’"
_OPENING = "（［《〈「『“‘"
_PIECES = re.compile(
    rf"(?P<gap>\s*)(?P<piece>[{_OPENING}]*(?:(?![{_CLOSING}]){_WIDE}|(?:(?!{_WIDE})\S)+)?"
    rf"[{_CLOSING}]*)"
)


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Return a text in lines of 72 columns, Chinese counted double, after `first` and `rest`.

    Only what has no blank and no Chinese in it can make a line longer: an address or a name.

    >>> print(wrapped("a " * 40, "- ", "  "))
    - a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a
      a a a a a
    """
    return "\n".join(_lines(plainly(text), first, rest))


def _lines(text: str, first: str, rest: str) -> Iterator[str]:
    line, empty = first, True
    for found in _PIECES.finditer(text):
        gap, piece = found["gap"] and " ", found["piece"]
        if not piece:
            continue
        if not empty and wcwidth.width(line + gap + piece) > WIDTH:
            yield line
            line, empty = rest, True
        line += piece if empty else gap + piece
        empty = False
    yield line
