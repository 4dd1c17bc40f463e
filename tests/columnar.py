"""Facts put before the columnar judgment."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from contract_cases import on_record
from judging import as_recorded
from ledgers import Json

from events.recorded import Recorded
from projections.columns import STATUSES, Periods, columns_of, periods_of, statuses_on
from projections.judging.bench import Bench
from projections.record.questions import choices, law_book
from projections.record.visible import visible

Statuses = dict[tuple[str, str], str]


def seen_in_columns(
    records: Sequence[Recorded], known_at: date | None = None, recorded_by: datetime | None = None
) -> Periods:
    """The periods of every subject, by what a question sees."""
    seen = visible(records, known_at=known_at, recorded_by=recorded_by)
    return periods_of(columns_of(seen), Bench(law_book(seen)))


def on_record_in_columns(facts: list[Json]) -> Periods:
    return seen_in_columns(as_recorded(on_record(facts)))


def by_subject(periods: Periods, day: date) -> Statuses:
    """The status of every subject on a day."""
    return dict(zip(subjects(periods), _named(periods.on(day)), strict=True))


def straight_on(facts: list[Json], day: date) -> Statuses:
    """The status of every subject on a day, judged for that day alone."""
    seen = visible(as_recorded(on_record(facts)))
    columns, bench = columns_of(seen), Bench(law_book(seen))
    found = _named(statuses_on(columns, bench, day))
    return dict(zip(subjects(periods_of(columns, bench)), found, strict=True))


def _named(codes: Iterable[int]) -> list[str]:
    return [STATUSES[code].value for code in codes]


def subjects(periods: Periods) -> Iterator[tuple[str, str]]:
    for product, channel in zip(periods.subject_product, periods.subject_channel, strict=True):
        yield periods.products[product], periods.channels[channel]


def few_readings(records: Sequence[Recorded], most: int = 64) -> bool:
    """Whether the open questions have few combinations of readings."""
    return len(choices(Bench(law_book(visible(records))).weighty)) <= most
