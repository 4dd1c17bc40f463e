"""The audit of a ledger: everything recomputed from the stored bytes, every fault named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.remarks import EvidenceAdded
from projections.proof.chain import Standing, leaf
from tracker.integrity.faults import Fault, Kind, place
from tracker.integrity.links import (
    broken_links,
    displaced,
    header_faults,
    missing_and_added,
    suspects,
    time_backwards,
)
from tracker.integrity.sound import read_sound
from tracker.integrity.stored import Stored, read_stored
from tracker.integrity.views import views
from tracker.ledger.storage import Header, Session


@dataclass(frozen=True)
class Audit:
    """What an audit found; `leaves` are recomputed from the facts, `kept` are the chain's own."""

    ledger: str
    positions: Sequence[int]
    leaves: Sequence[bytes]
    kept: Sequence[bytes]
    heads: Sequence[bytes]
    times: Sequence[str]
    faults: tuple[Fault, ...] = ()
    evidence: Sequence[tuple[int, EvidenceAdded]] = ()


def audit(session: Session, header: Header) -> Audit:
    """Return what is stored, recomputed, and all that is wrong with it.

    A ledger of which nothing is wrong is gone through in the same memory, whatever its size.
    """
    if sound := read_sound(session, header):
        leaves, evidence = sound.leaves, sound.evidence
        found = sound.positions, leaves, leaves, sound.heads, sound.times
        return Audit(header.id, *found, evidence=evidence)
    return _audit_in_memory(session, header)


def _audit_in_memory(session: Session, header: Header) -> Audit:
    stored = read_stored(session, header)
    links = stored.fact_links
    leaves = [
        leaf(stored.facts[at.position].content, Standing(at.position, at.batch, at.recorded_at))
        for at in links
        if at.position in stored.facts
    ]
    return Audit(
        header.id,
        tuple(link.position for link in links),
        tuple(leaves),
        tuple(bytes(link.leaf) for link in links),
        tuple(bytes(link.head) for link in stored.links),
        tuple(link.recorded_at for link in links),
        tuple(_faults(stored)),
        tuple(
            (at, row.fact)
            for at, row in sorted(stored.facts.items())
            if isinstance(row.fact, EvidenceAdded)
        ),
    )


def _faults(stored: Stored) -> Iterator[Fault]:
    misfits = suspects(stored)
    missing = list(missing_and_added(stored))
    elsewhere = displaced(stored, misfits)
    yield from stored.faults
    yield from header_faults(stored)
    yield from misfits.values()
    yield from missing
    yield from _undecodable(stored)
    yield from broken_links(stored, set(misfits))
    yield from time_backwards(stored, elsewhere)
    chained = {link.position for link in stored.fact_links}
    yield from views(stored, {*misfits, *(chained ^ set(stored.facts))}, elsewhere)


def _undecodable(stored: Stored) -> Iterator[Fault]:
    for at, row in stored.facts.items():
        if row.fact is None:
            where = place(at, at)
            said = f"What stands at {where} cannot be read as a fact: {row.problem}."
            yield Fault(Kind.UNDECODABLE, where, said)
