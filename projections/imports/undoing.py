"""How an import is undone: what it recorded is voided, fact by fact, the last first."""

from collections.abc import Sequence
from dataclasses import dataclass

from events.corrections import FactVoided
from events.facts import Fact
from events.mentions import license_tag, mentions, product_tag, review_tag
from events.openings import opens
from events.recorded import Recorded
from projections.imports.record import OnRecord
from projections.imports.sources import imported_file, imported_from, undone_because


@dataclass(frozen=True, slots=True)
class Undoing:
    """The facts of an import that still count, their voidings, and later facts that hang on them.

    A fact hangs on one that opens a product or license if it names it and comes from elsewhere.
    """

    undone: tuple[Recorded, ...]
    voidings: tuple[Fact, ...]
    hanging: tuple[Recorded, ...]


def undoing(record: OnRecord, digest: str) -> Undoing:
    """Return what undoes the import of the file of a digest; without facts if none counts."""
    undone = [each for each in record.seen if imported_from(each.fact) == digest]
    undone.reverse()
    because = undone_because(digest)
    voidings = tuple(
        record.named(FactVoided(kind="fact_voided", fact=each.id, reason=because))
        for each in undone
    )
    return Undoing(tuple(undone), voidings, tuple(_hanging(record, undone)))


def _hanging(record: OnRecord, undone: Sequence[Recorded]) -> list[Recorded]:
    opened = (opens(each.fact) for each in undone)
    tags = {_TAGS[name[0]](name[1]) for name in opened if name is not None and name[0] in _TAGS}
    positions = {each.position for each in undone}
    first = min(positions, default=0)
    return [
        each
        for each in record.seen
        if each.position > first
        and each.position not in positions
        and not tags.isdisjoint(mentions(each.fact))
    ]


_TAGS = {"license": license_tag, "product": product_tag, "review": review_tag}


def imports_that_count(record: OnRecord) -> dict[str, str]:
    """Return the files whose imports count by digest, each by its name and how many facts do."""
    counts: dict[str, tuple[str, int]] = {}
    for each in record.seen:
        if digest := imported_from(each.fact):
            file, count = counts.get(digest, (imported_file(each.fact), 0))
            counts[digest] = file, count + 1
    return {digest: f"{file} ({count} facts)" for digest, (file, count) in counts.items()}
