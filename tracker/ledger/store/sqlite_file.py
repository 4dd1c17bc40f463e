"""What is found at the path of a ledger, and what SQLite's errors mean to its user."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from errno import EACCES
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from eventsourcing.persistence import ConnectionUnavailableError, PersistenceError

from tracker.ledger.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerReadOnly,
    LedgerTooNew,
    LedgerTooOld,
    LedgerUnreachable,
    NotALedger,
    StorageFailed,
    StorageFull,
)
from tracker.ledger.files import LOG, beside
from tracker.ledger.storage import FORMAT, Header
from tracker.ledger.store.statements import TABLES
from tracker.ledger.written import read_written

_MAGIC = b"SQLite format 3\x00"


CREATING = "mode=rwc"
WRITABLE = "mode=rw"
READABLE = "mode=ro"
FROZEN = "mode=ro&immutable=1"
"""For a file or a directory that one may not write: to read in the usual way makes files there.

SQLite then takes no lock and looks for no log, so nobody may write to the file meanwhile.
"""


def uri(location: str, access: str) -> str:
    """Return the path as an SQLite URI; unless CREATING, the database is never created."""
    return f"{Path(location).absolute().as_uri()}?{access}"


def stamp(location: str) -> tuple[int, int, bool]:
    """Return what differs once somebody has written to a file, or has begun to."""
    try:
        now = Path(location).stat()
        return now.st_size, now.st_mtime_ns, _has_log(location)
    except OSError:
        return 0, 0, False


def _has_log(location: str) -> bool:
    logs = (beside(location, ending) for ending in (LOG, "-journal"))
    return any(log.exists() and log.stat().st_size > 0 for log in logs)


def examine(location: str, *, patience: int, to_write: bool = True) -> tuple[Header, str] | None:
    """Return what the ledger at a path says of itself, and how its file can be opened.

    Where nothing is yet, the answer is None.

    Nothing yet: no file, an empty one, or an SQLite file without a table, as an interrupted
    creation leaves it. Raises NotALedger, LedgerTooNew or another LedgerError. The library must
    not be let near a file before: it turns every SQLite file that it opens to WAL.
    """
    if not _is_there(location):
        return None
    with examining(location, patience):
        *others, last = _accesses(location, to_write=to_write)
        for access in others:
            try:
                return _examined(location, access, patience, to_write=to_write)
            except sqlite3.OperationalError as error:
                if not _is_refusal(error):
                    raise
        return _examined(location, last, patience, to_write=to_write)


def _accesses(location: str, *, to_write: bool) -> Iterator[str]:
    """Yield how a file may be opened, the best first.

    Who may write leaves no file behind that was not there, and only reads all the same if there is
    no log; but would fold one into the file. Who may not would leave files that hinder the writers.
    """
    logged, may_write = _has_log(location), os.access(location, os.W_OK)
    if may_write and (to_write or not logged):
        yield WRITABLE
    if may_write or beside(location, LOG).exists():
        yield READABLE
    if not logged:
        yield FROZEN


def _examined(
    location: str, access: str, patience: int, *, to_write: bool
) -> tuple[Header, str] | None:
    opened = sqlite3.connect(uri(location, access), uri=True, timeout=patience)
    with closing(opened) as file:
        header = header_of(location, file)
        if header and to_write and access == WRITABLE:
            file.execute("PRAGMA journal_mode = wal")  # as the library will; a copy may lack it
    return (header, access) if header else None


@contextmanager
def _others_refused(location: str) -> Iterator[None]:
    """Refuse what SQLite does not take for a database; only then may it be opened past SQLite."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB and not _begins_as_sqlite(location):
            raise NotALedger(location, "a file, but not an SQLite database") from error
        raise


def _begins_as_sqlite(location: str) -> bool:
    with open(location, "rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _is_refusal(error: sqlite3.Error) -> bool:
    code = error.sqlite_errorcode & 0xFF  # without the extended part
    return code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


@contextmanager
def examining(location: str, patience: int) -> Iterator[None]:
    """Turn whatever a look at the header finds wrong into a LedgerError."""
    with (
        _nonsense_explained(location),
        failures_explained(location, patience, writing=False),
        _others_refused(location),
    ):
        yield


@contextmanager
def _nonsense_explained(location: str) -> Iterator[None]:
    """Call a file damaged that SQLite reads and whose tables or header make no sense."""
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise LedgerDamaged(location, str(error)) from error


def _is_there(location: str) -> bool:
    """Tell a file that can be read from no file; anything else is refused."""
    try:
        mode = os.stat(location).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise LedgerUnreachable(location, error.strerror or str(error)) from error
    if S_ISDIR(mode):
        raise NotALedger(location, "a directory")
    if not S_ISREG(mode):
        raise NotALedger(location, "no ordinary file")
    if not os.access(location, os.R_OK):
        raise LedgerUnreachable(location, os.strerror(EACCES))
    return True


def header_of(location: str, file: sqlite3.Connection | sqlite3.Cursor) -> Header | None:
    """Return what a ledger says of itself, or None for a file without a table."""
    tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return None
    columns = {row[1] for row in file.execute("PRAGMA table_info(ledger)")}
    if not columns >= {"id", "zone", "created_at", "format"}:
        raise NotALedger(location, "an SQLite database of something else")
    for id, zone, created_at, format in file.execute(
        "SELECT id, zone, created_at, format FROM ledger"
    ):
        if format > FORMAT:
            raise LedgerTooNew(location, found=format, known=FORMAT)
        if format < FORMAT:
            raise LedgerTooOld(location, found=format, known=FORMAT)
        if tables >= set(TABLES):
            return Header(*_texts(location, id, zone), _instant(location, created_at), format)
    raise NotALedger(location, "an SQLite database of something else")


def _texts(location: str, id: object, zone: object) -> tuple[str, str]:
    if isinstance(id, str) and isinstance(zone, str):
        return id, zone
    raise LedgerDamaged(location, f"its header names it {id!r} and its time zone {zone!r}")


def _instant(location: str, stamp: str) -> datetime:
    try:
        return read_written(stamp)
    except (ValueError, TypeError) as error:
        raise LedgerDamaged(location, f"its header says it was created at '{stamp}'") from error


@contextmanager
def failures_explained(location: str, patience: int, *, writing: bool) -> Iterator[None]:
    """Turn what SQLite and the library raise into a LedgerError, save what is a bug."""
    try:
        yield
    except (sqlite3.Error, PersistenceError) as error:
        if explained := _explained(error, location, patience, writing):
            raise explained from error
        raise


def _explained(error: Exception, location: str, patience: int, writing: bool) -> LedgerError | None:
    if isinstance(error, ConnectionUnavailableError):
        return LedgerBusy(location, patience)
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # without the extended part
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LedgerBusy(location, patience)
        case sqlite3.SQLITE_FULL:
            return StorageFull(location, str(cause))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM if writing:
            return LedgerReadOnly(location, str(cause))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            reason = "to read its write-ahead log takes the right to write beside it"
            return LedgerUnreachable(location, f"{reason} ({cause})")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return LedgerUnreachable(location, str(cause))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return LedgerDamaged(location, str(cause))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_NOMEM | sqlite3.SQLITE_PROTOCOL:
            return StorageFailed(location, str(cause))
        case _:
            return None
