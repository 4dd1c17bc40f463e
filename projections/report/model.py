"""What a report holds, as values; words come when it is drawn."""

from dataclasses import dataclass
from datetime import date

from events.base import Source
from events.products import ParameterValue
from events.recorded import Recorded
from events.remarks import EvidenceAdded
from projections.findings.finding import Finding
from projections.judging.bench import Judgment, OpenPoint, UnderReadings
from projections.judging.grounds import Ground, grounds_of
from projections.judging.judgment import Reason, Status
from projections.judging.marks import NO_MARKS, Marks, StretchMarks
from projections.judging.requirements import PendingAmendment
from projections.judging.timeline import Period, Standstill
from projections.record.law import ONE_DAY, Provided
from projections.record.licenses import License, Standing
from projections.record.visible import Viewpoint


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is asked for: a product, when, of which ledger, and in which channel.

    `position` is the last one the ledger held; `channel` is None for every channel.
    """

    product: str
    viewpoint: Viewpoint
    ledger: str
    zone: str
    position: int
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class ReportedPeriod:
    """A period of the timeline, what of it is less than certain, and whether it is asked about."""

    period: Period
    marks: StretchMarks
    holds_the_day: bool

    @property
    def through(self) -> date | None:
        """Its last day; None: without end."""
        return self.period.end - ONE_DAY if self.period.end else None


@dataclass(frozen=True, slots=True)
class PointOfLaw:
    """An open point of law that bears on the subject, and the statuses each reading leaves."""

    point: OpenPoint
    statuses: dict[str, tuple[Status, ...]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one look in a picture: the first day included, `end` excluded (None: without end).

    `begins` are the marks of the first day, `ends` those of the last.
    """

    start: date
    end: date | None
    look: Status | Standing
    begins: Marks = NO_MARKS
    ends: Marks = NO_MARKS


@dataclass(frozen=True, slots=True)
class LicenseRow:
    """When a license covers the product and is valid or suspended."""

    license: License
    defective: bool
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class ChannelReport:
    """All that is told of the product in one channel; `name` is what an act calls the channel."""

    channel: str
    name: str | None
    stands: Standstill
    marks: StretchMarks
    open_points: tuple[PointOfLaw, ...]
    periods: tuple[ReportedPeriod, ...]
    lane: tuple[Stretch, ...]

    @property
    def judgment(self) -> Judgment:
        """The judgment on the day asked for."""
        return self.stands.judgment

    @property
    def status(self) -> Status:
        """The status on the day asked for."""
        return self.judgment.status

    @property
    def through(self) -> date | None:
        """The last day of the status; None: no end is on record."""
        return self.stands.until - ONE_DAY if self.stands.until else None

    @property
    def hinges(self) -> tuple[Ground, ...]:
        """On what an indeterminate status hangs."""
        return tuple(grounds_of(self.judgment)) if self.status is Status.INDETERMINATE else ()

    @property
    def reasons(self) -> tuple[Ground, ...]:
        """The reasons, but for what is pending; without any, the grounds."""
        found = tuple(r for r in self.judgment.reasons if not isinstance(r, PendingAmendment))
        return found or tuple(grounds_of(self.judgment))

    @property
    def pending(self) -> tuple[PendingAmendment, ...]:
        """The amendments announced."""
        return tuple(r for r in self.judgment.reasons if isinstance(r, PendingAmendment))

    @property
    def readings(self) -> tuple[UnderReadings, ...]:
        """The status under each combination of readings that decides."""
        return self.judgment.readings

    def reasons_of(self, under: UnderReadings) -> tuple[Reason, ...]:
        """Return the reasons that one combination of readings alone has."""
        return tuple(r for r in under.verdict.reasons if r not in self.judgment.reasons)


@dataclass(frozen=True, slots=True)
class ReportedSource:
    """An act or a point of law that the reasons cite, and how far somebody checked it."""

    name: str
    title: str
    title_zh: str | None
    verified: tuple[Source, ...]
    unverified: tuple[Source, ...]
    urls: tuple[str, ...]
    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LateEntry:
    """A fact that entered the ledger some days after it could be known."""

    record: Recorded
    recorded_on: date
    days: int
    relied_on: bool


@dataclass(frozen=True, slots=True)
class Voided:
    """A voiding, and the fact it voids; `counts` is False where it was voided itself."""

    voiding: Recorded
    target: Recorded | None
    reason: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; equal questions to equal ledgers give equal reports.

    `no_act`: no act is seen, so that its statuses rest on no law.
    """

    subject: Subject
    name: str | None
    vendor: str | None
    category: str | None
    parameters: tuple[tuple[str, ParameterValue], ...]
    channels: tuple[ChannelReport, ...]
    licenses: tuple[LicenseRow, ...]
    no_act: bool
    doubts: tuple[Finding, ...]
    without_rule: tuple[str, ...]
    unverified: tuple[Provided, ...]
    sources: tuple[ReportedSource, ...]
    relied_on: tuple[Recorded, ...]
    other_facts: tuple[Recorded, ...]
    late: tuple[LateEntry, ...]
    voided: tuple[Voided, ...]
    evidence: tuple[EvidenceAdded, ...]

    @property
    def product(self) -> str:
        """The product's name."""
        return self.subject.product

    @property
    def as_of(self) -> date:
        """The day asked for."""
        return self.subject.viewpoint.as_of
