"""What the passing of time alone changes: the turns of a status between two days."""

from dataclasses import dataclass
from datetime import date

from projections.judging.bench import Case
from projections.judging.grounds import Ground, grounds_of
from projections.judging.judgment import Status
from projections.judging.marks import NO_MARKS, Marks, turn_marks


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
    marks: Marks = NO_MARKS


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
