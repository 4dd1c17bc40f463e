"""What is wrong with a day that somebody wrote."""

import re
from datetime import date

from events.base import EARLIEST_DAY, LATEST_DAY
from events.words import quoted

_EXACT = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LIKELY = re.compile(
    r"\s*(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(\d\d)(\d\d))\s*(?:日|T.*| .*)?",
    re.ASCII,
)


def problem_of_day(written: str) -> str | None:
    """Return what is wrong with a day as written, with a likely right one, or None."""
    if not _EXACT.fullmatch(written):
        return f"{quoted(written)} is not a day written YYYY-MM-DD{_suggestion(written)}"
    day = _day(written)
    if day is None:
        span = f"between {EARLIEST_DAY} and {LATEST_DAY}"
        return f"{quoted(written)} is not a day that exists; write YYYY-MM-DD {span}"
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        return f"{quoted(written)} does not lie between {EARLIEST_DAY} and {LATEST_DAY}"
    return None


def _suggestion(written: str) -> str:
    if match := _LIKELY.fullmatch(written[:60]):
        year, *month_and_day = (part for part in match.groups() if part)
        likely = "-".join((year, *(part.zfill(2) for part in month_and_day)))
        if _day(likely):
            return f". Did you mean {quoted(likely)}?"
    return ""


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
