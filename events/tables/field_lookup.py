"""The field that a heading means, in a sort of table."""

import re
from collections.abc import Mapping
from functools import cache

from events.tables.fact_fields import fact_fields
from events.tables.fields import EVIDENCE, LICENSES, PRODUCTS, Field, Sort
from events.tables.headings import normalized


def fields_of(sort: Sort) -> Mapping[str, Field]:
    """Return the fields of a sort of table by name."""
    return fact_fields() if sort == "events" else _OWN[sort]


_OWN: Mapping[Sort, Mapping[str, Field]] = {
    "products": {field.name: field for field in PRODUCTS},
    "licenses": {field.name: field for field in LICENSES},
    "evidence": {field.name: field for field in EVIDENCE},
}


@cache
def by_heading(sort: Sort) -> Mapping[str, str]:
    """Return the names of the fields of a sort by their headings, normalized."""
    return {
        normalized(heading): field.name
        for field in fields_of(sort).values()
        for heading in (field.name, *field.headings)
    }


_SCRIPTS = re.compile(r"([ -~]+)([^ -~]+)|([^ -~]+)([ -~]+)")


def field_under(sort: Sort, heading: str) -> str | None:
    """Return the field that a heading means, which may stand in both languages; None: none.

    >>> field_under("licenses", "valid_until 有效期至"), field_under("licenses", "number 有效期至")
    ('valid_until', None)
    """
    known, plain = by_heading(sort), normalized(heading)
    if plain in known:
        return known[plain]
    if both := _SCRIPTS.fullmatch(plain):
        named = {known.get(part) for part in both.groups() if part}
        return named.pop() if len(named) == 1 else None
    return None
