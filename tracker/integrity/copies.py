"""Whole copies: a ledger as JSON Lines, and a ledger made from them, the same in all that counts.

The first line is the header, then one line a fact: the very bytes that are digested. The last line
states count, head and root, so that no byte can change, nor a line be lost, without it showing.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from events.following import Work, counted_out
from events.tables.shelves import Shelves
from projections.proof.chain import Standing, header_line, line
from tracker.integrity.audit import audit
from tracker.integrity.copy_lines import LineUnfit, batches_of, check_copy, seal
from tracker.integrity.errors import LedgerUnsound, RecordDamaged, Unreadable
from tracker.ledger import Ledger, restore_ledger
from tracker.ledger.storage import Header, Session
from tracker.shelves import DiskShelves


def copy_of(ledger: Ledger) -> Iterator[bytes]:
    """Yield the whole ledger line by line; before any, raises LedgerUnsound if it has a fault."""
    head, first = ledger.header, _first_line(ledger.header)
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


def _first_line(header: Header) -> bytes:
    return header_line(id=header.id, zone=header.zone, created_at=header.created_at)


def restore(path: Path, location: str) -> Ledger:
    """Return the new ledger made of a copy; raises RecordDamaged, or a LedgerError."""
    try:
        with DiskShelves() as shelves, _rewindable(path) as file:
            return _restored(file, str(path), location, shelves)
    except LineUnfit as error:
        raise RecordDamaged(str(path), str(error)) from error


def _restored(file: IO[bytes], path: str, location: str, shelves: Shelves) -> Ledger:
    header, sealed = check_copy(file, shelves)

    def fill(session: Session) -> None:
        file.seek(0)
        for at, batch in batches_of(file, shelves):
            session.keep(batch, at)
        found = audit(session, header)
        if found.faults:
            raise RecordDamaged(path, f"It has a fault: {found.faults[0].message.rstrip('.')}")
        if seal(_first_line(header), found.leaves) != sealed:
            raise RecordDamaged(path, "It was changed while it was read")

    return restore_ledger(location, header, fill)


@contextmanager
def _rewindable(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that can be read twice: what comes out of a pipe is put aside first."""
    with ExitStack() as end:
        try:
            file: IO[bytes] = end.enter_context(path.open("rb"))
            if not file.seekable():
                whole = end.enter_context(TemporaryFile())
                copyfileobj(file, whole)
                whole.seek(0)
                file = whole
        except OSError as error:
            raise Unreadable("file", str(path), error.strerror or str(error)) from error
        yield file
