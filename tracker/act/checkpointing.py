"""A checkpoint of a ledger: made, stamped by servers, and kept in places outside the ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tracker.errors import TrackerError
from tracker.integrity.audit import audit
from tracker.integrity.checkpoints.checkpoint import Checkpoint, signed_bytes, state, written
from tracker.integrity.checkpoints.keys import sign
from tracker.integrity.checkpoints.sinks import keep, send
from tracker.integrity.checkpoints.stamp_servers import ask
from tracker.integrity.checkpoints.stamps import Stamp
from tracker.integrity.errors import LedgerUnsound, NotKeptEverywhere, StampFailed
from tracker.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a checkpoint: who stamped it, where it is now, and what failed."""

    stamps: tuple[tuple[str, Stamp], ...]
    places: tuple[str, ...]
    failures: tuple[TrackerError, ...]

    def check(self) -> None:
        """Raise NotKeptEverywhere if a server or a place failed."""
        if self.failures:
            raise NotKeptEverywhere(self.failures)


def make_checkpoint(ledger: Ledger, key: Path | None, *, at: datetime) -> Checkpoint:
    """Return a checkpoint, signed if a key is named; raises LedgerUnsound if there are faults.

    `at` is an instant before the ledger is read: what comes later is later.
    """
    with ledger.reading() as reading:
        found = audit(reading, ledger.header)
    if found.faults:
        raise LedgerUnsound(ledger.location, len(found.faults))
    made = Checkpoint(state(found, at))
    if key is None:
        return made
    public, signature = sign(key, signed_bytes(made.statement))
    return replace(made, public_key=public, signature=signature)


def keep_checkpoint(
    made: Checkpoint, servers: Sequence[tuple[str, str]], places: Sequence[Path | str]
) -> Kept:
    """Have a checkpoint stamped, and write it with its stamps to files (Path) and sinks.

    Servers are named by the sink that asks for them and their address, which may be "". That one
    server or place fails keeps the checkpoint from no other.
    """
    failures: list[TrackerError] = []
    stamps = tuple(_stamps(made, servers, failures))
    kept = tuple(_places(made, [stamp for _, stamp in stamps], places, failures))
    return Kept(stamps, kept, tuple(failures))


def _stamps(
    made: Checkpoint, servers: Sequence[tuple[str, str]], failures: list[TrackerError]
) -> Iterator[tuple[str, Stamp]]:
    for sink, address in servers:
        try:
            if not address:
                raise StampFailed(sink, "TRACKER_TSA, which names the server, is not set")
            yield address, ask(address, written(made))
        except TrackerError as refusal:
            failures.append(refusal)


def _places(
    made: Checkpoint,
    stamps: Sequence[Stamp],
    places: Sequence[Path | str],
    failures: list[TrackerError],
) -> Iterator[str]:
    for place in places:
        try:
            if isinstance(place, Path):
                keep(made, stamps, place)
                yield str(place)
            else:
                yield send(made, stamps, place)
        except TrackerError as refusal:
            failures.append(refusal)
