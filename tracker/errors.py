"""Everything the tracker says no to, each in three parts: what happened, why, what to do next.

Every refusal has a code of its own, by which programs know it; a code is never changed. Most
stand in the `errors` module of their room, or beside what raises them.

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
  TablesUnusable      tables_unusable           the live tables cannot be read or written
  TablesDamaged       tables_damaged            what stands for live tables is none, or damaged

Files
  FileNotRead         file_not_read             a file cannot be read
  FileNotWritten      file_not_written          an answer cannot be written where it was to go
  WouldOverwrite      file_exists               a file stands where one was to be written
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
  NotPlaced           product_not_placed        a product is not where it was looked for
  NowherePlaced       nowhere_placed            no product asked about was in a channel
  SpanRefused         span_refused              a span is not one of days, weeks or months
  AttestationRefused  attestation_refused       an answer cannot be attested as asked
  ChannelNotFound     channel_not_found         no act on record establishes the channel
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
  RowsNotGood         rows_not_good             rows cannot be recorded as they are
  UndoRefused         undo_refused              an import cannot be undone as planned
  ImportUnknown       import_not_found          no import of the file counts
  FileChanged         file_changed              a file changed while it was imported

Evidence
  EvidenceRefused     evidence_refused          a file is not taken as evidence
  EvidenceNotFound    evidence_not_found        no evidence on record has the digest
  EvidenceDamaged     evidence_damaged          a file that is kept is not what it was
  EvidenceMissing     evidence_missing          a file that should be kept is not there
  EvidenceUnplaced    evidence_folder_unknown   nobody said where evidence is kept
  StoreFailed         evidence_not_kept         the folder of evidence cannot be written
  CopyFailed          evidence_not_copied       a copy cannot be written where it was to go

Proof
  Unreadable          file_unusable             a file beside the ledger cannot be used
  LedgerUnsound       ledger_unsound            a ledger with faults is not sealed or copied
  CheckpointDamaged   checkpoint_damaged        a file is not a checkpoint, or no longer
  KeyRefused          key_refused               a key is not what it should be
  CertificateRefused  certificate_refused       a root certificate is not what it should be
  ProofMissing        proof_package_missing     a package for signatures or stamps is missing
  RecordDamaged       export_damaged            a full export is not as it was written
  SinkFailed          checkpoint_not_kept       a checkpoint did not reach a place outside
  NotKeptEverywhere   checkpoint_not_kept_everywhere  some places or servers failed
  StampFailed         time_stamp_failed         a server gave no time stamp

Reminders
  PolicyRefused       policy_refused            a policy cannot be used as it is written
  NoSuchCalendar      calendar_not_found        a country has no calendar of working days
  AnswerRefused       notice_answer_refused     a notice cannot be answered so
  LinkRefused         link_refused              a link is not this tracker's, or is too old
  SecretTooShort      secret_too_short          a secret that signs links can be found by trying
  Undelivered         message_undelivered       a message did not arrive
  NoReport            not_a_delivery_report     a mail is no report on a message of ours
  MessageNotFound     message_not_found         no such message is on record as one that went out
  CannotListen        address_not_available     the address to serve at cannot be had
  NothingGoes         sending_not_possible      what is under way cannot be kept
  NotNoted            sent_not_noted            messages went out and are not on record
"""

from typing import ClassVar


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


class WouldOverwrite(TrackerError):
    """A file stands where another was to be written."""

    code = "file_exists"

    def __init__(self, what: str, why: str = "", advice: str = "Name another.") -> None:
        super().__init__(what, why, advice)


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


class PackRefused(TrackerError):
    """A pack cannot be made as asked."""

    code = "pack_refused"

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__("No pack was written.", reason, advice)
