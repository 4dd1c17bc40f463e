"""Sentences about facts and law in Chinese: what `projections.wording.words` asks of a language."""

from projections.wording.zh.asked import asked_words, point_words
from projections.wording.zh.citing import NOT_VERIFIED, cited, doubt_words, in_chinese, origin
from projections.wording.zh.days import day
from projections.wording.zh.facts import about, particulars
from projections.wording.zh.findings import (
    FINDING_HEADINGS,
    finding_about,
    finding_sentence,
    finding_text,
    findings_counted,
    findings_further,
)
from projections.wording.zh.grounds import announcements, choice_words, grounds, next_words
from projections.wording.zh.licenses import license_words
from projections.wording.zh.marks import assumed_words, in_doubt_words, mark_words
from projections.wording.zh.objections import hindrance_text
from projections.wording.zh.provisions import provision_words
from projections.wording.zh.reasons import open_point, regime_name, sentence
from projections.wording.zh.scope import problem_words, scope_words, value_words
from projections.wording.zh.statuses import MEANING, meaning
from projections.wording.zh.terms import CHANNELS, KINDS, STATUSES, channel, fact_kind, kind, status

__all__ = [
    "CHANNELS",
    "FINDING_HEADINGS",
    "KINDS",
    "MEANING",
    "NOT_VERIFIED",
    "STATUSES",
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
    "in_chinese",
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
