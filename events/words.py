"""How problems speak: values quoted so that they fit one line, and the nearest right word."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Protocol

_LONGEST_QUOTE = 60
_NEAR_ENOUGH = 0.65
_LISTED = 60
"""So many right words are named."""


def printable(text: str) -> str:
    """Return the text on one line: line ends, control and invisible characters are written out."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else ascii(char)[1:-1].replace("\\\\", "\\") for char in text
    )


def quoted(text: str) -> str:
    """Return the text in single quotes, printable, cut short when it is long.

    >>> quoted("license_isued")
    "'license_isued'"
    """
    short = shortened(text)
    mark = '"' if "'" in short and '"' not in short else "'"
    return f"{mark}{short}{mark}"


def shortened(text: str) -> str:
    """Return the text printable, cut short when it is long."""
    if len(text) > _LONGEST_QUOTE:
        text = text[: _LONGEST_QUOTE - 1] + "…"
    return printable(text)


def listed(words: Iterable[str], last: str = "or") -> str:
    """Return the words as a sentence lists them.

    >>> listed(["one", "two", "three"])
    'one, two or three'
    """
    *head, tail = words
    return f"{', '.join(head)} {last} {tail}" if head else tail


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "fact"), counted(2, "fact"), counted(0, "entry", "entries")
    ('1 fact', '2 facts', '0 entries')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def nearest(word: str, right: Sequence[str]) -> str | None:
    """Return the right word that somebody who wrote `word` most likely meant, or None.

    Case, blanks and hyphens do not count: 'License Issued' is near 'license_issued'. The same
    letters in another order are nearest.

    >>> nearest("=>", [">", ">="])
    '>='
    """
    plain = {_plainly(candidate): candidate for candidate in reversed(right)}
    for candidate in plain:
        if sorted(candidate) == sorted(_plainly(word[:200])):
            return plain[candidate]
    found = get_close_matches(_plainly(word[:200]), list(plain), n=1, cutoff=_NEAR_ENOUGH)
    return plain[found[0]] if found else None


def did_you_mean(word: str, right: Sequence[str], otherwise: str, last: str = "or") -> str:
    """Return the end of a sentence: a question that names the nearest word, or all of them."""
    if match := nearest(word, right):
        return f". Did you mean {quoted(match)}?"
    if not right:
        return ""
    further = len(right) - _LISTED
    more = [f"{further:,} more"] if further > 0 else []
    return f"; {otherwise} {listed([*map(quoted, right[:_LISTED]), *more], last)}"


def _plainly(word: str) -> str:
    return word.strip().casefold().replace(" ", "_").replace("-", "_")


class MistakeWords(Protocol):
    """How a language tells mistakes together."""

    def numbers_text(self, noun: str, numbers: set[int], most: int, /) -> str:
        """Return rows or lines by their numbers, of at most so many ranges."""

    def mistake_text(self, phrase: str, /, **values: object) -> str:
        """Return a phrase about mistakes that are told together."""
