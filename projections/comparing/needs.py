"""Which regimes a change is about, and which licenses would be missing since when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from projections.comparing.changes import Change
from projections.judging.bench import Case, Judgment
from projections.judging.judgment import Status
from projections.judging.requirements import Requirement, Standing
from projections.record.questions import Choice, LawBook

WANTING = {Status.NON_COMPLIANT, Status.INDETERMINATE}


@dataclass(frozen=True, slots=True)
class Need:
    """A regime whose license would be missing from a day on.

    `kinds` are the kinds of license that answer it; none where it does not issue any more on that
    day. It is not `certain` where scope is unknown, or where it hangs on a point of law.
    """

    regime: str
    kinds: tuple[str, ...]
    by: date
    certain: bool

    def document(self) -> dict[str, Any]:
        """Return it for a JSON document."""
        return {
            "regime": self.regime,
            "license_kinds": list(self.kinds),
            "by": self.by.isoformat(),
            "certain": self.certain,
        }


def needs(change: Change, after: Case, book: LawBook) -> tuple[Need, ...]:
    """Return the licenses that would be missing in a period, each with the first such day.

    A day on which one is certainly missing is told rather than an earlier one on which it may be.
    """
    if change.after not in WANTING:
        return ()
    return _first_of_each((change.start, *_days_within(change, after)), after, book)


def needs_from(day: date, case: Case, book: LawBook) -> tuple[Need, ...]:
    """Return the licenses that are missing on a day or later, each with the first such day."""
    return _first_of_each((day, *(later for later in case.days() if later > day)), case, book)


def _first_of_each(days: Iterable[date], after: Case, book: LawBook) -> tuple[Need, ...]:
    found: dict[str, Need] = {}
    for day in days:
        for need in _missing(after.judgment(day), day, book):
            if need.regime not in found or (need.certain and not found[need.regime].certain):
                found[need.regime] = need
    return tuple(found[regime] for regime in sorted(found))


def regimes_at_issue(before: Judgment, after: Judgment) -> tuple[str, ...]:
    """Return the regimes that ask or are answered otherwise in one than in the other."""
    old, new = _weights(before), _weights(after)
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))


def missing_from(needs: Iterable[Need], *, certain: bool) -> Iterator[tuple[date, list[Need]]]:
    """Yield the licenses that are missing, or perhaps are, by the day since which they are."""
    found = sorted((need for need in needs if need.certain is certain), key=_by)
    for by, those in groupby(found, key=_by):
        yield by, list(those)


def _days_within(change: Change, case: Case) -> Iterator[date]:
    for day in case.days():
        if change.start < day and (change.end is None or day < change.end):
            yield day


def _missing(judgment: Judgment, day: date, book: LawBook) -> Iterator[Need]:
    """Yield the licenses that are missing on a day, those that are certainly so first."""
    shared = set(judgment.reasons)
    for choice, asked in _requirements(judgment):
        if _applies(asked) and not asked.satisfied:
            state = book.under(choice).regime(asked.regime, day)
            kinds = tuple(state.kinds) if state.issues else ()
            yield Need(asked.regime, kinds, day, asked in shared and asked.scope.in_scope is True)


def _weights(judgment: Judgment) -> dict[str, set[tuple[bool | None, bool] | None]]:
    """Return what each regime comes to under the readings: whom it asks, and if it is answered."""
    under = [each.verdict.reasons for each in judgment.readings] or [judgment.reasons]
    weights = [
        {
            asked.regime: (asked.scope.in_scope, asked.satisfied)
            for asked in reasons
            if isinstance(asked, Requirement) and _applies(asked)
        }
        for reasons in under
    ]
    names = {name for each in weights for name in each}
    return {name: {each.get(name) for each in weights} for name in names}


def _requirements(judgment: Judgment) -> Iterator[tuple[Choice, Requirement]]:
    """Yield what regimes ask of a subject, with a choice of readings under which they do."""
    some = judgment.readings[0].choice if judgment.readings else ()
    under = ((each.choice, each.verdict.reasons) for each in judgment.readings)
    for choice, reasons in ((some, judgment.reasons), *under):
        for reason in reasons:
            if isinstance(reason, Requirement):
                yield choice, reason


def _applies(asked: Requirement) -> bool:
    return asked.standing is Standing.APPLIES and asked.scope.in_scope is not False


def _by(need: Need) -> date:
    return need.by
