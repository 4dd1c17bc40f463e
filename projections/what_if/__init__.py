"""What if: the portfolio under facts that are not on record (SEMANTICS 5)."""

from projections.what_if.answer import (
    EVERY_DAY,
    Answer,
    Changed,
    Need,
    Period,
    Window,
    objections,
    what_if,
)
from projections.what_if.portfolio import Indexed

__all__ = [
    "EVERY_DAY",
    "Answer",
    "Changed",
    "Indexed",
    "Need",
    "Period",
    "Window",
    "objections",
    "what_if",
]
