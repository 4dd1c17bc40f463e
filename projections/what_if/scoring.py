"""How a forecast did: a scenario as known at its base, held against what came."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from projections.comparing.changes import Change, Subject
from projections.comparing.comparison import Comparison
from projections.comparing.two_laws import TwoLaws
from projections.judging.judgment import Status
from projections.record.law import ONE_DAY
from projections.record.visible import Horizon
from projections.what_if.because import Because, because
from projections.what_if.consequences import supposed
from projections.what_if.parts import Part, parts_of
from projections.what_if.portfolio import Indexed
from projections.what_if.weighing import Weighed


class Verdict(StrEnum):
    """How the forecast for a subject did on the day it is held against.

    Both the forecast and what came are told by how they differ from the base. Where one of the two
    differs on the day and the other does so with the same status on another, the forecast is right,
    but early or late.
    """

    RIGHT = "right"
    OTHERWISE = "otherwise"
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Score:
    """The forecast for one subject, held against what came.

    `base`, `forecast` and `outcome` are the statuses on the day. A right forecast has the days on
    which the status was forecast and came; of others `because` tells which facts made what came
    differ from the forecast: those that came in, and those supposed that did not.
    """

    subject: Subject
    verdict: Verdict
    base: Status
    forecast: Status
    outcome: Status
    forecast_on: date | None = None
    came_on: date | None = None
    because: tuple[Because, ...] = ()

    @property
    def status(self) -> Status:
        """The status that came, and was forecast if the forecast was right."""
        return self.outcome if self.outcome is not self.base else self.forecast

    @property
    def days_late(self) -> int:
        """How many days later than it came the status was forecast; negative: earlier."""
        if self.forecast_on is None or self.came_on is None:
            return 0
        return (self.forecast_on - self.came_on).days


@dataclass(frozen=True, slots=True)
class Scores:
    """Every subject of the base that was forecast to change or did, and how many did neither.

    `entered_since` counts the subjects of which the base had never heard; they are not scored.
    """

    day: date
    scores: tuple[Score, ...]
    unchanged: int
    entered_since: int

    @property
    def counts(self) -> Counter[Verdict]:
        """How many subjects got each verdict."""
        return Counter(score.verdict for score in self.scores)

    @property
    def subjects(self) -> int:
        """How many subjects were scored, the unchanged among them."""
        return len(self.scores) + self.unchanged


def scored(indexed: Indexed, weighed: Weighed, day: date) -> Scores:
    """Return how scenarios did, held on a day against everything on record."""
    return _Scoring(indexed, weighed, day).scores()


class _Scoring:
    """The base, the forecast and what came, two by two."""

    def __init__(self, indexed: Indexed, weighed: Weighed, day: date) -> None:
        self._day, self._base = day, indexed
        parts = parts_of(weighed.records)
        self._parts: dict[int, Part] = {part.record.position: part for part in parts}
        self._forecast = supposed(indexed, weighed, parts)
        files, today = self._forecast.files, Horizon(upto=weighed.horizon.beyond)
        law = today.visible(files.law)
        self._outcome = Comparison(files, self._forecast.before, today, TwoLaws(indexed.law, law))
        self._apart = Comparison(
            files, self._forecast.after, today, TwoLaws(self._forecast.laws.after, law)
        )

    def scores(self) -> Scores:
        known = set(self._base.subjects)
        found = [self._score(subject) for subject in sorted(known)]
        scores = tuple(score for score in found if score is not None)
        now = self._outcome.subjects(self._outcome.files.products)
        entered = sum(subject not in known for subject in now)
        return Scores(self._day, scores, len(known) - len(scores), entered)

    def _score(self, subject: Subject) -> Score | None:
        forecast, came = self._forecast.changes(subject), self._outcome.changes(subject)
        told, true = _on(forecast, self._day), _on(came, self._day)
        first = told or true
        if first is None:
            return None
        base = first.before
        is_told, is_true = told.after if told else base, true.after if true else base
        statuses = base, is_told, is_true
        told = told or (_nearest(forecast, true) if true else None)
        true = true or (_nearest(came, told) if told else None)
        if told and true and told.after is true.after:
            return Score(subject, Verdict.RIGHT, *statuses, told.start, true.start)
        verdict = Verdict.MISSED if told is None else Verdict.WRONG
        verdict = Verdict.OTHERWISE if told and true else verdict
        return Score(subject, verdict, *statuses, because=self._because(subject, is_told, is_true))

    def _because(self, subject: Subject, told: Status, true: Status) -> tuple[Because, ...]:
        if told is true:
            return ()
        change = Change(*subject, self._day, self._day + ONE_DAY, told, true)
        return because(self._apart.causes(change), self._parts)


def _on(changes: Iterable[Change], day: date) -> Change | None:
    """Return the change that holds on a day, if one does."""
    return next((c for c in changes if c.start <= day and (c.end is None or day < c.end)), None)


def _nearest(changes: Sequence[Change], change: Change) -> Change | None:
    """Return, of changes to the same status, the one that begins nearest to a change."""
    same = [each for each in changes if each.after is change.after]
    return min(same, key=lambda each: abs(each.start - change.start), default=None)
