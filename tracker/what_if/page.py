"""What scenarios change, as one HTML page; several stand side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from projections.changes import Change, Subject
from projections.judgment import Status
from projections.law import ONE_DAY
from projections.what_if import Effect, Share, Totals, Turned, Window, effects
from tracker.pages.rendering import rendered
from tracker.what_if.record import Supposed
from tracker.what_if.words import NONE, SORTS, need_words, question_words, sum_words

FOLDED_ABOVE = 60
"""Of how many rows at most a table is shown unfolded."""


@dataclass(frozen=True)
class Bar:
    """A count beside its denominator, in words and in percent."""

    words: str
    percent: int


@dataclass(frozen=True)
class Counts:
    """Counts of one sort: for each name a bar for each scenario."""

    heading: str
    rows: list[tuple[str, list[Bar]]]


@dataclass(frozen=True)
class Row:
    """A period of an effect: where, from when through when, and the licenses needed by when."""

    product: str
    channel: str
    start: str
    through: str
    needed: str


@dataclass(frozen=True)
class Section:
    """An effect as the page shows it."""

    before: Status
    after: Status
    subjects: int
    first_day: str
    because: list[tuple[str, str]]
    needed: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Column:
    """A scenario as the page shows it."""

    name: str
    question: str
    sum: str
    subjects: int
    sections: list[Section]
    doubts: list[str]


@dataclass(frozen=True)
class Line:
    """A subject that some scenario changes, with its changes under each."""

    subject: Subject
    cells: list[list[Change]]

    @property
    def alike(self) -> bool:
        """Whether all scenarios change the same."""
        return all(cell == self.cells[0] for cell in self.cells)


def page(columns: Sequence[Supposed], window: Window, position: int) -> str:
    """Return a page that needs no other file."""
    totals = [each.totals for each in columns]
    return rendered(
        "what_if.html",
        columns=[_column(each, window, position) for each in columns],
        statuses=list(_statuses(totals)),
        counts=[each for each in (_counts(sort, totals) for sort in SORTS) if each.rows],
        lines=list(_lines(columns)),
        one_day=ONE_DAY,
        folded_above=FOLDED_ABOVE,
    )


def _column(supposed: Supposed, window: Window, position: int) -> Column:
    return Column(
        supposed.scenario.name,
        question_words(supposed, window, position),
        sum_words(supposed),
        supposed.totals.subjects,
        [_section(effect) for effect in effects(supposed.answer.changed)],
        [f"{doubt.about}: {doubt.text}" for doubt in supposed.answer.doubts],
    )


def _section(effect: Effect) -> Section:
    return Section(
        effect.before,
        effect.after,
        len({(each.change.product, each.change.channel) for each in effect.periods}),
        effect.first_day.isoformat(),
        [("counts" if each.added else "falls away", each.words) for each in effect.because],
        list(dict.fromkeys(need_words(need) for each in effect.periods for need in each.needs)),
        [
            Row(
                each.change.product,
                each.change.channel,
                each.change.start.isoformat(),
                (each.change.end - ONE_DAY).isoformat() if each.change.end else "no end",
                ", ".join(f"{need.regime} {need.by}" for need in each.needs),
            )
            for each in effect.periods
        ],
    )


def _statuses(totals: Sequence[Totals]) -> Iterator[tuple[Status, list[Turned]]]:
    """Yield each status that some scenario moves subjects into or out of."""
    columns = [{each.status: each for each in counts.statuses} for counts in totals]
    for status in Status:
        if any(status in column for column in columns):
            yield status, [column.get(status, Turned(status, 0, 0)) for column in columns]


def _counts(sort: str, totals: Sequence[Totals]) -> Counts:
    columns = [{share.name: share for share in SORTS[sort](counts)} for counts in totals]
    changed = (each for column in columns for each in column.values() if each.changed)
    names = dict.fromkeys(each.name for each in changed)
    rows = [(name or NONE, [_bar(column.get(name)) for column in columns]) for name in names]
    return Counts(sort, rows)


def _bar(share: Share | None) -> Bar:
    if share is None:
        return Bar("none on record", 0)
    return Bar(f"{share.changed:,} of {share.of:,}", round(100 * share.changed / share.of))


def _lines(columns: Iterable[Supposed]) -> Iterator[Line]:
    """Yield, of several scenarios, every subject that one of them changes."""
    found = [
        {each.subject: [period.change for period in each.periods] for each in column.answer.changed}
        for column in columns
    ]
    if len(found) > 1:
        for subject in sorted({subject for column in found for subject in column}):
            yield Line(subject, [column.get(subject, []) for column in found])
