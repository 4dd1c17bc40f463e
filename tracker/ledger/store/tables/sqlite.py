"""Live tables in an SQLite file beside the ledger's."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from eventsourcing.persistence import PersistenceError, Tracking
from eventsourcing.sqlite import SQLiteCursor, SQLiteTrackingRecorder

from tracker.ledger.errors import LedgerBusy, TablesDamaged, TablesUnusable
from tracker.ledger.files import Identity, identity
from tracker.ledger.storage import TableRows
from tracker.ledger.store.sqlite_file import CREATING, uri
from tracker.ledger.store.sqlite_recorder import Datastore
from tracker.ledger.store.tables.schema import CREATION, INDEXES, MEMOS, NAMES, READER

_DIALECT = {
    "number": "INTEGER",
    "text": "TEXT",
    "name": "TEXT",
    "bytes": "BLOB",
    "keyed": "WITHOUT ROWID",
}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NO_SUCH = sqlite3.SQLITE_ERROR
"""What SQLite says of a table or a column that is not there: the file is another version's."""


class _Recorder(SQLiteTrackingRecorder):
    """Keeps the position within a transaction of the tables, never alone."""

    def keep(self, cursor: SQLiteCursor, position: int) -> None:
        """Note the position; the library refuses one that is not later."""
        self._insert_tracking(cursor, Tracking(READER, position))

    def kept(self, cursor: SQLiteCursor) -> int:
        """Return the position, 0 if none was ever noted."""
        return self._max_tracking_id(READER, cursor) or 0


class _Rows:
    """One transaction on the tables."""

    def __init__(self, cursor: SQLiteCursor, recorder: _Recorder) -> None:
        cursor.sqlite_cursor.row_factory = None  # plain tuples
        self._cursor, self._recorder = cursor, recorder

    def ask(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a statement."""
        self._cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = self._cursor.fetchall()
        return rows

    def put(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement for each of many rows."""
        self._cursor.executemany(statement, rows)

    def position(self) -> int:
        """Return the position that the tables stand at."""
        return self._recorder.kept(self._cursor)

    def reached(self, position: int) -> None:
        """Note the position that the tables stand at from now on; a later one than before."""
        self._recorder.keep(self._cursor, position)

    def are_made(self) -> bool:
        """Tell whether there are tables."""
        return bool(self.ask("SELECT 1 FROM sqlite_master WHERE name = 'standing'"))

    def make(self) -> None:
        """Make all tables anew, empty and without indexes."""
        for name in (*NAMES, "tracking"):
            self._cursor.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in (*self._recorder.construct_create_table_statements(), *CREATION):
            self._cursor.execute(statement.format_map(_DIALECT))

    def index(self) -> None:
        """Make the indexes, once the tables are filled."""
        for statement in INDEXES.values():
            self._cursor.execute(statement)

    def memo(self, name: str) -> str | None:
        """Return what was last noted under a name; it may stand though no tables are made."""
        if not bool(self.ask("SELECT 1 FROM sqlite_master WHERE name = 'memos'")):
            return None
        found = self.ask("SELECT content FROM memos WHERE name = ?", name)
        return str(found[0][0]) if found else None

    def note(self, name: str, content: str) -> None:
        """Note something under a name, in place of what was noted before."""
        self.ask(MEMOS.format_map(_DIALECT))
        self.ask("DELETE FROM memos WHERE name = ?", name)
        self.put("INSERT INTO memos VALUES (?, ?)", [(name, content)])


class SqliteTables:
    """A file of live tables; opened when first needed."""

    def __init__(self, location: str, *, like: str, patience: int) -> None:
        """Name the file; it will belong to whom the file `like` belongs."""
        self.location = location
        self._like = like
        self._patience = patience
        self._opened: tuple[Datastore, _Recorder, Identity | None] | None = None

    @contextmanager
    def reading(self) -> Iterator[TableRows | None]:
        """Open a transaction that sees the tables as they stand; None: there is no place yet."""
        if not os.path.exists(self.location):
            yield None
            return
        with self._transaction(commit=False) as rows:
            yield rows

    @contextmanager
    def writing(self) -> Iterator[TableRows]:
        """Open a transaction that nobody else's can overlap; the file is made if need be."""
        if not os.path.exists(self.location):
            self._create()
        with self._transaction(commit=True) as rows:
            yield rows

    def may_be_written(self) -> bool:
        """Tell whether the tables can be written, or made, by this user."""
        folder = Path(self.location).parent
        there = [path for path in self._files() if path.exists()]
        as_is = os.access in os.supports_effective_ids
        return all(os.access(each, os.W_OK, effective_ids=as_is) for each in (folder, *there))

    def are_made(self) -> bool:
        """Tell whether there are tables."""
        with self.reading() as rows:
            return rows is not None and rows.are_made()

    def size(self) -> int:
        """Return how many bytes the tables take on disk."""
        return sum(path.stat().st_size for path in self._files() if path.exists())

    def discard(self) -> None:
        """Delete the file of the tables; nothing is lost with it."""
        self.close()
        with self._failures():
            for path in self._files():
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        if self._opened:
            self._opened[0].close()
            self._opened = None

    def _files(self) -> list[Path]:
        return [Path(f"{self.location}{ending}") for ending in ("", "-wal", "-shm")]

    def _create(self) -> None:
        with self._failures():
            owner = os.stat(self._like)
            Path(self.location).touch(mode=owner.st_mode & 0o777)
            with suppress(PermissionError):  # only root may give a file away
                os.chown(self.location, owner.st_uid, owner.st_gid)

    @contextmanager
    def _transaction(self, *, commit: bool) -> Iterator[TableRows]:
        with self._failures():
            datastore, recorder = self._open()
            with datastore.waiting(self._patience, commit=commit) as cursor:
                yield _Rows(cursor, recorder)

    def _open(self) -> tuple[Datastore, _Recorder]:
        """Return the connections to the file that is there now: it may have been made anew."""
        there = identity(self.location)
        if self._opened and self._opened[2] != there:
            self.close()
        if not self._opened:
            datastore = Datastore(
                uri(self.location, CREATING),
                patience=self._patience,
                turn_to_wal=True,
                durable=False,  # tables that a loss of power takes back are read on
            )
            self._opened = datastore, _Recorder(datastore), there
        return self._opened[0], self._opened[1]

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Say of whatever goes wrong whether the tables are damaged or cannot be used now."""
        try:
            yield
        except (sqlite3.Error, PersistenceError, OSError) as error:
            cause = error if isinstance(error, sqlite3.Error | OSError) else error.__cause__
            code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
            if code in _DAMAGE or code == _NO_SUCH or isinstance(cause, sqlite3.DataError):
                raise TablesDamaged(self.location, str(cause)) from error
            if code == sqlite3.SQLITE_BUSY:
                raise LedgerBusy(self.location, self._patience) from error
            raise TablesUnusable(self.location, str(cause or error)) from error


def tables_at(location: str, *, patience: int) -> SqliteTables:
    """Return live tables in a file of any name, which nobody else uses."""
    return SqliteTables(location, like=str(Path(location).parent), patience=patience)
