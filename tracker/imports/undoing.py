"""An import undone: that of a file at hand, or of a digest; planned, then recorded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from events.recorded import Recorded
from events.tables.shelves import Shelves
from projections.imports.undoing import Undoing, imports_that_count, undoing
from tracker.imports.errors import ImportUnknown, UndoRefused
from tracker.imports.ledger_record import LedgerRecord
from tracker.ledger import Ledger
from tracker.ledger.errors import BatchRefused

_DIGEST = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing the import of a file comes to; `positions` are those of its voidings."""

    digest: str
    plan: Undoing
    positions: range
    dry_run: bool

    def document(self) -> dict[str, Any]:
        """Return it as values for a JSON document."""
        return {
            "dry_run": self.dry_run,
            "sha256": self.digest,
            "voided": [
                {"position": each.position, "id": each.id, "kind": each.fact.kind}
                for each in self.plan.undone
            ],
            "later_facts": [
                {"position": each.position, "id": each.id} for each in self.plan.hanging
            ],
            "positions": [] if self.dry_run else list(self.positions),
        }


def undo_import(
    ledger: Ledger, named: str, shelves: Shelves, *, at: datetime, dry_run: bool
) -> Undone:
    """Void what the import of a file recorded that still counts; the file or its digest is named.

    Raises ImportUnknown, UndoRefused if others recorded meanwhile, or a LedgerError.
    """
    record = LedgerRecord(ledger, shelves)
    digest = digest_of_import(Path(named), named, record.facts(voidings=True))
    plan = undoing(record, digest, shelves)
    try:
        positions = ledger.record_long(plan.voidings, at=at, shelves=shelves, dry_run=dry_run)
    except BatchRefused as refused:
        raise UndoRefused(refused) from refused
    return Undone(digest, plan, positions, dry_run)


def digest_of_import(path: Path, named: str, facts: Iterable[Recorded]) -> str:
    """Return the digest of the file whose import is named; raises ImportUnknown."""
    known = imports_that_count(facts)
    if path.is_file():
        with path.open("rb") as stream:
            found = [file_digest(stream, "sha256").hexdigest()]
    elif _DIGEST.fullmatch(named.casefold()):
        found = [each for each in known if each.startswith(named.casefold())]
    else:
        found = []
    if len(found) != 1 or found[0] not in known:
        raise ImportUnknown(named, [f"{each[:16]}, {file}" for each, file in known.items()])
    return found[0]
