"""Texts that could be taken for something else, and the apostrophe that takes them at their word.

It stands in workbooks and text files alike, unlike that of `inert`, which comes on top of it.
"""

import re
from collections.abc import Callable

from events.words import quoted

_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
_NOTHING = frozenset(
    (
        *("-", "--", "—", "——", "/", "\\", ".", "?", "n/a", "na", "none", "null", "nil", "nan"),
        *("tbd", "unknown", "无", "暂无", "没有", "待定", "未知", "不详"),
    )
)
_SHORTENED = re.compile(r"[+-]?\d(?:\.\d+)?E[+-]?\d+")

NOT_SHOWN = "####"
"""As spreadsheets show what they cannot show; it is doubted wherever it is read."""

Doubted = Callable[[str], object]
"""Tells whether a text without an apostrophe before it could be taken for something else."""


def is_nothing(text: str) -> bool:
    """Tell whether a text is one of those that people write for nothing."""
    return text.casefold() in _NOTHING


def leave_empty(text: str) -> str:
    """Return what to do about a text where nothing is meant."""
    return (
        "leave the cell empty or let 'values' in a mapping say what is meant "
        f"({quoted(text)}: null means nothing)"
    )


def doubt(text: str) -> str | None:
    """Return why a text may not mean itself, and what to do; None: there is no doubt of it."""
    if text.upper() in _ERRORS or (text and not text.strip("#")):
        return "the spreadsheet could not show a value there; mend the formula or cell"
    if is_nothing(text):
        return (
            f"it may stand for nothing or for a name; {leave_empty(text)}, or put an apostrophe "
            "before it if it is meant as it stands (two where a program takes the first away)"
        )
    if _SHORTENED.fullmatch(text):
        return (
            "a spreadsheet may have shortened a long number; format the column as text and write "
            "it anew, or put an apostrophe before it if it is meant as it stands"
        )
    return None


def literal(text: str, doubted: Doubted = doubt) -> str:
    """Return what is written for a text, so that it is read as what it is.

    What is doubted stands after an apostrophe, what has blanks at an end between two. A text that
    looks like one of these itself gets one more.

    >>> literal("N/A"), literal("'N/A"), literal(" x"), literal("FW-100"), literal("'s-Gravenhage")
    ("'N/A", "''N/A", "' x'", 'FW-100', "'s-Gravenhage")
    """
    if _is_padded(text):
        return f"'{text}'"
    return f"'{text}" if doubted(text.lstrip("'")) else text


def at_its_word(written: str, doubted: Doubted = doubt) -> str | None:
    """Return the text that apostrophes take at its word, which `literal` took; None: none do.

    >>> at_its_word("'N/A"), at_its_word("''N/A"), at_its_word("' x'"), at_its_word("'s-Gravenhage")
    ('N/A', "'N/A", ' x', None)
    """
    if not written.startswith("'"):
        return None
    if _is_padded(written):
        return written[1:-1] if written.endswith("'") else None
    return written[1:] if doubted(written.lstrip("'")) else None


def _is_padded(text: str) -> bool:
    within = text.strip("'")
    return within != within.strip()
