"""Where the files of evidence of a ledger are kept."""

from pathlib import Path

from tracker.evidence.errors import EvidenceUnplaced


def evidence_folder(ledger: str, named: str | None = None) -> Path:
    """Return the folder that was named, or the one beside a ledger that is a file.

    Raises EvidenceUnplaced for a ledger in a database if none was named.

    >>> evidence_folder("tracker.db").name
    'tracker.db.evidence'
    """
    if named:
        return Path(named)
    if "://" in ledger:
        raise EvidenceUnplaced()
    return Path(f"{ledger}.evidence")
