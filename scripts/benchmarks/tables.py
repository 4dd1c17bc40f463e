"""What live tables cost and spare, at several sizes, each line beside what it is measured by.

Commands run in processes of their own, cold, one after the other in each round; figures are CPU
seconds of the processor, medians of the rounds. The machine is described first.
"""

import argparse
import json
import math
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from portfolio import invented_facts

from events.facts import fact_from_json
from tracker.gazette.files import read_gazette
from tracker.ledger import create_ledger, open_ledger

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
DAY = "2026-07-03"
PAGE = ["status", "--as-of", DAY, "--reasons", "none", "--limit", "25"]
POLICY = """
people:
  owner: {name: Invented owner, ways: [{log: notices.jsonl}]}
tell:
  - {for: {sorts: [license_ends], regimes: [nobody]}, owner: owner}
"""
DECODING = """
import gc, sys
gc.disable()
from tracker.ledger import open_ledger
with open_ledger(sys.argv[1], to_write=False) as ledger:
    print(sum(1 for _ in ledger.facts()))
"""


def main() -> None:
    """Build the ledgers, run every line, print tables and perhaps keep the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="Numbers of products.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="Keep the figures in a file.")
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    print(", ".join(f"{name}: {value}" for name, value in machine().items()))
    with TemporaryDirectory() as folder:
        figures = {
            size: measured(Path(folder) / f"{size}.db", size, chosen.rounds) for size in sizes
        }
    report(figures)
    if chosen.json:
        kept = {"machine": machine(), "rounds": chosen.rounds, "cpu_seconds": figures}
        chosen.json.write_text(json.dumps(kept, indent=2) + "\n")


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    return {
        "processor": platform.processor() or platform.machine(),
        "cores": str(os.cpu_count()),
        "Python": platform.python_version(),
        "system": platform.platform(terse=True),
    }


def measured(ledger: Path, products: int, rounds: int) -> dict[str, float]:
    """Return the median CPU seconds of each line for so many products."""
    _fill(ledger, products)
    (ledger.parent / "policy.yaml").write_text(POLICY)
    found = [dict(_round(ledger, number)) for number in range(rounds)]
    return {name: median(each[name] for each in found) for name in found[0]}


def _round(ledger: Path, number: int) -> Iterator[tuple[str, float]]:
    """Yield what each line takes once, with what it is measured by beside it."""
    yield "import click, sqlite3", _cpu(["-c", "import click, sqlite3"])
    yield "decoding the facts once", _cpu(["-c", DECODING, str(ledger)])
    yield "rebuild of all tables", _tracker(ledger, "live", "rebuild")
    yield "counts and first page, from tables", _tracker(ledger, *PAGE)
    yield "ends within 90 days, first page", _tracker(ledger, *PAGE, "--ends-within", "90d")
    yield "the same page, from facts", _tracker(ledger, *PAGE, live="never")
    yield "known at an earlier day", _tracker(ledger, *PAGE, "--known-at", "2025-01-01")
    yield "one product, with reasons", _tracker(ledger, "status", "P000001", "--as-of", DAY)
    _tracker(ledger, "remind", "run", "--policy", "policy.yaml")
    _tracker(ledger, "remind", "run", "--policy", "policy.yaml")
    yield "reminders, nothing due", _tracker(ledger, "remind", "run", "--policy", "policy.yaml")
    _record_licenses(ledger, number)
    yield "first page after 1,000 new facts", _tracker(ledger, *PAGE)


def _tracker(ledger: Path, *words: str, live: str = "always") -> float:
    return _cpu(["-m", "tracker", "--ledger", str(ledger), "--live", live, *words], ledger.parent)


def _cpu(words: Sequence[str], folder: Path | None = None) -> float:
    """Return the CPU seconds of a process of its own."""
    before = os.times()
    subprocess.run([sys.executable, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )


def _fill(path: Path, products: int) -> None:
    with create_ledger(str(path), at=NOW) as ledger:
        ledger.record(read_gazette().facts, at=NOW)
        batch = []
        for fact in invented_facts(products):
            batch.append(fact)
            if len(batch) == 20_000:
                ledger.record(batch, at=NOW)
                batch = []
        ledger.record(batch, at=NOW)


def _record_licenses(path: Path, number: int) -> None:
    """Record 1,000 licenses of products all over the portfolio."""
    with open_ledger(str(path)) as ledger:
        products = [name for name in ledger.names("product") if name.startswith("P")]
        step = max(1, len(products) // 1000)
        ledger.record(
            [
                fact_from_json(
                    json.dumps(
                        {
                            "kind": "license_issued",
                            "license": f"NEW-{number}-{place}",
                            "regime": "csl",
                            "license_kind": "certificate",
                            "products": [products[place * step % len(products)]],
                            "issued_on": "2026-10-01",
                            "valid_until": "2031-09-30",
                        }
                    )
                )
                for place in range(1000)
            ],
            at=NOW,
        )


BESIDE = {
    "counts and first page, from tables": "import click, sqlite3",
    "ends within 90 days, first page": "import click, sqlite3",
    "the same page, from facts": "decoding the facts once",
    "known at an earlier day": "decoding the facts once",
    "rebuild of all tables": "decoding the facts once",
    "first page after 1,000 new facts": "rebuild of all tables",
    "reminders, nothing due": "one product, with reasons",
}
"""Each line, and the one that it is measured by."""


def report(figures: dict[int, dict[str, float]]) -> None:
    """Print a row for each line: its seconds at each size, its ratios, and how it grows."""
    sizes = list(figures)
    head = "".join(f"{size:>12,}" for size in sizes)
    print(f"{'CPU seconds at so many products':36}{head}   beside (ratio at each size); growth")
    for name in figures[sizes[0]]:
        seconds = [figures[size][name] for size in sizes]
        told = "".join(f"{each:12.3f}" for each in seconds)
        print(f"{name:36}{told}   {_ratios(name, figures)}{_growth(sizes, seconds)}")


def _ratios(name: str, figures: dict[int, dict[str, float]]) -> str:
    if (other := BESIDE.get(name)) is None:
        return ""
    ratios = ", ".join(f"{each[name] / each[other]:.2f}" for each in figures.values())
    return f"{other} ({ratios}); "


def _growth(sizes: Sequence[int], seconds: Sequence[float]) -> str:
    """Return the slope of the logarithms: 1 grows as the portfolio does, 0 not at all."""
    if len(sizes) < 2:
        return ""
    x, y = [math.log(size) for size in sizes], [math.log(max(each, 1e-3)) for each in seconds]
    middle, level = sum(x) / len(x), sum(y) / len(y)
    over = sum((a - middle) * (b - level) for a, b in zip(x, y, strict=True))
    return f"slope {over / sum((a - middle) ** 2 for a in x):.2f}"


if __name__ == "__main__":
    main()
