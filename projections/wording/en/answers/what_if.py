"""What scenarios change, and how forecasts did, in English."""

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import shorten

from events.acts import QuestionSettled
from events.base import LATEST_DAY
from events.provisions import AmendmentAnnounced, GuidanceGiven
from projections.comparing.needs import Need
from projections.record.visible import Horizon
from projections.what_if.because import Because
from projections.what_if.windows import Window
from projections.wording.en.answers.tables import counted
from projections.wording.en.answers.what_if_phrases import PHRASES
from projections.wording.en.facts import about
from projections.wording.en.provisions import provision_words

SHORT = 200
"""How many characters of an act's provisions are told."""


def what_if(phrase: str, *values: object) -> str:
    """Return a phrase about scenarios or forecasts, with values filled in."""
    return PHRASES[phrase].format(*values)


def because_name(because: Because) -> str:
    """Return a fact that makes a difference in few words."""
    fact, article = because.record.fact, because.article
    if isinstance(fact, QuestionSettled):
        return f"{fact.question} read as {fact.reading}"
    if article is None:
        return about(fact)
    return f"{about(fact)} {'art. ' if article[0].isdigit() else ''}{article}"


def because_words(because: Because) -> str:
    """Return a fact that makes a difference, whence it is, and in short what an act provides."""
    fact = because.record.fact
    kind = "" if isinstance(fact, QuestionSettled) else f"{fact.kind} "
    says = "; ".join(
        provision_words(provision)
        for provision in because.provisions
        if not isinstance(provision, GuidanceGiven | AmendmentAnnounced)
    )
    short = shorten(says, SHORT, placeholder=" …")
    return f"{kind}{because_name(because)} ({_whence(because)}){f': {short}' if short else ''}"


def _whence(because: Because) -> str:
    fact, added = because.record.fact, because.added
    if not because.supposed:
        return f"on record as {because.record.id}{'' if added else ', no longer counted'}"
    assumed = isinstance(fact, QuestionSettled) and fact.effective_on == LATEST_DAY
    return f"{'assumed' if assumed else 'supposed'}{'' if added else ', and not so'}"


def need_words(need: Need) -> str:
    """Return which license would be missing, and of which kinds one could be had."""
    return f"{need.regime}{'' if need.certain else ' (perhaps)'}: {kinds_words(need.kinds)}"


def kinds_words(kinds: Sequence[str]) -> str:
    """Return the kinds of license of which one would do."""
    return " or ".join(kinds) if kinds else "none is issued any more"


def needed_by(need: Need) -> str:
    """Return by when a license would be missing."""
    perhaps = "" if need.certain else ", perhaps"
    return f"{need.regime} by {need.by}{perhaps}{'' if need.kinds else ', but none is issued'}"


def base_words(files: Sequence[str], base: Horizon, position: int) -> str:
    """Return which files suppose something, each on top of the next, and on what of the record."""
    known = f"as known on {base.known_at}" if base.known_at else "with everything known"
    by = base.recorded_by
    recorded = f"recorded by {by.isoformat(timespec='seconds')}" if by else "and recorded"
    return (
        f"Supposed by {' on '.join(files)}, none of it on record. Base: {known} {recorded} "
        f"(position {position})."
    )


def window_words(window: Window) -> str:
    """Return the days asked for."""
    if window.first is None and window.last is None:
        return "Days: all."
    if window.first == window.last:
        return f"Days: {window.first}."
    since = f" from {window.first}" if window.first else ""
    return f"Days:{since}{f' through {window.last}' if window.last else ''}."


def changed_words(changed: int, subjects: int, first_day: date | None) -> str:
    """Return how many subjects change, and when first."""
    if not changed:
        return f"No difference in {counted(subjects, 'subject')}."
    verb = "changes" if changed == 1 else "change"
    return f"{changed:,} of {counted(subjects, 'subject')} {verb}, first on {first_day}."


def alike_words(subjects: int, alike: int) -> str:
    """Return how many of the subjects that change under some scenario do so under all."""
    verb = "changes" if alike == 1 else "change"
    told = f"Of {counted(subjects, 'subject')} that change under some scenario"
    return f"{told}, {alike:,} {verb} alike under all."


def reminder_counts(counts: Mapping[str, int]) -> str:
    """Return how many reminders a scenario adds, moves and drops."""
    told = (f"{count:,} {fate}" for fate, count in counts.items() if count)
    return f"Reminders: {', '.join(told) or 'none added, moved or dropped'}"


def against_words(against: str, day: date) -> str:
    """Return what a forecast is held against."""
    told = against if against == str(day) else f"{against}, first in effect on {day}"
    return f"Against {told}, with everything known and recorded."


def late_words(days: int) -> str:
    """Return how many days late a forecast was, or early."""
    if days < 0:
        return f"{-days:,} early"
    return f"{days:,}" if days else "on the day"
