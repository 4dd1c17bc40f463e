"""The sort of a table, told by its headings."""

from collections.abc import Iterable, Mapping

from events.reading.words import listed, quoted
from events.tables.columns import KEYS, Column, HeadingsRefused
from events.tables.field_lookup import field_under
from events.tables.fields import SORTS, Sort
from events.tables.mappings import TableMapping

TELLING: Mapping[Sort, tuple[str, ...]] = {
    "products": ("name", "vendor", "models", "category", "channels"),
    "licenses": ("regime", "license_kind", "number", "issued_on", "valid_until", "holder"),
    "events": ("kind",),
}
"""Fields by which a sort of table is told from others."""


def told_sort(columns: Iterable[Column], mapping: TableMapping) -> Sort:
    """Return the one sort of which the headings tell; raises HeadingsRefused if it is not one."""
    headings = [column.heading for column in columns]
    named = {*mapping.columns, *mapping.constants}
    told: dict[Sort, list[str]] = {}
    for sort in SORTS:
        has = {field_under(sort, heading) for heading in headings} | named
        telling = [name for name in TELLING[sort] if name in has]
        if telling and not has.isdisjoint(KEYS[sort]):
            told[sort] = telling
    if "events" in told:
        return "events"
    if len(told) == 1:
        return next(iter(told))
    seen = [f"{sort} ({', '.join(names)})" for sort, names in told.items()]
    if seen:
        why, advice = f"they fit {listed(seen, 'and')}", "say it with --as"
    else:
        why = f"{_some(headings)} fit neither products nor licenses"
        advice = "say it with --as, or where the headings stand with --headings-row"
    raise HeadingsRefused(
        [f"the headings do not tell for certain what the rows are: {why}; {advice}"]
    )


SHOWN = 5
"""So many headings are named."""


def _some(headings: list[str]) -> str:
    named = ", ".join(map(quoted, headings[:SHOWN]))
    return f"{named} and {len(headings) - SHOWN} more" if len(headings) > SHOWN else named
