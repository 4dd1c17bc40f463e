"""What a ledger says no to: as a whole (LedgerError), or to a batch of facts."""

from collections.abc import Sequence

from events.reading.mistakes import first_of
from events.reading.words import counted
from tracker.errors import TrackerError
from tracker.ledger.batches import Refusal


class Overtaken(TrackerError):
    """Others recorded facts that a batch was worked out without."""

    code = "overtaken"

    def __init__(self, position: int, later: int) -> None:
        super().__init__(
            f"Nothing was recorded: what was read of the ledger ends at position {position}, and "
            f"others have recorded facts through position {later} meanwhile.",
            "They may change what is to be recorded.",
            "Do it again.",
        )


class BatchRefused(TrackerError):
    """A batch holds facts that the record contradicts; `refusals` says which and why."""

    code = "batch_refused"

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(
            f"Nothing was recorded: {counted(len(refusals), 'fact')} of the batch cannot be.",
            first_of([f"Number {each.index + 1}: {each.message}" for each in refusals]),
            "Correct them and record the batch again; it is recorded whole or not at all.",
        )


class LedgerError(TrackerError):
    """The ledger as a whole cannot be used; `location` says which."""

    code = "ledger_unusable"
    location: str

    def __init__(self, location: str, what: str, why: str, advice: str) -> None:
        super().__init__(what, why, advice)
        self.location = location


class LedgerNotFound(LedgerError):
    """There is no ledger at the location."""

    code = "ledger_not_found"

    def __init__(self, location: str) -> None:
        super().__init__(
            location,
            f"There is no ledger at '{location}'.",
            "None is made by the way, lest a mistyped name pass for an empty ledger.",
            "Run 'tracker init' to create it, or name another with --ledger or TRACKER_LEDGER.",
        )


class LedgerExists(LedgerError):
    """A ledger was to be created where there is one."""

    code = "ledger_exists"

    def __init__(self, location: str) -> None:
        super().__init__(
            location,
            f"There is already a ledger at '{location}'.",
            "A ledger is created once and never overwritten.",
            "Use it as it is, or name another place with --ledger or TRACKER_LEDGER.",
        )


class NotALedger(LedgerError):
    """The location holds something else."""

    code = "not_a_ledger"

    def __init__(self, location: str, found: str) -> None:
        super().__init__(
            location,
            f"'{location}' is not a ledger.",
            f"It is {found}.",
            "Name the ledger with --ledger or TRACKER_LEDGER, or run 'tracker init' elsewhere.",
        )


class LedgerTooNew(LedgerError):
    """The ledger is in a format that this version of the tracker does not know."""

    code = "ledger_too_new"

    def __init__(self, location: str, *, found: int, known: int) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' is in format {found}.",
            f"This version of the tracker knows formats up to {known}.",
            "Install the version that wrote it, or a later one.",
        )


class LedgerTooOld(LedgerError):
    """The ledger is in a format of a version that was never released."""

    code = "ledger_too_old"

    def __init__(self, location: str, *, found: int, known: int) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' is in format {found}.",
            f"This version of the tracker reads format {known} only, which keeps a chain.",
            "Export it with the version that wrote it and record the export in a new ledger.",
        )


class LedgerMisnamed(LedgerError):
    """The location is not one that can hold a ledger."""

    code = "ledger_misnamed"

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"'{location}' cannot name a ledger.",
            f"{reason}.",
            "Give the path of a file, or postgresql://user@host/database?schema=name.",
        )


class UnknownZone(LedgerError):
    """A ledger was to be created for a time zone that does not exist."""

    code = "time_zone_not_found"

    def __init__(self, location: str, zone: str) -> None:
        super().__init__(
            location,
            f"There is no time zone '{zone}'.",
            "A ledger counts its legal days in a zone of the IANA database.",
            "Give a name such as 'Asia/Shanghai' or 'Europe/Berlin'.",
        )


class DriverMissing(LedgerError):
    """The ledger is on PostgreSQL and the package for it is not installed."""

    code = "postgres_package_missing"

    def __init__(self, location: str) -> None:
        super().__init__(
            location,
            f"The ledger '{location}' is on PostgreSQL.",
            "The package that speaks to PostgreSQL is not installed.",
            "Install the tracker with its extra 'postgres', or use a file.",
        )


class LedgerUnreachable(LedgerError):
    """The place of the ledger cannot be opened or connected to."""

    code = "ledger_unreachable"

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' cannot be opened.",
            f"The storage says: {reason}.",
            "Check that it is there, that it runs, and that you may read it.",
        )


class LedgerReplaced(LedgerError):
    """The path of a ledger that is open leads to another file by now, or to none."""

    code = "ledger_replaced"

    def __init__(self, location: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' is not the file that was opened; nothing was done.",
            "The file was moved, deleted or replaced while this program had it open.",
            "Put the file back, or start the program anew to use what is there now.",
        )


class LedgerInherited(LedgerError):
    """A process was forked off while its parent had the ledger open."""

    code = "ledger_inherited"

    def __init__(self, location: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' cannot be used in this process; nothing was done.",
            "The process was forked off one that has it open, and locks are not passed on.",
            "Fork before the ledger is opened, or start the process anew (spawn).",
        )


class LedgerBusy(LedgerError):
    """Somebody else kept the ledger locked for longer than we wait."""

    code = "ledger_busy"

    def __init__(self, location: str, waited: float) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' stayed locked for {waited:g} seconds; nothing was done.",
            "Another program is writing to it, and one writes at a time.",
            "Try again when it is done.",
        )


class LedgerReadOnly(LedgerError):
    """The ledger cannot be written."""

    code = "ledger_read_only"

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' cannot be written; nothing was recorded.",
            f"The storage says: {reason}.",
            "Get the right to write there (for a file: to its directory too), or use a copy.",
        )


class LedgerDamaged(LedgerError):
    """The ledger is found not to be as it was written."""

    code = "ledger_damaged"

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' is damaged.",
            f"Found: {reason}.",
            "Keep it as it is for inspection, and go on with a copy from your backups.",
        )


class StorageFull(LedgerError):
    """There is no room left where the ledger is."""

    code = "storage_full"

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"There is no room left for the ledger at '{location}'; nothing was recorded.",
            f"The storage says: {reason}.",
            "Make room and record the batch again.",
        )


class StorageFailed(LedgerError):
    """The storage gave up, and whether the last batch was recorded is not known."""

    code = "storage_failed"

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"The ledger at '{location}' failed.",
            f"The storage says: {reason}.",
            "Run the same again: what was recorded is not recorded twice.",
        )


class TablesUnusable(LedgerError):
    """The live tables beside a ledger cannot be read or written now."""

    code = "tables_unusable"

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            location,
            f"The live tables at '{location}' cannot be used: {reason}.",
            "",
            "Answers are worked out from the facts without them.",
        )
        self.reason = reason


class TablesDamaged(TablesUnusable):
    """What stands where the live tables are is none that this program made, or is damaged."""

    code = "tables_damaged"
