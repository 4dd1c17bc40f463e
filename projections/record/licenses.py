"""A license from its facts: whom it covers, and on which days it stands (contract 4.4)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from events.licenses import (
    LicenseExpired,
    LicenseIssued,
    LicenseReinstated,
    LicenseRenewed,
    LicenseRevoked,
    LicenseScopeChanged,
    LicenseSuspended,
)
from events.recorded import Recorded
from projections.record.law import ONE_DAY
from projections.record.steps import Steps
from projections.record.visible import legal_order


class Standing(StrEnum):
    """Whether a license counts on a day, and if not, why not."""

    VALID = "valid"
    NOT_YET_VALID = "not_yet_valid"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class LicenseState:
    """How a license stands on a day.

    `since` is the first day of that standing. `last_day` is the last valid day, included: of the
    present validity, or of the one that lapsed; None when it has no end, or never began.
    """

    standing: Standing
    since: date | None
    last_day: date | None = None
    assumed: bool = False
    next_from: date | None = None


@dataclass(frozen=True, slots=True)
class _Period:
    """Days of validity, `end` excluded (None: without end)."""

    start: date
    end: date | None
    assumed: bool


class License:
    """What is on record of one license."""

    def __init__(self, name: str, records: Sequence[Recorded]) -> None:
        """Take every visible fact that names the license, in any order."""
        self.name = name
        self.records = sorted(records, key=legal_order)
        self.issue: LicenseIssued | None = None
        self.issue_record: Recorded | None = None
        for record in self.records:
            if isinstance(record.fact, LicenseIssued):
                self.issue, self.issue_record = record.fact, record
        self._states: dict[int | None, Steps[LicenseState]] = {}

    @cached_property
    def products(self) -> list[str]:
        """Every product that the license ever lists, sorted."""
        listed = set(self.issue.products) if self.issue else set()
        for record in self.records:
            if isinstance(record.fact, LicenseScopeChanged):
                listed.update(record.fact.add)
        return sorted(listed)

    def covers(self, product: str) -> Steps[bool]:
        """Return on which days the license lists a product (whether valid or not)."""
        return self._coverage.get(product, Steps(False))

    @cached_property
    def _coverage(self) -> dict[str, Steps[bool]]:
        """On which days the license lists each product that a fact adds to it or removes."""
        issued = set(self.issue.products) if self.issue else set()
        changes: dict[str, list[tuple[date, bool]]] = {name: [] for name in issued}
        for record in self.records:
            fact = record.fact
            if isinstance(fact, LicenseScopeChanged):
                listed = {**dict.fromkeys(fact.remove, False), **dict.fromkeys(fact.add, True)}
                for name, is_listed in listed.items():
                    changes.setdefault(name, []).append((fact.effective_on, is_listed))
        return {name: Steps(name in issued, steps) for name, steps in changes.items()}

    def states(self, term_months: int | None) -> Steps[LicenseState]:
        """Return how the license stands day by day.

        `term_months` is the term that its kind had when it was issued; it matters only where the
        license has no last day of its own.
        """
        if self.issue is None or self.issue.valid_until is not None:
            term_months = None
        if term_months not in self._states:
            self._states[term_months] = self._work_out(term_months)
        return self._states[term_months]

    def _work_out(self, term_months: int | None) -> Steps[LicenseState]:
        periods = _joined(self._cut_by_expiry(self._opened(term_months)))
        revoked = _first_day(self.records, LicenseRevoked)
        suspended = Steps(None, self._suspensions())
        days = {day for period in periods for day in (period.start, period.end) if day}
        days.update(suspended.days, [revoked] if revoked else [])
        start = LicenseState(
            Standing.NOT_YET_VALID, None, next_from=periods[0].start if periods else None
        )
        return Steps(
            start,
            ((day, _state_on(day, periods, suspended.at(day), revoked)) for day in sorted(days)),
        )

    def _opened(self, term_months: int | None) -> list[_Period]:
        periods = []
        if self.issue is not None:
            periods.append(_issued_period(self.issue, term_months))
        for record in self.records:
            if isinstance(record.fact, LicenseRenewed):
                end = record.fact.valid_until + ONE_DAY
                periods.append(_Period(record.fact.effective_on, end, assumed=False))
        return sorted(periods, key=lambda period: period.start)

    def _cut_by_expiry(self, periods: list[_Period]) -> list[_Period]:
        """End each period at the first expiry after its opening; one opened that day stays."""
        for record in self.records:
            if isinstance(record.fact, LicenseExpired):
                day = record.fact.effective_on
                periods = [_cut(period, day) for period in periods]
        return [period for period in periods if period.end is None or period.start < period.end]

    def _suspensions(self) -> list[tuple[date, date | None]]:
        """Return steps: the day since which the license is suspended, or None."""
        since: date | None = None
        steps = []
        for record in self.records:
            match record.fact:
                case LicenseSuspended(effective_on=day):
                    since = since or day
                case LicenseReinstated(effective_on=day):
                    since = None
                case _:
                    continue
            steps.append((day, since))
        return steps


def corresponding_day(start: date, months: int) -> date:
    """Return the same day number some months later, or that month's last day if there is none.

    By analogy to Civil Code articles 201 and 202.

    >>> corresponding_day(date(2024, 2, 29), 24), corresponding_day(date(2023, 6, 30), 24)
    (datetime.date(2026, 2, 28), datetime.date(2025, 6, 30))
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _issued_period(issue: LicenseIssued, term_months: int | None) -> _Period:
    if issue.valid_until is not None:
        return _Period(issue.first_day, issue.valid_until + ONE_DAY, assumed=False)
    if term_months is not None:
        last_day = corresponding_day(issue.first_day, term_months)
        return _Period(issue.first_day, last_day + ONE_DAY, assumed=True)
    return _Period(issue.first_day, None, assumed=False)


def _cut(period: _Period, day: date) -> _Period:
    if period.start < day and (period.end is None or day < period.end):
        return _Period(period.start, day, assumed=False)
    return period


def _joined(periods: list[_Period]) -> list[_Period]:
    """Join periods that overlap or touch; they come sorted by start."""
    joined: list[_Period] = []
    for period in periods:
        last = joined[-1] if joined else None
        if last is None or (last.end is not None and last.end < period.start):
            joined.append(period)
        elif last.end is not None and (period.end is None or period.end > last.end):
            joined[-1] = _Period(last.start, period.end, period.assumed)
    return joined


def _first_day(records: Sequence[Recorded], kind: type[LicenseRevoked]) -> date | None:
    days = [record.fact.effective_on for record in records if isinstance(record.fact, kind)]
    return min(days, default=None)


def _state_on(
    day: date, periods: list[_Period], suspended: date | None, revoked: date | None
) -> LicenseState:
    if revoked is not None and revoked <= day:
        return LicenseState(Standing.REVOKED, revoked)
    begun = [period for period in periods if period.start <= day]
    now = begun[-1] if begun else None
    next_from = periods[len(begun)].start if len(begun) < len(periods) else None
    if now is None:
        return LicenseState(Standing.NOT_YET_VALID, None, next_from=next_from)
    last_day = now.end - ONE_DAY if now.end else None
    if now.end is not None and now.end <= day:
        return LicenseState(Standing.LAPSED, now.end, last_day, now.assumed, next_from)
    if suspended is not None:
        return LicenseState(Standing.SUSPENDED, suspended, last_day, now.assumed)
    return LicenseState(Standing.VALID, now.start, last_day, now.assumed)
