"""Findings in JSON documents."""

from typing import Any

from projections.findings.finding import Finding
from projections.wording import Words


def finding_document(finding: Finding, words: Words) -> dict[str, Any]:
    """Return a finding for a JSON document: codes as they are, the text in words."""
    return {
        "about": str(finding.about),
        "code": finding.code,
        "text": words.finding_text(finding),
        "facts": list(finding.facts),
    }
