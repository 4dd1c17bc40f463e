"""The facts because of which two points in time differ, in English."""

from projections.comparing.comparison import Cause
from projections.record.absence import Absence, Why
from projections.wording.en.facts import about
from projections.wording.en.terms import fact_kind


def cause_words(cause: Cause) -> str:
    """Return a fact that one point counts, and why the other does not."""
    record = cause.record
    return (
        f"{fact_kind(record.fact.kind)} {about(record.fact)} ({record.id}), "
        f"position {record.position}, {absence_words(cause.absence)}"
    )


def absence_words(absence: Absence) -> str:
    """Return why a question does not see a fact."""
    by = absence.by.id if absence.by else ""
    match absence.why:
        case Why.NOT_RECORDED:
            return f"recorded only at {absence.record.recorded_at:%Y-%m-%d %H:%M} UTC"
        case Why.NOT_KNOWN:
            return f"known only on {absence.record.known_on}"
        case Why.VOIDED:
            return f"voided by {by}"
        case Why.OPENED_AGAIN:
            return f"opened anew by {by}"
