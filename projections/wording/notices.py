"""Notices in words, in the language of who is told."""

from datetime import date

from projections.notices import Notice, Occasion
from projections.wording.en import notices as english
from projections.wording.shared.notices import NoticeWords
from projections.wording.zh import notices as chinese

__all__ = ["NoticeWords", "notice_words"]

LANGUAGES = {"en": english.words, "zh": chinese.words}


def notice_words(
    told: Notice | Occasion, language: str, *, on: date, zone: str | None = None
) -> NoticeWords:
    """Return what is said of an occasion, in "en" or "zh", to somebody who reads it on a day.

    The same for every step of an occasion's ladder: how far off it is, is counted from `on`.
    `zone` is that of the days, where the reader may be in another.
    """
    occasion = told.occasion if isinstance(told, Notice) else told
    return LANGUAGES[language](occasion, on, zone)
