"""An import from the file to the ledger, planned anew if others record meanwhile."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from events.tables.fields.mappings import TableMapping
from events.tables.shelves import Shelves
from events.tables.table import Row
from projections.wording import Words
from tracker.evidence.place import evidence_folder
from tracker.evidence.store import Evidence
from tracker.imports.importing import Import, prepare
from tracker.imports.ledger_record import LedgerRecord
from tracker.imports.recording import carry_out
from tracker.ledger import Ledger
from tracker.ledger.errors import Overtaken

TRIES = 3
"""How often an import is planned while others record what may change the plan."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants of a file; `effective_on` and `files` are as `prepare` has them.

    `kept_in` is the folder where evidence is kept (None: the one beside the ledger).
    """

    path: Path
    mapping: TableMapping
    effective_on: date | None = None
    partial: bool = False
    dry_run: bool = False
    files: Path | None = None
    kept_in: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: how it was read and planned, and where its facts stand now.

    `positions` is empty if nothing was recorded.
    """

    read: Import
    positions: range
    dry_run: bool

    def document(self, words: Words) -> dict[str, Any]:
        """Return it as values for a JSON document."""
        told = self.read.document(words)
        return {"dry_run": self.dry_run, **told, "positions": list(self.positions)}


class Follower(Protocol):
    """Hears how far an import has come."""

    def watch(self, items: Iterable[Row]) -> Iterable[Row]:
        """Pass rows on."""

    def say(self, doing: str) -> None:
        """Hear what is being done now."""


def run_import(
    ledger: Ledger, request: Request, shelves: Shelves, *, at: datetime, follower: Follower
) -> Imported:
    """Plan an import and carry it out; the outcome is at hand as long as the shelves are.

    Raises Overtaken if others recorded what may change the plan each time that it was made, and
    what `prepare` and `carry_out` raise.
    """
    for _ in range(TRIES - 1):
        with suppress(Overtaken):
            return _run(ledger, request, shelves, at, follower)
    return _run(ledger, request, shelves, at, follower)


def _run(
    ledger: Ledger, request: Request, shelves: Shelves, at: datetime, follower: Follower
) -> Imported:
    follower.say("Reading what is on record")
    record = LedgerRecord(ledger, shelves)
    planned = prepare(
        request.path,
        request.mapping,
        record,
        shelves,
        today=at.astimezone(ZoneInfo(ledger.zone)).date(),
        effective_on=request.effective_on,
        files=request.files,
        watch=follower.watch,
    )
    if planned.columns.sort == "evidence" and not request.dry_run:
        _keep_files(ledger, planned, request)
    doing, count = "Checking" if request.dry_run else "Recording", len(planned.plan.facts)
    follower.say(f"{doing} {count:,} {'fact' if count == 1 else 'facts'}")
    done, positions = carry_out(
        ledger,
        planned,
        shelves,
        planned_at=record.upto,
        at=at,
        partial=request.partial,
        dry_run=request.dry_run,
    )
    return Imported(done, positions, request.dry_run)


def _keep_files(ledger: Ledger, planned: Import, request: Request) -> None:
    """Keep the files of an evidence list before the facts are recorded that speak of them."""
    if planned.plan.facts and (request.partial or planned.plan.is_good):
        store = Evidence(evidence_folder(ledger.location, request.kept_in))
        planned.files.keep((each.fact for each in planned.plan.facts), store)
