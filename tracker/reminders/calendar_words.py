"""What an event says in a calendar: the same whoever reads it, and whenever."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from projections.notices.sending.calendar import Event
from projections.wording.notices import NoticeText, NoticeWords, Phrases
from tracker.show.pages.text import plainly


def summary(event: Event, words: NoticeWords) -> str:
    """Return what happens on the day, on one line; of what was withdrawn, that it was."""
    mark = words.PHRASES.withdrawn if event.cancelled else ""
    return plainly(mark + words.title(event.occasion))


def description(event: Event, words: NoticeWords, zone: str, *, elsewhere: bool = False) -> str:
    """Return what changes, what to do, why, and the command that shows more, in lines.

    Of what was withdrawn it says since which record, with its day in the ledger's zone, which is
    named to a reader `elsewhere`.
    """
    told = _told(event, words, ZoneInfo(zone))
    foot = words.PHRASES.foot_zone.format(zone)
    return _plain_lines(f"{told}\n\n{foot}" if elsewhere else told)


def _told(event: Event, words: NoticeWords, zone: ZoneInfo) -> str:
    phrases, occasion = words.PHRASES, event.occasion
    text = words.notice_text(occasion, occasion.day)
    if event.cancelled:
        recorded_on = event.changed.recorded_at.astimezone(zone).date()
        return phrases.no_longer_since.format(words.dated(recorded_on), text.change)
    return "\n".join(_lines(text, phrases))


def _lines(text: NoticeText, phrases: Phrases) -> Iterator[str]:
    yield text.change
    yield ""
    yield f"{phrases.todo}{phrases.colon}{text.todo}"
    yield ""
    yield f"{phrases.why}{phrases.colon}".rstrip()
    yield from (f"- {ground}" for ground in text.ground)
    yield ""
    yield f"{phrases.more}{phrases.colon}{text.more}"


def _plain_lines(text: str) -> str:
    """Return a text whose lines end as calendars have them, each control made visible."""
    return plainly("\n".join(text.split("\r\n")).replace("\r", "\n"))
