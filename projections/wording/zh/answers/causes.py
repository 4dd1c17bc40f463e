"""The facts because of which two points in time differ, in Chinese."""

from projections.comparing.comparison import Cause
from projections.record.absence import Absence, Why
from projections.wording.zh.days import day
from projections.wording.zh.facts import about
from projections.wording.zh.terms import fact_kind


def cause_words(cause: Cause) -> str:
    """Return a fact that one point counts, and why the other does not."""
    record = cause.record
    return (
        f"{fact_kind(record.fact.kind)}：{about(record.fact)}（{record.id}），"
        f"记录位置 {record.position}，{absence_words(cause.absence)}"
    )


def absence_words(absence: Absence) -> str:
    """Return why a question does not see a fact."""
    by = absence.by.id if absence.by else ""
    match absence.why:
        case Why.NOT_RECORDED:
            return f"至 {absence.record.recorded_at:%Y-%m-%d %H:%M} UTC 方才记录"
        case Why.NOT_KNOWN:
            return f"至{day(absence.record.known_on)}方可得知"
        case Why.VOIDED:
            return f"已被 {by} 作废"
        case Why.OPENED_AGAIN:
            return f"已由 {by} 重新登记"
