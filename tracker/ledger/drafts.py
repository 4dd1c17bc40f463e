"""A fact ready to be recorded: under its name, and in the bytes that will be kept."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid5

from events.facts import Fact, canonical_around_id, canonical_json


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact of a batch with its id, and its canonical JSON, id included."""

    index: int
    id: str
    fact: Fact
    content: bytes

    @property
    def place(self) -> str:
        """Where the fact stands, in words."""
        return f"number {self.index + 1} of this batch"


def draft(facts: Iterable[Fact]) -> list[Draft]:
    """Return the facts as drafts; those without an id get one made up from their content.

    Recording a file again must change nothing, so equal facts get equal ids; a fact that a batch
    repeats gets another id each time, the same ones in every run.
    """
    return [*drafted(facts)]


def drafted(facts: Iterable[Fact]) -> Iterator[Draft]:
    """Yield the facts as drafts, as `draft` returns them."""
    seen: Counter[bytes] = Counter()
    for index, fact in enumerate(facts):
        yield _draft(index, fact, seen)


def _draft(index: int, fact: Fact, seen: Counter[bytes]) -> Draft:
    if fact.id is not None:
        return Draft(index, fact.id, fact, canonical_json(fact))
    before, after = canonical_around_id(fact)
    content = before + after
    seen[content] += 1
    id = made_up_id(content, occurrence=seen[content])
    named = fact.model_copy(update={"id": id})  # not validated, and need not be: a valid name
    return Draft(index, id, named, b'%s"id":"%s",%s' % (before, id.encode(), after))


STREAMS = UUID("5f0c8a52-6a43-4d0e-9c0b-2f3f1c6d8e71")
"""The namespace of the stream ids; it never changes, or facts could be recorded twice."""


def stream_of(id: str) -> UUID:
    """Return the stream under which the store files the fact of an id; its one event is the fact.

    That a stream has one event makes the id unique.
    """
    return uuid5(STREAMS, id)


def made_up_id(content: bytes, *, occurrence: int = 1) -> str:
    """Return the id of a fact that came without, from its canonical JSON."""
    repeated = b"" if occurrence == 1 else b" %d" % occurrence
    return f"f-{sha256(content + repeated).hexdigest()[:20]}"
