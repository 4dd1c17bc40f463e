"""Words in acts and readings that nothing else uses: a category, a parameter, its unit.

A slip of the pen in one of them makes no error: it only makes a rule touch nothing.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from events.provisions import Criterion
from projections.findings.flaw import Flaw
from projections.findings.names import did_you_mean, provided
from projections.findings.words import Words, categories_in, entries_in
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

    def beside(self, item: Provided, words: Words) -> Words:
        """Return the words that others than the source of a provision use."""
        source = {self.source(item)}
        categories = {name for name, facts in self.categories.items() if facts - source}
        units = {
            name: {unit for unit, facts in units.items() if unit and facts - source}
            for name, units in self.units.items()
            if any(facts - source for facts in units.values())
        }
        return Words(categories, units) | words


def word_flaws(book: LawBook, words: Words, together: Set[str]) -> Iterator[Flaw]:
    """Yield the provisions with a word that neither others nor `words` use.

    The facts `together`, named by their ids, are asked as one: they do not vouch for one another.
    """
    heard = _Heard(together)
    for item in provided(book):
        heard.hear(item)
    known: dict[str, Words] = {}
    for item in provided(book):
        source = heard.source(item)
        if source not in known:
            known[source] = heard.beside(item, words)
        yield from _unheard(item, known[source])


def _unheard(item: Provided, known: Words) -> Iterator[Flaw]:
    kind = item.provision.kind
    for name, category in categories_in(item.provision):
        if category not in known.categories:
            hint = did_you_mean(category, known.categories)
            text = f"{kind} names category {category}, of which nothing else on record speaks{hint}"
            yield Flaw(item, name, "unknown-category", text)
    for code, criterion in _criteria(item):
        for what, text in _unheard_in(criterion, known):
            yield Flaw(item, "criteria", f"unknown-{what}", f"{kind}, entry {code}: {text}")


def _unheard_in(criterion: Criterion, known: Words) -> Iterator[tuple[str, str]]:
    """Yield which word of a criterion is not heard, and what to say of it."""
    parameter, unit = criterion.parameter, criterion.unit
    given = known.units.get(parameter)
    if given is None:
        hint = did_you_mean(parameter, known.units)
        yield "parameter", f"no product and no other entry has a parameter {parameter}{hint}"
    elif unit is not None and given and unit not in given:
        hint = did_you_mean(unit, given)
        yield "unit", f"no product and no other entry gives {parameter} in {unit}{hint}"


def _criteria(item: Provided) -> Iterator[tuple[str, Criterion]]:
    for entry in entries_in(item.provision):
        yield from ((entry.code, criterion) for criterion in entry.criteria)
