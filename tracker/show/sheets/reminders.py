"""Reminders that fall due as rows of a table."""

from datetime import date

from events.tables.values.lists import joined
from projections.notices import LicenseEnds, Notice, RenewalDue, StatusWorsens
from projections.wording.en.occasions import occasion_words
from tracker.show.sheets.sheets import Cell

HEADINGS = (
    "due",
    "overdue",
    "lead_days",
    "day",
    "sort",
    "becomes",
    "assumed",
    "about",
    "products",
    "channels",
    "regimes",
    "vendors",
    "what",
    "told",
    "key",
)


def notice_row(notice: Notice, first: date, told: str) -> tuple[Cell, ...]:
    """Return a reminder; it is overdue if it fell due before the first day asked for.

    "becomes" is the status that a product comes to, "assumed" tells of a license's last day whether
    it is worked out from a term; `told` says to whom it goes, and how.
    """
    occasion, traits, matter = notice.occasion, notice.occasion.traits, notice.occasion.matter
    return (
        notice.due_on,
        notice.due_on < first,
        notice.lead_days,
        occasion.day,
        occasion.sort.value,
        matter.after.value if isinstance(matter, StatusWorsens) else None,
        matter.assumed if isinstance(matter, LicenseEnds | RenewalDue) else None,
        *map(joined, (occasion.about, traits.products, traits.channels)),
        *map(joined, (traits.regimes, traits.vendors)),
        occasion_words(occasion),
        told,
        notice.key,
    )
