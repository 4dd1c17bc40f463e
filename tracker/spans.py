"""Spans of time as people write them: 90d, 12w, 6m."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from projections.record.licenses import corresponding_day
from tracker.errors import TrackerError

_SPAN = re.compile("(0|[1-9][0-9]{0,3})([dwm])")


class SpanRefused(TrackerError):
    """A span of time is not written as one."""

    code = "span_refused"

    def __init__(self, written: str) -> None:
        super().__init__(
            f"'{written}' is no span of time.",
            "It is counted in days, weeks or months, up to 9999 of them.",
            "Write 90d, 12w or 6m; for two years, 24m.",
        )


@dataclass(frozen=True, slots=True)
class Span:
    """So many days ("d"), weeks ("w") or months ("m")."""

    number: int
    unit: str

    @classmethod
    def read(cls, written: str) -> "Span":
        """Return a span as people write it; raises SpanRefused if it is none."""
        if not (found := _SPAN.fullmatch(written)):
            raise SpanRefused(written)
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"

    def after(self, day: date) -> date:
        """Return the day so long after another; of a month, the same day or else its last.

        >>> [str(Span.read(span).after(date(2026, 11, 30))) for span in ("90d", "2w", "3m")]
        ['2027-02-28', '2026-12-14', '2027-02-28']
        """
        if self.unit == "m":
            return corresponding_day(day, self.number)
        return day + timedelta(days=self.number * (7 if self.unit == "w" else 1))
