"""The axis of a picture: where a day lies between the first day shown and the last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import east_asian_width

BEFORE = timedelta(days=365 * 15)
AFTER = timedelta(days=365 * 10)
STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days laid out from left to right; a day beyond either end lies on that end."""

    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        """Return where a day begins, in hundredths at most, so that it prints alike everywhere."""
        share = (day - self.first) / (self.last - self.first)
        return round(min(max(share, 0.0), 1.0) * self.width, 2)

    def years(self, *, room: float) -> list[int]:
        """Return the years to be marked: as many as leave some room between two of them."""
        found = range(self.first.year + 1, self.last.year + 1)
        a_year = self.width * 365 / (self.last - self.first).days
        step = next((step for step in STEPS if a_year * step >= room), 100)
        return [year for year in found if year % step == 0]


def axis(days: Iterable[date], as_of: date, *, width: float) -> Axis:
    """Return an axis that shows some days and the day asked for, with a margin at both ends.

    Days more than 15 years before it or 10 years after it are left outside.
    """
    shown = [min(max(day, _plus(as_of, -BEFORE)), _plus(as_of, AFTER)) for day in (*days, as_of)]
    first, last = min(shown), max(shown)
    margin = timedelta(days=max((last - first).days // 14, 120))
    return Axis(_plus(first, -margin), _plus(last, margin), width)


def _plus(day: date, span: timedelta) -> date:
    number = day.toordinal() + span.days
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is when set in letters of a size, Chinese counted double.

    >>> text_width("防火墙", 10), text_width("abc", 10)
    (30.0, 17.4)
    """
    ems = sum(1.0 if east_asian_width(char) in "WF" else 0.58 for char in text)
    return round(ems * size, 2)


def shortened(text: str, size: float, width: float) -> str:
    """Return a text, cut with an ellipsis if it is wider than there is room for."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text}…"
