"""Changes of a status, and the facts that cause them, as JSON documents."""

from typing import Any

from projections.comparing.comparison import Cause
from projections.comparing.differences import CausedChange
from projections.documents.marks import change_marks_document
from projections.wording import Words


def cause_document(cause: Cause, words: Words) -> dict[str, Any]:
    """Return a cause: the fact, whether it comes in or falls away, and why the other lacks it."""
    record, absence = cause.record, cause.absence
    return {
        "effect": "added" if cause.added else "removed",
        "position": record.position,
        "id": record.id,
        "kind": record.fact.kind,
        "about": words.about(record.fact),
        "because": absence.why,
        "by": absence.by.id if absence.by else None,
    }


def change_document(each: CausedChange, words: Words) -> dict[str, Any]:
    """Return days, statuses, marks and causes of a change; "to" is the day after its last."""
    change = each.change
    return {
        "from": change.start.isoformat(),
        "to": change.end.isoformat() if change.end else None,
        "before": change.before,
        "after": change.after,
        **change_marks_document(words, each.marks),
        "causes": [cause_document(cause, words) for cause in each.causes],
    }
