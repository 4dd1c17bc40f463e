"""Numbers of a workbook that are days: told by their format, counted from its first day."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum, auto
from functools import lru_cache

from tracker.spreadsheets.xml_stream import Attributes, XmlStream, named


class Shown(Enum):
    """As what a number format shows a number."""

    NUMBER = auto()
    DAY = auto()
    TIME = auto()


BUILT_IN = {
    **dict.fromkeys([*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58], Shown.DAY),
    **dict.fromkeys([*range(18, 22), *range(32, 36), *range(45, 48), 55, 56], Shown.TIME),
}
"""Formats that need no code in the file; 27 to 36 and 50 to 58 are those of Chinese Excel."""

LITERAL = re.compile(
    r'"[^"]*"?|[\\_*].|general|e[+-]|\[(?!(?:h+|m+|s+)\])[^\]]*\]',
    re.IGNORECASE,
)
"""What in a format is no field: quoted and escaped text, colors, conditions, exponents."""

DAY_FIELDS = re.compile(r"[yde]|bb|aaa", re.IGNORECASE)
TIME_FIELDS = re.compile(r"[hs]|am/pm|上午/下午", re.IGNORECASE)
MONTH_OR_MINUTE = re.compile("m", re.IGNORECASE)

CODES, CODE = named("numFmts"), named("numFmt")
STYLES, STYLE = named("cellXfs"), named("xf")
LISTS = CODES | STYLES

FIRST_DAY = date(1899, 12, 30)
FIRST_DAY_1904 = date(1904, 1, 1)
FIRST_SERIAL = 61
"""1900-03-01. Before it, spreadsheets disagree: Excel has a 29 February 1900, LibreOffice none."""


class NoDay(ValueError):
    """A number that is shown as a day is none; says why."""


def shown_by(code: str) -> Shown:
    """Return as what a format code shows a number.

    >>> [shown_by(code).name for code in ("yyyy-mm-dd", "[h]:mm", '0.00 "days"', "0.00E+00")]
    ['DAY', 'TIME', 'NUMBER', 'NUMBER']
    """
    fields = LITERAL.sub("", code)
    if DAY_FIELDS.search(fields):
        return Shown.DAY
    if TIME_FIELDS.search(fields):
        return Shown.TIME
    return Shown.DAY if MONTH_OR_MINUTE.search(fields) else Shown.NUMBER


@lru_cache(4096)
def day_of(serial: float, *, since_1904: bool) -> date | datetime:
    """Return the day that a number stands for, with the time of day unless it is midnight.

    Times are rounded to milliseconds, as Excel keeps them. Raises NoDay.
    """
    if serial < (0 if since_1904 else FIRST_SERIAL):
        raise NoDay(
            "days before 1904-01-01 have no number in this workbook"
            if since_1904
            else "spreadsheets disagree on days before 1900-03-01"
        )
    first = FIRST_DAY_1904 if since_1904 else FIRST_DAY
    try:
        whole = int(serial)
        milliseconds = round((serial - whole) * 86_400_000)
        moment = datetime(first.year, first.month, first.day) + timedelta(
            days=whole, milliseconds=milliseconds
        )
    except OverflowError:
        raise NoDay("there is no such day until the year 9999") from None
    return moment if moment.time() != datetime.min.time() else moment.date()


class Formats:
    """As what each style of a workbook shows a number; styles count from 0."""

    def __init__(self) -> None:
        self._codes: dict[int, Shown] = {}
        self._styles: list[int] = []
        self._known: dict[str | None, Shown] = {}
        self._inside = ""

    def load(self, file: str, chunks: Iterable[bytes]) -> None:
        """Read the styles of a workbook."""
        XmlStream(file, self._open, self._close).read(chunks)

    def shown(self, style: str | None) -> Shown:
        """Return as what a style shows a number; a style that is not named is the first."""
        if style not in self._known:
            number = int(style or 0)
            format = self._styles[number] if number < len(self._styles) else 0
            self._known[style] = self._codes.get(format) or BUILT_IN.get(format, Shown.NUMBER)
        return self._known[style]

    def _open(self, tag: str, attributes: Attributes) -> None:
        if tag in LISTS:
            self._inside = tag
        elif tag in CODE and self._inside in CODES:
            self._codes[int(attributes["numFmtId"])] = shown_by(attributes["formatCode"])
        elif tag in STYLE and self._inside in STYLES:
            self._styles.append(int(attributes.get("numFmtId", 0)))

    def _close(self, tag: str) -> None:
        if tag in LISTS:
            self._inside = ""
