"""What is said where evidence cannot be taken, found, or trusted any more."""

from tracker.errors import TrackerError


class EvidenceRefused(TrackerError):
    """A file is not taken as evidence."""

    code = "evidence_refused"

    def __init__(self, name: str, why: str, advice: str) -> None:
        super().__init__(f"'{name}' is not taken as evidence; nothing was recorded.", why, advice)


class EvidenceNotFound(TrackerError):
    """No evidence on record has the digest."""

    code = "evidence_not_found"

    def __init__(self, sha256: str) -> None:
        super().__init__(
            f"No evidence on record has the SHA-256 '{sha256}'.",
            "It is 64 digits, 0-9 and a-f.",
            "Run 'tracker evidence list' to see those on record.",
        )


class EvidenceDamaged(TrackerError):
    """A file that is kept is not what it was."""

    code = "evidence_damaged"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"The file of evidence '{path}' is damaged.",
            f"{reason}.",
            "Keep it for inspection, and put a copy from your backups in its place.",
        )


class EvidenceMissing(TrackerError):
    """A file that should be kept is not there."""

    code = "evidence_missing"

    def __init__(self, sha256: str, folder: str) -> None:
        super().__init__(
            f"No file of SHA-256 {sha256} is kept in '{folder}'.",
            "It was deleted or moved away, or the ledger was copied without its evidence.",
            "Name the right folder with --evidence or TRACKER_EVIDENCE, or bring the file back.",
        )


class EvidenceUnplaced(TrackerError):
    """Nobody said where the evidence of a ledger in a database is kept."""

    code = "evidence_folder_unknown"

    def __init__(self) -> None:
        super().__init__(
            "Where evidence is kept is not known.",
            "The ledger is on PostgreSQL, and no folder lies beside it.",
            "Name a folder with --evidence or TRACKER_EVIDENCE, the same for all who use it.",
        )


class StoreFailed(TrackerError):
    """The folder of evidence cannot be used."""

    code = "evidence_not_kept"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"'{path}' cannot be written; nothing was recorded.",
            f"The system says: {reason}.",
            "Check that there is room, and that you may write there.",
        )


class CopyFailed(TrackerError):
    """A copy of a file of evidence cannot be written where it was to go."""

    code = "evidence_not_copied"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"No copy was written to '{path}'.",
            f"The system says: {reason}.",
            "Name a file that is not there yet, in a folder where you may write.",
        )
