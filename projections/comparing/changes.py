"""Which subjects change between two views, on which days, and what of that is uncertain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from projections.judging.bench import Case
from projections.judging.judgment import Status
from projections.judging.marks import NO_MARKS, Marks, joined, status_marks, turn_marks
from projections.judging.timeline import statuses
from projections.record.steps import Steps

Subject = tuple[str, str]
"""A product and a channel."""


@dataclass(frozen=True, slots=True)
class Change:
    """Days (first included, `end` excluded, None: without end) on which a status differs."""

    product: str
    channel: str
    start: date
    end: date | None
    before: Status
    after: Status


def changes(before: Iterable[Case], after: Iterable[Case]) -> list[Change]:
    """Return where the statuses of subjects differ, by product, channel and day."""
    old = {_subject(case): statuses(case) for case in before}
    new = {_subject(case): statuses(case) for case in after}
    nowhere = Steps(Status.NOT_MARKETED)
    return [
        change
        for subject in sorted(old.keys() | new.keys())
        for change in changes_between(subject, old.get(subject, nowhere), new.get(subject, nowhere))
    ]


def _subject(case: Case) -> Subject:
    return case.dossier.product, case.channel


def changes_between(
    subject: Subject, old: Steps[Status], new: Steps[Status], before: date = date.max
) -> list[Change]:
    """Return the stretches of days before some day on which two courses of statuses differ."""
    found: list[Change] = []
    days = sorted({*old.days, *new.days})
    last_end = None if before == date.max else before
    for number, day in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else last_end
        was, becomes = old.at(day), new.at(day)
        if was is becomes:
            continue
        last = found[-1] if found else None
        if last and (last.end, last.before, last.after) == (day, was, becomes):
            found[-1] = Change(*subject, last.start, following, was, becomes)
        else:
            found.append(Change(*subject, day, following, was, becomes))
    return found


@dataclass(frozen=True, slots=True)
class ChangeMarks:
    """The marks of a change: of the status before and after it, of its first day and its end."""

    before: Marks
    after: Marks
    start: Marks
    end: Marks

    @property
    def all(self) -> tuple[Marks, ...]:
        """All of them."""
        return self.before, self.after, self.start, self.end

    @property
    def statuses(self) -> Marks:
        """The marks of both statuses."""
        return joined((self.before, self.after))


@dataclass(frozen=True, slots=True)
class MarkedChange:
    """Days on which a status differs between two views, and what of that is uncertain."""

    change: Change
    marks: ChangeMarks


def change_marks(change: Change, one: Case | None, other: Case | None) -> ChangeMarks:
    """Return the marks of a change between two views; None: one has no such subject."""
    cases = [case for case in (one, other) if case is not None]
    return ChangeMarks(
        status_marks(one.judgment(change.start)) if one else NO_MARKS,
        status_marks(other.judgment(change.start)) if other else NO_MARKS,
        joined(turn_marks(case, change.start) for case in cases),
        joined(turn_marks(case, change.end) for case in cases),
    )
