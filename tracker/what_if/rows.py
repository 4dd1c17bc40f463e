"""What scenarios change as rows of a table, one for each scenario, subject and period."""

from collections.abc import Iterable, Iterator

from projections.law import ONE_DAY
from projections.what_if import Changed, Period
from projections.wording.needs import need_words
from tracker.spreadsheets.sheets import Cell
from tracker.what_if.record import Supposed

HEADINGS = (
    "scenario",
    "product",
    "channel",
    "category",
    "vendor",
    "from",
    "through",
    "before",
    "after",
    "because",
    "regimes",
    "licenses_needed",
    "needed_by",
    "needed_for_certain",
    "known_at",
    "recorded_by",
    "position",
)


def rows(columns: Iterable[Supposed], position: int) -> Iterator[list[Cell]]:
    """Yield a row for each period; "through" is its last day, empty where it has no end.

    Of several licenses needed, the days and the certainties come in the order of the licenses. The
    last cells tell the scenario's base; `position` is the last one on record.
    """
    for supposed in columns:
        by = supposed.base.recorded_by
        base = (supposed.base.known_at, by.isoformat() if by else None, position)
        for changed in supposed.answer.changed:
            for period in changed.periods:
                yield [supposed.scenario.name, *_row(changed, period), *base]


def _row(changed: Changed, period: Period) -> list[Cell]:
    change = period.change
    return [
        *changed.subject,
        changed.facing.category,
        changed.facing.vendor,
        change.start,
        change.end - ONE_DAY if change.end else None,
        change.before.value,
        change.after.value,
        "; ".join(each.words for each in period.because),
        ", ".join(period.regimes),
        "; ".join(map(need_words, period.needs)),
        "; ".join(str(need.by) for need in period.needs),
        "; ".join("yes" if need.certain else "no" for need in period.needs),
    ]
