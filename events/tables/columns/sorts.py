"""The sort of a table, told by its headings."""

from collections.abc import Callable, Iterable, Mapping

from events.tables.columns.columns import KEYS, Column, HeadingsRefused
from events.tables.fields.field_lookup import field_under, fields_perhaps_under
from events.tables.fields.fields import SORTS, Sort
from events.tables.fields.mappings import TableMapping
from events.words import listed, quoted

TELLING: Mapping[Sort, tuple[str, ...]] = {
    "products": ("name", "vendor", "models", "category", "channels"),
    "licenses": ("regime", "license_kind", "number", "issued_on", "valid_until", "holder"),
    "events": ("kind",),
    "evidence": ("file",),
}
"""Fields by which a sort of table is told from others."""


def told_sort(columns: Iterable[Column], mapping: TableMapping) -> Sort:
    """Return the one sort of which the headings tell; raises HeadingsRefused if it is not one.

    Where none is told by what headings mean for certain, it is by what they may mean, so that it is
    asked which of that they do.
    """
    headings = [column.heading for column in columns]
    named = {*mapping.columns, *mapping.constants}
    told = _told(headings, named, _certain) or _told(headings, named, fields_perhaps_under)
    if "events" in told:
        return "events"
    _settle_evidence(told)
    if len(told) == 1:
        return next(iter(told))
    seen = [f"{sort} ({', '.join(names)})" for sort, names in told.items()]
    if seen:
        why, advice = f"they fit {listed(seen, 'and')}", "say it with --as"
    else:
        verb = "fits" if len(headings) == 1 else "fit"
        why = f"{_some(headings)} {verb} neither products nor licenses nor evidence"
        advice = "say it with --as, or where the headings stand with --headings-row"
    raise HeadingsRefused(
        [f"the headings do not tell for certain what the rows are: {why}; {advice}"]
    )


def _told(
    headings: list[str], named: set[str], means: Callable[[Sort, str], Iterable[str]]
) -> dict[Sort, list[str]]:
    """Return the sorts of which headings tell, each with the fields that do."""
    told: dict[Sort, list[str]] = {}
    for sort in SORTS:
        has = named.union(*(means(sort, heading) for heading in headings))
        telling = [name for name in TELLING[sort] if name in has]
        if telling and not has.isdisjoint(KEYS[sort]):
            told[sort] = telling
    return told


def _certain(sort: Sort, heading: str) -> Iterable[str]:
    name = field_under(sort, heading)
    return () if name is None else (name,)


def _settle_evidence(told: dict[Sort, list[str]]) -> None:
    """Take a table that says what a product or license is for that, whatever files it names.

    The number of a certificate alone says of which license a file is evidence.
    """
    if "evidence" in told and told.get("licenses") == ["number"]:
        del told["licenses"]
    if len(told) > 1:
        told.pop("evidence", None)


SHOWN = 5
"""So many headings are named."""


def _some(headings: list[str]) -> str:
    named = ", ".join(map(quoted, headings[:SHOWN]))
    return f"{named} and {len(headings) - SHOWN} more" if len(headings) > SHOWN else named
