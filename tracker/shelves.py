"""Shelves and indexes on disk, for work of any length in the same memory.

They lie in a database of their own that has no name. SQLite keeps its first 4 MiB in memory and the
rest in a file in the folder for temporary files, which is gone when the database is closed or the
process ends, however it does.
"""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, MutableMapping
from itertools import count
from typing import Any, Generic, Self, TypeVar

from tracker.errors import TrackerError

T = TypeVar("T")

_AT_ONCE = 500
"""So many values are written and read together."""


class ShelvesFailed(TrackerError):
    """What long work puts aside could not be written, or not be read again."""

    code = "temporary_files_failed"

    def __init__(self, said: str) -> None:
        super().__init__(
            f"What was put aside for this work could not be kept: {said.rstrip('.')}.",
            "Long work puts aside what it has read in the folder for temporary files.",
            "Make room there, or let TMPDIR name another folder, and do it again: what is on "
            "record stays as it is.",
        )


class _Explained:
    """What goes wrong with the database is told as such, and not as a fault of the ledger."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise ShelvesFailed(str(error)) from error


_EXPLAINED = _Explained()


class _Database:
    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self.close = self._connection.close
        for statement in ("PRAGMA journal_mode = OFF", "PRAGMA cache_size = -4096", "BEGIN"):
            self.run(statement)

    def run(self, statement: str, values: Iterable[Any] = ()) -> sqlite3.Cursor:
        with _EXPLAINED:
            return self._connection.execute(statement, tuple(values))

    def run_many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with _EXPLAINED:
            self._connection.executemany(statement, rows)

    def rows(self, statement: str) -> Iterator[Any]:
        found = self.run(statement)
        while some := self._next(found):
            yield from some

    def _next(self, found: sqlite3.Cursor) -> list[Any]:
        with _EXPLAINED:
            return found.fetchmany(_AT_ONCE)


class DiskShelves:
    """Makes shelves and indexes; all of them are gone when it is closed."""

    def __init__(self) -> None:
        self._database = _Database()
        self._numbers = count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def shelf(self) -> "DiskShelf[Any]":
        """Return an empty shelf."""
        return DiskShelf(self._database, f"shelf_{next(self._numbers)}")

    def index(self) -> "DiskIndex":
        """Return an empty mapping; its keys are texts, bytes or whole numbers, and in order."""
        return DiskIndex(self._database, f"index_{next(self._numbers)}")


class DiskShelf(Generic[T]):
    """Values by row, and those of one row in the order of their arrival; made by `DiskShelves`."""

    def __init__(self, database: _Database, name: str) -> None:
        database.run(
            f"CREATE TABLE {name} (row, arrival, value, PRIMARY KEY (row, arrival)) WITHOUT ROWID"
        )
        self._database, self._name = database, name
        self._waiting: list[tuple[int, int, bytes]] = []
        self._count = 0

    def put(self, row: int, value: T) -> None:
        """Put a value aside under a row."""
        self._waiting.append((row, self._count, _packed(value)))
        self._count += 1
        if len(self._waiting) == _AT_ONCE:
            self._write()

    def __iter__(self) -> Iterator[T]:
        self._write()
        found = self._database.rows(f"SELECT value FROM {self._name} ORDER BY row, arrival")
        return (pickle.loads(value) for (value,) in found)

    def __len__(self) -> int:
        return self._count

    def _write(self) -> None:
        self._database.run_many(f"INSERT INTO {self._name} VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()


class DiskIndex(MutableMapping[Any, Any]):
    """A mapping; made by `DiskShelves`."""

    def __init__(self, database: _Database, name: str) -> None:
        database.run(f"CREATE TABLE {name} (key PRIMARY KEY, value) WITHOUT ROWID")
        self._database, self._name = database, name
        self._waiting: dict[Any, Any] = {}
        self._is_written = False

    def __getitem__(self, key: Any) -> Any:
        if key in self._waiting:
            return self._waiting[key]
        if self._is_written:
            found = self._database.run(f"SELECT value FROM {self._name} WHERE key = ?", (key,))
            if row := found.fetchone():
                return pickle.loads(row[0])
        raise KeyError(key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._waiting[key] = value
        if len(self._waiting) == _AT_ONCE:
            self._write()

    def __delitem__(self, key: Any) -> None:
        self._write()
        if not self._database.run(f"DELETE FROM {self._name} WHERE key = ?", (key,)).rowcount:
            raise KeyError(key)

    def __iter__(self) -> Iterator[Any]:
        self._write()
        found = self._database.rows(f"SELECT key FROM {self._name} ORDER BY key")
        return (key for (key,) in found)

    def __len__(self) -> int:
        self._write()
        [count] = self._database.run(f"SELECT count(*) FROM {self._name}").fetchone()
        return int(count)

    def _write(self) -> None:
        rows = [(key, _packed(value)) for key, value in self._waiting.items()]
        self._database.run_many(f"INSERT OR REPLACE INTO {self._name} VALUES (?, ?)", rows)
        self._waiting.clear()
        self._is_written = True


def _packed(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
