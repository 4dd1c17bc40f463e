"""The timeline of a subject: periods of one status for one set of reasons (contract 4)."""

from dataclasses import dataclass
from datetime import date

from projections.judging.bench import Case, Judgment
from projections.judging.judgment import Placement, Status
from projections.record.steps import Steps


@dataclass(frozen=True, slots=True)
class Period:
    """Days of one judgment: the first day included, `end` excluded (None: without end)."""

    start: date
    end: date | None
    judgment: Judgment


@dataclass(frozen=True, slots=True)
class Standstill:
    """The stretch of one status around a day, and the judgment that follows on it.

    `since` is its first day (None: it always was so), `until` the day after its last; from then on
    `after` holds. Both are None if nothing on record ends it.
    """

    judgment: Judgment
    since: date | None
    until: date | None
    after: Judgment | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of one status around a day, without a reason for it.

    `since` is its first day (None: it always was so), `until` the day after its last; from then on
    the status is `after`. Both are None if nothing on record ends it.
    """

    status: Status
    since: date | None
    until: date | None
    after: Status | None


NEVER_PLACED = Judgment(Status.NOT_MARKETED, (Placement(None),))


def timeline(case: Case) -> list[Period]:
    """Return the periods of a subject in order, the last one without end.

    They begin on the day the product first comes into the channel; before it was not marketed.
    """
    periods: list[Period] = []
    for day in case.days():
        judgment = case.judgment(day)
        if judgment == (periods[-1].judgment if periods else NEVER_PLACED):
            continue
        if periods:
            periods[-1] = Period(periods[-1].start, day, periods[-1].judgment)
        periods.append(Period(day, None, judgment))
    return periods


def statuses(case: Case, before: date = date.max, since: date = date.min) -> Steps[Status]:
    """Return the status of a subject on every day from `since` on and before `before`.

    No reason is built for it. Outside these days it says what it says of the nearest of them.
    """
    found: list[tuple[date, Status]] = []
    days = [day for day in case.days() if since < day < before]
    for day in days if since == date.min else [since, *days]:
        status = case.status(day)
        if status is not (found[-1][1] if found else Status.NOT_MARKETED):
            found.append((day, status))
    return Steps(Status.NOT_MARKETED, found)


def period_on(periods: list[Period], day: date) -> Period | None:
    """Return the period that holds a day, or None before the first."""
    for period in periods:
        if period.start <= day and (period.end is None or day < period.end):
            return period
    return None


def stretch(case: Case, day: date) -> Stretch:
    """Return the status on a day, and for how long it has stood and will stand.

    No reason is built for it.
    """
    status, days = case.status(day), case.days()
    later = (other for other in days if other > day)
    until = next((other for other in later if case.status(other) is not status), None)
    after = case.status(until) if until else None
    return Stretch(status, _since(case, days, day, status), until, after)


def standstill(case: Case, day: date) -> Standstill:
    """Return the judgment on a day and for how long its status has stood and will stand."""
    found = stretch(case, day)
    after = case.judgment(found.until) if found.until else None
    return Standstill(case.judgment(day), found.since, found.until, after)


def _since(case: Case, days: list[date], day: date, status: Status) -> date | None:
    """Return the first day of the unbroken stretch of one status that holds a day."""
    since: date | None = None
    for other in reversed([known for known in days if known <= day]):
        if case.status(other) is not status:
            return since
        since = other
    return None if status is Status.NOT_MARKETED else since
