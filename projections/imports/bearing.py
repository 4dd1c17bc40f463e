"""What of a ledger bears on some rows, so that not all of it need be at hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from events.corrections import FactVoided
from events.mentions import REMINDERS, license_tag, mentions, product_tag
from events.recorded import Recorded
from events.tables.rows import FactRow, LicenseRow, ProductRow, Said
from projections.imports.known import Known


@dataclass(frozen=True, slots=True)
class Asked:
    """Facts by their ids, and all under some tags; in both cases with the voidings of them."""

    ids: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)


class Record(Protocol):
    """The record, of one moment, as far as it is asked."""

    def facts(self) -> Iterable[Recorded]:
        """Return the facts that count, by position, as often as one likes."""

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
                asked.tags.update(map(license_tag, _licenses(row, known)))
            case FactRow(fact=fact) if fact.id is not None:
                asked.ids.add(fact.id)
            case FactRow(fact=FactVoided(fact=voided)):
                asked.ids.add(voided)
            case FactRow():
                tags = mentions(row.fact)
                asked.tags.update(tags - {REMINDERS} or tags)  # one that both carry is enough
    return asked


def _licenses(row: LicenseRow, known: Known) -> Iterator[str]:
    """Yield the names by which a row may call a license."""
    if row.license is not None:
        yield row.license
    if row.number is not None:
        yield row.number
        yield from known.numbers.get(row.number, ())
