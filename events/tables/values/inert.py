"""Cells of text files that a spreadsheet would run as formulas, and how they are kept from it."""

import re

_RUN = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What is run, behind any apostrophes; the wide signs are run where Chinese is typed."""


WHY_NOT_RUN = (
    "it is a formula, which is not worked out here; write the text itself, or put an apostrophe "
    "before it if it is meant as it stands"
)


def is_formula(written: str) -> bool:
    """Tell whether a cell of a text file is a formula, as ="00123" is to a spreadsheet."""
    return written.startswith("=")


def inert(text: str) -> str:
    """Return what is written for a text: one that would be run, after an apostrophe.

    So that `meant` can tell them apart, a text that begins like this itself gets one more.

    >>> inert("=1+1"), inert("'=1+1"), inert("FW-100"), inert("'s-Gravenhage")
    ("'=1+1", "''=1+1", 'FW-100', "'s-Gravenhage")
    """
    return f"'{text}" if _RUN.match(text) else text


def meant(written: str) -> str:
    """Return the text for which a cell stands in a text file, which is what `inert` took.

    >>> meant("'=1+1"), meant("''=1+1"), meant("=1+1"), meant("'s-Gravenhage")
    ('=1+1', "'=1+1", '=1+1', "'s-Gravenhage")
    """
    return written[1:] if written.startswith("'") and _RUN.match(written) else written
