"""Rows of a table that was imported before, read again beside a record that has changed since."""

from collections.abc import Iterable

from events.recorded import Recorded
from events.tables.rows import FactRow, LicenseRow, Place, ProductRow
from projections.imports.bearing import licenses_named
from projections.imports.known import Known
from projections.imports.plan import Days, Outcome
from projections.imports.record import OnRecord
from projections.imports.rows.licenses import license_outcome
from projections.imports.rows.products import product_outcome
from projections.imports.sayings import Every, Saying, Value, called, say
from projections.imports.sources import imported_rows


def row_outcome(
    said: ProductRow | LicenseRow,
    place: Place,
    record: OnRecord,
    known: Known,
    days: Days,
    outcome: Outcome,
) -> Outcome:
    """Return what rows come to that bring `outcome`, if they may have been imported before.

    What they said then and say now is on record; what changed since came later, and stands. What
    is read otherwise than it was then is no change that took place.
    """
    about = _about(said, record, known)
    before = [each for each in about if imported_rows(each.fact, place).intersection(said.rows)]
    if not before:
        return outcome
    last = max(each.position for each in before)
    then = _beside(said, OnRecord(each for each in about if each.position <= last), known, days)
    if then.is_empty:
        return Outcome(told=[say("changed_since", called=called(said))])
    return Outcome(problems=[said_otherwise(said, [each.id for each in before])])


def _about(said: ProductRow | LicenseRow, record: OnRecord, known: Known) -> list[Recorded]:
    if isinstance(said, ProductRow):
        return record.about(product=said.product)
    return record.about(licenses=dict.fromkeys(licenses_named(said, known)))


def _beside(said: ProductRow | LicenseRow, record: OnRecord, known: Known, days: Days) -> Outcome:
    if isinstance(said, ProductRow):
        return product_outcome(said, record.portfolio.dossier(said.product), days)
    return license_outcome(said, record, known, days)[1]


def said_otherwise(said: ProductRow | LicenseRow | FactRow, before: Iterable[str]) -> Saying:
    """Return what is wrong with rows that were imported before, and read otherwise then."""
    facts = Every(tuple(map(Value, before)))
    return say("read_otherwise", called=called(said), facts=facts)
