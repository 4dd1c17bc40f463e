"""Sentences about facts and law in English: what `projections.wording.words` asks of a language."""

from projections.wording.en.asked import asked_words, point_words
from projections.wording.en.citing import NOT_VERIFIED, cited, doubt_words, origin
from projections.wording.en.facts import about, particulars
from projections.wording.en.findings import (
    FINDING_HEADINGS,
    finding_about,
    finding_sentence,
    finding_text,
    findings_counted,
    findings_further,
)
from projections.wording.en.grounds import announcements, choice_words, grounds, next_words
from projections.wording.en.licenses import license_words
from projections.wording.en.marks import assumed_words, in_doubt_words, mark_words
from projections.wording.en.objections import hindrance_text
from projections.wording.en.provisions import provision_words
from projections.wording.en.reasons import open_point, regime_name, sentence
from projections.wording.en.scope import problem_words, scope_words, value_words
from projections.wording.en.statuses import MEANING, meaning
from projections.wording.en.terms import channel, day, fact_kind, kind, status

__all__ = [
    "FINDING_HEADINGS",
    "MEANING",
    "NOT_VERIFIED",
    "about",
    "announcements",
    "asked_words",
    "assumed_words",
    "channel",
    "choice_words",
    "cited",
    "day",
    "doubt_words",
    "fact_kind",
    "finding_about",
    "finding_sentence",
    "finding_text",
    "findings_counted",
    "findings_further",
    "grounds",
    "hindrance_text",
    "in_doubt_words",
    "kind",
    "license_words",
    "mark_words",
    "meaning",
    "next_words",
    "open_point",
    "origin",
    "particulars",
    "point_words",
    "problem_words",
    "provision_words",
    "regime_name",
    "scope_words",
    "sentence",
    "status",
    "value_words",
]
