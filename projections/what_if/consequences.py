"""What a scenario would change: for every subject the days, the statuses and the causes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from projections.comparing.changes import Change, ChangeMarks, Subject, change_marks
from projections.comparing.comparison import Comparison
from projections.comparing.needs import Need, needs, regimes_at_issue
from projections.comparing.two_laws import TwoLaws
from projections.findings.asides import Unplaced, unplaced_in
from projections.findings.finding import Finding
from projections.findings.vocabulary import NO_VOCABULARY, Vocabulary
from projections.judging.bench import Case
from projections.record.visible import Horizon
from projections.what_if.because import Because, because
from projections.what_if.doubts import doubts
from projections.what_if.parts import Part, parts_of
from projections.what_if.portfolio import Facing, Indexed, facing_of
from projections.what_if.reminders import Reminders
from projections.what_if.reminding import Reminding
from projections.what_if.supposing import Overlay
from projections.what_if.weighing import Weighed
from projections.what_if.windows import EVERY_DAY, EVERY_REMINDER, Ahead, Window


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which a scenario changes a status, because of what, and what would answer it.

    `regimes` are those that ask otherwise, or are answered otherwise, than without the scenario;
    `marks` tell what of the change is less than certain.
    """

    change: Change
    because: tuple[Because, ...]
    regimes: tuple[str, ...]
    needs: tuple[Need, ...]
    marks: ChangeMarks


@dataclass(frozen=True, slots=True)
class Changed:
    """A subject whose status a scenario changes on some days, and how it is counted.

    It is `new` if only the scenario places the product in the channel.
    """

    subject: Subject
    facing: Facing
    periods: tuple[Period, ...]
    new: bool = False


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a scenario changes in a portfolio, by product and channel, and what is doubtful in it.

    `judged` is how many subjects it touches, so that they were looked at day by day; `unplaced` are
    the products that have no status with the scenario either.
    """

    changed: tuple[Changed, ...]
    doubts: tuple[Finding, ...]
    judged: int
    comparison: Comparison
    reminders: Reminders
    unplaced: Unplaced

    @property
    def first_day(self) -> date | None:
        """The first day on which anything changes."""
        days = (period.change.start for each in self.changed for period in each.periods)
        return min(days, default=None)


def consequences(
    indexed: Indexed,
    weighed: Weighed,
    window: Window = EVERY_DAY,
    ahead: Ahead = EVERY_REMINDER,
    known: Vocabulary = NO_VOCABULARY,
) -> Consequences:
    """Return what scenarios that stand on one another change together; objections are left out.

    The window says of which days statuses are told, `ahead` which reminders; `known` are
    words that are right though neither the law nor a product uses them.

    Only what the scenarios touch is judged: the products of which their facts speak, and those that
    the difference of the law may reach.
    """
    parts = parts_of(weighed.records)
    comparison = supposed(indexed, weighed, parts)
    hypothetical = [record for record in weighed.records if not weighed.files.is_law(record)]
    named = {name for record in hypothetical for name in weighed.files.touched_by(record)}
    subjects = list(comparison.subjects(named.union(indexed.touched_by(comparison.laws))))
    told = _Telling(indexed, comparison, parts)
    reminding = Reminding(indexed, weighed, comparison, named, ahead)
    changed: list[Changed] = []
    for subject in subjects:
        if changes := comparison.changes(subject):
            reminding.add(subject, changes)
        if within := [each for each in changes if window.meets(each)]:
            changed.append(told.changed(subject, within))
    return Consequences(
        tuple(changed),
        tuple(doubts(weighed, named, known | indexed.vocabulary)),
        len(subjects),
        comparison,
        reminding.reminders(),
        _unplaced(indexed, comparison, named),
    )


def _unplaced(indexed: Indexed, comparison: Comparison, named: Collection[str]) -> Unplaced:
    """Return the products of the base that a scenario leaves without a status, and its own."""
    base, own = indexed.unplaced, unplaced_in(comparison, named).in_no_channel
    placed = {name for name in named if comparison.channels(name)}
    return Unplaced(
        tuple(sorted({*base.in_no_channel, *own} - placed)),
        tuple(sorted({*base.only_named} - placed.union(own))),
    )


def supposed(indexed: Indexed, weighed: Weighed, parts: Iterable[Part]) -> Comparison:
    """Return the record held against itself with the parts of scenarios."""
    base, beyond = indexed.horizon, weighed.horizon
    upto = beyond.beyond if base.upto is None else base.upto
    before = Horizon(base.known_at, base.recorded_by, upto)
    files = Overlay(indexed.files, (part.record for part in parts))
    law = beyond.visible(files.law) if weighed.records else indexed.law
    return Comparison(files, before, beyond, TwoLaws(indexed.law, law, indexed.benches.branch()))


class _Telling:
    """Tells of subjects what a scenario changes for them."""

    def __init__(self, indexed: Indexed, comparison: Comparison, parts: Iterable[Part]) -> None:
        self._indexed, self._comparison = indexed, comparison
        self._parts = {part.record.position: part for part in parts}
        self._book = comparison.laws.bench(comparison.laws.flips).book

    def changed(self, subject: Subject, changes: Iterable[Change]) -> Changed:
        """Return what changes for a subject, told with causes."""
        one, other = self._comparison.case(subject), self._comparison.case_after(subject)
        facing = self._indexed.facing(subject[0]) or facing_of(other.dossier)
        periods = tuple(self._period(change, one, other) for change in changes)
        return Changed(subject, facing, periods, new=subject[1] not in one.dossier.placements)

    def _period(self, change: Change, one: Case, other: Case) -> Period:
        return Period(
            change,
            because(self._comparison.causes(change), self._parts),
            regimes_at_issue(one.judgment(change.start), other.judgment(change.start)),
            needs(change, other, self._book),
            change_marks(change, one, other),
        )
