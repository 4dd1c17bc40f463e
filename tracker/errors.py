"""Everything the tracker says no to, each in three parts: what happened, why, what to do next.

TrackerError
├── BatchRefused           some facts of a batch contradict the record
├── Unreadable             a file beside the ledger cannot be read or written
├── WouldOverwrite         a file stands where a new one was to be written
├── CheckpointDamaged      a file is not a checkpoint, or no longer
├── KeyRefused             a key is not what it should be
├── CertificateRefused     a root certificate is not what it should be
├── ProofMissing           the package for signatures or time stamps is not installed
├── RecordDamaged          a full export is not as it was written
├── LedgerUnsound          a ledger with faults is neither sealed nor copied
├── SinkFailed             a checkpoint did not reach a place outside
├── StampFailed            a server gave no time stamp
├── TableRefused           a file is not a table that can be read as it stands
├── Overtaken              others recorded what a batch was worked out without
├── ShelvesFailed          what long work puts aside finds no room
└── LedgerError            the ledger as a whole cannot be used
    ├── LedgerNotFound     nothing is there
    ├── LedgerExists       there is one already
    ├── NotALedger         something else is there
    ├── LedgerTooNew       a later version of the tracker wrote it
    ├── LedgerTooOld       a version that was never released wrote it
    ├── LedgerMisnamed     the location makes no sense
    ├── UnknownZone        no such time zone
    ├── DriverMissing      the package for PostgreSQL is not installed
    ├── LedgerUnreachable  it cannot be opened
    ├── LedgerBusy         somebody else has been writing for too long
    ├── LedgerReadOnly     it cannot be written
    ├── LedgerDamaged      its bytes are not what was written
    ├── StorageFull        there is no room left
    └── StorageFailed      the storage gave up for another reason
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from events.reading.mistakes import first_of

if TYPE_CHECKING:
    from tracker.ledger.batches import Refusal


class TrackerError(Exception):
    """What happened, with the values; why; and what to do next."""

    def __init__(self, what: str, why: str, advice: str) -> None:
        super().__init__(f"{what} {why} {advice}")
        self.what = what
        self.why = why
        self.advice = advice


class Overtaken(TrackerError):
    """Others recorded facts that a batch was worked out without."""

    def __init__(self, position: int, later: int) -> None:
        super().__init__(
            f"Nothing was recorded: what was read of the ledger ends at position {position}, and "
            f"others have recorded facts through position {later} meanwhile.",
            "They may change what is to be recorded.",
            "Do it again.",
        )


class ShelvesFailed(TrackerError):
    """What long work puts aside could not be written, or not be read again."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"What was put aside for this work could not be kept: {said.rstrip('.')}.",
            "Long work puts aside what it has read in the folder for temporary files.",
            "Make room there, or let TMPDIR name another folder, and do it again: what is on "
            "record stays as it is.",
        )


class BatchRefused(TrackerError):
    """A batch holds facts that the record contradicts; `refusals` says which and why."""

    def __init__(self, refusals: Sequence["Refusal"]) -> None:
        self.refusals = tuple(refusals)
        count = f"{len(refusals)} facts" if len(refusals) != 1 else "1 fact"
        super().__init__(
            f"Nothing was recorded: {count} of the batch cannot be.",
            first_of([f"Number {each.index + 1}: {each.message}" for each in refusals]),
            "Correct them and record the batch again; it is recorded whole or not at all.",
        )


class PackRefused(TrackerError):
    """A pack cannot be made as asked."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__("No pack was written.", reason, advice)


class LedgerError(TrackerError):
    """The ledger as a whole cannot be used; `location` says which."""

    location: str

    def __init__(self, location: str, what: str, why: str, advice: str) -> None:
        super().__init__(what, why, advice)
        self.location = location


class LedgerNotFound(LedgerError):
    """There is no ledger at the location."""

    def __init__(self, location: str) -> None:
        super().__init__(
            location,
            f"There is no ledger at '{location}'.",
            "None is made by the way, lest a mistyped name pass for an empty ledger.",
            "Run 'tracker init' to create it, or name another with --ledger or TRACKER_LEDGER.",
        )


class LedgerExists(LedgerError):
    """A ledger was to be created where there is one."""

    def __init__(self, location: str) -> None:
        super().__init__(
            location,
            f"There is already a ledger at '{location}'.",
            "A ledger is created once and never overwritten.",
            "Use it as it is, or name another place with --ledger or TRACKER_LEDGER.",
        )


class NotALedger(LedgerError):
    """The location holds something else."""

    def __init__(self, location: str, found: str) -> None:
        super().__init__(
            location,
            f"'{location}' is not a ledger.",
            f"It is {found}.",
            "Name the ledger with --ledger or TRACKER_LEDGER, or run 'tracker init' elsewhere.",
        )


class LedgerTooNew(LedgerError):
    """The ledger is in a format that this version of the tracker does not know."""

    def __init__(self, location: str, *, found: int, known: int) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' is in format {found}.",
            f"This version of the tracker knows formats up to {known}.",
            "Install the version that wrote it, or a later one.",
        )


class LedgerTooOld(LedgerError):
    """The ledger is in a format of a version that was never released."""

    def __init__(self, location: str, *, found: int, known: int) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' is in format {found}.",
            f"This version of the tracker reads format {known} only, which keeps a chain.",
            "Export it with the version that wrote it and record the export in a new ledger.",
        )


class LedgerMisnamed(LedgerError):
    """The location is not one that can hold a ledger."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"'{location}' cannot name a ledger.",
            f"{reason}.",
            "Give the path of a file, or postgresql://user@host/database?schema=name.",
        )


class UnknownZone(LedgerError):
    """A ledger was to be created for a time zone that does not exist."""

    def __init__(self, location: str, zone: str) -> None:
        super().__init__(
            location,
            f"There is no time zone '{zone}'.",
            "A ledger counts its legal days in a zone of the IANA database.",
            "Give a name such as 'Asia/Shanghai' or 'Europe/Berlin'.",
        )


class DriverMissing(LedgerError):
    """The ledger is on PostgreSQL and the package for it is not installed."""

    def __init__(self, location: str) -> None:
        super().__init__(
            location,
            f"The ledger '{location}' is on PostgreSQL.",
            "The package that speaks to PostgreSQL is not installed.",
            "Install the tracker with its extra 'postgres', or use a file.",
        )


class LedgerUnreachable(LedgerError):
    """The place of the ledger cannot be opened or connected to."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' cannot be opened.",
            f"The storage says: {reason}.",
            "Check that it is there, that it runs, and that you may read it.",
        )


class LedgerReplaced(LedgerError):
    """The path of a ledger that is open leads to another file by now, or to none."""

    def __init__(self, location: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' is not the file that was opened; nothing was done.",
            "The file was moved, deleted or replaced while this program had it open.",
            "Put the file back, or start the program anew to use what is there now.",
        )


class LedgerInherited(LedgerError):
    """A process was forked off while its parent had the ledger open."""

    def __init__(self, location: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' cannot be used in this process; nothing was done.",
            "The process was forked off one that has it open, and locks are not passed on.",
            "Fork before the ledger is opened, or start the process anew (spawn).",
        )


class LedgerBusy(LedgerError):
    """Somebody else kept the ledger locked for longer than we wait."""

    def __init__(self, location: str, waited: float) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' stayed locked for {waited:g} seconds; nothing was done.",
            "Another program is writing to it, and one writes at a time.",
            "Try again when it is done.",
        )


class LedgerReadOnly(LedgerError):
    """The ledger cannot be written."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' cannot be written; nothing was recorded.",
            f"The storage says: {reason}.",
            "Get the right to write there (for a file: to its directory too), or use a copy.",
        )


class LedgerDamaged(LedgerError):
    """The ledger is found not to be as it was written."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' is damaged.",
            f"Found: {reason}.",
            "Keep it as it is for inspection, and go on with a copy from your backups.",
        )


class StorageFull(LedgerError):
    """There is no room left where the ledger is."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"There is no room left for the ledger at '{location}'; nothing was recorded.",
            f"The storage says: {reason}.",
            "Make room and record the batch again.",
        )


class StorageFailed(LedgerError):
    """The storage gave up, and whether the last batch was recorded is not known."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' failed.",
            f"The storage says: {reason}.",
            "Run the same again: what was recorded is not recorded twice.",
        )
