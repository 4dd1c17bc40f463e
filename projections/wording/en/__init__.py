"""Sentences about facts and law in English: what `projections.wording.words` asks of a language."""

from projections.wording.en.asked import asked_words, point_words
from projections.wording.en.causes import absence_words, cause_words
from projections.wording.en.citing import NOT_VERIFIED, cited, doubt_words, origin
from projections.wording.en.differences import (
    at_point,
    change_words,
    diff_label,
    diff_total,
    difference_words,
    facts_words,
    turn_words,
)
from projections.wording.en.facts import about, fact_kind, particulars
from projections.wording.en.grounds import announcements, choice_words, grounds, next_words
from projections.wording.en.license_lists import (
    ending_days,
    ending_total,
    last_day_words,
    licenses_total,
    regime_and_kind,
    standing,
    vendor_heading,
)
from projections.wording.en.licenses import license_words
from projections.wording.en.marks import assumed_words, in_doubt_words, mark_words
from projections.wording.en.provisions import provision_words
from projections.wording.en.reasons import open_point, regime_name, sentence
from projections.wording.en.scope import scope_words, value_words
from projections.wording.en.statuses import MEANING, meaning
from projections.wording.en.tables import column, counted, heading, place, sentences
from projections.wording.en.terms import channel, day, kind, status

__all__ = [
    "MEANING",
    "NOT_VERIFIED",
    "about",
    "absence_words",
    "announcements",
    "asked_words",
    "assumed_words",
    "at_point",
    "cause_words",
    "change_words",
    "channel",
    "choice_words",
    "cited",
    "column",
    "counted",
    "day",
    "diff_label",
    "diff_total",
    "difference_words",
    "doubt_words",
    "ending_days",
    "ending_total",
    "fact_kind",
    "facts_words",
    "grounds",
    "heading",
    "in_doubt_words",
    "kind",
    "last_day_words",
    "license_words",
    "licenses_total",
    "mark_words",
    "meaning",
    "next_words",
    "open_point",
    "origin",
    "particulars",
    "place",
    "point_words",
    "provision_words",
    "regime_and_kind",
    "regime_name",
    "scope_words",
    "sentence",
    "sentences",
    "standing",
    "status",
    "turn_words",
    "value_words",
    "vendor_heading",
]
