"""What if: the portfolio under facts that are not on record (contract 5)."""

from projections.comparing.needs import Need
from projections.what_if.announced import Announced, Reminder, announced
from projections.what_if.answer import Answer, Changed, Period, what_if
from projections.what_if.because import Because
from projections.what_if.effects import Effect, effects
from projections.what_if.portfolio import Indexed
from projections.what_if.reminders import Moved, Reminders
from projections.what_if.scoring import Score, Scores, Verdict, scored
from projections.what_if.totals import Share, Totals, Turned, totals
from projections.what_if.weighing import (
    Hindrance,
    NoQuestion,
    NoReading,
    Objection,
    OpenedTwice,
    Taken,
    VoidsNothing,
    Weighed,
)
from projections.what_if.windows import EVERY_DAY, Ahead, Window

__all__ = [
    "EVERY_DAY",
    "Ahead",
    "Announced",
    "Answer",
    "Because",
    "Changed",
    "Effect",
    "Hindrance",
    "Indexed",
    "Moved",
    "Need",
    "NoQuestion",
    "NoReading",
    "Objection",
    "OpenedTwice",
    "Period",
    "Reminder",
    "Reminders",
    "Score",
    "Scores",
    "Share",
    "Taken",
    "Totals",
    "Turned",
    "Verdict",
    "VoidsNothing",
    "Weighed",
    "Window",
    "announced",
    "effects",
    "scored",
    "totals",
    "what_if",
]
