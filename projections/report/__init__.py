"""The report for people as a value: what an answer rests on, in full."""

from projections.report.making import report
from projections.report.model import (
    ChannelReport,
    LateEntry,
    LicenseRow,
    PointOfLaw,
    Report,
    ReportedPeriod,
    ReportedSource,
    Stretch,
    Subject,
    Voided,
)

__all__ = [
    "ChannelReport",
    "LateEntry",
    "LicenseRow",
    "PointOfLaw",
    "Report",
    "ReportedPeriod",
    "ReportedSource",
    "Stretch",
    "Subject",
    "Voided",
    "report",
]
