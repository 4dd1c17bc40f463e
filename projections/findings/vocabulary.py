"""The categories, parameters and units that are in use: by products, by acts, by the program."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from events.products import Measure
from events.provisions import (
    CatalogueAmended,
    CatalogueEntry,
    CatalogueIssued,
    DeterminationScope,
    ObligationWaived,
    Provision,
    RecognitionGranted,
    RegimeEstablished,
)
from projections.record.dossiers import Dossier


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Categories, and parameters with the units in which they are given."""

    categories: Set[str] = frozenset()
    units: Mapping[str, Set[str]] = field(default_factory=dict)

    def __or__(self, other: "Vocabulary") -> "Vocabulary":
        units = {
            name: {*self.units.get(name, ()), *other.units.get(name, ())}
            for name in self.units.keys() | other.units.keys()
        }
        return Vocabulary(self.categories | other.categories, units)


NO_VOCABULARY = Vocabulary()


def vocabulary_of_products(dossiers: Iterable[Dossier]) -> Vocabulary:
    """Return the words that products use on any day."""
    categories: set[str] = set()
    units: dict[str, set[str]] = {}
    for dossier in dossiers:
        categories.update(name for name in dossier.categories.values if name is not None)
        for parameters in dossier.parameters.values:
            for name, value in parameters.items():
                given = units.setdefault(name, set())
                if isinstance(value, Measure):
                    given.add(value.unit)
    return Vocabulary(categories, units)


def vocabulary_of_law(provisions: Iterable[Provision]) -> Vocabulary:
    """Return the words that provisions use."""
    categories: set[str] = set()
    units: dict[str, set[str]] = {}
    for provision in provisions:
        categories.update(name for _, name in categories_in(provision))
        for entry in entries_in(provision):
            for criterion in entry.criteria:
                given = units.setdefault(criterion.parameter, set())
                given.update([criterion.unit] if criterion.unit else [])
    return Vocabulary(categories, units)


def categories_in(provision: Provision) -> Iterator[tuple[str, str]]:
    """Yield the categories that a provision names, each with the field that does."""
    match provision:
        case RegimeEstablished(scope=DeterminationScope() as scope):
            yield from (("scope", name) for name in (*scope.in_, *scope.out))
        case ObligationWaived(categories=categories) | RecognitionGranted(categories=categories):
            yield from (("categories", name) for name in dict.fromkeys(categories or ()))
        case CatalogueIssued() | CatalogueAmended():
            named = (name for entry in entries_in(provision) for name in entry.categories)
            yield from ((_entries_field(provision), name) for name in dict.fromkeys(named))
        case _:
            pass


def entries_in(provision: Provision) -> tuple[CatalogueEntry, ...]:
    """Return the entries that a provision puts into a catalogue."""
    match provision:
        case CatalogueIssued(entries=entries) | CatalogueAmended(add=entries):
            return entries
        case _:
            return ()


def _entries_field(provision: CatalogueIssued | CatalogueAmended) -> str:
    return "entries" if isinstance(provision, CatalogueIssued) else "add"
