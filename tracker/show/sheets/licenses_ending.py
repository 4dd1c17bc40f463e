"""Licenses that end, by vendor, as a table to be read; `tracker licenses` writes one to import."""

from events.tables.values.lists import joined
from projections.wording import Words
from tracker.ask.record.licenses_ending import Ending
from tracker.show.sheets.sheets import Cell

COLUMNS = (
    "vendor",
    "license",
    "number",
    "regime",
    "license_kind",
    "holder",
    "standing",
    "last_day",
    "last_day_in_doubt",
    "revoked",
    "again_from",
    "products",
)


def ending_row(vendor: str | None, ending: Ending, words: Words) -> tuple[Cell, ...]:
    """Return a license with its last valid day and the products of a vendor that it covers."""
    issue, end = ending.issue, ending.end
    return (
        vendor,
        ending.name,
        issue.number,
        issue.regime,
        issue.license_kind,
        issue.holder,
        words.standing(ending.standing, defective=bool(ending.assessment.defect)),
        end.last_day,
        words.mark_words(ending.marks) or None,
        end.revoked,
        ending.again_from,
        joined(ending.products) or None,
    )
