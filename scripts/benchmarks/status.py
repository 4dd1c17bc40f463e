"""What `status` over a portfolio costs beside reading its facts, and one product's answer alone."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from portfolio import invented_facts
from timing import timed

from projections.judging.timeline import standstill
from tracker.gazette.files import read_gazette
from tracker.ledger import Ledger, create_ledger
from tracker.live.snapshot import snapshot

DAY = date(2024, 6, 1)
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


def main() -> None:
    """Build a ledger in a temporary folder, time the parts in turn, print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with (
        TemporaryDirectory() as folder,
        create_ledger(str(Path(folder) / "bench.db"), at=NOW) as ledger,
    ):
        recording = timed(lambda: _fill(ledger, chosen.products))
        _report(ledger, chosen.products, chosen.rounds, recording)


def _fill(ledger: Ledger, products: int) -> None:
    ledger.record(read_gazette().facts, at=NOW)
    ledger.record(list(invented_facts(products)), at=NOW)


def _report(ledger: Ledger, products: int, rounds: int, recording: float) -> None:
    reading, portfolio, single = [], [], []
    for _ in range(rounds):
        reading.append(timed(lambda: list(ledger.facts())))
        portfolio.append(timed(lambda: _portfolio_status(ledger)))
        single.append(timed(lambda: _one_status(ledger)))
    facts, subjects = ledger.head(), _portfolio_status(ledger)
    of_one = len(snapshot(ledger, as_of=DAY, products=["P000007"]).seen)
    print(
        f"{products:,} products, {subjects:,} subjects, {facts:,} facts; {rounds} rounds, medians"
    )
    print(f"record everything, one batch   {recording:8.2f} s  {facts / recording:10,.0f} facts/s")
    print(f"read and decode every fact     {median(reading):8.2f} s")
    print(f"status of the whole portfolio  {median(portfolio):8.2f} s, reading included")
    print(f"status of one product          {median(single):8.4f} s, {of_one} facts read")
    print(f"portfolio / reading            {median(portfolio) / median(reading):8.2f}")
    print(f"one product / reading          {median(single) / median(reading):8.4f}")


def _portfolio_status(ledger: Ledger) -> int:
    asked = snapshot(ledger, as_of=DAY)
    return sum(standstill(case, DAY) is not None for case in asked.cases())


def _one_status(ledger: Ledger) -> int:
    asked = snapshot(ledger, as_of=DAY, products=["P000007"])
    return sum(standstill(case, DAY) is not None for case in asked.cases(["P000007"]))


if __name__ == "__main__":
    main()
