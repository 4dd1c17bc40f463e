"""Whole copies: a ledger as JSON Lines, and a ledger made from them, the same in all that counts.

The first line is the header, then one line a fact: the very bytes that are digested. The last line
states count, head and root, so that no byte can change, nor a line be lost, without it showing.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from events.following import Work, counted_out
from projections.proof.chain import Standing, header_line, line
from tracker.integrity.audit import audit
from tracker.integrity.copy_lines import LineUnfit, read_copy, seal
from tracker.integrity.errors import LedgerUnsound, RecordDamaged, Unreadable
from tracker.ledger import Ledger, restore_ledger
from tracker.ledger.storage import Session


def copy_of(ledger: Ledger) -> Iterator[bytes]:
    """Yield the whole ledger line by line; before any, raises LedgerUnsound if it has a fault."""
    head = ledger.header
    first = header_line(id=head.id, zone=head.zone, created_at=head.created_at)
    with ledger.reading() as session:
        found = audit(session, head)
        if found.faults:
            raise LedgerUnsound(ledger.location, len(found.faults))
        yield first + b"\n"
        links = islice(session.streamed("chain"), 1, None)
        facts = counted_out(Work.FACTS_COPIED, session.streamed("facts"), len(found.leaves))
        for (*_, content), (*standing, _, _) in zip(facts, links, strict=True):
            yield line(content, Standing(*standing)) + b"\n"
    yield seal(first, found.leaves) + b"\n"


def restore(path: Path, location: str) -> Ledger:
    """Return the new ledger made of a copy; raises RecordDamaged, or a LedgerError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("file", str(path), error.strerror or str(error)) from error
    try:
        header, batches = read_copy(data)
    except LineUnfit as error:
        raise RecordDamaged(str(path), str(error)) from error

    def fill(session: Session) -> None:
        for batch in batches:
            session.keep(batch)
        if faults := audit(session, header).faults:
            raise RecordDamaged(str(path), f"It has a fault: {faults[0].message.rstrip('.')}")

    return restore_ledger(location, header, fill)
