"""Rows of a table that was imported before, read again beside a record that has changed since."""

from collections.abc import Iterable

from events.licenses import LicenseRenewed
from events.recorded import Recorded
from events.tables.rows import FactRow, LicenseRow, Place, ProductRow
from projections.imports.licenses import license_outcome
from projections.imports.plan import Contradiction, Days, Outcome
from projections.imports.products import product_outcome
from projections.imports.record import OnRecord
from projections.imports.sources import imported_rows


def row_outcome(
    said: ProductRow | LicenseRow, place: Place, record: OnRecord, days: Days, outcome: Outcome
) -> Outcome:
    """Return what rows come to that bring `outcome`, if they may have been imported before.

    What they said then and say now is on record; what changed since came later, and stands. What
    is read otherwise than it was then renews nothing.
    """
    about = _about(said, record)
    before = [each for each in about if imported_rows(each.fact, place).intersection(said.rows)]
    if not before:
        return outcome
    last = max(each.position for each in before)
    then = _beside(said, OnRecord(each for each in about if each.position <= last), days)
    if then.is_empty:
        return Outcome(told=[_CHANGED_SINCE.format(said.called)])
    if any(isinstance(fact, LicenseRenewed) for fact in outcome.facts):
        return Outcome(contradictions=[said_otherwise(said, [each.id for each in before])])
    return outcome


_CHANGED_SINCE = (
    "{} was imported from this row of this file before, and the record has changed since; it stands"
)


def _about(said: ProductRow | LicenseRow, record: OnRecord) -> list[Recorded]:
    if isinstance(said, ProductRow):
        return record.about(product=said.product)
    names: Iterable[str | None] = (said.license, said.number)
    numbered = record.numbers.get(said.number or "", [])
    return record.about(licenses=dict.fromkeys(name for name in (*names, *numbered) if name))


def _beside(said: ProductRow | LicenseRow, record: OnRecord, days: Days) -> Outcome:
    if isinstance(said, ProductRow):
        return product_outcome(said, record.portfolio.dossier(said.product), days)
    return license_outcome(said, record, days)[1]


def said_otherwise(said: ProductRow | LicenseRow | FactRow, before: list[str]) -> Contradiction:
    """Return the contradiction of rows that were imported before, and read otherwise then."""
    return Contradiction(
        said.rows,
        said.called,
        "what this file says",
        "otherwise",
        "as it is read now",
        before[0],
        "If it was read wrongly then, undo that import ('tracker import undo') and import again.",
    )
