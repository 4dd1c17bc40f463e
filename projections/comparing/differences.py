"""What differs between two points in time, and because of what: facts, or the passing of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from projections.comparing.changes import Change, ChangeMarks, Subject, change_marks
from projections.comparing.comparison import Cause, Comparison
from projections.judging.bench import Case
from projections.judging.grounds import Ground, grounds_of
from projections.judging.judgment import Status
from projections.judging.marks import Marks, status_marks, turn_marks
from projections.record.law import ONE_DAY


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a status changes: what it rests on from then, and what fell away.

    `marks` are those of the day.
    """

    day: date
    before: Status
    after: Status
    since_then: tuple[Ground, ...]
    until_then: tuple[Ground, ...]
    marks: Marks


@dataclass(frozen=True, slots=True)
class CausedChange:
    """Days on which a status differs between two views, and the facts that make it differ."""

    change: Change
    causes: tuple[Cause, ...]
    marks: ChangeMarks


@dataclass(frozen=True, slots=True)
class PointMarks:
    """The marks of a subject's status at the first point, on the way, and at the second."""

    before: Marks
    between: Marks
    after: Marks


@dataclass(frozen=True, slots=True)
class Difference:
    """One subject between two points: its status at each, and on the way.

    First time passes, as the first view sees it (`turns`, to `between`, its status on the second
    day); then the facts in `causes` make of it what the second view has. `periods` tells the days
    of the timeline on which the views differ; it is left out when the days asked for differ.
    """

    subject: Subject
    before: Status
    between: Status
    after: Status
    turns: tuple[Turn, ...]
    causes: tuple[Cause, ...]
    periods: tuple[CausedChange, ...]
    marks: PointMarks

    @property
    def on_the_day(self) -> bool:
        """Whether the two answers asked for differ, and not only other days."""
        return self.before is not self.after


def difference(
    comparison: Comparison, subject: Subject, one: date, other: date, *, days_too: bool = True
) -> Difference:
    """Return how one subject stands at both points; `days_too` has whole timelines compared."""
    first, second = comparison.case(subject), comparison.case_after(subject)
    before, between = first.judgment(one).status, first.judgment(other).status
    after = second.judgment(other).status
    periods: list[CausedChange] = []
    causes: tuple[Cause, ...] = ()
    if before is not after and between is not after:
        there = Change(*subject, other, other + ONE_DAY, between, after)
        causes = comparison.causes(there)
    if one == other and days_too:
        changes = comparison.changes(subject)
        periods = [with_causes(comparison, change) for change in changes]
    passed = turns(first, one, other) if before is not after and before is not between else []
    marks = PointMarks(
        status_marks(first.judgment(one)),
        status_marks(first.judgment(other)),
        status_marks(second.judgment(other)),
    )
    return Difference(subject, before, between, after, tuple(passed), causes, tuple(periods), marks)


def with_causes(comparison: Comparison, change: Change) -> CausedChange:
    """Return a change with its causes, and what of it is less than certain."""
    subject = change.product, change.channel
    one, other = comparison.case(subject), comparison.case_after(subject)
    return CausedChange(change, comparison.causes(change), change_marks(change, one, other))


def differences(
    comparison: Comparison,
    subjects: Iterable[Subject],
    one: date,
    other: date,
    *,
    days_too: bool = True,
) -> list[Difference]:
    """Return the subjects of which the answers, or any day of the timelines, differ."""
    found = []
    for subject in subjects:
        if one == other and not comparison.candidates(subject):
            continue
        told = difference(comparison, subject, one, other, days_too=days_too)
        if told.on_the_day or told.periods:
            found.append(told)
    return found


def turns(case: Case, one: date, other: date) -> list[Turn]:
    """Return the turns of a status after the earlier of two days through the later, in order."""
    first, last = sorted((one, other))
    found = []
    previous = case.judgment(first)
    for day in case.days():
        if not first < day <= last:
            continue
        judgment = case.judgment(day)
        if judgment.status is not previous.status:
            new, old = grounds_of(judgment), grounds_of(previous)
            found.append(
                Turn(
                    day,
                    previous.status,
                    judgment.status,
                    tuple(each for each in new if each not in old),
                    tuple(each for each in old if each not in new),
                    turn_marks(case, day),
                )
            )
        previous = judgment
    return found
