"""Findings, and what has to be said beside statuses, in JSON documents."""

from collections.abc import Iterable
from typing import Any

from projections.findings import Finding
from projections.findings.cautions import Caution
from projections.wording import Words


def finding_document(finding: Finding, words: Words) -> dict[str, Any]:
    """Return a finding for a JSON document: codes as they are, the text in words."""
    return {
        "about": str(finding.about),
        "code": finding.code,
        "text": words.finding_text(finding),
        "facts": list(finding.facts),
    }


def cautions_document(said: Iterable[Caution], words: Words) -> dict[str, Any]:
    """Return what has to be said beside statuses; empty where nothing has to be."""
    notes = [words.caution_words(each) for each in said]
    return {"notes": notes} if notes else {}
