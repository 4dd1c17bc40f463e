"""What `status` over a portfolio costs in each of its forms, beside reading the facts, in one run.

Each command has a process of its own, so that its peak of memory is its own. It is shown beside the
peak for a tenth of the products. Live tables are left aside: everything is worked out from facts.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from portfolio import invented_facts

from tracker.gazette.files import read_gazette
from tracker.ledger import create_ledger

DAY = "2024-06-01"
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
STATUS = ["status", "--as-of", DAY]
FORMS = {
    "text": [],
    "JSON": ["--json"],
    "JSON lines": ["--json-lines"],
    "CSV": ["--csv", "answer.csv"],
    "workbook": ["--xlsx", "answer.xlsx"],
}


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of the processor and of the clock, MiB, bytes written."""

    cpu: float
    wall: float
    peak: float
    written: int


def main() -> None:
    """Build two ledgers in a temporary folder, run each command on both, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        whole, tenth = Path(folder, "whole.db"), Path(folder, "tenth.db")
        for file, products in ((whole, chosen.products), (tenth, chosen.products // 10)):
            _in_a_process(_fill, file, products)
        print(f"{chosen.products:,} products, {chosen.rounds} rounds, medians")
        head = f"{'CPU s':>8} {'wall s':>8} {'peak MiB':>9} {'of a tenth':>11} {'MB written':>11}"
        print(f"{'':26} {head}")
        for name, words in _commands():
            costs = [_cost(whole, words) for _ in range(chosen.rounds)]
            print(f"{name:26} {_told(costs, _cost(tenth, words))}")


def _commands() -> Iterator[tuple[str, list[str]]]:
    yield "facts read and written out", ["export", "-o", "facts.jsonl"]
    for reasons in ("full", "grounds", "none"):
        for form, options in FORMS.items():
            yield f"{form}, reasons {reasons}", [*STATUS, "--reasons", reasons, *options]
    yield "text, a page of 50", [*STATUS, "--limit", "50"]


def _told(costs: list[Cost], tenth: Cost) -> str:
    cpu, wall = median(each.cpu for each in costs), median(each.wall for each in costs)
    peak, written = max(each.peak for each in costs), costs[0].written / 1e6
    return f"{cpu:8.1f} {wall:8.1f} {peak:9.0f} {tenth.peak:11.0f} {written:11.2f}"


def _cost(ledger: Path, words: list[str]) -> Cost:
    """Run a command on a ledger; this process stays small, for a child's peak begins with it."""
    command = [sys.executable, "-m", "tracker", "--ledger", str(ledger), *words]
    environment = {**os.environ, "TRACKER_LIVE": "never"}
    output, begin = ledger.with_name("output"), perf_counter()
    with output.open("wb") as stream:
        child = subprocess.Popen(
            command, stdout=stream, stderr=subprocess.PIPE, cwd=ledger.parent, env=environment
        )
        _, code, used = os.wait4(child.pid, 0)
    assert code == 0, f"{words} failed"
    files = [output, *(ledger.parent / word for word in words if "." in word)]
    written = sum(file.stat().st_size for file in files)
    wall = perf_counter() - begin
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, written)


def _fill(file: Path, products: int) -> None:
    with create_ledger(str(file), at=NOW) as ledger:
        ledger.record(read_gazette().facts, at=NOW)
        ledger.record(list(invented_facts(products)), at=NOW)


def _in_a_process(work: Callable[[Path, int], None], file: Path, products: int) -> None:
    """Do a work in a process of its own, so that this one stays small."""
    if child := os.fork():
        assert os.waitpid(child, 0)[1] == 0, "the ledger could not be made"
        return
    work(file, products)
    os._exit(0)


if __name__ == "__main__":
    main()
