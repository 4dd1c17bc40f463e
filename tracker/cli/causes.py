"""How causes are shown: the facts that one view counts and the other does not."""

from collections.abc import Iterable
from typing import Any

from projections.answers.marks import change_marks_document
from projections.comparing.changes import Change
from projections.comparing.comparison import Comparison
from projections.comparing.delta import Cause
from projections.comparing.marks import ChangeMarks
from projections.record.absence import Absence, absence
from projections.record.law import ONE_DAY
from projections.wording import words_of
from projections.wording.en import about
from tracker.cli.marking import marked
from tracker.cli.output import print_paragraph


def cause_json(cause: Cause, comparison: Comparison, product: str) -> dict[str, Any]:
    """Return a cause: the fact, whether it comes in or falls away, and why the other lacks it."""
    missing = _absence(cause, comparison, product)
    return {
        "effect": "added" if cause.added else "removed",
        "position": cause.record.position,
        "id": cause.record.id,
        "kind": cause.record.fact.kind,
        "about": about(cause.record.fact),
        "because": missing.why,
        "by": missing.by.id if missing.by else None,
    }


def print_causes(
    causes: Iterable[Cause], comparison: Comparison, product: str, *, indent: str
) -> None:
    """Print causes, one a line: `+` comes in at the second point, `-` falls away."""
    for cause in causes:
        missing = _absence(cause, comparison, product).words
        print_paragraph(
            f"{cause.record.fact.kind} {about(cause.record.fact)} ({cause.record.id}), "
            f"position {cause.record.position}, {missing}",
            first=f"{indent}{'+' if cause.added else '-'} ",
        )


def change_json(change: Change, marks: ChangeMarks) -> dict[str, Any]:
    """Return days, statuses and marks of a change; "to" is the day after its last."""
    return {
        "from": change.start.isoformat(),
        "to": change.end.isoformat() if change.end else None,
        "before": change.before,
        "after": change.after,
        **change_marks_document(words_of("en"), marks),
    }


def change_words(change: Change, marks: ChangeMarks, then: str) -> str:
    """Return the days of a change and the statuses between which `then` stands, with signs."""
    start = marked(change.start, marks.start)
    days = (
        f"{start} through {marked(change.end - ONE_DAY, marks.end)}"
        if change.end
        else f"from {start}"
    )
    before, after = marked(change.before, marks.before), marked(change.after, marks.after)
    return f"{days}: {before}, {then} {after}"


def _absence(cause: Cause, comparison: Comparison, product: str) -> Absence:
    files = comparison.files
    facts = files.law if files.is_law(cause.record) else files.on(product)
    blind = comparison.before if cause.added else comparison.after
    return absence(cause.record, blind, facts)
