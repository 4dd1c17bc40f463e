"""Reminders that fall due as rows of a table."""

from events.tables.values.lists import joined
from projections.notices import LicenseEnds, RenewalDue, StatusWorsens
from projections.wording import Words, notice_words_of
from tracker.ask.reminders.reminders_ahead import ReminderAhead, RemindersAhead
from tracker.show.sheets.sheets import Cell

HEADINGS = (
    "due",
    "overdue",
    "lead_days",
    "day",
    "sort",
    "becomes",
    "assumed",
    "day_in_doubt",
    "about",
    "products",
    "channels",
    "regimes",
    "vendors",
    "what",
    "told",
    "key",
)


def reminder_row(each: ReminderAhead, found: RemindersAhead, words: Words) -> tuple[Cell, ...]:
    """Return a reminder; it is overdue if it fell due before the first day asked for.

    "becomes" is the status that a product comes to, "assumed" tells of a license's last day whether
    it is worked out from a term; "told" says to whom it goes, and how.
    """
    notice, occasion = each.notice, each.notice.occasion
    notices = notice_words_of(words.LANGUAGE)
    traits, matter = occasion.traits, occasion.matter
    return (
        notice.due_on,
        notice.due_on < found.asked.point.as_of,
        notice.lead_days,
        occasion.day,
        occasion.sort.value,
        words.status(matter.after) if isinstance(matter, StatusWorsens) else None,
        matter.assumed if isinstance(matter, LicenseEnds | RenewalDue) else None,
        words.mark_words(occasion.marks) or None,
        *map(joined, (occasion.about, traits.products, traits.channels)),
        *map(joined, (traits.regimes, traits.vendors)),
        notices.occasion_words(occasion),
        notices.told_words(each.recipients, found.zone, tells=found.tells),
        notice.key,
    )
