"""What scenarios change as rows of a table, one for each scenario, subject and period."""

from collections.abc import Iterable, Iterator

from projections.law import ONE_DAY
from projections.what_if import Changed, Period
from projections.wording.needs import need_words
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
)


def rows(columns: Iterable[Supposed]) -> Iterator[list[str]]:
    """Yield a row for each period; "through" is its last day, empty where it has no end.

    Of several licenses needed, the days and the certainties come in the order of the licenses.
    """
    for supposed in columns:
        for changed in supposed.answer.changed:
            for period in changed.periods:
                yield [supposed.scenario.name, *_row(changed, period)]


def _row(changed: Changed, period: Period) -> list[str]:
    change = period.change
    return [
        *changed.subject,
        changed.facing.category or "",
        changed.facing.vendor or "",
        change.start.isoformat(),
        (change.end - ONE_DAY).isoformat() if change.end else "",
        change.before,
        change.after,
        "; ".join(each.words for each in period.because),
        ", ".join(period.regimes),
        "; ".join(map(need_words, period.needs)),
        "; ".join(str(need.by) for need in period.needs),
        "; ".join("yes" if need.certain else "no" for need in period.needs),
    ]
