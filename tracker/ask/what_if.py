"""Scenarios put to a ledger: what each would change in what its base sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from events.acts import ActPublished
from events.policies import Policy
from events.reading import Problem
from events.recorded import Recorded
from projections.findings.asides import Asides, strays
from projections.findings.cautions import cautions
from projections.record.filing import Files
from projections.record.visible import Horizon, Viewpoint
from projections.what_if import (
    EVERY_DAY,
    Ahead,
    Announced,
    Answer,
    Indexed,
    Scores,
    Totals,
    Weighed,
    Window,
    announced,
    scored,
    totals,
    what_if,
)
from tracker.ask.scenarios import ScenarioFiles, ScenarioRefused, recorded_by
from tracker.errors import TrackerError
from tracker.gazette.vocabulary import gazette_vocabulary, listed_categories
from tracker.ledger import Ledger
from tracker.live.snapshot import check_not_before_the_first_fact


class ActNotFound(TrackerError):
    """No act on record has the name."""

    code = "act_not_found"

    def __init__(self, act: str, known: Sequence[str]) -> None:
        near = get_close_matches(act, known, n=1)
        super().__init__(
            f"No act '{act}' is on record, and it is no day written YYYY-MM-DD.",
            f"Did you mean '{near[0]}'?" if near else "It was never recorded, or was voided.",
            "Run 'tracker acts' to see every act on record.",
        )


@dataclass(frozen=True)
class Supposed:
    """A scenario put to a record: its files, the base it was put to, and the answer."""

    scenario: ScenarioFiles
    base: Horizon
    answer: Answer
    totals: Totals
    reminders: Announced
    asides: Asides
    cautions: tuple[str, ...]


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

        Raises ScenarioRefused if the base of the files lies outside the record, or if the scenario
        cannot stand; BeforeTheFirstFact if the question asks for a base before any fact.
        """
        base = scenario.base
        problems = scenario.misplaced(self.ledger, self.records)
        found = Horizon(known_at or base.known_at, by or recorded_by(base, self.zone))
        if not problems:
            asked = Viewpoint(self.at.date(), found.known_at, found.recorded_by)
            check_not_before_the_first_fact(self.ledger, self.records, asked)
        weighed = self._weigh(scenario, Horizon() if problems else found)
        problems += scenario.objected(weighed.objections)
        if problems:
            raise ScenarioRefused(sorted(problems, key=_place))
        return found

    def check(self, scenario: ScenarioFiles) -> None:
        """Raise ScenarioRefused if a scenario cannot stand on everything on record."""
        if problems := scenario.objected(self._weigh(scenario, Horizon()).objections):
            raise ScenarioRefused(sorted(problems, key=_place))

    def indexed(self, base: Horizon) -> Indexed:
        """Return the portfolio as a base sees it."""
        if base not in self._indexed:
            self._indexed[base] = Indexed(self.files, base)
        return self._indexed[base]

    def _weigh(self, scenario: ScenarioFiles, base: Horizon) -> Weighed:
        """Return what a scenario adds to its base, and what is to be said against it."""
        return Weighed(self.files, base, scenario.scenarios, after=self.position, at=self.at)

    def suppose(
        self,
        scenario: ScenarioFiles,
        base: Horizon,
        window: Window = EVERY_DAY,
        policy: Policy | None = None,
    ) -> Supposed:
        """Return what a scenario changes, and what it does to reminders from the base's day on."""
        indexed = self.indexed(base)
        ahead = Ahead(self._day(base), window)
        answer = what_if(indexed, self._weigh(scenario, base), window, ahead, gazette_vocabulary())
        reminders = announced(answer.reminders, policy or Policy())
        return Supposed(
            scenario,
            base,
            answer,
            totals(indexed, answer),
            reminders,
            _asides(indexed, answer),
            cautions(indexed.law),
        )

    def _day(self, base: Horizon) -> date:
        """Return the day of a base: today, unless it looks back to an earlier one."""
        recorded_by = base.recorded_by or self.at
        days = recorded_by.astimezone(self.zone).date(), base.known_at or date.max
        return min(self.at.date(), *days)

    def score(self, scenario: ScenarioFiles, base: Horizon, day: date) -> Scores:
        """Return how a scenario did on a day."""
        return scored(self.indexed(base), self._weigh(scenario, base), day)

    def day_of(self, act: str) -> date:
        """Return the first day on which an act takes effect; raises ActNotFound if none is seen."""
        acts = {
            record.fact.act: record.fact
            for record in Horizon().visible(self.files.law)
            if isinstance(record.fact, ActPublished)
        }
        if act not in acts:
            raise ActNotFound(act, list(acts))
        days = [provision.effective_on for provision in acts[act].provisions]
        return min(days, default=acts[act].published_on)


def _asides(indexed: Indexed, answer: Answer) -> Asides:
    """Return what is to be said beside an answer: a name is known if it is with the scenario."""
    laws = answer.comparison.laws
    groups = ((products, most.channel, most.categories) for most, products in indexed.sorts)
    reaches = [laws.bench(flips).reach for flips in ((), laws.flips)]
    return Asides(answer.unplaced, strays(groups, reaches, listed_categories))


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column
