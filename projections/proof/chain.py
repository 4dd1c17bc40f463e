"""The chain of digests over the log: what is digested of each fact, and how one follows another.

A fact is digested as one canonical JSON object (RFC 8785) of the fact, its position, its instant
and the position at which its batch began: the same bytes that a full export writes as a line.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from events.facts import canonical_document
from projections.proof.merkle import Digest, leaf_digest


class Standing(NamedTuple):
    """Where a fact stands in its ledger."""

    position: int
    batch: int
    recorded_at: str


def stamp(instant: datetime) -> str:
    """Return an instant as it is digested: in UTC, to the microsecond.

    >>> stamp(datetime(2026, 11, 23, 4, tzinfo=UTC))
    '2026-11-23T04:00:00.000000Z'
    """
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def line(content: bytes, standing: Standing) -> bytes:
    """Return the canonical bytes of a fact where it stands; `content` is its own canonical JSON.

    >>> line(b'{"kind":"x"}', Standing(2, 1, "2026-11-23T04:00:00.000000Z"))
    b'{"batch":1,"fact":{"kind":"x"},"position":2,"recorded_at":"2026-11-23T04:00:00.000000Z"}'
    """
    position, batch, at = standing
    said = b'{"batch":%d,"fact":%b,"position":%d,"recorded_at":"%b"}'
    return said % (batch, content, position, at.encode())


def leaf(content: bytes, standing: Standing) -> Digest:
    """Return the digest of a fact where it stands."""
    return leaf_digest(line(content, standing))


def header_line(*, id: str, zone: str, created_at: datetime) -> bytes:
    """Return the canonical bytes of what a ledger says of itself."""
    said = {"created_at": stamp(created_at), "ledger": id, "zone": zone}
    return canonical_document({"format": "tracker-record/1", **said})


def first_head(header: bytes) -> Digest:
    """Return the head of the chain of an empty ledger, from its header line."""
    return sha256(header).digest()


def next_head(head: Digest, leaf: Digest) -> Digest:
    """Return the head after one more fact."""
    return sha256(head + leaf).digest()
