"""How an import is undone: what it recorded is voided, fact by fact, the last first."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from events.facts import Fact
from events.mentions import license_tag, mentions, opens, product_tag, review_tag
from events.recorded import Recorded
from events.remarks import FactVoided
from events.tables.shelves import Listed, Shelves, portions
from projections.imports.bearing import Askable, Asked
from projections.imports.record import OnRecord
from projections.imports.sources import AGAIN, imported_file, imported_from, undone_because

PORTION = 500
"""So many facts are looked up together."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """The facts of an import that still count, their voidings, and later facts that hang on them.

    A fact hangs on one that opens a product or license if it names it and comes from elsewhere.
    """

    undone: Listed[Recorded]
    voidings: Listed[Fact]
    hanging: Listed[Recorded]


def undoing(record: Askable, digest: str, shelves: Shelves) -> Undoing:
    """Return what undoes the import of the file of a digest; without facts if none counts."""
    undone, voidings, hanging = shelves.shelf(), shelves.shelf(), shelves.shelf()
    opened = shelves.index()
    for each in record.facts(voidings=True):
        if imported_from(each.fact) == digest and not _restores(each.fact):
            undone.put(-each.position, each)
            opened.update(dict.fromkeys(_opened(each.fact), each.position))
    for position, voiding in enumerate(_voidings(undone, record, undone_because(digest))):
        voidings.put(position, voiding)
    for each in _hanging(record.facts(), digest, opened) if undone else ():
        hanging.put(each.position, each)
    return Undoing(undone, voidings, hanging)


def _restores(fact: Fact) -> bool:
    """Tell whether a voiding made a fact of the file count again; that fact is undone itself."""
    return isinstance(fact, FactVoided) and fact.reason == AGAIN


def _voidings(undone: Iterable[Recorded], record: Askable, because: str) -> Iterator[Fact]:
    for portion in portions(undone, PORTION):
        bearing = OnRecord(record.about(Asked(ids={each.id for each in portion})))
        for each in portion:
            yield bearing.named(FactVoided(kind="fact_voided", fact=each.id, reason=because))


def _hanging(facts: Iterable[Recorded], digest: str, opened: Container[str]) -> Iterator[Recorded]:
    """Yield the facts after the first of an import that name what it opened."""
    begun = False
    for each in facts:
        if imported_from(each.fact) == digest:
            begun = True
        elif begun and any(tag in opened for tag in mentions(each.fact)):
            yield each


def _opened(fact: Fact) -> list[str]:
    """Return the tag of what a fact opens, if others may name it."""
    name = opens(fact)
    return [_TAGS[name[0]](name[1])] if name is not None and name[0] in _TAGS else []


_TAGS = {"license": license_tag, "product": product_tag, "review": review_tag}


def imports_that_count(facts: Iterable[Recorded]) -> dict[str, str]:
    """Return the files whose imports count by digest, each by its name and how many facts do."""
    counts: dict[str, tuple[str, int]] = {}
    for each in facts:
        if digest := imported_from(each.fact):
            file, count = counts.get(digest, (imported_file(each.fact), 0))
            counts[digest] = file, count + 1
    return {
        digest: f"{file} ({count} {'fact' if count == 1 else 'facts'})"
        for digest, (file, count) in counts.items()
    }
