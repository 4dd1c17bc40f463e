"""What is found at the path of a ledger, and what SQLite's errors mean to its user."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from eventsourcing.persistence import ConnectionUnavailableError, PersistenceError

from tracker.errors import (
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
from tracker.ledger.storage import FORMAT, Header
from tracker.ledger.store.session import TABLES

_MAGIC = b"SQLite format 3\x00"


def uri(location: str, *, mode: str) -> str:
    """Return the path as an SQLite URI; with mode `rw` nothing is ever created."""
    return f"{Path(location).absolute().as_uri()}?mode={mode}"


def examine(location: str, *, patience: int) -> Header | None:
    """Return what the ledger at a path says of itself, or None where nothing is yet.

    Nothing yet: no file, an empty one, or an SQLite file without a table, as an interrupted
    creation leaves it. Raises NotALedger, LedgerTooNew or another LedgerError. The library must
    not be let near a file before: it turns every SQLite file that it opens to WAL.
    """
    if not _is_sqlite(location):
        return None
    with (
        _nonsense_explained(location),
        failures_explained(location, patience),
        closing(sqlite3.connect(uri(location, mode="rw"), uri=True, timeout=patience)) as file,
    ):
        return _header(location, file)


@contextmanager
def _nonsense_explained(location: str) -> Iterator[None]:
    """Call a file damaged that SQLite reads and whose tables or header make no sense."""
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise LedgerDamaged(location, str(error)) from error


def _is_sqlite(location: str) -> bool:
    """Tell an SQLite file, or an empty one, from no file; anything else is refused."""
    path = Path(location)
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            raise NotALedger(location, "a directory")
        if not S_ISREG(mode):
            raise NotALedger(location, "no ordinary file")
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise LedgerUnreachable(location, error.strerror or str(error)) from error
    if start not in (b"", _MAGIC):
        raise NotALedger(location, "a file, but not an SQLite database")
    return True


def _header(location: str, file: sqlite3.Connection) -> Header | None:
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
            return Header(id, zone, _instant(location, created_at), format)
    raise NotALedger(location, "an SQLite database of something else")


def _instant(location: str, stamp: str) -> datetime:
    try:
        return datetime.fromisoformat(stamp)
    except ValueError as error:
        raise LedgerDamaged(location, f"its header says it was created at '{stamp}'") from error


@contextmanager
def failures_explained(location: str, patience: int) -> Iterator[None]:
    """Turn what SQLite and the library raise into a LedgerError, save what is a bug."""
    try:
        yield
    except (sqlite3.Error, PersistenceError) as error:
        if explained := _explained(error, location, patience):
            raise explained from error
        raise


def _explained(error: Exception, location: str, patience: int) -> LedgerError | None:
    if isinstance(error, ConnectionUnavailableError):
        return LedgerBusy(location, patience)
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # without the extended part
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LedgerBusy(location, patience)
        case sqlite3.SQLITE_FULL:
            return StorageFull(location, str(cause))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return LedgerReadOnly(location, str(cause))
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return LedgerUnreachable(location, str(cause))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return LedgerDamaged(location, str(cause))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_NOMEM | sqlite3.SQLITE_PROTOCOL:
            return StorageFailed(location, str(cause))
        case _:
            return None
