"""Explanations, timelines and lists of statuses in English: what stands around the reasons."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from events.base import Source
from projections.judging.bench import OpenPoint, UnderReadings
from projections.judging.citing import CitedAct
from projections.judging.judgment import Status
from projections.wording.en.answers.tables import counted
from projections.wording.en.grounds import choice_words
from projections.wording.en.reasons import open_point

SECTIONS = {
    "why": "Why",
    "open_points": "Open points of law",
    "pending": "Pending",
    "next": "What changes next",
    "doubts": "Doubts about the record",
    "without_rule": "Points of law on record that carry no rule",
    "sources": "Sources",
}
LEGEND = {
    "~": "rests on a last day assumed from a license's term.",
    "*": "rests on law that nobody has verified, or whose day is in doubt.",
}


def section(code: str) -> str:
    """Return the heading of a part of an explanation."""
    return SECTIONS[code]


def legend(sign: str) -> str:
    """Return what the sign of a mark means."""
    return LEGEND[sign]


def subject_words(product: str, channel: str) -> str:
    """Return a product in a channel."""
    return f"{product} in {channel}"


def stands_words(product: str, channel: str, day: date, status: str, since: date | None) -> str:
    """Return how a product with its name stands on a day; `status` is as it is to be shown."""
    until_now = f", since {since}" if since else ""
    return f"{product} in {channel} on {day}: {status}{until_now}."


def readings_of(point: OpenPoint) -> str:
    """Return an open question with all of its readings."""
    readings = " ".join(
        f"({name}) {reading.text}" for name, reading in point.question.fact.readings.items()
    )
    return f"{open_point(point)} Readings: {readings}"


def under_words(under: UnderReadings) -> str:
    """Return the status under one combination of readings."""
    return f"With {choice_words(under.choice)}: {under.verdict.status}."


def decides_words(point: OpenPoint) -> str:
    """Return an open question by its name, and whether it decides."""
    return f"{point.question.name}{' (decides)' if point.decisive else ''}"


def without_rule_words(names: Sequence[str]) -> str:
    """Return which points of law carry no rule, and where they are told."""
    return f"{', '.join(names)} ('tracker questions' tells them)"


def source_words(cited: CitedAct) -> str:
    """Return an act or a point of law with its titles, and what in it is not verified."""
    title = cited.title + (f" ({cited.title_zh})" if cited.title_zh else "")
    stop = "" if title.endswith((".", "?")) else "."
    unverified = "; ".join(map(_unverified, cited.unverified))
    doubt = f" Not verified: {unverified}." if unverified else ""
    return f"{cited.name}: {title}{stop}{doubt}"


def _unverified(source: Source) -> str:
    return f"{source.article or 'the whole'} ({source.title or source.url})"


def forecast_words(subject: str) -> str:
    """Return what the days of a subject's timeline after the one asked for are."""
    return f"{subject}: days after the one asked for are forecasts from the facts on record."


def subject_count(shown: int, total: int) -> str:
    """Return how many subjects are shown, of how many."""
    return counted(total, "subject") if shown == total else f"{shown:,} of {total:,} subjects"


def status_counts(tally: Counter[Status], total: int) -> str:
    """Return how many subjects of how many are shown, and how many have each status."""
    parts = ", ".join(f"{many} {status}" for status, many in sorted(tally.items()))
    return f"{subject_count(tally.total(), total)}{f': {parts}' if parts else ''}."


def page_words(first: int, last: int, matching: int, total: int) -> str:
    """Return which of the subjects that match are shown, by their numbers from 1, of how many."""
    of_all = counted(total, "subject")
    of = of_all if matching == total else f"the {matching:,} that match, of {of_all}"
    if first > matching:
        return f"No subject is on this page of {of}."
    shown = f"Shown: {first:,} to {last:,} of {of}."
    return shown if first == 1 and last == matching else f"{shown} '--page' shows the others."


def without_reasons_words() -> str:
    """Return what is not told where no reasons were asked for."""
    return (
        "No reasons were asked for, so nothing is marked: a status or a day may rest on an assumed "
        "last day, or on law that nobody has verified or whose day is in doubt."
    )


def on_day(day: date) -> str:
    """Return a day before what is told of it."""
    return f"{day}: "


def on_days(count: str, days: int) -> str:
    """Return a count of subjects on several days."""
    return f"{count} on {days} days."


def period_count(periods: int, channels: int) -> str:
    """Return how many periods there are in how many channels."""
    return f"{counted(periods, 'period')} in {counted(channels, 'channel')}."
