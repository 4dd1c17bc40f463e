"""Ledgers of invented portfolios, written once into a folder outside of the project."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from commands import answer, process, tracker

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
DAY = "2024-06-01"
"""The day that is asked about: on it one regime asks for licenses, and most statuses occur."""

CATEGORIES = 36
"""Where products are of so many, and one in ten of none, each has one product in forty."""

_WRITERS = ("events/**/*.py", "events/gazette/**/*.yaml", "tracker/ledger/**/*.py")


def ledger_of(products: int, folder: Path) -> Path:
    """Return the ledger of so many products, with its live tables; it is written if it is new.

    Whatever could write it otherwise is part of its name. A process of its own writes it, so that
    the one that measures stays small.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{products}-{_version()}.db"
    if not path.exists():
        draft = path.with_name(f"draft-{path.name}")
        for old in folder.glob(f"{draft.name}*"):
            old.unlink()
        answer(process("fill", draft, str(products)))
        draft.rename(path)
    if not live_tables(path).exists():
        answer(tracker(path, "live", "rebuild"))
    return path


def live_tables(ledger: Path) -> Path:
    """Return where the live tables of a ledger are."""
    return ledger.with_name(f"{ledger.name}.live")


@contextmanager
def copy_of(ledger: Path) -> Iterator[Path]:
    """Yield a copy of a ledger and its tables, into which may be written."""
    with TemporaryDirectory(dir=ledger.parent) as folder:
        copy = Path(folder) / "copy.db"
        shutil.copy(ledger, copy)
        shutil.copy(live_tables(ledger), live_tables(copy))
        yield copy


@cache
def _version() -> str:
    digest = sha256((ROOT / "scripts/benchmarks/portfolio.py").read_bytes())
    for pattern in _WRITERS:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def scenario() -> str:
    """Return a scenario by which one category in forty leaves a catalogue next year."""
    leaves = {
        "kind": "catalogue_amended",
        "regime": "csl",
        "remove": ["SNSP-11"],
        "effective_on": "2027-01-01",
    }
    act = {
        "kind": "act_published",
        "act": "INVENTED-1",
        "title": "Invented act",
        "published_on": "2026-12-01",
        "provisions": [leaves],
    }
    return json.dumps({"name": "a category in forty, next year", "facts": [act]})


POLICY = """
people:
  owner: {name: Invented owner, ways: [{log: notices.jsonl}]}
tell:
  - {for: {sorts: [license_ends], regimes: [nobody]}, owner: owner}
"""
"""A policy by which nothing is due."""
