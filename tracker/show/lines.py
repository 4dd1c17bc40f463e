"""Texts in lines, where Chinese takes two columns a sign and has its own rules of breaking."""

import re
from collections.abc import Callable, Iterator

import wcwidth

from tracker.show.pages.text import CHINESE

_WIDE = CHINESE.pattern.removesuffix("+")
_CLOSING = "，。：；、！？）］》〉」』”’"
_OPENING = "（［《〈「『“‘"
_PIECES = re.compile(
    rf"(?P<gap>\s*)(?P<piece>[{_OPENING}]*(?:(?![{_CLOSING}]){_WIDE}|(?:(?!{_WIDE})\S)+)?"
    rf"[{_CLOSING}]*)"
)


def lines(
    text: str,
    width: float,
    first: str = "",
    rest: str = "",
    *,
    measure: Callable[[str], float] = wcwidth.width,
) -> Iterator[str]:
    """Yield the lines of a text, none wider than `width`, after `first` and `rest`.

    Widths are columns, unless `measure` has it otherwise.

    No line begins with a closing mark or ends with an opening one. Only what has no blank and no
    Chinese in it can make a line wider: an address or a name.

    >>> list(lines("a " * 12, 20, "- ", "  "))
    ['- a a a a a a a a a', '  a a a']
    >>> list(lines("证照 CERT-1（编号 INV-1），有效。", 16))
    ['证照 CERT-1（编', '号 INV-1），有', '效。']
    """
    line, used, empty = first, measure(first), True
    for found in _PIECES.finditer(text):
        gap, piece = found["gap"] and " ", found["piece"]
        if not piece:
            continue
        if not empty and used + measure(gap + piece) > width:
            yield line
            line, used, empty = rest, measure(rest), True
        piece = piece if empty else gap + piece
        line, used, empty = line + piece, used + measure(piece), False
    yield line
