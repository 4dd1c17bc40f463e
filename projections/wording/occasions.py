"""An occasion in a few English sentences, for a line of a table."""

from projections.grounds import grounds
from projections.notices import AmendmentNews, Occasion, RenewalDue, StatusWorsens
from projections.wording.notices import NoticeWords, notice_words


def occasion_words(occasion: Occasion) -> str:
    """Return what happens on the occasion's day, what it rests on, and what to do about it."""
    words = notice_words(occasion, "en", on=occasion.day)
    return " ".join((words.change, *_briefly(occasion, words), words.todo))


def _briefly(occasion: Occasion, words: NoticeWords) -> list[str]:
    match occasion.matter:
        case StatusWorsens() as worse:
            return grounds(worse.judgment)
        case RenewalDue() | AmendmentNews():
            return list(words.ground[:1])
        case _:
            return []
