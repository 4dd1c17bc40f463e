"""What stands above and in tables, and counts with their nouns, in English."""

from collections.abc import Iterable

PLURALS = {"entry": "entries", "kind of change": "kinds of change"}
"""Plurals that are not made with an s."""


def sentences(said: Iterable[str]) -> str:
    """Return sentences as one text."""
    return " ".join(said)


def listed(items: Iterable[str]) -> str:
    """Return items one after another in a cell."""
    return "; ".join(items)


def heading(code: str) -> str:
    """Return what stands above a column on a screen.

    >>> heading("needed_by")
    'NEEDED BY'
    """
    return column(code).replace("_", " ").upper()


def column(code: str) -> str:
    """Return what stands above a column of a file: the word that programs read it by."""
    return code


def place(channel: str) -> str:
    """Return a channel as tables name it: by the word that facts and options have for it."""
    return channel


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "subject"), counted(2000, "subject"), counted(0, "entry")
    ('1 subject', '2,000 subjects', '0 entries')
    """
    return f"{number:,} {noun if number == 1 else PLURALS.get(noun, noun + 's')}"


def wrote_words(file: str | None, counts: str) -> str:
    """Return that rows were written, to a file or to standard output, and how many."""
    return f"Wrote {file or 'to standard output'}: {counts}"
