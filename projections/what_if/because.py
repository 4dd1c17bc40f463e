"""Why a scenario changes a status: the facts and articles that it brings in or takes away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from events.provisions import Provision
from events.recorded import Recorded
from projections.comparing.comparison import Cause
from projections.what_if.parts import Part


@dataclass(frozen=True, slots=True)
class Because:
    """A fact that counts under a scenario only (`added`), or no more.

    It is `supposed` if it stands in the scenario and not on record; of a supposed act the `article`
    and those of its `provisions` are told that are needed for the change. `positions` are those of
    the fact and its provisions, as they are judged: two that have the same are the same.
    """

    positions: tuple[int, ...]
    added: bool
    supposed: bool = field(compare=False)
    record: Recorded = field(compare=False)
    article: str | None = field(default=None, compare=False)
    provisions: tuple[Provision, ...] = field(default=(), compare=False)


def because(causes: Iterable[Cause], parts: Mapping[int, Part]) -> tuple[Because, ...]:
    """Return causes as they are told: the provisions of an article together, under their act."""
    found: dict[object, Because] = {}
    for cause in causes:
        position = cause.record.position
        part = parts.get(position)
        if part is None:
            found[position] = Because((position,), cause.added, False, cause.record)
            continue
        key = part.whole.position, part.article, cause.added
        before = found.get(key)
        positions = (*(before.positions if before else ()), position)
        provisions = (*(before.provisions if before else ()), *part.provisions)
        found[key] = Because(positions, cause.added, True, part.whole, part.article, provisions)
    return tuple(found.values())
