"""What recording costs beside bare sqlite3 that writes the same rows into the same tables.

All write to files of their own in one folder, in turn, a transaction for each batch, every one of
them on the disk before the next (WAL, synchronous=FULL). The peers are handed their rows ready
made: they look up no fact and work out no tag and no digest. Nothing guards the tables of the
first; the second has the triggers by which a ledger only grows, and shows what these cost.
"""

import argparse
import json
import os
import platform
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from portfolio import invented_facts

from events.facts import Fact
from events.tables.shelves import portions
from tracker.ledger import create_ledger, open_ledger
from tracker.ledger.store.sqlite_recorder import CREATION

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
PEERS = {
    "bare": [statement for statement in CREATION if "TRIGGER" not in statement],
    "guarded": list(CREATION),
}
"""What creates the tables of each peer."""

READ = {
    "facts": "SELECT originator_id, originator_version, topic, state, rowid FROM facts "
    "WHERE rowid BETWEEN ? AND ?",
    "fact_ids": "SELECT id, position FROM fact_ids WHERE position BETWEEN ? AND ?",
    "fact_tags": "SELECT tag, position FROM fact_tags WHERE position BETWEEN ? AND ?",
    "chain": "SELECT position, batch, recorded_at, leaf, head FROM chain "
    "WHERE position BETWEEN ? AND ?",
    "batches": "SELECT last, first, recorded_at FROM batches WHERE first BETWEEN ? AND ?",
}

Rows = dict[str, list[Any]]
"""What one batch adds to each table."""


@dataclass(frozen=True)
class Taken:
    """Seconds that a piece of work took: by the clock, and of the processor."""

    wall: float
    cpu: float


Found = dict[str, list[Taken]]
"""What the ledger and each peer took, round by round."""


def main() -> None:
    """Write in turn, once a round each, and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--singly", type=int, default=500, help="facts, one a transaction")
    parser.add_argument("--batches", type=int, default=20, help="batches of 1,000 facts")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="where to keep every measurement")
    chosen = parser.parse_args()
    facts = list(invented_facts((chosen.singly + 1000 * chosen.batches) // 10 + 1))
    works = {
        "one fact a transaction": [*portions(facts[: chosen.singly], 1)],
        "1,000 facts a transaction": [*portions(facts[: 1000 * chosen.batches], 1000)],
    }
    with TemporaryDirectory() as folder:
        names = (str(Path(folder) / f"{number}.db") for number in count())
        measured = {
            what: _measured(batches, names, chosen.rounds)
            for what, batches in works.items()
            if batches
        }
    _report(measured, works, chosen.rounds)
    if chosen.json:
        kept = {"machine": _machine(), "rounds": chosen.rounds, "seconds": measured}
        chosen.json.write_text(json.dumps(kept, indent=1, default=asdict) + "\n")


def _measured(batches: Sequence[list[Fact]], names: Iterator[str], rounds: int) -> Found:
    model = next(names)
    _record(batches, model)
    rows = _rows_of(model)
    found: Found = {who: [] for who in ("ledger", *PEERS)}
    for _ in range(rounds):
        found["ledger"].append(_record(batches, next(names)))
        for peer, tables in PEERS.items():
            found[peer].append(_insert(rows, next(names), tables))
    return found


def _record(batches: Sequence[list[Fact]], location: str) -> Taken:
    create_ledger(location, at=NOW).close()
    with open_ledger(location) as ledger:
        return _taken(lambda: [ledger.record(batch, at=NOW) for batch in batches])


def _rows_of(location: str) -> list[Rows]:
    """Return what each batch of a ledger added to its tables."""
    with closing(sqlite3.connect(location)) as file:
        spans = file.execute("SELECT first, last FROM batches ORDER BY last").fetchall()
        return [
            {table: file.execute(sql, span).fetchall() for table, sql in READ.items()}
            for span in spans
        ]


def _insert(batches: Sequence[Rows], location: str, tables: Sequence[str]) -> Taken:
    with closing(sqlite3.connect(location, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = wal")
        file.execute("PRAGMA synchronous = FULL")
        for statement in tables:
            file.execute(statement)
        return _taken(lambda: [_insert_batch(file, batch) for batch in batches])


def _insert_batch(file: sqlite3.Connection, batch: Rows) -> None:
    file.execute("BEGIN IMMEDIATE")
    for table, rows in batch.items():
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            file.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    file.execute("COMMIT")


def _taken(work: Callable[[], object]) -> Taken:
    wall, cpu = perf_counter(), process_time()
    work()
    return Taken(perf_counter() - wall, process_time() - cpu)


def _report(
    measured: dict[str, Found], works: dict[str, Sequence[list[Fact]]], rounds: int
) -> None:
    print(f"{_machine()}; {rounds} rounds in turn, medians [lowest..highest]")
    for what, found in measured.items():
        facts = sum(map(len, works[what]))
        print(f"\n{what}, {facts:,} facts")
        for who, taken in found.items():
            rates = sorted(facts / each.wall for each in taken)
            spread = f"[{rates[0]:,.0f}..{rates[-1]:,.0f}]"
            cpu = 1e6 * median(each.cpu for each in taken) / facts
            print(f"  {who:7} {median(rates):10,.0f} facts/s {spread:22} {cpu:8.1f} us CPU a fact")
        for peer in PEERS:
            rounds_of_both = [*zip(found["ledger"], found[peer], strict=True)]
            rate = median(other.wall / own.wall for own, other in rounds_of_both)
            cpu = median(own.cpu / other.cpu for own, other in rounds_of_both)
            print(f"  ledger / {peer}: {rate:.2f} of the rate, {cpu:.2f} times the CPU")


def _machine() -> str:
    return (
        f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


if __name__ == "__main__":
    main()
