"""Side tables held against the facts: ids, tags, batches, and the columns beside a fact."""

from collections.abc import Hashable, Iterable, Iterator

from events.facts import Fact, canonical_json
from events.mentions import leans_on, mentions, opens
from events.remarks import FactVoided
from tracker.integrity.faults import Fault, Kind, place
from tracker.integrity.stored import FactRow, Stored
from tracker.ledger.drafts import stream_of
from tracker.ledger.tags import opening_tag, voiding_tag


def views(stored: Stored, wrong: set[int], displaced: set[int]) -> Iterator[Fault]:
    """Yield every row that disagrees with the facts, but those of facts that are wrong anyway.

    Of the batches, those are passed over whose time or extent was altered in the chain.
    """
    yield from _batches(stored, displaced)
    rows = [row for row in stored.facts.values() if row.fact and row.position not in wrong]
    for row in rows:
        yield from _columns(row)
    ids = {(row.fact.id, row.position) for row in rows if row.fact}
    passed_over = wrong | {at for at, row in stored.facts.items() if row.fact is None}
    if "fact_ids" not in stored.unread:
        yield from _differing("id", ids, stored.ids, passed_over)
    if "fact_tags" not in stored.unread:
        yield from _differing("tag", _tags(stored, passed_over), stored.tags, passed_over)


def _columns(row: FactRow) -> Iterator[Fault]:
    if not row.fact:
        return
    where = place(row.position, row.position)
    if row.topic != row.fact.kind:
        said = f"The row of {where} calls it '{row.topic}'; the fact is a '{row.fact.kind}'."
        yield Fault(Kind.VIEWS, where, said)
    stream = stream_of(row.fact.id or "")
    if row.stream not in (stream.hex, str(stream)) or row.version != 1:
        said = f"The row of {where} is not filed under the fact's id '{row.fact.id}' alone."
        yield Fault(Kind.VIEWS, where, said)
    if row.content != canonical_json(row.fact):
        said = f"The bytes of {where} are not canonical for this version of the tracker."
        yield Fault(Kind.VIEWS, where, said)


def _batches(stored: Stored, displaced: set[int]) -> Iterator[Fault]:
    if {"batches", "chain"} & stored.unread:
        return
    spans: dict[int, tuple[int, str]] = {}
    for link in stored.fact_links:
        spans[link.batch] = (link.position, link.recorded_at)
    told = {(last, first, at) for first, (last, at) in spans.items()}
    passed_over = [
        range(first, last + 1)
        for last, first, _ in stored.batches
        if any(first <= position <= last for position in displaced)
    ]
    for last, first, at in sorted({*stored.batches} - told):
        if range(first, last + 1) in passed_over:
            continue
        where = place(first, last)
        said = f"The row of the batch of {where}, {at}, disagrees with the chain."
        yield Fault(Kind.VIEWS, where, said)
    ends = {last for last, _, _ in stored.batches}
    for last, first, _ in sorted(told):
        if last not in ends and not any(last in span for span in passed_over):
            where = place(first, last)
            yield Fault(Kind.VIEWS, where, f"The row of the batch of {where} is gone.")


def tags_by_position(facts: Iterable[tuple[int, Fact]]) -> dict[int, frozenset[str]]:
    """Return the tags of facts, given in the order of their positions."""
    about: dict[str, frozenset[str]] = {}
    return {at: _tags_of(fact, about) for at, fact in facts}


def _tags(stored: Stored, passed_over: set[int]) -> set[tuple[str, int]]:
    facts = ((at, row.fact) for at, row in sorted(stored.facts.items()) if row.fact)
    found = tags_by_position(facts)
    return {(tag, at) for at, tags in found.items() if at not in passed_over for tag in tags}


def _tags_of(fact: Fact, about: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return the tags of a fact, those of what it leans on among them, wherever that chain ends."""
    about[fact.id or ""] = mentions(fact) | about.get(leans_on(fact) or "", frozenset())
    return about[fact.id or ""] | own_tags(fact)


def own_tags(fact: Fact) -> frozenset[str]:
    """Return the tags that a fact shares with none that leans on it."""
    voided = {voiding_tag(fact.fact)} if isinstance(fact, FactVoided) else set()
    opened = opens(fact)
    return frozenset(voided | ({opening_tag(*opened)} if opened else set()))


def _differing(
    what: str,
    told: Iterable[tuple[Hashable, int]],
    kept: Iterable[tuple[Hashable, int]],
    passed_over: set[int],
) -> Iterator[Fault]:
    told, kept = set(told), {(word, at) for word, at in kept if at not in passed_over}
    for word, at in sorted(kept - told, key=str):
        where = f"position {at}"
        said = f"The {what} '{word}' is listed for {where}, where no fact has it."
        yield Fault(Kind.VIEWS, where, said)
    for word, at in sorted(told - kept, key=str):
        where = f"position {at}"
        yield Fault(Kind.VIEWS, where, f"The {what} '{word}' of {where} is not listed.")
