"""Days as messages write them, and how far off they are."""

import re
from datetime import date

from projections.wording import zh as chinese
from projections.wording.en import terms as english

_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE = "一二三四五六日"


def day_words(value: date, language: str) -> str:
    """Return a day with its day of the week.

    >>> day_words(date(2025, 7, 1), "en"), day_words(date(2025, 7, 1), "zh")
    ('1 July 2025 (Tuesday)', '2025年7月1日（星期二）')
    """
    if language == "zh":
        return f"{chinese.day(value)}（星期{_CHINESE[value.weekday()]}）"
    return f"{english.day(value)} ({_ENGLISH[value.weekday()]})"


def distance_words(value: date, on: date, language: str, zone: str | None = None) -> str:
    """Return how far a day is from another on which that is read.

    `zone` is that of both days where its reader may be in another.

    >>> days = [date(2025, 6, number) for number in (1, 30)]
    >>> [distance_words(day, date(2025, 6, 4), "en") for day in days]
    ['3 days ago', 'in 26 days']
    >>> [distance_words(day, date(2025, 6, 2), "zh") for day in days]
    ['昨天', '还有28天']
    >>> distance_words(date(2025, 6, 4), date(2025, 6, 4), "en", "Asia/Shanghai")
    'today (Asia/Shanghai)'
    """
    days = (value - on).days
    near, coming, gone = _DISTANCES[language]
    far = near.get(days) or (coming if days > 0 else gone).format(f"{abs(days):,}")
    return far + zone_words(zone, language)


def zone_words(zone: str | None, language: str) -> str:
    """Return a zone as it follows on a day, or nothing."""
    if zone is None:
        return ""
    return f"（{zone}）" if language == "zh" else f" ({zone})"


_DISTANCES = {
    "en": ({-1: "yesterday", 0: "today", 1: "tomorrow"}, "in {} days", "{} days ago"),
    "zh": ({-1: "昨天", 0: "今天", 1: "明天"}, "还有{}天", "{}天前"),
}

_IN_PROSE = re.compile(r"\b(day|since|on|before|through) (\d{4}-\d{2}-\d{2})(?![-\w])")


def written_out(sentence: str) -> str:
    """Return an English sentence with its days as people write them; names stay as they are.

    >>> written_out("License 2025-01-01: lapsed, last valid day 2025-06-30.")
    'License 2025-01-01: lapsed, last valid day 30 June 2025.'
    """
    return _IN_PROSE.sub(
        lambda found: f"{found[1]} {english.day(date.fromisoformat(found[2]))}", sentence
    )
