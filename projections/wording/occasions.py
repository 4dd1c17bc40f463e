"""An occasion in a few English sentences, for a line of a table."""

from projections.grounds import grounds
from projections.notices import AmendmentNews, Occasion, RenewalDue, StatusWorsens
from projections.wording.notices import notice_words


def occasion_words(occasion: Occasion) -> str:
    """Return what happens on the occasion's day, and where it helps, why and what to do."""
    words = notice_words(occasion, "en", on=occasion.day)
    match occasion.matter:
        case StatusWorsens() as worse:
            return " ".join((words.change, *grounds(worse.judgment), words.todo))
        case RenewalDue() | AmendmentNews():
            return " ".join((words.change, words.ground[0], words.todo))
        case _:
            return words.change
