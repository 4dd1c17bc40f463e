"""Numbers of a workbook by their formats: days, truth values, and numbers shown otherwise."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from events.tables.table import Cell, Formatted, Unreadable
from events.words import quoted
from tracker.tables.xlsx.format_codes import Format, Section, Shown
from tracker.tables.xlsx.xml_stream import Attributes, Damaged, XmlTree, places, whole_number

PLACES = places(root="styleSheet", styleSheet="numFmts cellXfs", numFmts="numFmt", cellXfs="xf")

MOST_CODES, LONGEST_CODE = 2_000, 1_000
"""Number formats and the characters of one; Excel takes some 250 of 255 characters."""
MOST_STYLES = 100_000
"""Styles of cells; Excel takes 65,490."""

FIRST_DAY = date(1899, 12, 30)
FIRST_DAY_1904 = date(1904, 1, 1)
FIRST_SERIAL = 61
"""1900-03-01. Before it, spreadsheets disagree: Excel has a 29 February 1900, LibreOffice none."""

INEXACT = 10**15
"""Spreadsheets keep 15 digits of a number: from here on it may not be what was typed."""

TRUTHS: Mapping[tuple[float, str], bool] = {(1, "true"): True, (0, "false"): False}
"""Truth values as LibreOffice writes them: numbers that are shown as these words."""


class NotCertain(ValueError):
    """What a number stands for is not certain; says why, and what to do."""


def cell_of(number: float, format: Format, *, since_1904: bool) -> Cell:
    """Return what a number is by its format: a day, a truth value, a number, or unreadable."""
    if format.is_general and abs(number) < INEXACT:
        return _whole(number)
    return _by_format(number, format, since_1904)


def _whole(number: float) -> int | float:
    return int(number) if number.is_integer() else number


@lru_cache(4096)
def _by_format(number: float, format: Format, since_1904: bool) -> Cell:
    section = format.section(number)
    whole = _whole(number)
    try:
        match section.shown:
            case Shown.DAY:
                return day_of(number, since_1904=since_1904)
            case Shown.NUMBER:
                return _number(whole, format, section)
            case Shown.TIME:
                why = "it is shown as a time without a day; format the cell as what it is"
            case Shown.PART_OF_A_DAY:
                day = day_of(number, since_1904=since_1904)
                why = (
                    f"its format {quoted(format.code)} does not show year, month and day of {day}; "
                    "write the whole day, as 2023-07-01, or format the column as text and write "
                    "what is meant"
                )
    except NotCertain as error:
        why = str(error)
    return Unreadable(why, Formatted(whole, format.code))


def _number(number: int | float, format: Format, section: Section) -> Cell:
    if abs(number) >= INEXACT:
        raise NotCertain(
            "spreadsheets keep only 15 digits of a number; write a longer one as a text"
        )
    if section.shows_nothing:
        raise NotCertain(
            f"its format {quoted(format.code)} shows nothing of it; empty the cell, or "
            "format it as what is meant"
        )
    words = format.words(number)
    if words is None or section.shows_another_number:
        raise NotCertain(
            f"its format {quoted(format.code)} shows another number; format the cell as what "
            "is meant, a plain number or a text"
        )
    if (truth := TRUTHS.get((number, words.casefold()))) is not None:
        return truth
    if words or (isinstance(number, int) and not format.shows_just(number)):
        return Formatted(number, format.code, words)
    return number


def day_of(serial: float, *, since_1904: bool) -> date | datetime:
    """Return the day that a number stands for, with the time of day unless it is midnight.

    Times are rounded to milliseconds, as Excel keeps them. Raises NotCertain.
    """
    if serial < (0 if since_1904 else FIRST_SERIAL):
        raise _no_day(
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
        raise _no_day("there is no such day until the year 9999") from None
    return moment if moment.time() != datetime.min.time() else moment.date()


def _no_day(why: str) -> NotCertain:
    return NotCertain(f"it is shown as a day, and {why}; write the day as a text")


class Formats:
    """The number format of each style of a workbook; styles count from 0."""

    def __init__(self) -> None:
        self._codes = dict(BUILT_IN)
        self._styles: list[int] = []
        self._known: dict[str | None, Format] = {}

    def load(self, file: str, chunks: Iterable[bytes]) -> None:
        """Read the styles of a workbook."""
        opened = {"numFmt": self._open_code, "xf": self._open_style}
        XmlTree(file, PLACES, opened).stream.read(chunks)

    def of(self, style: str | None) -> Format:
        """Return the format of a style; a style that is not named is the first. Raises Damaged."""
        if style not in self._known:
            if len(self._known) > MOST_STYLES:
                raise Damaged("cells of styles without end")
            number = whole_number(style or "0")
            if number and number >= len(self._styles):
                raise Damaged(f"a number is of style {number}, which is not there")
            format = self._styles[number] if self._styles else 0
            self._known[style] = Format(self._codes.get(format, "General"))
        return self._known[style]

    def _open_code(self, attributes: Attributes) -> None:
        number, code = whole_number(attributes["numFmtId"]), attributes["formatCode"]
        self._codes[number] = code or "General"
        if len(self._codes) > MOST_CODES or len(code) > LONGEST_CODE:
            raise Damaged("number formats without end")

    def _open_style(self, attributes: Attributes) -> None:
        self._styles.append(whole_number(attributes.get("numFmtId", "0")))
        if len(self._styles) > MOST_STYLES:
            raise Damaged("styles without end")


YEAR_AND_MONTH, MONTH_AND_DAY, TIME = 'yyyy"年"m"月"', 'm"月"d"日"', "h:mm"

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "m/d/yy h:mm",
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((27, 36, 50, 52, 57), YEAR_AND_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), MONTH_AND_DAY),
    **dict.fromkeys((*range(18, 22), *range(32, 36), *range(45, 48), 55, 56), TIME),
}
"""27 to 36 and 50 to 58 are as in Chinese Excel.

What they show depends on the language: only 30 and 31 show whole days in every one.
"""
