"""The effects of a scenario as the page shows them: causes, licenses needed, periods by channel."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from projections.comparing.changes import Subject
from projections.comparing.needs import Need
from projections.judging.judgment import Status
from projections.judging.marks import Marks, joined
from projections.record.law import ONE_DAY
from projections.what_if.because import Because
from projections.what_if.consequences import Period
from projections.what_if.effects import Effect

SHOWN_WHOLE = 60
"""How many periods of an effect at most are shown unfolded."""
SHOWN_APART = 3
"""How many effects of the same change, each on one subject, are at most told one by one."""


@dataclass(frozen=True)
class Extent:
    """How many subjects need a license, and by which day the first of them; None if nobody does."""

    subjects: int
    first_by: date | None


@dataclass(frozen=True)
class Wanted:
    """A license that subjects would need, by its regime and the kinds that answer it.

    A subject that needs it for certain may also be one that, on other days, perhaps does.
    """

    regime: str
    kinds: tuple[str, ...]
    certain: Extent
    perhaps: Extent

    @property
    def first_by(self) -> date:
        """The first day by which anybody needs it, be it perhaps."""
        return min(each.first_by for each in (self.certain, self.perhaps) if each.first_by)


@dataclass(frozen=True)
class Row:
    """A period of a product; `through` is its last day, None if it has no end.

    Its causes are told here where the others in the section have others; `marks` are what of it is
    assumed or not verified.
    """

    product: str
    start: date
    through: date | None
    needs: tuple[Need, ...]
    causes: tuple[Because, ...]
    marks: Marks


@dataclass(frozen=True)
class Group:
    """The periods in one channel, by first day and product."""

    channel: str
    subjects: int
    rows: list[Row]


@dataclass(frozen=True)
class Section:
    """An effect as the page shows it; it has no `causes` where each period tells its own."""

    before: Status
    after: Status
    subjects: int
    first_day: date
    causes: tuple[Because, ...]
    wanted: list[Wanted]
    groups: list[Group]

    @property
    def periods(self) -> int:
        """How many periods it has."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def is_doubtful(self) -> bool:
        """Whether any of its periods is in doubt."""
        return any(row.marks for group in self.groups for row in group.rows)

    @property
    def columns(self) -> int:
        """How many columns its table has."""
        return 3 + bool(self.wanted) + (not self.causes) + self.is_doubtful

    @property
    def is_folded(self) -> bool:
        """Whether its periods are folded away on a screen."""
        return self.periods > SHOWN_WHOLE


def sections(effects: Iterable[Effect]) -> list[Section]:
    """Return effects as the page shows them.

    Where many subjects change alike, but each because of a fact of its own, they stand together.
    """
    groups: dict[object, list[Effect]] = {}
    for number, effect in enumerate(effects):
        is_lone = len(set(map(_subject, effect.periods))) == 1
        own = None if is_lone else number
        groups.setdefault((effect.before, effect.after, own), []).append(effect)
    found: list[Section] = []
    for group in groups.values():
        whole = len(group) <= SHOWN_APART
        found += map(_section, group if whole else [_joined(group)])
    return sorted(found, key=lambda each: (each.first_day, -each.subjects))


def _joined(effects: Sequence[Effect]) -> Effect:
    """Return effects of the same change as one that has no causes in common."""
    periods = (period for effect in effects for period in effect.periods)
    one = effects[0]
    return Effect(one.before, one.after, (), tuple(sorted(periods, key=_place)))


def _section(effect: Effect) -> Section:
    return Section(
        effect.before,
        effect.after,
        len(set(map(_subject, effect.periods))),
        effect.first_day,
        effect.because,
        wanted(effect.periods),
        list(_groups(effect.periods, apart=not effect.because)),
    )


def wanted(periods: Iterable[Period]) -> list[Wanted]:
    """Return the licenses that are needed in some periods, the first to be needed first."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[Subject, Need]]] = {}
    for period in periods:
        for need in period.needs:
            found.setdefault((need.regime, need.kinds), []).append((_subject(period), need))
    every = [
        Wanted(*key, _extent(needs, certain=True), _extent(needs, certain=False))
        for key, needs in found.items()
    ]
    return sorted(every, key=lambda each: (each.first_by, each.regime, each.kinds))


def _extent(needs: Iterable[tuple[Subject, Need]], *, certain: bool) -> Extent:
    those = [(subject, need.by) for subject, need in needs if need.certain is certain]
    subjects = {subject for subject, _ in those}
    return Extent(len(subjects), min((day for _, day in those), default=None))


def _groups(periods: Iterable[Period], *, apart: bool) -> Iterator[Group]:
    """Yield periods by channel, the channel with the most of them first."""
    channels: dict[str, list[Period]] = {}
    for period in periods:
        channels.setdefault(period.change.channel, []).append(period)
    for channel, found in sorted(channels.items(), key=lambda each: (-len(each[1]), each[0])):
        rows = [_row(period, apart=apart) for period in found]
        yield Group(channel, len(set(map(_subject, found))), rows)


def _row(period: Period, *, apart: bool) -> Row:
    change = period.change
    through = change.end - ONE_DAY if change.end else None
    causes = period.because if apart else ()
    marks = joined(period.marks.all)
    return Row(change.product, change.start, through, period.needs, causes, marks)


def _subject(period: Period) -> Subject:
    return period.change.product, period.change.channel


def _place(period: Period) -> tuple[date, Subject]:
    return period.change.start, _subject(period)
