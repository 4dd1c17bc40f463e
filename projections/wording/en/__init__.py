"""Sentences about facts and law in English: what `projections.wording.words` asks of a language."""

from projections.wording.en.asked import asked_words, point_words
from projections.wording.en.citing import NOT_VERIFIED, cited, doubt_words, origin
from projections.wording.en.days import day
from projections.wording.en.facts import about, particulars
from projections.wording.en.grounds import announcements, choice_words, grounds, next_words
from projections.wording.en.licenses import license_words
from projections.wording.en.marks import assumed_words, in_doubt_words, mark_words
from projections.wording.en.occasions import (
    ahead_words,
    due_words,
    lead_words,
    occasion_name,
    occasion_words,
    reminder_total,
    told_words,
)
from projections.wording.en.provisions import provision_words
from projections.wording.en.reasons import open_point, regime_name, sentence
from projections.wording.en.scope import scope_words, value_words
from projections.wording.en.statuses import MEANING, meaning
from projections.wording.en.tables import column, counted, heading, place, sentences
from projections.wording.en.terms import channel, kind, status
from projections.wording.en.what_if import (
    against_words,
    alike_words,
    base_words,
    because_name,
    because_words,
    changed_words,
    kinds_words,
    late_words,
    need_words,
    needed_by,
    reminder_counts,
    what_if,
    window_words,
)

__all__ = [
    "MEANING",
    "NOT_VERIFIED",
    "about",
    "against_words",
    "ahead_words",
    "alike_words",
    "announcements",
    "asked_words",
    "assumed_words",
    "base_words",
    "because_name",
    "because_words",
    "changed_words",
    "channel",
    "choice_words",
    "cited",
    "column",
    "counted",
    "day",
    "doubt_words",
    "due_words",
    "grounds",
    "heading",
    "in_doubt_words",
    "kind",
    "kinds_words",
    "late_words",
    "lead_words",
    "license_words",
    "mark_words",
    "meaning",
    "need_words",
    "needed_by",
    "next_words",
    "occasion_name",
    "occasion_words",
    "open_point",
    "origin",
    "particulars",
    "place",
    "point_words",
    "provision_words",
    "regime_name",
    "reminder_counts",
    "reminder_total",
    "scope_words",
    "sentence",
    "sentences",
    "status",
    "told_words",
    "value_words",
    "what_if",
    "window_words",
]
