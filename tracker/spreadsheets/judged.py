"""Judgments as cells: the status never stands without what it rests on and what is in doubt."""

from collections.abc import Iterator
from datetime import date

from projections.bench import Case, Judgment
from projections.explanation import all_reasons
from projections.grounds import announcements, choice_words, grounds
from projections.judgment import leans_on
from projections.law import ONE_DAY
from projections.requirements import Requirement
from projections.timeline import Period, Standstill
from projections.wording import NOT_VERIFIED, cited
from tracker.spreadsheets.sheets import Cell

WHY = ("grounds", "open_questions", "readings", "assumed", "not_verified", "pending")

STATUS = (
    "product",
    "name",
    "vendor",
    "category",
    "channel",
    "as_of",
    "status",
    "since",
    "through",
    "next_status",
    *WHY,
)

TIMELINE = ("product", "name", "channel", "from", "through", "status", *WHY)


def status_row(case: Case, day: date, stands: Standstill) -> tuple[Cell, ...]:
    """Return how a subject stands on a day; "through" is the last day of the status."""
    dossier = case.dossier
    return (
        dossier.product,
        dossier.name,
        dossier.vendors.at(day),
        dossier.categories.at(day),
        case.channel,
        day,
        stands.judgment.status.value,
        stands.since,
        _last(stands.until),
        case.status(stands.until).value if stands.until else None,
        *_why(stands.judgment),
    )


def period_row(case: Case, period: Period) -> tuple[Cell, ...]:
    """Return a period of a subject's timeline; "through" is its last day, empty without end."""
    return (
        case.dossier.product,
        case.dossier.name,
        case.channel,
        period.start,
        _last(period.end),
        period.judgment.status.value,
        *_why(period.judgment),
    )


def _last(end: date | None) -> date | None:
    return end - ONE_DAY if end else None


def _why(judgment: Judgment) -> tuple[str, ...]:
    points = judgment.open_points
    return (
        " ".join(grounds(judgment)),
        "; ".join(f"{p.question.name}{' (decides)' if p.decisive else ''}" for p in points),
        "; ".join(f"{choice_words(u.choice)}: {u.verdict.status}" for u in judgment.readings),
        "; ".join(dict.fromkeys(_assumed(judgment))),
        "; ".join(dict.fromkeys(_not_verified(judgment))),
        " ".join(announcements(judgment)),
    )


def _assumed(judgment: Judgment) -> Iterator[str]:
    """Yield the last days that are worked out from a term and stand on no license."""
    for reason in all_reasons(judgment):
        found = reason.license if isinstance(reason, Requirement) else None
        if found and found.state.assumed:
            by = f" ({cited(found.term)})" if found.term else ""
            yield f"license {found.license} through {found.state.last_day}{by}"


def _not_verified(judgment: Judgment) -> Iterator[str]:
    """Yield the provisions behind a judgment that nobody has checked against a source."""
    for reason in all_reasons(judgment):
        for provided in leans_on(reason):
            if provided.provision.verified is False:
                yield cited(provided).removesuffix(f" {NOT_VERIFIED}")
