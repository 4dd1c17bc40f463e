"""Scenarios put on their base in the record, where they can stand there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.reading.problems import Problem
from projections.documents.asides import asides_document
from projections.findings.asides import Asides, sees_no_act
from projections.record.visible import Horizon, Viewpoint
from projections.what_if.portfolio import Indexed
from projections.what_if.weighing import Weighed
from projections.wording import Words
from tracker.ask.what_if.scenarios import ScenarioFiles, ScenarioRefused, recorded_by
from tracker.live.live import Live
from tracker.live.snapshot import check_not_before_the_first_fact


@dataclass(frozen=True, slots=True)
class Placed:
    """A scenario on its base, of a record through a position; `day` is that of the base."""

    scenario: ScenarioFiles
    base: Horizon
    position: int
    day: date
    indexed: Indexed
    weighed: Weighed

    @property
    def asides(self) -> Asides:
        """What is to be said beside the statuses of the base."""
        return Asides(sees_no_act(self.indexed.law))

    def document(self, words: Words) -> dict[str, Any]:
        """Return the scenario and its base for a JSON document."""
        known_at, by = self.base.known_at, self.base.recorded_by
        return {
            "scenario": self.scenario.name,
            "files": [each.file for each in self.scenario.files],
            "base": {
                "known_at": known_at.isoformat() if known_at else None,
                "recorded_by": by.isoformat() if by else None,
                "position": self.position,
                **asides_document(self.asides, words),
            },
        }


def beside_bases(placed: Iterable[Placed]) -> Asides:
    """Return what is to be said beside the statuses of several bases."""
    return Asides(any(each.asides.no_act for each in placed))


class Ground:
    """A ledger read once, on which any number of scenarios may be put."""

    def __init__(self, live: Live, at: datetime) -> None:
        """Read everything on record; `at` is now."""
        self._ledger = live.ledger
        self._zone = ZoneInfo(live.ledger.zone)
        self._at = at.astimezone(self._zone)
        self._records = live.records()
        self._indexed: dict[Horizon, Indexed] = {}
        self.files = live.files()
        self.position = self._records[-1].position if self._records else 0

    @property
    def today(self) -> date:
        """The day that it is."""
        return self._at.date()

    def put(self, scenario: ScenarioFiles, point: Viewpoint) -> Placed:
        """Return a scenario on its base; what a question names goes before what its files say.

        Raises ScenarioRefused if the base of the files lies outside the record, or if the scenario
        cannot stand; BeforeTheFirstFact if the question asks for a base before any fact.
        """
        based = scenario.base
        problems = scenario.misplaced(self._ledger, self._records)
        base = Horizon(
            point.known_at or based.known_at, point.recorded_by or recorded_by(based, self._zone)
        )
        if not problems:
            asked = Viewpoint(self.today, base.known_at, base.recorded_by)
            check_not_before_the_first_fact(self._ledger, self._records, asked)
        weighed = self._weigh(scenario, Horizon() if problems else base, problems)
        if base not in self._indexed:
            self._indexed[base] = Indexed(self.files, base)
        return Placed(scenario, base, self.position, self._day(base), self._indexed[base], weighed)

    def check(self, scenario: ScenarioFiles) -> None:
        """Raise ScenarioRefused if a scenario cannot stand on everything on record."""
        self._weigh(scenario, Horizon(), [])

    def _weigh(self, scenario: ScenarioFiles, base: Horizon, problems: list[Problem]) -> Weighed:
        """Return what a scenario adds to its base; raises ScenarioRefused with every problem."""
        weighed = Weighed(self.files, base, scenario.scenarios, after=self.position, at=self._at)
        if problems := [*problems, *scenario.objected(weighed.objections)]:
            raise ScenarioRefused(sorted(problems, key=_place))
        return weighed

    def _day(self, base: Horizon) -> date:
        """Return the day of a base: today, unless it looks back to an earlier one."""
        by = base.recorded_by or self._at
        return min(self.today, by.astimezone(self._zone).date(), base.known_at or date.max)


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column
