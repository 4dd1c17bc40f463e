"""The message that is under way: what is to be noted of it lies in a file beside the ledger.

It is written down to the disk before the message goes, and marked by its first byte, which takes no
room, once the message has gone; it is removed when the ledger has it. So what a full disk kept from
being noted is noted by the next sweep, before anything else goes. To look for room instead would
not do, for others use it up meanwhile; nor would a transaction held open while a mail server
thinks, for it keeps everybody else from recording.

A ledger in a database has no place beside it. There the note is written and taken back before a
message goes (`Ledger.check_recordable`), and stays with the process until it is on record.
"""

import errno
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from events.facts import canonical_bytes, fact_from_json, fact_to_dict
from events.notices import NoticeFact
from tracker.errors import TrackerError
from tracker.ledger import Ledger
from tracker.ledger.files import GOING, beside

_GOING, _GONE = b"?", b"!"


class NothingGoes(TrackerError):
    """Nothing is sent, for what is under way could not be kept."""

    code = "sending_not_possible"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Nothing is sent, for '{path}' cannot be used: {reason}.",
            "What is under way is kept there until the ledger has it.",
            "Make room, and get the right to read and write it.",
        )


class UnderWay:
    """The facts of the one message that is under way; only who holds the sweepers' lock asks."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger.id
        self._path = None if "://" in ledger.location else beside(ledger.location, GOING)

    @property
    def promise(self) -> str:
        """What becomes of facts that could not be noted."""
        if self._path:
            return f"'{self._path}' keeps that, and the next sweep notes it before anything goes."
        return "They are sent again, under the same keys, unless this process notes them first."

    def keep(self, facts: Sequence[NoticeFact]) -> None:
        """Keep the facts of a message that is about to go; raises NothingGoes."""
        if self._path is None:
            return
        content = {"ledger": self._ledger, "facts": [fact_to_dict(fact) for fact in facts]}
        data = _GOING + canonical_bytes(content)
        with _failures_explained(self._path), self._path.open("wb", buffering=0) as file:
            if file.write(data) < len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(file.fileno())

    def has_gone(self) -> None:
        """Mark the message as one that went out; the ledger may note it even if this fails."""
        if self._path:
            with suppress(OSError), self._path.open("r+b", buffering=0) as file:
                file.write(_GONE)

    def left(self) -> list[NoticeFact]:
        """Return the facts of a message that went out and was not noted; raises NothingGoes."""
        if self._path is None or not self._path.exists():
            return []
        with _failures_explained(self._path):
            data = self._path.read_bytes()
            content = json.loads(data[1:]) if data.startswith(_GONE) else {}
            kept = content["facts"] if content.get("ledger") == self._ledger else []
            facts = [fact_from_json(json.dumps(each)) for each in kept]
        return [fact for fact in facts if isinstance(fact, NoticeFact)]

    def is_noted(self) -> None:
        """Let go of what was kept: the ledger has it, or it did not go; raises NothingGoes."""
        if self._path:
            with _failures_explained(self._path):
                self._path.unlink(missing_ok=True)


@contextmanager
def _failures_explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"it makes no sense ({error})"
        raise NothingGoes(path, reason or str(error)) from error
