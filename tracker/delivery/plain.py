"""A sheet as plain text, easily read in any mail program."""

import re
from collections.abc import Iterator

import wcwidth

from tracker.delivery.sheets import Entry, Sheet
from tracker.show.pages.text import CHINESE, plainly


def plain_text(sheet: Sheet) -> str:
    """Return a sheet as text: blank lines between its parts, addresses and commands unbroken."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    colon = sheet.phrases.colon
    yield wrapped(sheet.subject)
    for group in sheet.groups:
        if not sheet.single:
            yield from _heading(group.day)
        for entry in group.entries:
            yield from _entry(entry, sheet)
    if sheet.retractions and not sheet.single:
        yield from _heading(sheet.phrases.no_longer)
    for retraction in sheet.retractions:
        yield ""
        yield wrapped(retraction.text)
        yield from (f"{label}{colon}{address}" for label, address in retraction.links)
    yield ""
    yield "-" * WIDTH
    yield wrapped(sheet.foot)


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield ""
    yield wrapped(text)
    yield "=" * WIDTH


def _entry(entry: Entry, sheet: Sheet) -> Iterator[str]:
    phrases, words = sheet.phrases, entry.words
    colon = phrases.colon
    if not sheet.single:
        yield ""
        yield wrapped(f"* {entry.mark}{words.headline}", rest="  ")
    yield ""
    yield wrapped(words.change)
    yield ""
    yield f"{phrases.todo}{colon}".rstrip()
    yield wrapped(words.todo, "  ", "  ")
    yield ""
    yield f"{phrases.why}{colon}".rstrip()
    yield from (wrapped(ground, "- ", "  ") for ground in words.ground)
    yield ""
    yield from (wrapped(note) for note in entry.notes)
    yield from (f"{label}{colon}{address}" for label, address in entry.links)
    if entry.command:
        yield f"{phrases.acknowledge_by}{colon}{entry.command}"
    yield f"{phrases.more}{colon}{words.more}"


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
    return "\n".join(_lines_of(plainly(text), first, rest))


def _lines_of(text: str, first: str, rest: str) -> Iterator[str]:
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
