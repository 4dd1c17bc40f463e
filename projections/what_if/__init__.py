"""What if: the portfolio under facts that are not on record (SEMANTICS 5)."""

from projections.what_if.answer import (
    EVERY_DAY,
    Answer,
    Changed,
    Period,
    Window,
    what_if,
)
from projections.what_if.because import Because
from projections.what_if.needs import Need
from projections.what_if.patterns import Pattern, patterns
from projections.what_if.portfolio import Indexed
from projections.what_if.totals import Share, Totals, Turned, totals
from projections.what_if.weighing import Objection, Weighed

__all__ = [
    "EVERY_DAY",
    "Answer",
    "Because",
    "Changed",
    "Indexed",
    "Need",
    "Objection",
    "Pattern",
    "Period",
    "Share",
    "Totals",
    "Turned",
    "Weighed",
    "Window",
    "patterns",
    "totals",
    "what_if",
]
