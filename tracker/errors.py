"""Everything the tracker says no to, each in three parts: what happened, why, what to do next.

Every refusal has a code of its own, by which programs know it; a code is never changed. The ones
of a room stand in its own `errors` module, or beside what raises them.

The ledger as a whole
  LedgerError         ledger_unusable           it cannot be used; each of the next says why
  LedgerNotFound      ledger_not_found          nothing is there
  LedgerExists        ledger_exists             there is one already
  NotALedger          not_a_ledger              something else is there
  LedgerTooNew        ledger_too_new            a later version of the tracker wrote it
  LedgerTooOld        ledger_too_old            a version that was never released wrote it
  LedgerMisnamed      ledger_misnamed           the location makes no sense
  UnknownZone         time_zone_not_found       no such time zone
  DriverMissing       postgres_package_missing  the package for PostgreSQL is not installed
  LedgerUnreachable   ledger_unreachable        it cannot be opened
  LedgerReplaced      ledger_replaced           its path leads to another file by now
  LedgerInherited     ledger_inherited          a process was forked off while it was open
  LedgerBusy          ledger_busy               somebody else has been writing for too long
  LedgerReadOnly      ledger_read_only          it cannot be written
  LedgerDamaged       ledger_damaged            its bytes are not what was written
  StorageFull         storage_full              there is no room left
  StorageFailed       storage_failed            the storage gave up for another reason

Files
  FileNotRead         file_not_read             a file cannot be read
  FileNotWritten      file_not_written          an answer cannot be written where it was to go
  FileInTheWay        file_in_the_way           a file stands there that somebody may have edited
  FolderNotFound      folder_not_found          there is no such folder
  OutputIsTheLedger   output_is_the_ledger      an answer was to be written over the ledger

Recording
  FactsRefused        facts_refused             files hold facts that cannot be recorded
  BatchRefused        batch_refused             some facts of a batch contradict the record
  Overtaken           overtaken                 others recorded what a batch was made without
  ShelvesFailed       temporary_files_failed    what long work puts aside finds no room
  GazetteBroken       gazette_broken            a file of the gazette cannot be read
  GazetteFilesUnfit   gazette_files_unfit       files of a gazette cannot be shipped as they are
  NothingToAdopt      nothing_to_adopt          a scenario supposes no such act
  NotPublishedYet     not_published_yet         an act to be adopted is published on a day to come
  AdoptionRefused     adoption_refused          an act to be adopted contradicts the record

Questions
  ProductNotFound     product_not_found         no fact on record names the product
  ActNotFound         act_not_found             no act on record has the name
  ActNotInGazette     act_not_in_gazette        the gazette has no act of the name
  KindNotFound        kind_not_found            there are no facts of such a kind
  FactNotFound        fact_not_found            no fact on record has the id
  PersonNotFound      person_not_found          a policy names no such person
  DayNotCome          day_not_come              a forecast was held against a day to come
  BeforeTheFirstFact  before_the_first_fact     the time asked for is before any fact
  NotPassed           time_not_passed           a kept answer was asked for at a time to come
  ScenarioRefused     scenario_refused          a scenario's files cannot be used as they stand
  CellTooLong         cell_too_long             a text is longer than a cell can be
  PackRefused         pack_refused              a pack cannot be made as asked

Imports
  TableRefused        table_refused             a file is no table that can be read as it stands
  HeadingsUnclear     headings_unclear          headings do not say what columns hold
  MappingRefused      mapping_refused           a mapping cannot be used as it is written
  MappingUnknown      mapping_not_found         there is no such mapping
  ImportUnknown       import_not_found          no import of the file counts
  FileChanged         file_changed              a file changed while it was imported

Evidence
  EvidenceRefused     evidence_refused          a file is not taken as evidence
  EvidenceDamaged     evidence_damaged          a file that is kept is not what it was
  EvidenceMissing     evidence_missing          a file that should be kept is not there
  EvidenceUnplaced    evidence_folder_unknown   nobody said where evidence is kept
  StoreFailed         evidence_not_kept         the folder of evidence cannot be written
  CopyFailed          evidence_not_copied       a copy cannot be written where it was to go

Proof
  Unreadable          file_unusable             a file beside the ledger cannot be used
  WouldOverwrite      file_exists               a file stands where one was to be written
  LedgerUnsound       ledger_unsound            a ledger with faults is not sealed or copied
  CheckpointDamaged   checkpoint_damaged        a file is not a checkpoint, or no longer
  KeyRefused          key_refused               a key is not what it should be
  CertificateRefused  certificate_refused       a root certificate is not what it should be
  ProofMissing        proof_package_missing     a package for signatures or stamps is missing
  RecordDamaged       export_damaged            a full export is not as it was written
  SinkFailed          checkpoint_not_kept       a checkpoint did not reach a place outside
  StampFailed         time_stamp_failed         a server gave no time stamp

Reminders
  PolicyRefused       policy_refused            a policy cannot be used as it is written
  NoSuchCalendar      calendar_not_found        a country has no calendar of working days
  AnswerRefused       notice_answer_refused     a notice cannot be answered so
  LinkRefused         link_refused              a link is not this tracker's, or is too old
  SecretTooShort      secret_too_short          a secret that signs links can be found by trying
  Undelivered         message_undelivered       a message did not arrive
  NothingGoes         sending_not_possible      what is under way cannot be kept
  NotNoted            sent_not_noted            messages went out and are not on record
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from events.reading.mistakes import first_of
from events.reading.words import counted

if TYPE_CHECKING:
    from tracker.ledger.batches import Refusal


class TrackerError(Exception):
    """What happened, with the values; why; and what to do next."""

    code: ClassVar[str]

    def __init__(self, what: str, why: str = "", advice: str = "") -> None:
        super().__init__(" ".join(filter(None, (what, why, advice))))
        self.what = what
        self.why = why
        self.advice = advice


class FileNotRead(TrackerError):
    """A file that was named cannot be read."""

    code = "file_not_read"

    def __init__(self, path: str, reason: str | None) -> None:
        super().__init__(
            f"Cannot read '{path}': {reason}.", advice="Check the name and its rights."
        )


class FileNotWritten(TrackerError):
    """An answer cannot be written to the file that was named."""

    code = "file_not_written"

    def __init__(self, path: str, reason: str | None) -> None:
        super().__init__(f"Cannot write '{path}': {reason}.", advice="Check its folder and rights.")


class FileInTheWay(TrackerError):
    """A file stands where another was to be written, and somebody may have worked on it."""

    code = "file_in_the_way"

    def __init__(self, what: str, advice: str = "Name another.") -> None:
        super().__init__(what, advice=advice)


class OutputIsTheLedger(TrackerError):
    """An answer was to be written over the ledger."""

    code = "output_is_the_ledger"

    def __init__(self, path: str) -> None:
        super().__init__(f"'{path}' is the ledger itself.", advice="Name another file to write to.")


class FolderNotFound(TrackerError):
    """There is no folder of the name."""

    code = "folder_not_found"

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what, advice=advice)


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


class ShelvesFailed(TrackerError):
    """What long work puts aside could not be written, or not be read again."""

    code = "temporary_files_failed"

    def __init__(self, said: str) -> None:
        super().__init__(
            f"What was put aside for this work could not be kept: {said.rstrip('.')}.",
            "Long work puts aside what it has read in the folder for temporary files.",
            "Make room there, or let TMPDIR name another folder, and do it again: what is on "
            "record stays as it is.",
        )


class BatchRefused(TrackerError):
    """A batch holds facts that the record contradicts; `refusals` says which and why."""

    code = "batch_refused"

    def __init__(self, refusals: Sequence["Refusal"]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(
            f"Nothing was recorded: {counted(len(refusals), 'fact')} of the batch cannot be.",
            first_of([f"Number {each.index + 1}: {each.message}" for each in refusals]),
            "Correct them and record the batch again; it is recorded whole or not at all.",
        )


class PackRefused(TrackerError):
    """A pack cannot be made as asked."""

    code = "pack_refused"

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__("No pack was written.", reason, advice)


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
