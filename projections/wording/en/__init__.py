"""Sentences about facts and law in English: what `projections.wording.words` asks of a language."""

from projections.wording.en.asides import aside_words, unplaced_words
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
from projections.wording.en.explanations import (
    decides_words,
    forecast_words,
    legend,
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
from projections.wording.en.findings import (
    FINDING_HEADINGS,
    finding_about,
    finding_sentence,
    finding_text,
    findings_counted,
    findings_further,
)
from projections.wording.en.grounds import announcements, choice_words, grounds, next_words
from projections.wording.en.imports import (
    contradiction_text,
    plan_remarks,
    saying_text,
    value_text,
)
from projections.wording.en.licenses import license_words
from projections.wording.en.marks import assumed_words, in_doubt_words, mark_words
from projections.wording.en.objections import hindrance_text
from projections.wording.en.placing import missing_words
from projections.wording.en.provisions import provision_words
from projections.wording.en.reasons import open_point, regime_name, sentence
from projections.wording.en.scope import problem_words, scope_words, value_words
from projections.wording.en.statuses import MEANING, meaning
from projections.wording.en.tables import column, counted, heading, place, sentences
from projections.wording.en.terms import channel, day, fact_kind, kind, status

__all__ = [
    "FINDING_HEADINGS",
    "MEANING",
    "NOT_VERIFIED",
    "about",
    "absence_words",
    "announcements",
    "aside_words",
    "asked_words",
    "assumed_words",
    "at_point",
    "cause_words",
    "change_words",
    "channel",
    "choice_words",
    "cited",
    "column",
    "contradiction_text",
    "counted",
    "day",
    "decides_words",
    "diff_label",
    "diff_total",
    "difference_words",
    "doubt_words",
    "fact_kind",
    "facts_words",
    "finding_about",
    "finding_sentence",
    "finding_text",
    "findings_counted",
    "findings_further",
    "forecast_words",
    "grounds",
    "heading",
    "hindrance_text",
    "in_doubt_words",
    "kind",
    "legend",
    "license_words",
    "mark_words",
    "meaning",
    "missing_words",
    "next_words",
    "on_days",
    "open_point",
    "origin",
    "particulars",
    "period_count",
    "place",
    "plan_remarks",
    "point_words",
    "problem_words",
    "provision_words",
    "readings_of",
    "regime_name",
    "saying_text",
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
    "turn_words",
    "under_words",
    "unplaced_words",
    "value_text",
    "value_words",
    "without_rule_words",
]
