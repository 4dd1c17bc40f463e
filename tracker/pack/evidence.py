"""The files of evidence that go into a pack."""

from collections.abc import Iterable

from events.recorded import Recorded
from events.remarks import EvidenceAdded
from tracker.evidence.place import evidence_folder
from tracker.evidence.store import Evidence
from tracker.evidence.types import SUFFIXES


def evidence_name(fact: EvidenceAdded) -> str:
    """Return the name of a file in a pack: its digest, and the usual ending of its type."""
    return f"evidence/{fact.sha256}{SUFFIXES[fact.media_type][0]}"


def evidence_files(facts: Iterable[Recorded], ledger: str, folder: str | None) -> dict[str, bytes]:
    """Return the files that facts name as evidence, each once, by their names in the pack.

    Raises EvidenceMissing, EvidenceDamaged, or EvidenceUnplaced if it is not known where they are.
    """
    named = {r.fact.sha256: r.fact for r in facts if isinstance(r.fact, EvidenceAdded)}
    if not named:
        return {}
    kept = Evidence(evidence_folder(ledger, folder))
    return {evidence_name(fact): kept.read(digest) for digest, fact in sorted(named.items())}
