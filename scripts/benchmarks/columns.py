"""What the judgment of a whole portfolio in columns costs beside decoding its facts once."""

import argparse
import gc
import resource
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from itertools import chain
from statistics import median
from time import process_time
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from portfolio import invented_facts

from events.facts import canonical_json, fact_from_json
from events.recorded import LEGAL_ZONE, Recorded, recorded
from projections.columns import columns_of, periods_of, statuses_on
from projections.judging.bench import Bench
from projections.record.questions import law_book
from projections.record.visible import Horizon
from tracker.gazette.files import read_gazette

DAY = date(2026, 12, 1)
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
ZONE = ZoneInfo(LEGAL_ZONE)
T = TypeVar("T")


def main() -> None:
    """Time each step, the collector off, and print medians of CPU seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    facts = chain(read_gazette().facts, invented_facts(chosen.products))
    texts = [canonical_json(fact) for fact in facts]
    gc.collect()
    gc.disable()
    rounds = [_measured(texts) for _ in range(chosen.rounds)]
    _report(len(texts), {step: median(one[step] for one in rounds) for step in rounds[0]})


def _measured(texts: Sequence[bytes]) -> dict[str, float]:
    """Return the CPU seconds of each step, and the bytes that columns hold."""
    found: dict[str, float] = {}

    def step(name: str, work: Callable[[], T]) -> T:
        start = process_time()
        done = work()
        found[name] = process_time() - start
        return done

    records = step("decoding the facts", lambda: _decoded(texts))
    seen = step("what a horizon sees", lambda: Horizon().visible(records))
    bench = step("law", lambda: Bench(law_book(seen)))
    columns = step("facts into columns", lambda: columns_of(seen))
    periods = step("periods of all subjects", lambda: periods_of(columns, bench))
    step("a day alone", lambda: statuses_on(columns, bench, DAY))
    step("a day out of periods", lambda: periods.on(DAY))
    return {**found, "bytes": bytes_of(columns), "periods": len(periods.start)}


def _decoded(texts: Sequence[bytes]) -> list[Recorded]:
    return [
        recorded(fact_from_json(text), position=position, recorded_at=NOW, zone=ZONE)
        for position, text in enumerate(texts, start=1)
    ]


def bytes_of(value: object) -> int:
    """Return the bytes of all arrays and names within columns."""
    if isinstance(value, np.ndarray):
        return int(value.nbytes)
    if isinstance(value, str):
        return len(value.encode()) + 57
    if isinstance(value, dict):
        return sum(bytes_of(each) + 16 for pair in value.items() for each in pair)
    if isinstance(value, list | tuple):
        return sum(bytes_of(each) + 8 for each in value)
    if is_dataclass(value):
        return sum(bytes_of(getattr(value, field.name)) for field in fields(value))
    return 0


def _report(facts: int, found: dict[str, float]) -> None:
    held, periods = found.pop("bytes"), found.pop("periods")
    decoding = found["decoding the facts"]
    print(f"{facts} facts, {periods:.0f} periods; CPU seconds, and beside decoding the facts once")
    for step, seconds in found.items():
        print(f"  {step:<26}{seconds:9.3f}{seconds / decoding:9.3f}")
    both = found["facts into columns"] + found["periods of all subjects"]
    print(f"  {'columns and periods':<26}{both:9.3f}{both / decoding:9.3f}")
    print(f"bytes a fact in columns: {held / facts:.0f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak of memory, facts and all: {peak:.0f} MB")


if __name__ == "__main__":
    main()
