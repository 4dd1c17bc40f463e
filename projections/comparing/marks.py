"""What of a change between two views is less than certain."""

from dataclasses import dataclass

from projections.comparing.changes import Change
from projections.judging.bench import Case
from projections.judging.marks import NO_MARKS, Marks, joined, status_marks, turn_marks


@dataclass(frozen=True, slots=True)
class ChangeMarks:
    """The marks of a change: of the status before and after it, of its first day and its end."""

    before: Marks = NO_MARKS
    after: Marks = NO_MARKS
    start: Marks = NO_MARKS
    end: Marks = NO_MARKS

    @property
    def all(self) -> tuple[Marks, ...]:
        """All of them."""
        return self.before, self.after, self.start, self.end

    @property
    def statuses(self) -> Marks:
        """The marks of both statuses."""
        return joined((self.before, self.after))


NO_CHANGE_MARKS = ChangeMarks()


def change_marks(change: Change, one: Case | None, other: Case | None) -> ChangeMarks:
    """Return the marks of a change between two views; None: one has no such subject."""
    cases = [case for case in (one, other) if case is not None]
    return ChangeMarks(
        status_marks(one.judgment(change.start)) if one else NO_MARKS,
        status_marks(other.judgment(change.start)) if other else NO_MARKS,
        joined(turn_marks(case, change.start) for case in cases),
        joined(turn_marks(case, change.end) for case in cases),
    )
