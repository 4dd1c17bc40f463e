"""An occasion in a few English sentences, for a line of a table."""

from collections.abc import Iterable
from datetime import date

from projections.notices import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    StatusWorsens,
)
from projections.notices.sending.going import Going
from projections.notices.sending.parcels import Because
from projections.wording.en.answers.tables import counted
from projections.wording.en.grounds import grounds
from projections.wording.en.notices.texts import notice_text


def occasion_words(occasion: Occasion) -> str:
    """Return what happens on the occasion's day, and where it helps, why and what to do."""
    text = notice_text(occasion, occasion.day)
    match occasion.matter:
        case StatusWorsens() as worse:
            return " ".join((text.change, *grounds(worse.judgment), text.todo))
        case RenewalDue() | AmendmentNews():
            return " ".join((text.change, text.ground[0], text.todo))
        case _:
            return text.change


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


def told_words(found: Iterable[Going], zone: str, *, tells: bool) -> str:
    """Return to whom a notice goes; nothing where the policy `tells` nobody of anything."""
    return " ".join(_going(each, zone) for each in found) or ("To nobody." if tells else "")


def _going(each: Going, zone: str) -> str:
    """Return to whom a notice goes, when, and how; the zone of the day if it is another."""
    where = f" ({each.person.zone})" if each.person.zone not in (None, zone) else ""
    instead = f" in the place of {each.owner}" if each.because is Because.DEPUTY else ""
    why = ", the working day before" if each.early else ""
    unsure = " as far as days off are published" if each.unpublished else ""
    how = " in a digest" if each.person.digest else ""
    day = f"{each.day}{where}{why}{unsure}"
    return f"To {each.recipient}{instead} on {day}, by {' and '.join(each.ways)}{how}."


def ahead_words(due_on: date, first: date) -> str:
    """Return when a notice falls due, or since when it is."""
    return f"since {due_on}" if due_on < first else str(due_on)


def lead_words(days: int) -> str:
    """Return how many days before its day a notice falls due."""
    return f"{days} d"


def due_words(through: date) -> str:
    """Return through which day notices fall due."""
    return f"Reminders due through {through}."


def reminder_total(reminders: int, occasions: int) -> str:
    """Return how many reminders there are, of how many occasions."""
    return f"{counted(reminders, 'reminder')} of {counted(occasions, 'occasion')}."
