"""Notices, messages and calendars in English: what `projections.wording.notices` asks for."""

from projections.wording.en.days import dated, distance_words, zone_words
from projections.wording.en.notices.occasions import (
    ahead_words,
    due_words,
    lead_words,
    occasion_name,
    occasion_words,
    reminder_total,
    told_words,
)
from projections.wording.en.notices.phrases import PHRASES
from projections.wording.en.notices.texts import notice_text
from projections.wording.en.notices.titles import sort_words, title

__all__ = [
    "PHRASES",
    "ahead_words",
    "dated",
    "distance_words",
    "due_words",
    "lead_words",
    "notice_text",
    "occasion_name",
    "occasion_words",
    "reminder_total",
    "sort_words",
    "title",
    "told_words",
    "zone_words",
]
