"""An occasion in a few English sentences, for a line of a table."""

from projections.notices import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    StatusWorsens,
)
from projections.wording.en.grounds import grounds
from projections.wording.en.notices import words as notice_words


def occasion_words(occasion: Occasion) -> str:
    """Return what happens on the occasion's day, and where it helps, why and what to do."""
    words = notice_words(occasion, occasion.day)
    match occasion.matter:
        case StatusWorsens() as worse:
            return " ".join((words.change, *grounds(worse.judgment), words.todo))
        case RenewalDue() | AmendmentNews():
            return " ".join((words.change, words.ground[0], words.todo))
        case _:
            return words.change


def occasion_name(occasion: Occasion) -> str:
    """Return what happens on the occasion's day in a few words, for one cell of a long table."""
    match occasion.matter:
        case StatusWorsens(product=product, channel=channel, after=after):
            return f"{product} in {channel}: {after}"
        case LicenseEnds(license=license):
            return f"license {license.name}: last valid day"
        case RenewalDue(license=license, issues=issues):
            end = "" if issues else ", but none is issued any more"
            return f"license {license.name}: last day to apply for its renewal{end}"
        case RemovalDue(review=review, channel=channel):
            return f"{occasion.about[0]} in {channel}: last day for its removal, review {review}"
        case QuestionNews(question=question, reading=reading):
            return f"{question.name}: " + (f"settled as {reading}" if reading else "open")
        case AmendmentNews(regime=regime, landed=landed):
            return f"{regime}: amendment {'in effect' if landed else 'announced'}"
