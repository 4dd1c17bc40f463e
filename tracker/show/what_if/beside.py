"""Several scenarios side by side: what each changes for a subject, and whether all change it alike.

The subjects that change in the same way stand together, however many they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from projections.comparing.changes import Change, Subject
from projections.judging.judgment import Status
from projections.record.law import ONE_DAY
from projections.what_if.consequences import Consequences

SHOWN_WHOLE = 60
"""How many subjects at most are shown unfolded."""
SHOWN_BY_PATTERN = 12
"""Above how many subjects it is told first how many change in which way."""

Turns = tuple[tuple[Status, Status], ...]


class Likeness(StrEnum):
    """How what one scenario changes for a subject compares with what the others do."""

    OTHERWISE = "otherwise"
    OTHER_DAYS = "on_other_days"
    ALIKE = "alike"


@dataclass(frozen=True)
class Days:
    """A change of status on some days; `through` is the last, None if there is no last."""

    before: Status
    after: Status
    start: date
    through: date | None


@dataclass(frozen=True)
class Line:
    """A subject that some scenario changes, with its changes under each."""

    subject: Subject
    cells: tuple[tuple[Days, ...], ...]

    @property
    def turns(self) -> tuple[Turns, ...]:
        """What changes under each scenario, whenever and however often it does."""
        return tuple(
            tuple(dict.fromkeys((days.before, days.after) for days in cell)) for cell in self.cells
        )

    @property
    def likeness(self) -> Likeness:
        """How the scenarios compare."""
        if len(set(self.cells)) == 1:
            return Likeness.ALIKE
        return Likeness.OTHER_DAYS if len(set(self.turns)) == 1 else Likeness.OTHERWISE


@dataclass(frozen=True)
class Pattern:
    """What scenarios change in the same way for some subjects."""

    turns: tuple[Turns, ...]
    lines: list[Line]


@dataclass(frozen=True)
class Kin:
    """The subjects for which scenarios compare in the same manner, the commonest pattern first."""

    likeness: Likeness
    patterns: list[Pattern]

    @property
    def is_alike(self) -> bool:
        """Whether what one scenario changes may stand for all."""
        return self.likeness is Likeness.ALIKE

    @property
    def subjects(self) -> int:
        """How many subjects there are."""
        return sum(len(pattern.lines) for pattern in self.patterns)

    @property
    def is_folded(self) -> bool:
        """Whether the subjects are folded away on a screen."""
        return self.subjects > SHOWN_WHOLE


@dataclass(frozen=True)
class Beside:
    """Every subject that some scenario changes; those that the scenarios tell apart come first."""

    kins: list[Kin]

    @property
    def subjects(self) -> int:
        """How many subjects there are."""
        return sum(kin.subjects for kin in self.kins)

    @property
    def alike(self) -> int:
        """How many subjects change alike under all scenarios."""
        return sum(kin.subjects for kin in self.kins if kin.is_alike)

    @property
    def is_by_pattern(self) -> bool:
        """Whether there are so many subjects that it helps to tell first how many change how."""
        return self.subjects > SHOWN_BY_PATTERN


def beside(answers: Sequence[Consequences]) -> Beside:
    """Return what several scenarios change, subject by subject."""
    found = [
        {each.subject: _cell(period.change for period in each.periods) for each in answer.changed}
        for answer in answers
    ]
    patterns: dict[tuple[Likeness, tuple[Turns, ...]], list[Line]] = {}
    for subject in sorted({subject for column in found for subject in column}):
        line = Line(subject, tuple(column.get(subject, ()) for column in found))
        patterns.setdefault((line.likeness, line.turns), []).append(line)
    ranks = {likeness: rank for rank, likeness in enumerate(Likeness)}
    ordered = sorted(patterns, key=lambda key: (ranks[key[0]], -len(patterns[key])))
    return Beside(
        [
            Kin(likeness, [Pattern(turns, patterns[likeness, turns]) for _, turns in keys])
            for likeness, keys in groupby(ordered, key=lambda key: key[0])
        ]
    )


def _cell(changes: Iterable[Change]) -> tuple[Days, ...]:
    return tuple(
        Days(each.before, each.after, each.start, each.end - ONE_DAY if each.end else None)
        for each in changes
    )
