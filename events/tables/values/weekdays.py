"""The day of the week that may stand before or behind a day."""

import re

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_CHINESE = "一二三四五六日"
_NAME = (
    r"(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?"
    rf"|sun(?:day)?|(?:星期|周|礼拜)[{_CHINESE}天])"
)
_BEFORE = re.compile(rf"{_NAME}\.?,? (.+)", re.IGNORECASE)
_BEHIND = re.compile(rf"(.+[\d日号]),? ?(?:{_NAME}|\({_NAME}\))", re.IGNORECASE)


def apart(plain: str) -> tuple[str, int | None]:
    """Return a written day without the day of the week, and this, from Monday as 0, if it has one.

    >>> apart("Wednesday, January 5, 2022"), apart("2022年1月5日(周三)"), apart("2022-01-05")
    (('January 5, 2022', 2), ('2022年1月5日', 2), ('2022-01-05', None))
    """
    if found := _BEFORE.fullmatch(plain):
        return found[2], _place(found[1])
    if found := _BEHIND.fullmatch(plain):
        return found[1], _place(found[2] or found[3])
    return plain, None


def _place(name: str) -> int:
    short = [each[:3].casefold() for each in NAMES]
    if (start := name[:3].casefold()) in short:
        return short.index(start)
    return _CHINESE.index(name[-1].replace("天", "日"))
