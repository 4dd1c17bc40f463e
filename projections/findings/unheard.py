"""Words in acts and readings that nothing else uses: a category, a parameter, its unit.

A slip of the pen in one of them makes no error: it only makes a rule touch nothing.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from events.provisions import Criterion
from projections.findings.finding import Flawed
from projections.findings.flaws import Unknown, UnknownInCriterion
from projections.findings.names import meant, provided
from projections.findings.vocabulary import Vocabulary, categories_in, entries_in
from projections.record.law import Provided
from projections.record.questions import LawBook

Sources = dict[str, set[str]]
"""The facts of law that use a word, by the word."""


@dataclass(slots=True)
class _Heard:
    """Who uses which words; facts that are taken together count as one source."""

    together: Set[str]
    categories: Sources = field(default_factory=dict)
    units: dict[str, Sources] = field(default_factory=dict)

    def source(self, item: Provided) -> str:
        return "" if item.fact_id in self.together else item.fact_id

    def hear(self, item: Provided) -> None:
        source = self.source(item)
        for _, category in categories_in(item.provision):
            self.categories.setdefault(category, set()).add(source)
        for _, criterion in _criteria(item):
            units = self.units.setdefault(criterion.parameter, {})
            units.setdefault(criterion.unit or "", set()).add(source)

    def beside(self, item: Provided, known: Vocabulary) -> Vocabulary:
        """Return the words that others than the source of a provision use."""
        source = {self.source(item)}
        categories = {name for name, facts in self.categories.items() if facts - source}
        units = {
            name: {unit for unit, facts in units.items() if unit and facts - source}
            for name, units in self.units.items()
            if any(facts - source for facts in units.values())
        }
        return Vocabulary(categories, units) | known


def word_flaws(book: LawBook, known: Vocabulary, together: Set[str]) -> Iterator[Flawed]:
    """Yield the provisions with a word that neither others use nor is `known`.

    The facts `together`, named by their ids, are asked as one: they do not vouch for one another.
    """
    heard = _Heard(together)
    for item in provided(book):
        heard.hear(item)
    beside: dict[str, Vocabulary] = {}
    for item in provided(book):
        source = heard.source(item)
        if source not in beside:
            beside[source] = heard.beside(item, known)
        yield from _unheard(item, beside[source])


def _unheard(item: Provided, known: Vocabulary) -> Iterator[Flawed]:
    kind = item.provision.kind
    for field_name, category in categories_in(item.provision):
        if category not in known.categories:
            near = meant(category, known.categories)
            yield Flawed(item, field_name, Unknown(kind, "category", category, near))
    for entry, criterion in _criteria(item):
        parameter, unit = criterion.parameter, criterion.unit
        given = known.units.get(parameter)
        if given is None:
            near = meant(parameter, known.units)
            yield Flawed(item, "criteria", UnknownInCriterion(kind, entry, parameter, None, near))
        elif unit is not None and given and unit not in given:
            flaw = UnknownInCriterion(kind, entry, parameter, unit, meant(unit, given))
            yield Flawed(item, "criteria", flaw)


def _criteria(item: Provided) -> Iterator[tuple[str, Criterion]]:
    for entry in entries_in(item.provision):
        yield from ((entry.code, criterion) for criterion in entry.criteria)
