"""What is wrong with a day that somebody wrote."""

import re
from datetime import date

from events.base import EARLIEST_DAY, LATEST_DAY
from events.reading.sayings import Saying, Word, say

_EXACT = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LIKELY = re.compile(
    r"\s*(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(\d\d)(\d\d))\s*(?:日|T.*| .*)?",
    re.ASCII,
)


def problem_of_day(written: str) -> Saying | None:
    """Return what is wrong with a day as written, with a likely right one, or None."""
    if not _EXACT.fullmatch(written):
        return say("day_form", day=Word(written), meant=_suggestion(written))
    day = _day(written)
    if day is None:
        return say("no_such_day", day=Word(written), first=EARLIEST_DAY, last=LATEST_DAY)
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        return say("day_outside", day=Word(written), first=EARLIEST_DAY, last=LATEST_DAY)
    return None


def _suggestion(written: str) -> Saying | str:
    if match := _LIKELY.fullmatch(written[:60]):
        year, *month_and_day = (part for part in match.groups() if part)
        likely = "-".join((year, *(part.zfill(2) for part in month_and_day)))
        if _day(likely):
            return say("did_you_mean", word=Word(likely))
    return ""


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
