"""Days as tables write them; one that could be two days is refused unless its order is stated."""

import re
from datetime import date, datetime

from events.base import EARLIEST_DAY, LATEST_DAY
from events.tables.fields.headings import wide_to_plain
from events.tables.fields.mappings import DateOrder
from events.tables.table import Cell, Formatted, Unreadable
from events.tables.values import weekdays
from events.tables.values.cells import NotReadError, instantless
from events.tables.values.literal import is_nothing, leave_empty

_AT_MIDNIGHT = re.compile(
    r"(?:[T ]|(?<=[日号]))(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?AM)$", re.IGNORECASE
)
_YEAR_FIRST = (
    re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"),
    re.compile(r"(\d{4})(年)(\d{1,2})月(\d{1,2})[日号]?"),
    re.compile(r"(\d{4})()(\d{2})(\d{2})"),
)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_TWO_DIGITS = re.compile(
    r"\d{1,2}[-/.]\d{1,2}[-/.]\d{1,2}|\d{2}年.*|\d{1,2}[- ][A-Za-z]{3,9}\.?[- ,]+'?\d{2}"
    r"|[A-Za-z]{3,9}\.?[- ]\d{1,2}[-, ]+'?\d{2}"
)
_WITH_TIME = re.compile(r".*(?:\d[T ]|[日号] ?)\d{1,2}:\d{2}.*")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- ]([A-Za-z]{3,9})\.?[- ,]+(\d{4})")
_MONTH_AND_DAY = re.compile(r"([A-Za-z]{3,9})\.?[- ](\d{1,2})(?:st|nd|rd|th)?(?:,? |-)(\d{4})")
_YEAR_AND_MONTH = re.compile(r"(\d{4})[- ]([A-Za-z]{3,9})\.?[- ](\d{1,2})")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
ENDLESS = frozenset(
    ("长期", "长期有效", "永久", "永久有效", "long-term", "permanent", "indefinite")
)


def day(cell: Cell, order: DateOrder | None = None, *, is_last: bool = False) -> date:
    """Return the day of a cell, between 1900-01-01 and 2200-12-31.

    `order` says how to read days such as 03/04/2023; without it, they are refused. `is_last` says
    that it is asked for the last day of a license, which may be none.
    """
    if isinstance(cell, str) and (why := _no_day(cell.strip(), is_last=is_last)):
        raise NotReadError(why)
    found = _day(cell, order)
    if not EARLIEST_DAY <= found <= LATEST_DAY:
        held = cell.strip() if isinstance(cell, str) else str(found)
        raise NotReadError(
            f"it lies outside {EARLIEST_DAY} to {LATEST_DAY}; check the year"
            + (f", or {_no_last_day(held)}" if is_last else "")
        )
    return found


def _day(cell: Cell, order: DateOrder | None) -> date:
    match cell:
        case datetime():
            return instantless(cell)
        case date():
            return cell
        case bool():
            raise NotReadError("it is a truth value, not a day; write it as 2023-07-01")
        case int() | float() if float(cell).is_integer() and 19000101 <= cell <= 22001231:
            return _written(str(int(cell)), None)
        case int() | float() | Formatted():
            raise NotReadError(
                "it is a number; format the cell as a date in the spreadsheet, or write it as "
                "2023-07-01"
            )
        case Unreadable():
            raise NotReadError(cell.why)
        case str():
            return _written(" ".join(wide_to_plain(cell).split()), order)
        case _:
            raise NotReadError("the cell is empty; fill it in")


def _no_day(word: str, *, is_last: bool) -> str | None:
    """Return what to do about a word that says that there is no day; None: it is none."""
    plain = wide_to_plain(word)
    if plain.casefold() in ENDLESS:
        if is_last:
            return f"no day is named; write the last day, {_no_last_day(word)}"
        return "no day is named, and only a last day can be left open; write the day"
    if is_nothing(plain):
        otherwise = _no_last_day(word) if is_last else leave_empty(word)
        return f"it may stand for no day; write the day, {otherwise}"
    return None


def _no_last_day(word: str) -> str:
    return f"{leave_empty(word)}; a license without a last day may have an assumed one"


def _written(plain: str, order: DateOrder | None) -> date:
    """Return a day as written, its first moment and its day of the week included."""
    timeless = plain[: found.start()] if (found := _AT_MIDNIGHT.search(plain)) else plain
    rest, weekday = weekdays.apart(timeless)
    named = _named(rest, order)
    if weekday is not None and weekday != named.weekday():
        is_, told = weekdays.NAMES[named.weekday()], weekdays.NAMES[weekday]
        raise NotReadError(f"it names a {told}, and {named} is a {is_}; check it")
    return named


def _named(plain: str, order: DateOrder | None) -> date:
    for form in _YEAR_FIRST:
        if found := form.fullmatch(plain.replace(" ", "") if "年" in plain else plain):
            return _existing(found[1], found[3], found[4])
    if found := _YEAR_LAST.fullmatch(plain):
        return _year_last(int(found[1]), int(found[3]), found[4], order)
    if found := _DAY_AND_MONTH.fullmatch(plain):
        return _existing(found[3], _month(found[2]), found[1])
    if found := _MONTH_AND_DAY.fullmatch(plain):
        return _existing(found[3], _month(found[1]), found[2])
    if found := _YEAR_AND_MONTH.fullmatch(plain):
        return _existing(found[1], _month(found[2]), found[3])
    raise NotReadError(_why_not(plain))


def _why_not(plain: str) -> str:
    if _TWO_DIGITS.fullmatch(plain):
        return "the year has two digits; write all four, as 2023-07-01"
    if _WITH_TIME.fullmatch(plain):
        return "it names a time of day, and a day has none; write the day alone, as 2023-07-01"
    return "it is not a day; write it as 2023-07-01, 2023/7/1 or 2023年7月1日"


def _year_last(first: int, second: int, year: str, order: DateOrder | None) -> date:
    """Return a day whose order is stated, or that can be but one day."""
    if order == "ymd":
        raise NotReadError("the mapping says that the year comes first; write it as 2023-07-01")
    by_order = {"dmy": (first, second), "mdy": (second, first)}
    if order is not None:
        of_month, month = by_order[order]
        return _existing(year, month, of_month)
    if first > 12 or first == second:
        return _existing(year, second, first)
    if second > 12:
        return _existing(year, first, second)
    one, other = (_existing(year, month, of_month) for of_month, month in by_order.values())
    raise NotReadError(
        f"it may be {one} or {other}; write the year first, or say 'dates: dmy' or 'dates: mdy' in "
        "a mapping"
    )


def _month(name: str) -> int:
    lowered = name.casefold()
    found = [
        number
        for number, full in enumerate(_MONTHS, 1)
        if lowered in (full, full[:3]) or (lowered == "sept" and number == 9)
    ]
    if not found:
        raise NotReadError(f"there is no month '{name}'; write the day as 2023-07-01")
    return found[0]


def _existing(year: int | str, month: int | str, of_month: int | str) -> date:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        raise NotReadError("there is no such day; check it") from None
