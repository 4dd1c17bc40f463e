"""What if: the portfolio under facts that are not on record (SEMANTICS 5)."""

from projections.needs import Need
from projections.what_if.answer import (
    EVERY_DAY,
    Answer,
    Changed,
    Period,
    Window,
    what_if,
)
from projections.what_if.because import Because
from projections.what_if.effects import Effect, effects
from projections.what_if.portfolio import Indexed
from projections.what_if.scoring import Score, Scores, Verdict, scored
from projections.what_if.totals import Share, Totals, Turned, totals
from projections.what_if.weighing import Objection, Weighed

__all__ = [
    "EVERY_DAY",
    "Answer",
    "Because",
    "Changed",
    "Effect",
    "Indexed",
    "Need",
    "Objection",
    "Period",
    "Score",
    "Scores",
    "Share",
    "Totals",
    "Turned",
    "Verdict",
    "Weighed",
    "Window",
    "effects",
    "scored",
    "totals",
    "what_if",
]
