"""The report for people: what an answer rests on, told in full."""

from projections.report.making import report
from projections.report.model import (
    AskedDate,
    ChannelReport,
    CitedFact,
    LateEntry,
    PointOfLaw,
    Reading,
    Report,
    ReportedSource,
    Subject,
    TimelineRow,
    UnderReading,
    Voided,
)

__all__ = [
    "AskedDate",
    "ChannelReport",
    "CitedFact",
    "LateEntry",
    "PointOfLaw",
    "Reading",
    "Report",
    "ReportedSource",
    "Subject",
    "TimelineRow",
    "UnderReading",
    "Voided",
    "report",
]
