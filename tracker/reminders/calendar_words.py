"""What an event says in a calendar: the same whoever reads it, and whenever."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from projections.notices.sending.calendar import Event
from projections.wording.notices import NoticeWords, notice_words
from projections.wording.shared.days import day_words
from projections.wording.titles import title
from tracker.delivery.phrases import PHRASES, Phrases
from tracker.show.pages.text import plainly


def summary(event: Event, language: str) -> str:
    """Return what happens on the day, on one line; of what was withdrawn, that it was."""
    mark = PHRASES[language].withdrawn if event.cancelled else ""
    return plainly(mark + title(event.occasion, language))


def description(event: Event, language: str, zone: str, *, elsewhere: bool = False) -> str:
    """Return what changes, what to do, why, and the command that shows more, in lines.

    Of what was withdrawn it says since which record, with its day in the ledger's zone, which is
    named to a reader `elsewhere`.
    """
    told = _told(event, language, ZoneInfo(zone))
    foot = PHRASES[language].foot_zone.format(zone)
    return _plain_lines(f"{told}\n\n{foot}" if elsewhere else told)


def _told(event: Event, language: str, zone: ZoneInfo) -> str:
    phrases = PHRASES[language]
    occasion = event.occasion
    words = notice_words(occasion, language, on=occasion.day)
    if event.cancelled:
        recorded_on = event.changed.recorded_at.astimezone(zone).date()
        return phrases.no_longer_since.format(day_words(recorded_on, language), words.change)
    return "\n".join(_lines(words, phrases))


def _lines(words: NoticeWords, phrases: Phrases) -> Iterator[str]:
    yield words.change
    yield ""
    yield f"{phrases.todo}{phrases.colon}{words.todo}"
    yield ""
    yield f"{phrases.why}{phrases.colon}".rstrip()
    yield from (f"- {ground}" for ground in words.ground)
    yield ""
    yield f"{phrases.more}{phrases.colon}{words.more}"


def _plain_lines(text: str) -> str:
    """Return a text whose lines end as calendars have them, each control made visible."""
    return plainly("\n".join(text.split("\r\n")).replace("\r", "\n"))
