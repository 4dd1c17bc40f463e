"""The files of evidence held against the facts that speak of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from events.remarks import EvidenceAdded
from tracker.errors import TrackerError
from tracker.evidence.place import evidence_folder
from tracker.evidence.store import Evidence
from tracker.integrity.faults import Fault, Kind, place

Placed = tuple[int, EvidenceAdded]
"""A fact of evidence and its position."""


@dataclass(frozen=True, slots=True)
class EvidenceAudit:
    """How many files were checked, what is wrong with them, and which belong to no fact."""

    files: int = 0
    faults: tuple[Fault, ...] = ()
    strays: tuple[str, ...] = ()


def evidence_audit(facts: Iterable[Placed], ledger: str, named: str | None) -> EvidenceAudit:
    """Return what the files of evidence come to; those of voided facts are kept as well.

    A file without a fact is no fault: whoever adds one keeps it first and records it then.
    """
    known = list(facts)
    try:
        store = Evidence(evidence_folder(ledger, named))
    except TrackerError as unplaced:
        if not known:
            return EvidenceAudit()
        said = f"No file of evidence was checked. {unplaced}"
        return EvidenceAudit(0, (Fault(Kind.EVIDENCE, "the evidence", said),))
    faults = tuple(fault for each in known if (fault := _fault(store, each)))
    kept = {store.path(fact.sha256) for _, fact in known}
    strays = [path for path in store.files() if path not in kept]
    return EvidenceAudit(len(kept), faults, tuple(_shown(path, store.folder) for path in strays))


def _fault(store: Evidence, placed: Placed) -> Fault | None:
    position, fact = placed
    wrong = store.check(fact.sha256, fact.size)
    if wrong is None:
        return None
    where = place(position, position)
    said = f"'{fact.name}', evidence '{fact.id}' at {where}, {wrong}: {store.path(fact.sha256)}."
    return Fault(Kind.EVIDENCE, where, said)


def _shown(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
