"""The files that this process has open as ledgers: each once, for all in it that use the file."""

import os
from pathlib import Path
from threading import Lock

from tracker.ledger.errors import LedgerInherited, LedgerReplaced
from tracker.ledger.files import held, identity
from tracker.ledger.storage import Header
from tracker.ledger.store.sqlite_file import (
    CREATING,
    FROZEN,
    WRITABLE,
    examine,
    examining,
    header_of,
    uri,
)
from tracker.ledger.store.sqlite_recorder import Datastore, FactRecorder


class SharedFile:
    """The connections of this process to the file of a ledger; `users` are those who need them."""

    def __init__(self, location: str, access: str, *, patience: int, to_write: bool = True) -> None:
        self.path = Path(location).absolute()
        self.access = access
        self.writes = to_write and access in (WRITABLE, CREATING)
        self.datastore = Datastore(
            uri(location, access), patience=patience, turn_to_wal=self.writes
        )
        self.recorder = FactRecorder(self.datastore)
        self.identity = identity(self.path)
        self.users = 1

    def header(self, location: str, patience: int) -> Header | None:
        """Return what the ledger says of itself now."""
        with (
            examining(location, patience),
            self.datastore.waiting(patience, commit=False) as cursor,
        ):
            return header_of(location, cursor.sqlite_cursor)

    def check_in_place(self, location: str) -> None:
        """Raise LedgerReplaced or LedgerInherited if the connections do not lead to the file."""
        if self in _inherited:
            raise LedgerInherited(location)
        if self.identity and self.identity != identity(self.path):
            raise LedgerReplaced(location)


_turn = Lock()
_inherited: list[SharedFile] = []
"""What the process had open from which this one was forked; to close it would do harm as well."""


def share(location: str, *, patience: int, to_write: bool) -> tuple[Header, SharedFile] | None:
    """Return what the ledger at a path says of itself, and its file, open for this whole process.

    Where nothing is yet, the answer is None. Who is given a file gives it back. Raises a
    LedgerError.
    """
    with _turn:
        file = _found(location, to_write)
        if file and (header := file.header(location, patience)):
            file.users += 1
            return header, file
        if (examined := examine(location, patience=patience, to_write=to_write)) is None:
            return None
        header, access = examined
        file = SharedFile(location, access, patience=patience, to_write=to_write)
        if access != FROZEN:  # which locks nothing, and sees the file as it was when opened
            held.append(file)
        return header, file


def give_back(file: SharedFile) -> None:
    """Close a file once nobody in this process uses it; the last in all folds the log into it."""
    with _turn:
        file.users -= 1
        if file.users or file in _inherited:
            return
        if file in held:
            held.remove(file)
        file.datastore.close()


def _found(location: str, to_write: bool) -> SharedFile | None:
    at = identity(location)
    if at and any(file.identity == at for file in _inherited):
        raise LedgerInherited(location)
    fit = (file for file in held if file.identity == at and (file.writes or not to_write))
    return next(fit, None)


def _forked() -> None:
    _inherited.extend(held)
    held.clear()
    _turn.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_turn.acquire, after_in_parent=_turn.release, after_in_child=_forked)
