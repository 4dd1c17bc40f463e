"""What a scenario would change: for every subject the days, the statuses and the causes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from events.scenarios import Scenario
from projections.changes import Change, Subject
from projections.comparison import Comparison
from projections.delta import Cause
from projections.judgment import Status
from projections.requirements import Requirement, Standing
from projections.two_laws import TwoLaws
from projections.visible import Horizon
from projections.what_if.articles import by_article
from projections.what_if.objections import Place, Weighed
from projections.what_if.portfolio import Facing, Indexed, facing_of
from projections.what_if.supposing import Overlay, Supposing


@dataclass(frozen=True, slots=True)
class Need:
    """A regime whose license would be missing, and since when."""

    regime: str
    kinds: tuple[str, ...]
    by: date


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which a scenario changes a status, because of what, and what would answer it.

    `regimes` are those that ask otherwise, or are answered otherwise, than without the scenario.
    """

    change: Change
    causes: tuple[Cause, ...]
    regimes: tuple[str, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A subject whose timeline a scenario changes."""

    subject: Subject
    facing: Facing
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scenario changes in a portfolio; `comparison` can tell more of each subject."""

    changed: tuple[Changed, ...]
    comparison: Comparison

    @property
    def first_day(self) -> date | None:
        """The first day on which anything changes."""
        days = (period.change.start for each in self.changed for period in each.periods)
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked for: from the first through the last (None: without bound)."""

    first: date | None = None
    last: date | None = None

    def meets(self, change: Change) -> bool:
        """Tell whether any day of a change is asked for."""
        begins = self.last is None or change.start <= self.last
        return begins and (self.first is None or change.end is None or change.end > self.first)


EVERY_DAY = Window()


def objections(
    indexed: Indexed, scenarios: Iterable[Scenario], *, after: int, at: datetime
) -> list[list[tuple[Place, str]]]:
    """Return for each of scenarios that stand on one another what could not be recorded."""
    weighed = Weighed(indexed.files, indexed.horizon, after=after, at=at)
    return [weighed.weigh(scenario) for scenario in scenarios]


def what_if(
    indexed: Indexed,
    scenarios: Iterable[Scenario],
    *,
    after: int,
    at: datetime,
    window: Window = EVERY_DAY,
) -> Answer:
    """Return what scenarios that stand on one another change together, by product and channel.

    Their facts stand after the last position and instant of the record. What could not be recorded
    is left out; `objections` tells it. Only what the scenarios touch is judged.
    """
    weighed = Weighed(indexed.files, indexed.horizon, after=after, at=at)
    for scenario in scenarios:
        weighed.weigh(scenario)
    comparison, touched = _supposed(indexed, weighed, after)
    touched |= set(indexed.touched_by(comparison.laws))
    changed = (_changed(comparison, subject, window) for subject in comparison.subjects(touched))
    return Answer(tuple(each for each in changed if each is not None), comparison)


def _supposed(indexed: Indexed, weighed: Weighed, after: int) -> tuple[Comparison, set[str]]:
    """Return the record held against itself with the scenario, and whom other facts touch."""
    base = indexed.horizon
    before = Horizon(base.known_at, base.recorded_by, after if base.upto is None else base.upto)
    beyond = Supposing(base.known_at, base.recorded_by, base.upto, beyond=after)
    files = Overlay(indexed.files, by_article(weighed.records))
    hypothetical = [record for record in weighed.records if not files.is_law(record)]
    touched = {name for record in hypothetical for name in files.touched_by(record)}
    law = beyond.visible(files.law) if weighed.records else indexed.law
    laws = TwoLaws(indexed.law, law, indexed.benches)
    return Comparison(files, before, beyond, laws), touched


def _changed(comparison: Comparison, subject: Subject, window: Window) -> Changed | None:
    periods = tuple(_periods(comparison, subject, window))
    if not periods:
        return None
    return Changed(subject, facing_of(comparison.case_after(subject).dossier), periods)


def _periods(comparison: Comparison, subject: Subject, window: Window) -> Iterator[Period]:
    changes = [each for each in comparison.changes(subject) if window.meets(each)]
    if not changes:
        return
    one, other = comparison.case(subject), comparison.case_after(subject)
    for change in changes:
        before = _requirements(one.judgment(change.start).reasons)
        after = _requirements(other.judgment(change.start).reasons)
        regimes = {
            name
            for name in before.keys() | after.keys()
            if _weight(before, name) != _weight(after, name)
        }
        yield Period(
            change,
            comparison.causes(change),
            tuple(sorted(regimes)),
            tuple(_needs(change, after.values(), comparison)),
        )


def _requirements(reasons: Iterable[object]) -> dict[str, Requirement]:
    return {reason.regime: reason for reason in reasons if isinstance(reason, Requirement)}


def _weight(requirements: dict[str, Requirement], regime: str) -> object:
    """Return what a regime comes to: whether it asks, of this product, and is answered."""
    asked = requirements.get(regime)
    if asked is None or asked.standing is not Standing.APPLIES or asked.scope.in_scope is False:
        return None
    return asked.scope.in_scope, asked.satisfied


def _needs(
    change: Change, requirements: Iterable[Requirement], comparison: Comparison
) -> Iterator[Need]:
    """Yield the licenses that would be missing where a status gets worse for want of one."""
    if change.after not in {Status.NON_COMPLIANT, Status.INDETERMINATE}:
        return
    law = comparison.laws.bench(comparison.laws.flips).book.law
    for asked in requirements:
        applies = asked.standing is Standing.APPLIES and asked.scope.in_scope is not False
        if applies and not asked.satisfied:
            kinds = law.regimes[asked.regime].at(change.start).kinds
            yield Need(asked.regime, tuple(kinds), change.start)
