"""Names that facts may refer to, and what to say of a name that is not among them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from events.provisions import RegimeEstablished
from events.reading.words import nearest
from projections.judging.bench import Bench
from projections.record.law import Provided
from projections.record.questions import LawBook


@dataclass(frozen=True, slots=True)
class Established:
    """The regimes and channels that some act or reading establishes, on whatever day."""

    regimes: frozenset[str]
    channels: frozenset[str]


def established(bench: Bench) -> Established:
    """Return what the law of a bench establishes, under any reading of what is open."""
    regimes = (
        item.provision.regime
        for item in provided(bench.book)
        if isinstance(item.provision, RegimeEstablished)
    )
    return Established(frozenset(regimes), frozenset(bench.reach.channels))


def provided(book: LawBook) -> Iterator[Provided]:
    """Yield every provision that has effect, or would have it under a reading that is open."""
    yield from book.certain
    for question in book.open_questions:
        for reading in question.readings.values():
            yield from reading


def not_established(what: str, name: str, names: Collection[str]) -> str:
    """Return the end of a sentence on a regime or channel that no act establishes."""
    return f"{what} {name}, which no act on record establishes{did_you_mean(name, names)}"


def did_you_mean(name: str, names: Collection[str]) -> str:
    """Return the end of a sentence that suggests the nearest of some names, if one is near."""
    match = nearest(name, sorted(names))
    return f"; did you mean {match}?" if match is not None else ""
