"""What the chain says of the facts: altered, dropped, added, reordered, cut off, back in time."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from projections.proof.chain import Standing, first_head, header_line, leaf, next_head, stamp
from projections.proof.merkle import leaf_digest
from tracker.integrity.faults import Fault, Kind, place, runs
from tracker.integrity.stored import FactRow, Stored
from tracker.ledger.storage import Link

_COMPARED = 500
"""Among how many misfits at most one looks for facts that changed places."""


def suspects(stored: Stored) -> dict[int, Fault]:
    """Return what is wrong with each fact that its digest does not fit, by position."""
    by_position = {link.position: link for link in stored.fact_links}
    misfits = {
        row.position: by_position[row.position]
        for row in stored.facts.values()
        if row.position in by_position and not _fits(row.content, by_position[row.position])
    }
    heads = {this.position: before.head for before, this in pairwise(stored.links)}
    return {at: _misfit(stored, stored.facts[at], misfits, heads.get(at, b"")) for at in misfits}


def _fits(content: bytes, link: Link) -> bool:
    return leaf(content, _standing(link)) == link.leaf


def _standing(link: Link) -> Standing:
    return Standing(link.position, link.batch, link.recorded_at)


def _misfit(stored: Stored, row: FactRow, misfits: dict[int, Link], before: bytes) -> Fault:
    link = misfits[row.position]
    where = place(row.position, row.position)
    if next_head(before, leaf(row.content, _standing(link))) == link.head:
        return Fault(
            Kind.CHAIN, where, f"The digest of {where} was altered; the fact is as recorded."
        )
    if _fits_its_batch(stored, row, link):
        said = f"The chain has another time or batch for {where} than it had."
        return Fault(Kind.CHAIN, where, said)
    others = misfits.values() if len(misfits) <= _COMPARED else ()
    for other in others:
        if _fits(row.content, other):
            said = f"The fact at {where} was recorded at position {other.position}."
            return Fault(Kind.REORDERED, where, said)
    return Fault(Kind.ALTERED, where, f"The fact at {where} is not the one that was recorded.")


def _fits_its_batch(stored: Stored, row: FactRow, link: Link) -> bool:
    return any(
        leaf(row.content, Standing(row.position, first, at)) == link.leaf
        for last, first, at in stored.batches
        if first <= row.position <= last
    )


def displaced(stored: Stored, misfits: Iterable[int]) -> set[int]:
    """Return the misfits whose time or batch was altered in the chain; their facts are sound."""
    links = {link.position: link for link in stored.links}
    return {at for at in misfits if _fits_its_batch(stored, stored.facts[at], links[at])}


def missing_and_added(stored: Stored) -> Iterator[Fault]:
    """Yield the facts that the chain has and the record not, and the other way round."""
    if {"facts", "chain"} & stored.unread:
        return
    chained = {link.position for link in stored.fact_links}
    last = max(stored.facts, default=0)
    for first, end in runs(chained - set(stored.facts), chained | set(stored.facts)):
        where = place(first, end)
        if end > last:
            yield Fault(Kind.CUT_OFF, where, f"The end is cut off: {where} are in the chain only.")
        else:
            said = f"What was recorded at {where} was dropped; the chain still has its digest."
            yield Fault(Kind.DROPPED, where, said)
    for first, end in runs(set(stored.facts) - chained, chained | set(stored.facts)):
        where = place(first, end)
        yield Fault(Kind.ADDED, where, f"What stands at {where} is in no chain: not recorded here.")


def header_faults(stored: Stored) -> Iterator[Fault]:
    """Yield what is wrong with the header, by the first link of the chain."""
    if "chain" in stored.unread:
        return
    head = stored.header
    said = header_line(id=head.id, zone=head.zone, created_at=head.created_at)
    first = stored.links[0] if stored.links else None
    if first is None or first.position != 0:
        yield Fault(Kind.CHAIN, "position 0", "The beginning of the chain is gone.")
    elif (first.leaf, first.head) == (leaf_digest(said), first_head(said)):
        if _standing(first) != Standing(0, 0, stamp(head.created_at)):
            said_of_it = "The chain has another time or batch for the header than it had."
            yield Fault(Kind.CHAIN, "position 0", said_of_it)
    elif leaf_digest(said) == first.leaf or first_head(said) == first.head:
        yield Fault(Kind.CHAIN, "position 0", "The digest of the header was altered.")
    else:
        message = "The ledger's id, time zone or time of creation is not what it was made with."
        yield Fault(Kind.HEADER, "the header", message)


def broken_links(stored: Stored, wrong: set[int]) -> Iterator[Fault]:
    """Yield where a head does not follow from the one before, unless the fact there is at fault."""
    links = stored.links
    for number in range(1, len(links)):
        before, this = links[number - 1], links[number]
        expected = next_head(before.head, this.leaf)
        if expected == this.head or this.position in wrong:
            if expected == this.head and _is_hole_in_a_batch(before, this):
                yield _gap(before, this)
            continue
        after = links[number + 1] if number + 1 < len(links) else None
        stands = after is None or next_head(this.head, after.leaf) == after.head
        if not stands and after and next_head(expected, after.leaf) == after.head:
            where = place(this.position, this.position)
            yield Fault(Kind.CHAIN, where, f"The head of the chain at {where} was altered.")
        elif number < 2 or not _head_was_altered(links, number - 1):
            yield _gap(before, this)


def _is_hole_in_a_batch(before: Link, this: Link) -> bool:
    """Tell whether positions are left out within a batch; between two, a batch may have failed."""
    return before.position + 1 < this.position != this.batch


def _head_was_altered(links: list[Link], number: int) -> bool:
    expected = next_head(links[number - 1].head, links[number].leaf)
    return (
        expected != links[number].head
        and next_head(expected, links[number + 1].leaf) == links[number + 1].head
    )


def _gap(before: Link, this: Link) -> Fault:
    between = f"between positions {before.position} and {this.position}"
    if this.position > before.position + 1:
        return Fault(
            Kind.DROPPED, between, f"Something was dropped {between}: the chain does not follow."
        )
    where = place(this.position, this.position)
    said = f"The fact at {where} and its digest were altered: the chain does not follow."
    return Fault(Kind.ALTERED, where, said)


def time_backwards(stored: Stored, displaced: set[int]) -> Iterator[Fault]:
    """Yield where the times of recording run backwards, but those altered in the chain."""
    timed = (link for link in stored.fact_links if link.position not in displaced)
    for before, this in pairwise(timed):
        if this.recorded_at < before.recorded_at:
            where = place(this.position, this.position)
            yield Fault(
                Kind.TIME,
                where,
                f"Time runs backwards at {where}: recorded at {this.recorded_at}, after "
                f"{before.recorded_at} at position {before.position}.",
            )
