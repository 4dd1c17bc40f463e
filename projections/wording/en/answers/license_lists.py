"""Licenses in lists, and which of them end soon, in English."""

from collections.abc import Mapping, Sequence
from datetime import date

from events.licenses import LicenseIssued
from projections.record.licenses import Standing
from projections.wording.en.answers.tables import counted

NAMED_AT_MOST = 5


def regime_and_kind(issue: LicenseIssued) -> str:
    """Return of which regime and kind a license is, by the words that facts have for them."""
    return f"{issue.regime} {issue.license_kind}"


def standing(value: Standing | None, *, defective: bool = False) -> str:
    """Return how a license stands; None: no issue of it is on record."""
    if value is None:
        return "never issued"
    return "defective" if defective else value.value


def licenses_total(number: int) -> str:
    """Return how many licenses are listed."""
    return f"{counted(number, 'license')}."


def ending_days(first: date, last: date) -> str:
    """Return from which day through which last valid days are looked for."""
    return f"Licenses whose last valid day lies from {first} through {last}, both included."


def vendor_heading(vendor: str | None, number: int) -> str:
    """Return whose products the licenses cover that are listed next."""
    return f"{vendor or 'Vendor not on record'}: {counted(number, 'license')}"


def last_day_words(day: str, *, revoked: bool, again_from: date | None) -> str:
    """Return a last valid day, whether it is revoked then, and when it is valid again."""
    if revoked:
        return f"{day}, then revoked"
    return f"{day}, again from {again_from}" if again_from else day


def ending_total(number: int, unlisted: Mapping[str, Sequence[str]]) -> str:
    """Return how many licenses end, and how many others there are, and why these do not."""
    others = [_why(why, names) for why, names in unlisted.items() if names]
    ends = f"{counted(number, 'license')} {'ends' if number == 1 else 'end'} within these days."
    return f"{ends} Not listed: {'; '.join(others)}." if others else ends


def _why(why: str, names: Sequence[str]) -> str:
    number = f"{len(names):,}"
    match why:
        case "ending_later":
            return f"{number} with a later last day"
        case "ended_before":
            return f"{number} lapsed, revoked or never valid"
        case "without_last_day":
            return f"{number} without any last day on record ({_named(names)})"
        case _:
            return f"{number} never issued ({_named(names)})"


def _named(names: Sequence[str]) -> str:
    others = " and others" if len(names) > NAMED_AT_MOST else ""
    return f"{', '.join(names[:NAMED_AT_MOST])}{others}"
