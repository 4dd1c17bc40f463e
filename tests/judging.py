"""The program's own judge, put before the random ledgers and the cases of the contract."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import slow_judge
from slow_judge import Entry

from events.facts import fact_from_json
from events.recorded import LEGAL_ZONE, Recorded, recorded
from projections.comparing.comparison import Cause
from projections.judging.bench import Bench, Case
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from projections.record.visible import Horizon, visible

ZONE = ZoneInfo(LEGAL_ZONE)


def as_recorded(entries: Sequence[Entry]) -> list[Recorded]:
    return [
        recorded(
            fact_from_json(json.dumps(entry.fact)),
            position=entry.position,
            recorded_at=entry.recorded_at,
            zone=ZONE,
        )
        for entry in entries
    ]


def bench_and_portfolio(
    records: Sequence[Recorded], known_at: date | None = None, recorded_by: datetime | None = None
) -> tuple[Bench, Portfolio]:
    seen = visible(records, known_at=known_at, recorded_by=recorded_by)
    return Bench(law_book(seen)), Portfolio(seen)


def cases(
    records: Sequence[Recorded], known_at: date | None = None, recorded_by: datetime | None = None
) -> Iterator[Case]:
    bench, portfolio = bench_and_portfolio(records, known_at, recorded_by)
    for product in portfolio.products:
        yield from bench.cases(portfolio.dossier(product))


def seen(entries: Sequence[Entry], horizon: Horizon) -> list[Entry]:
    """What the slow judge sees from a horizon: what counts, and no voiding any more."""
    return [
        entry
        for entry in slow_judge.opened_last(
            slow_judge.unvoided(
                [e for e in entries if slow_judge.passes(e, horizon.known_at, horizon.recorded_by)]
            )
        )
        if entry.fact["kind"] != "fact_voided"
    ]


def applied(
    entries: Sequence[Entry], view: Sequence[Entry], causes: Sequence[Cause]
) -> list[Entry]:
    """A view with the named facts as the other view has them."""
    gone = {cause.record.position for cause in causes if not cause.added}
    come = {cause.record.position for cause in causes if cause.added}
    kept = {entry.position for entry in view} - gone
    return [entry for entry in entries if entry.position in kept | come]
