"""Sentences about facts and law in English: what `projections.wording.words` asks of a language."""

from projections.wording.en.asides import aside_words, unplaced_words
from projections.wording.en.asked import asked_words, point_words
from projections.wording.en.citing import NOT_VERIFIED, cited, doubt_words, origin
from projections.wording.en.explanations import (
    decides_words,
    forecast_words,
    legend,
    on_day,
    on_days,
    period_count,
    readings_of,
    section,
    source_words,
    stands_words,
    status_counts,
    subject_count,
    subject_words,
    under_words,
    without_rule_words,
)
from projections.wording.en.facts import about, particulars
from projections.wording.en.grounds import announcements, choice_words, grounds, next_words
from projections.wording.en.licenses import license_words
from projections.wording.en.marks import assumed_words, in_doubt_words, mark_words
from projections.wording.en.placing import missing_words
from projections.wording.en.provisions import provision_words
from projections.wording.en.reasons import open_point, regime_name, sentence
from projections.wording.en.scope import scope_words, value_words
from projections.wording.en.statuses import MEANING, meaning
from projections.wording.en.tables import column, counted, heading, listed, place, sentences
from projections.wording.en.terms import channel, day, kind, status

__all__ = [
    "MEANING",
    "NOT_VERIFIED",
    "about",
    "announcements",
    "aside_words",
    "asked_words",
    "assumed_words",
    "channel",
    "choice_words",
    "cited",
    "column",
    "counted",
    "day",
    "decides_words",
    "doubt_words",
    "forecast_words",
    "grounds",
    "heading",
    "in_doubt_words",
    "kind",
    "legend",
    "license_words",
    "listed",
    "mark_words",
    "meaning",
    "missing_words",
    "next_words",
    "on_day",
    "on_days",
    "open_point",
    "origin",
    "particulars",
    "period_count",
    "place",
    "point_words",
    "provision_words",
    "readings_of",
    "regime_name",
    "scope_words",
    "section",
    "sentence",
    "sentences",
    "source_words",
    "stands_words",
    "status",
    "status_counts",
    "subject_count",
    "subject_words",
    "under_words",
    "unplaced_words",
    "value_words",
    "without_rule_words",
]
