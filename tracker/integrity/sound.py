"""A ledger that is, byte for byte, as this program writes one: gone through once, row by row.

All that is kept beside the facts is worked out from them and compared with what is there, in the
same memory for a ledger of any size. What differs is not said here: an audit finds that out.
"""

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from events.facts import Fact, canonical_json, fact_from_json
from events.mentions import leans_on, mentions
from events.remarks import EvidenceAdded
from projections.proof.chain import Standing, first_head, header_line, leaf, next_head, stamp
from projections.proof.merkle import leaf_digest
from tracker.integrity.aside import Aside, digests, instants, positions
from tracker.integrity.stored import is_header, is_stamp, schema_faults, stamp_of
from tracker.integrity.views import own_tags
from tracker.ledger.drafts import stream_of
from tracker.ledger.storage import Header, Link, Session


class Unsound(Exception):
    """Something is not as this program writes it."""


@dataclass(frozen=True)
class Sound:
    """What a sound ledger holds, in order of position; `heads` begin with that of the header."""

    positions: Aside[int] = field(default_factory=positions)
    leaves: Aside[bytes] = field(default_factory=digests)
    heads: Aside[bytes] = field(default_factory=digests)
    times: Aside[str] = field(default_factory=instants)
    evidence: list[tuple[int, EvidenceAdded]] = field(default_factory=list)


def read_sound(session: Session, header: Header) -> Sound | None:
    """Return what a ledger holds, or None if anything at all of it is not sound."""
    try:
        with session.attempt():
            _check(not session.complaints())
            _check(not any(schema_faults(session)))
            _check(is_header(session.stored("ledger"), header))
            return _Reading(session).read(header)
    except Exception:  # whatever a damaged file makes the driver raise
        return None


def _check(holds: bool) -> None:
    if not holds:
        raise Unsound


class _Reading:
    """The tables of a ledger, gone through side by side in the order of positions."""

    def __init__(self, session: Session) -> None:
        self._session, self._found = session, Sound()
        self._facts, self._links, self._batches, self._ids, self._tags = map(
            session.streamed, ("facts", "chain", "batches", "fact_ids", "fact_tags")
        )

    def read(self, header: Header) -> Sound:
        """Return what is there; raises Unsound, or what else goes wrong."""
        before = self._first_link(header)
        for row in self._facts:
            link = self._link(before)
            self._check_fact(row, link)
            before = link
        self._check_batch(before)
        rest = (self._links, self._batches, self._ids, self._tags)
        _check(all(next(rows, None) is None for rows in rest))
        return self._found

    def _first_link(self, header: Header) -> Link:
        said = header_line(id=header.id, zone=header.zone, created_at=header.created_at)
        first = Link(0, 0, stamp(header.created_at), leaf_digest(said), first_head(said))
        _check(next(self._links, None) == first)
        self._found.heads.put(first.head)
        return first

    def _link(self, before: Link) -> Link:
        """Return the next link of the chain; it begins a batch, or goes on with that before it."""
        row = next(self._links, ())
        _check(tuple(map(type, row)) == (int, int, str, bytes, bytes))
        link = Link(*row)
        _check(next_head(before.head, link.leaf) == link.head)
        if link.batch == link.position:
            self._check_batch(before)
            _check(link.position > before.position and is_stamp(link.recorded_at))
            _check(not before.position or link.recorded_at >= before.recorded_at)
        else:
            goes_on = before.position + 1, before.batch, before.recorded_at
            _check(bool(before.position) and link[:3] == goes_on)
        return link

    def _check_batch(self, end: Link) -> None:
        """Raise Unsound unless the batch that a link ends is listed; the header is in none."""
        if end.position:
            last, first, at = next(self._batches, (0, 0, ""))
            _check((last, first, stamp_of(at)) == end[:3])

    def _check_fact(self, row: tuple[Any, ...], link: Link) -> None:
        position, stream, version, kind, content = row
        fact = fact_from_json(content)
        named = stream_of(fact.id or "")
        _check(position == link.position and leaf(content, Standing(*link[:3])) == link.leaf)
        _check(type(content) is bytes and content == canonical_json(fact))
        _check(kind == fact.kind and version == 1 and str(stream) in (named.hex, str(named)))
        _check(next(self._ids, None) == (fact.id, position))
        tags = sorted(self._shared_tags(fact, position) | own_tags(fact))
        _check([*islice(self._tags, len(tags))] == [(tag, position) for tag in tags])
        self._keep(link, fact)

    def _shared_tags(self, fact: Fact, position: int) -> frozenset[str]:
        """Return the tags of a fact and of those that it leans on, which stand before it."""
        tags = mentions(fact)
        while target := leans_on(fact):
            at, _, content = self._session.by_id([target])[target]
            _check(at < position)
            fact, position = fact_from_json(content), at
            tags |= mentions(fact)
        return tags

    def _keep(self, link: Link, fact: Fact) -> None:
        self._found.positions.put(link.position)
        self._found.leaves.put(link.leaf)
        self._found.heads.put(link.head)
        self._found.times.put(link.recorded_at)
        if isinstance(fact, EvidenceAdded):
            self._found.evidence.append((link.position, fact))
