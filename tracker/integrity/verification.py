"""Everything that can be checked of a ledger: its record, its checkpoints, stamps and evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tracker.errors import TrackerError
from tracker.integrity.audit import Audit, audit
from tracker.integrity.checkpoints.checkpoint import Checkpoint, read_checkpoint
from tracker.integrity.checkpoints.coverage import Held, hold_against, not_covered
from tracker.integrity.checkpoints.keys import certificates, public_key
from tracker.integrity.checkpoints.sinks import SUFFIX
from tracker.integrity.checkpoints.stamped import Stamped, stamps_beside, unstamped
from tracker.integrity.evidence import EvidenceAudit, evidence_audit
from tracker.integrity.faults import Fault, Kind
from tracker.ledger import Ledger


@dataclass(frozen=True)
class Against:
    """What a ledger is held against: checkpoints, a public key to insist on, a stamp's root."""

    paths: Sequence[Path] = ()
    key: str | None = None
    tsa_root: Path | None = None


@dataclass(frozen=True)
class Verification:
    """What was found; `remarks` are what else is to be said of the stamps."""

    audit: Audit
    held: Sequence[Held]
    stamps: Sequence[Stamped]
    evidence: EvidenceAudit
    remarks: Sequence[str]
    unread: Sequence[Fault]

    @property
    def faults(self) -> list[Fault]:
        """All that is wrong: of the record, the checkpoints, the stamps, the evidence."""
        found = [*self.audit.faults, *self.unread]
        found += [fault for each in self.held for fault in each.faults]
        found += [fault for each in self.stamps for fault in each.faults]
        return [*found, *self.evidence.faults]

    @property
    def not_covered(self) -> str:
        """Which positions no checkpoint covers, in words."""
        return not_covered(self.audit, self.held)

    def document(self) -> dict[str, Any]:
        """Return it as values for a JSON document."""
        positions = self.audit.positions
        return {
            "ledger": self.audit.ledger,
            "facts": len(self.audit.leaves),
            "position": positions[-1] if positions else 0,
            "faults": [asdict(fault) for fault in self.faults],
            "checkpoints": [each.document() for each in self.held],
            "not_covered": self.not_covered,
            "stamps": [each.document() for each in self.stamps],
            "evidence": {"files": self.evidence.files, "strays": list(self.evidence.strays)},
        }


def verify(ledger: Ledger, against: Against, evidence: str | None) -> Verification:
    """Return what is found; `evidence` names the folder of its files, if it is not the usual.

    Raises KeyRefused or Unreadable if the key or the root cannot be used.
    """
    wanted = public_key(against.key) if against.key else None
    roots = certificates(against.tsa_root) if against.tsa_root and against.paths else []
    read = list(_read(against.paths))
    checkpoints = [each for each in read if isinstance(each, Checkpoint)]
    with ledger.reading() as session:
        found = audit(session, ledger.header)
    stamps = stamps_beside(checkpoints, roots)
    return Verification(
        found,
        hold_against(found, checkpoints, wanted),
        stamps,
        evidence_audit(found.evidence, ledger.location, evidence),
        unstamped(checkpoints, stamps) if roots else [],
        [each for each in read if isinstance(each, Fault)],
    )


def _read(paths: Sequence[Path]) -> Iterator[Checkpoint | Fault]:
    """Yield the checkpoints in files and folders; one that cannot be read is a fault."""
    for path in paths:
        files = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not files:
            said = f"There is no checkpoint in the folder '{path}' (*{SUFFIX})."
            yield Fault(Kind.CHECKPOINT, str(path), said)
        for file in files:
            try:
                yield read_checkpoint(file)
            except TrackerError as refusal:
                yield Fault(Kind.CHECKPOINT, str(file), str(refusal))
