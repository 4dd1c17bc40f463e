"""Scenarios put to a ledger: what each would change in what its base sees."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from events.recorded import Recorded
from projections.filing import Files
from projections.visible import Horizon
from projections.what_if import EVERY_DAY, Answer, Indexed, Totals, Weighed, Window, totals, what_if
from tracker.ledger import Ledger
from tracker.scenarios import ScenarioFiles, recorded_by


@dataclass(frozen=True)
class Supposed:
    """A scenario put to a record: its files, the base it was put to, and the answer."""

    scenario: ScenarioFiles
    base: Horizon
    answer: Answer
    totals: Totals


class Record:
    """A ledger read once, to which any number of scenarios may be put."""

    def __init__(self, ledger: Ledger, *, at: datetime) -> None:
        """Read everything on record; `at` is now."""
        self.ledger = ledger
        self.zone = ZoneInfo(ledger.zone)
        self.at = at.astimezone(self.zone)
        self.records: list[Recorded] = list(ledger.facts())
        self.files = Files(self.records)
        self._indexed: dict[Horizon, Indexed] = {}

    @property
    def position(self) -> int:
        """The last position on record."""
        return self.records[-1].position if self.records else 0

    def base(self, scenario: ScenarioFiles, known_at: date | None, by: datetime | None) -> Horizon:
        """Return what a scenario builds on; what a question names goes before what its files say.

        Raises ScenarioRefused if the base of the files lies outside the record.
        """
        scenario.check_base(self.ledger, self.records)
        return Horizon(
            known_at or scenario.base.known_at, by or recorded_by(scenario.base, self.zone)
        )

    def indexed(self, base: Horizon) -> Indexed:
        """Return the portfolio as a base sees it."""
        if base not in self._indexed:
            self._indexed[base] = Indexed(self.files, base)
        return self._indexed[base]

    def weighed(self, scenario: ScenarioFiles, base: Horizon) -> Weighed:
        """Return what a scenario adds to its base; raises ScenarioRefused if it could not."""
        indexed = self.indexed(base)
        weighed = Weighed(
            self.files, indexed.horizon, scenario.scenarios, after=self.position, at=self.at
        )
        scenario.check_objections(weighed.objections)
        return weighed

    def suppose(
        self, scenario: ScenarioFiles, base: Horizon, window: Window = EVERY_DAY
    ) -> Supposed:
        """Return what a scenario changes; raises ScenarioRefused if it cannot stand."""
        indexed = self.indexed(base)
        answer = what_if(indexed, self.weighed(scenario, base), window)
        return Supposed(scenario, base, answer, totals(indexed, answer))
