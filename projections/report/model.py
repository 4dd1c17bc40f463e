"""What a report holds: plain words and dates, ready to be set as a page."""

from dataclasses import dataclass
from datetime import date

from events.evidence import EvidenceAdded
from projections.findings.cautions import Caution
from projections.judging.judgment import Status
from projections.record.visible import Viewpoint
from projections.report.shapes import Picture


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
class AskedDate:
    """One of the three dates of the question, and what it means; `is_open` if it sets no limit."""

    name: str
    value: str
    meaning: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A period: first and last day (None: without end), status, and what it rests on."""

    first: date
    through: date | None
    status: Status
    why: tuple[str, ...]
    holds_the_day: bool


@dataclass(frozen=True, slots=True)
class UnderReading:
    """The status under one combination of readings, with the reasons that it alone has."""

    chosen: str
    status: Status
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an open point, and the statuses it leaves possible."""

    name: str
    text: str
    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class PointOfLaw:
    """An open point of law that bears on the subject, with all its readings."""

    text: str
    decisive: bool
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class ChannelReport:
    """All that is told of the product in one channel.

    `until` is the last day of the status; `hinges` says on what an indeterminate status hangs.
    """

    channel: str
    name: str | None
    status: Status
    meaning: str
    since: date | None
    until: date | None
    hinges: tuple[str, ...]
    reasons: tuple[str, ...]
    readings: tuple[UnderReading, ...]
    open_points: tuple[PointOfLaw, ...]
    pending: tuple[str, ...]
    next: str
    timeline: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class ReportedSource:
    """An act or a point of law that the reasons cite, and how far somebody checked it."""

    name: str
    title: str
    title_zh: str | None
    fact: str
    verified: tuple[str, ...]
    unverified: tuple[str, ...]
    urls: tuple[str, ...]
    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact as the ledger holds it: `effective` is its day in law (None: it has none)."""

    position: int
    id: str
    kind: str
    what: str
    known_on: date
    effective: date | None
    recorded_at: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LateEntry:
    """A fact that entered the ledger some days after it could be known."""

    fact: CitedFact
    recorded_on: date
    days: int
    relied_on: bool


@dataclass(frozen=True, slots=True)
class Voided:
    """A voiding, and the fact it voids; `counts` is False where it was voided itself."""

    voiding: CitedFact
    target: CitedFact | None
    reason: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; equal questions to equal ledgers give equal reports."""

    product: str
    name: str | None
    vendor: str | None
    category: str | None
    parameters: tuple[tuple[str, str], ...]
    ledger: str
    zone: str
    position: int
    as_of: date
    asked: tuple[AskedDate, ...]
    channels: tuple[ChannelReport, ...]
    picture: Picture | None
    cautions: tuple[Caution, ...]
    doubts: tuple[str, ...]
    without_rule: tuple[str, ...]
    unverified: tuple[str, ...]
    sources: tuple[ReportedSource, ...]
    relied_on: tuple[CitedFact, ...]
    other_facts: tuple[CitedFact, ...]
    late: tuple[LateEntry, ...]
    voided: tuple[Voided, ...]
    evidence: tuple[EvidenceAdded, ...]
