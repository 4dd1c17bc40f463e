"""The field that a heading means, in a sort of table."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain

from events.tables.fields.fact_fields import fact_fields
from events.tables.fields.fields import AMBIGUOUS, EVIDENCE, LICENSES, PRODUCTS, Field, Sort
from events.tables.fields.headings import normalized, parts


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
    """Return the field that a heading means, which may name it twice; None: none for certain.

    >>> field_under("licenses", "valid_until 有效期至"), field_under("licenses", "number 有效期至")
    ('valid_until', None)
    >>> field_under("licenses", "证书编号（旧）"), field_under("licenses", "证书编号（No.）")
    (None, 'number')
    """
    known, plain = by_heading(sort), normalized(heading)
    if plain in known:
        return known[plain]
    named = _named_by(heading)
    certain = {known[part] for part in named if part in known}
    common = set.intersection(*(set(_may_mean(sort, part)) for part in named)) & certain
    return common.pop() if len(common) == 1 else None


def fields_perhaps_under(sort: Sort, heading: str) -> tuple[str, ...]:
    """Return the fields of which a heading may mean one, or something else.

    A remark in brackets does not count unless it names a field, and what stands outside does, too.

    >>> fields_perhaps_under("licenses", "发证日期（受理）")
    ('issued_on',)
    >>> fields_perhaps_under("licenses", "有效期 (Valid from)")
    ('valid_until', 'valid_from')
    """
    if asked := AMBIGUOUS[sort].get(normalized(heading)):
        return asked
    first, *further = (_may_mean(sort, part) for part in _named_by(heading))
    return tuple(dict.fromkeys(chain(first, *further))) if first else ()


def _may_mean(sort: Sort, plain: str) -> tuple[str, ...]:
    known = by_heading(sort).get(plain)
    return AMBIGUOUS[sort].get(plain, ()) if known is None else (known,)


def _named_by(heading: str) -> tuple[str, ...]:
    """Return the parts of a heading that may each name a field: by brackets, or by language."""
    plain = normalized(heading)
    if len(found := parts(heading)) > 1:
        return found
    both = _SCRIPTS.fullmatch(plain)
    return tuple(filter(None, both.groups())) if both else (plain,)
