"""What can be wrong with checkpoints, keys, stamps and copies, each said in three sentences."""

from collections.abc import Sequence

from tracker.errors import TrackerError


class Unreadable(TrackerError):
    """A file that was named cannot be read or written."""

    code = "file_unusable"

    def __init__(self, what: str, path: str, reason: str) -> None:
        super().__init__(
            f"The {what} '{path}' cannot be used.",
            f"The system says: {reason}.",
            "Check its name, and that you may read and write there.",
        )


class CheckpointDamaged(TrackerError):
    """A file is not a checkpoint as it was written."""

    code = "checkpoint_damaged"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"'{path}' is not a checkpoint, or a damaged one.",
            f"{reason}.",
            "Use another copy of it.",
        )


class KeyRefused(TrackerError):
    """A key cannot serve."""

    code = "key_refused"

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(
            f"The key '{key}' cannot be used:",
            f"{reason}.",
            "Make one with 'tracker checkpoint key', which also prints its public key.",
        )


class CertificateRefused(TrackerError):
    """A file of root certificates cannot serve."""

    code = "certificate_refused"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"The root certificate '{path}' cannot be used.",
            f"{reason}.",
            "Give the root that the time-stamp authority publishes, as a file in PEM.",
        )


class ProofMissing(TrackerError):
    """Signatures or time stamps are asked for and the package for them is not installed."""

    code = "proof_package_missing"

    def __init__(self, what: str = "Signatures", package: str = "cryptography") -> None:
        super().__init__(
            f"{what} can be neither made nor checked here.",
            f"The package '{package}' is not installed.",
            "Install the tracker with its extra 'proof'.",
        )


class RecordDamaged(TrackerError):
    """A full export is not as it was written."""

    code = "export_damaged"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"'{path}' cannot be restored; nothing was made of it.",
            f"{reason}.",
            "Use another copy, written by 'tracker export --full'.",
        )


class LedgerUnsound(TrackerError):
    """A ledger with faults was to be sealed or copied."""

    code = "ledger_unsound"

    def __init__(self, location: str, faults: int) -> None:
        super().__init__(
            f"Nothing was written: the ledger at '{location}' has faults ({faults}).",
            "What is sealed or copied should be sound.",
            "Run 'tracker verify' to see them.",
        )


class SinkFailed(TrackerError):
    """A checkpoint did not reach one of the places it was to go to."""

    code = "checkpoint_not_kept"

    def __init__(self, sink: str, reason: str) -> None:
        super().__init__(
            f"The checkpoint did not reach '{sink}'.",
            f"{reason}.",
            "Give a folder, or git:FOLDER for a git repository.",
        )


class StampFailed(TrackerError):
    """A server was asked for a time stamp and none was had from it."""

    code = "time_stamp_failed"

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(
            f"No time stamp was had from '{server}'.",
            f"{reason}.",
            "The checkpoint lacks this stamp: make another when the server answers, or name "
            "another server with --sink rfc3161:URL or TRACKER_TSA.",
        )


class NotKeptEverywhere(TrackerError):
    """A checkpoint was made, and a place or a server failed; `failures` says which and why."""

    code = "checkpoint_not_kept_everywhere"

    def __init__(self, failures: Sequence[TrackerError]) -> None:
        self.failures = tuple(failures)
        super().__init__("\n".join(map(str, failures)))


class StampUnfit(ValueError):
    """A time stamp is none, or not one of the bytes it is held against; the text says why."""
