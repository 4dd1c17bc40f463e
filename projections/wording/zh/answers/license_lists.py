"""Licenses in lists, and which of them end soon, in Chinese."""

from collections.abc import Mapping, Sequence
from datetime import date

from events.licenses import LicenseIssued
from projections.record.licenses import Standing
from projections.wording.zh.answers.tables import counted
from projections.wording.zh.days import day as day_words
from projections.wording.zh.terms import kind

NAMED_AT_MOST = 5
STANDINGS = {
    Standing.VALID: "有效",
    Standing.NOT_YET_VALID: "尚未生效",
    Standing.LAPSED: "已过期",
    Standing.SUSPENDED: "暂停",
    Standing.REVOKED: "已撤销",
}


def regime_and_kind(issue: LicenseIssued) -> str:
    """Return of which regime and kind a license is."""
    return f"{issue.regime} {kind(issue.license_kind)}"


def standing(value: Standing | None, *, defective: bool = False) -> str:
    """Return how a license stands; None: no issue of it is on record."""
    if value is None:
        return "无签发记录"
    return "签发有瑕疵" if defective else STANDINGS[value]


def licenses_total(number: int) -> str:
    """Return how many licenses are listed."""
    return f"共 {counted(number, 'license')}。"


def ending_days(first: date, last: date) -> str:
    """Return from which day through which last valid days are looked for."""
    return f"有效期最后一天在{day_words(first)}至{day_words(last)}之间（含首尾两日）的证照。"


def vendor_heading(vendor: str | None, number: int) -> str:
    """Return whose products the licenses cover that are listed next."""
    return f"{vendor or '厂商无记录'}：{counted(number, 'license')}"


def last_day_words(day: str, *, revoked: bool, again_from: date | None) -> str:
    """Return a last valid day, whether it is revoked then, and when it is valid again."""
    if revoked:
        return f"{day}，次日起撤销"
    return f"{day}，自 {again_from} 起再次有效" if again_from else day


def ending_total(number: int, unlisted: Mapping[str, Sequence[str]]) -> str:
    """Return how many licenses end, and how many others there are, and why these do not."""
    others = [_why(why, names) for why, names in unlisted.items() if names]
    ends = f"上述期间内到期或被撤销 {counted(number, 'license')}。"
    return f"{ends}未列出：{'；'.join(others)}。" if others else ends


def _why(why: str, names: Sequence[str]) -> str:
    number = counted(len(names), "license")
    match why:
        case "ending_later":
            return f"{number}此后才到期"
        case "ended_before":
            return f"{number}此前已过期、被撤销或从未生效"
        case "without_last_day":
            return f"{number}没有截止日记录（{_named(names)}）"
        case _:
            return f"{number}无签发记录（{_named(names)}）"


def _named(names: Sequence[str]) -> str:
    return f"{'、'.join(names[:NAMED_AT_MOST])}{'等' if len(names) > NAMED_AT_MOST else ''}"
