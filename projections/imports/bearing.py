"""What of a ledger bears on some rows, so that not all of it need be at hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from events.mentions import license_tag, product_tag
from events.recorded import Recorded
from events.tables.rows import EvidenceRow, FactRow, LicenseRow, ProductRow, Said
from projections.imports.known import Known
from projections.imports.record import content_of


@dataclass(frozen=True, slots=True)
class Asked:
    """Facts by ids, by contents after which they were named, and all that carry some tags.

    In each case with the voidings of them; and facts by ids with all that carry the tags of these
    (`with_kin`), as evidence for them does.
    """

    ids: set[str] = field(default_factory=set)
    with_kin: set[str] = field(default_factory=set)
    contents: set[bytes] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)


class Askable(Protocol):
    """A record, of one moment, that can be asked for what is needed of it."""

    def facts(self, *, voidings: bool = False) -> Iterable[Recorded]:
        """Return the facts that count, by position, as often as one likes.

        With `voidings` those that are not voided themselves are among them.
        """

    def about(self, asked: Asked) -> Iterable[Recorded]:
        """Return the facts that are asked for, those that do not count among them."""


def bearing_on(rows: Iterable[Said], known: Known) -> Asked:
    """Return what bears on rows: all about their products and licenses, facts of the same id."""
    asked = Asked()
    for row in rows:
        match row:
            case ProductRow():
                asked.tags.add(product_tag(row.product))
            case LicenseRow():
                asked.tags.update(map(license_tag, licenses_named(row, known)))
            case EvidenceRow():
                asked.tags.update(map(license_tag, licenses_named(row, known)))
                asked.with_kin.update([row.fact] if row.fact is not None else [])
            case FactRow(fact=fact) if fact.id is not None:
                asked.ids.add(fact.id)
            case FactRow(fact=fact):
                asked.contents.add(content_of(fact))
    return asked


def licenses_named(row: LicenseRow | EvidenceRow, known: Known) -> Iterator[str]:
    """Yield the names by which a row may call a license."""
    if row.license is not None:
        yield row.license
    if row.number is not None:
        yield row.number
        yield from known.numbers.get(row.number, ())
