"""What became of the reminders of a product: its own, and those of the licenses that cover it."""

from collections.abc import Iterable

from events.licenses import LicenseIssued, LicenseScopeChanged
from events.mentions import REMINDERS, license_tag, product_tag
from events.notices import ReminderFact
from events.recorded import Recorded
from tracker.ledger import Ledger


def notices_on_record(ledger: Ledger) -> list[Recorded]:
    """Return every fact about a notice, the voided ones among them, by position."""
    return _notices(ledger.tagged([REMINDERS]))


def notices_about(ledger: Ledger, products: Iterable[str]) -> list[Recorded]:
    """Return the facts about notices of some products, and of all licenses that ever cover one."""
    tags = {product_tag(product) for product in products}
    tags |= {
        license_tag(record.fact.license)
        for record in ledger.tagged(tags)
        if isinstance(record.fact, LicenseIssued | LicenseScopeChanged)
    }
    return _notices(ledger.tagged(tags))


def with_notices(records: Iterable[Recorded], notices: Iterable[Recorded]) -> list[Recorded]:
    """Return facts and notices together, each once, by position."""
    found = {record.position: record for record in (*records, *notices)}
    return [found[position] for position in sorted(found)]


def _notices(records: Iterable[Recorded]) -> list[Recorded]:
    return [record for record in records if isinstance(record.fact, ReminderFact)]
