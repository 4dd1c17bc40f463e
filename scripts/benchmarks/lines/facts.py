"""Facts in and out: recording, reading, and what they take in memory and on the disk."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from commands import FOLDER
from ledgers import ledger_of, live_tables
from measured import Goal, NotHere, Result, Setting, Taken, here, in_turn


def recording_singly(setting: Setting) -> Result:
    """Measure recording one fact a transaction beside bare sqlite3."""
    singly = 50 if setting.quick else 500
    return _recorded(setting, "one fact a transaction", ["--singly", str(singly), "--batches", "0"])


def recording_in_batches(setting: Setting) -> Result:
    """Measure recording 1,000 facts a transaction beside bare sqlite3."""
    batches = 1 if setting.quick else 20
    return _recorded(
        setting, "1,000 facts a transaction", ["--singly", "0", "--batches", str(batches)]
    )


def _recorded(setting: Setting, what: str, words: list[str]) -> Result:
    """Run `recording.py`, which makes the peer write the very rows that the ledger wrote."""
    script = FOLDER / "recording.py"
    if not script.exists():
        raise NotHere("not in this version: scripts/benchmarks/recording.py")
    with TemporaryDirectory(dir=setting.ledgers) as folder:
        kept = Path(folder) / "kept.json"
        words = [*words, "--rounds", str(setting.rounds), "--json", str(kept)]
        subprocess.run([sys.executable, script, *words], check=True, capture_output=True)
        seconds = json.loads(kept.read_text())["seconds"][what]
    rounds = {who: [Taken(**each) for each in taken] for who, taken in seconds.items()}
    goals = {
        "one fact a transaction": (Goal("bare", "rate", 0.8), Goal("bare", "CPU", 2.5)),
        "1,000 facts a transaction": (Goal("bare", "rate", 0.45),),
    }
    return Result(f"recording, {what}", rounds, goals[what])


def reading(setting: Setting) -> Result:
    """Measure reading every fact, typed and streamed, beside a scan with pydantic's decoding."""
    from events.facts import FACT, Fact
    from tracker.ledger import open_ledger

    path = ledger_of(min(setting.products, 10_000), setting.ledgers)

    def scanned() -> Iterator[Fact]:
        for (state,) in file.execute("SELECT state FROM facts ORDER BY rowid"):
            yield FACT.validate_json(state)

    with closing(sqlite3.connect(path)) as file, open_ledger(str(path), to_write=False) as ledger:
        pairs = zip(ledger.facts(), scanned(), strict=True)
        assert all(record.fact == fact for record, fact in pairs), "other facts were read"
        facts = ledger.head()
        works = {
            "facts, streamed": here(lambda: sum(1 for _ in ledger.facts())),
            "scan and pydantic": here(lambda: sum(1 for _ in scanned())),
        }
        rounds = in_turn(works, setting.rounds)
    goals = (Goal("scan and pydantic", "speed", 0.9),)
    return Result(f"reading {facts:,} facts, typed", rounds, goals)


def bytes_a_fact(setting: Setting) -> Result:
    """Count what a fact takes: resident in columns, in the ledger's file, and in live tables."""
    from projections.columns import columns_of, periods_of
    from projections.judging.bench import Bench
    from projections.record.questions import law_book
    from projections.record.visible import visible
    from tracker.ledger import open_ledger

    path = ledger_of(setting.products, setting.ledgers)
    with open_ledger(str(path), to_write=False) as ledger:
        seen, facts = visible(ledger.facts()), ledger.head()
    columns, bench = columns_of(seen), Bench(law_book(seen))
    return Result(
        f"bytes a fact, of {facts:,}",
        numbers={
            "resident in columns": (bytes_of(columns) / facts, 150),
            "resident in periods": (bytes_of(periods_of(columns, bench)) / facts, None),
            "in the ledger's file": (path.stat().st_size / facts, None),
            "in live tables": (live_tables(path).stat().st_size / facts, None),
        },
    )


def bytes_of(value: object) -> int:
    """Return the bytes of all arrays and names within columns."""
    from dataclasses import fields, is_dataclass

    import numpy as np

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
