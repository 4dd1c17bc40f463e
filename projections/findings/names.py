"""Names that facts may refer to, and the one that may be meant by a name not among them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from events.provisions import RegimeEstablished
from events.words import nearest
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


def meant(name: str, names: Collection[str]) -> str | None:
    """Return the nearest of some names, if one is near."""
    return nearest(name, sorted(names))
