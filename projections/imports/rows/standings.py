"""How rows say that a license stands, beside what the record says once they are recorded.

A row may say that a license has ended or is suspended; its issue alone would count to the last day.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from events.facts import Fact
from events.licenses import LicenseExpired
from events.recorded import Recorded, known_on
from events.tables.rows import LicenseRow
from projections.imports.known import Known
from projections.imports.plan import Outcome
from projections.imports.sayings import Called, Either, say
from projections.record.licenses import License, Standing

_BY_DAYS = {Standing.VALID, Standing.NOT_YET_VALID, Standing.LAPSED}
"""How a license stands by its days alone, and by no act of an authority."""

_UNTOLD = {
    Standing.SUSPENDED: ("license_suspended",),
    Standing.REVOKED: ("license_revoked",),
    Standing.LAPSED: ("license_expired",),
    "cancelled": ("license_revoked", "license_expired"),
}
"""What is to be recorded of a license that stands so; no row says since when it does."""


def with_standing(
    row: LicenseRow, name: str, license: License | None, outcome: Outcome, known: Known, today: date
) -> Outcome:
    """Return what rows come to, with a problem if they say of a license how it does not stand.

    They tell of the day `as_of`, or of today. That a license is said to be valid and is not by its
    days, or the other way about, is only told: nobody keeps such a column up to the day.
    """
    if row.standing is None or not outcome.is_good:
        return outcome
    day = row.as_of or today
    planned = [_recorded(fact, today) for fact in outcome.facts]
    after = License(name, [*(license.records if license else ()), *planned])
    found = _standings(after, known, day)
    if row.standing in found or _is_cancelled(row, after, found):
        return outcome
    stands = Either(tuple(sorted(found)))
    about = {
        "called": Called("license", name),
        "here": Either((row.standing,)),
        "stands": stands,
        "day": day,
    }
    if row.standing in _UNTOLD:
        undated = row.standing == Standing.LAPSED and row.valid_until is None
        said = "standing_lapsed_without_day" if undated else "standing_untold"
        outcome.problems.append(say(said, **about, facts=Either(_UNTOLD[row.standing])))
    elif found <= _BY_DAYS:
        outcome.told.append(say("standing_by_days", **about))
    else:
        outcome.problems.append(say("standing_by_record", **about))
    return outcome


def _recorded(fact: Fact, today: date) -> Recorded:
    """Return a planned fact as if it were on record."""
    return Recorded(
        0, datetime.combine(today, time(), UTC), known_on(fact, recorded_on=today), fact
    )


def _standings(license: License, known: Known, day: date) -> set[str]:
    """Return how a license stands on a day, by any term that acts give its kind."""
    terms: Iterable[int | None] = (None,)
    if license.issue is not None:
        terms = known.terms(license.issue.regime, license.issue.license_kind)
    return {license.states(term).at(day).standing.value for term in terms}


def _is_cancelled(row: LicenseRow, license: License, found: set[str]) -> bool:
    if row.standing != "cancelled":
        return False
    expired = any(isinstance(record.fact, LicenseExpired) for record in license.records)
    return Standing.REVOKED in found or (Standing.LAPSED in found and expired)
