"""What the passing of time alone changes: the turns of a status between two days."""

from dataclasses import dataclass
from datetime import date

from projections.judging.bench import Case
from projections.judging.judgment import Status
from projections.judging.marks import NO_MARKS, Marks, turn_marks
from projections.wording.en import grounds


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a status changes: what it rests on from then, and what fell away.

    `marks` are those of the day.
    """

    day: date
    before: Status
    after: Status
    since_then: tuple[str, ...]
    until_then: tuple[str, ...]
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
            new, old = grounds(judgment), grounds(previous)
            found.append(
                Turn(
                    day,
                    previous.status,
                    judgment.status,
                    tuple(text for text in new if text not in old),
                    tuple(text for text in old if text not in new),
                    turn_marks(case, day),
                )
            )
        previous = judgment
    return found
