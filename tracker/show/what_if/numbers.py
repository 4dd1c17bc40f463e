"""How much scenarios change, as the page shows it: counts with their denominators, and bars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projections.judging.judgment import Status
from projections.what_if.totals import Share, Totals, Turned

SHOWN_WHOLE, SHOWN_FIRST = 60, 12
"""How many rows at most are shown unfolded, and how many of a table that has more."""


@dataclass(frozen=True)
class Bar:
    """A count, its denominator, and the share in percent: whatever is there shows."""

    count: int
    of: int

    @property
    def percent(self) -> int:
        """The share in whole percent, at least one if there is any."""
        return max(1, round(100 * self.count / self.of)) if self.count and self.of else 0


@dataclass(frozen=True)
class Turn:
    """A status with the subjects that leave and enter it, for each scenario."""

    status: Status
    bars: list[tuple[Bar, Bar]]


@dataclass(frozen=True)
class Counts:
    """Counts of one sort, the greatest first: for each name (None: without) a bar a scenario."""

    sort: str
    rows: list[tuple[str | None, list[Bar]]]

    @property
    def shown(self) -> list[tuple[str | None, list[Bar]]]:
        """The rows that are shown at once."""
        return self.rows if len(self.rows) <= SHOWN_WHOLE else self.rows[:SHOWN_FIRST]

    @property
    def folded(self) -> list[tuple[str | None, list[Bar]]]:
        """The rows that are folded away on a screen."""
        return self.rows[len(self.shown) :]


def turns(totals: Sequence[Totals]) -> Iterator[Turn]:
    """Yield each status that some scenario moves subjects into or out of."""
    columns = [{each.status: each for each in counts.statuses} for counts in totals]
    for status in Status:
        if any(status in column for column in columns):
            found = [column.get(status, Turned(status, 0, 0)) for column in columns]
            bars = [
                (Bar(one.left, each.subjects), Bar(one.entered, each.subjects))
                for one, each in zip(found, totals, strict=True)
            ]
            yield Turn(status, bars)


def counts(totals: Sequence[Totals]) -> Iterator[Counts]:
    """Yield the counts by regime, channel, category and vendor, where there are any."""
    for sort in totals[0].shares:
        columns = [{share.name: share for share in each.shares[sort]} for each in totals]
        changed = (share for column in columns for share in column.values() if share.changed)
        names = dict.fromkeys(share.name for share in changed)
        rows = [(name, [_bar(column.get(name)) for column in columns]) for name in names]
        if rows:
            yield Counts(sort, sorted(rows, key=lambda row: -max(bar.count for bar in row[1])))


def _bar(share: Share | None) -> Bar:
    return Bar(share.changed, share.of) if share else Bar(0, 0)
