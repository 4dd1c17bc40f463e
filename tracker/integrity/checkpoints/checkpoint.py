"""Checkpoints: how many facts a ledger held, under which root, at what time, and who says so."""

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from events.facts import canonical_document
from projections.proof.chain import stamp
from projections.proof.merkle import root
from tracker.integrity.audit import Audit
from tracker.integrity.errors import CheckpointDamaged, Unreadable
from tracker.ledger.files import check_not_held

FORMAT = "tracker-checkpoint/1"
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Statement:
    """What a checkpoint states."""

    count: int
    format: str
    head: str
    ledger: str
    position: int
    root: str
    time: str


@dataclass(frozen=True)
class Checkpoint:
    """A statement and, where it is signed, the public key and the signature, in hex."""

    statement: Statement
    public_key: str | None = None
    signature: str | None = None
    name: str = ""


def state(found: Audit, at: datetime) -> Statement:
    """Return what a checkpoint states of a ledger that was just audited."""
    time = max([stamp(at), *found.times[-1:]])
    position = found.positions[-1] if found.positions else 0
    head, top = found.heads[-1].hex(), root(found.leaves).hex()
    return Statement(len(found.leaves), FORMAT, head, found.ledger, position, top, time)


def signed_bytes(statement: Statement) -> bytes:
    """Return what a signature is made over."""
    return canonical_document(asdict(statement))


def written(checkpoint: Checkpoint) -> bytes:
    """Return the bytes of a checkpoint's file: one canonical line."""
    document: dict[str, Any] = {
        "checkpoint": asdict(checkpoint.statement),
        "sha256": sha256(signed_bytes(checkpoint.statement)).hexdigest(),
    }
    if checkpoint.signature:
        document |= {"public_key": checkpoint.public_key, "signature": checkpoint.signature}
    return canonical_document(document) + b"\n"


def read_checkpoint(path: Path) -> Checkpoint:
    """Return the checkpoint in a file; raises Unreadable, or CheckpointDamaged on any flipped byte.

    A signature is not checked here.
    """
    try:
        check_not_held(path)
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("checkpoint", str(path), error.strerror or str(error)) from error
    try:
        document = json.loads(data)
        statement = _statement(document["checkpoint"])
        key, signature = document.get("public_key"), document.get("signature")
        found = Checkpoint(statement, key, signature, str(path))
        whole = written(found) == data
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CheckpointDamaged(str(path), "It is not the canonical JSON of one") from error
    if not whole:
        raise CheckpointDamaged(str(path), "Its digest does not fit what it states")
    if statement.format != FORMAT:
        raise CheckpointDamaged(str(path), f"Its format '{statement.format}' is not known")
    return found


def _statement(said: dict[str, Any]) -> Statement:
    for each in fields(Statement):
        wanted = int if each.name in {"count", "position"} else str
        if type(said[each.name]) is not wanted:
            raise TypeError(each.name)
    stated = Statement(**said)
    if not 0 <= stated.count <= stated.position:
        raise ValueError("so many facts do not end at that position")
    if not (_DIGEST.fullmatch(stated.head) and _DIGEST.fullmatch(stated.root)):
        raise ValueError("head and root are digests")
    if stamp(datetime.fromisoformat(stated.time)) != stated.time:
        raise ValueError("its time is not how it is written")
    return stated
