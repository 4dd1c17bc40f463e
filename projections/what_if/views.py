"""A portfolio as a base has it, or as it is under a scenario, for the reminders of either."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice

from events.recorded import Recorded
from projections.comparing.changes import Subject
from projections.comparing.comparison import Comparison
from projections.judging.bench import Bench, Case
from projections.judging.reach import Profile, profile
from projections.notices.occasions.occasion import Traits
from projections.record.dossiers import Dossier
from projections.record.law import Law
from projections.record.licenses import License
from projections.record.questions import law_book
from projections.what_if.portfolio import Indexed
from projections.what_if.weighing import Weighed

NAMED_AT_MOST = 50
"""How many products at most the news of the law names."""


@dataclass(frozen=True, slots=True)
class View:
    """One side of a comparison; `own` are the products on which the scenario's facts bear.

    All others are as the base has them, be the law another. It `is_apart` if in the comparison acts
    are taken apart, under names that nobody gave them; here they stand whole.
    """

    comparison: Comparison
    is_after: bool
    is_apart: bool
    law: Sequence[Recorded]
    bench: Bench
    indexed: Indexed
    own: frozenset[str]

    @property
    def certain(self) -> Law:
        """The law that hangs on no open point."""
        return self.bench.book.law

    def dossier(self, product: str) -> Dossier:
        """Return what is on record of a product, or supposed."""
        return self.comparison.dossiers(product)[self.is_after]

    def license(self, name: str) -> License:
        """Return what is on record of a license, or supposed."""
        horizon = self.comparison.after if self.is_after else self.comparison.before
        return License(name, horizon.visible(self.comparison.files.about(("license", name))))

    def case(self, subject: Subject) -> Case:
        """Return the case of a subject, to be judged on any day."""
        if self.is_apart:
            return self.bench.case(self.dossier(subject[0]), subject[1])
        return (self.comparison.case_after if self.is_after else self.comparison.case)(subject)

    def touched(self, test: Callable[[Profile], bool]) -> Traits:
        """Return the first products of which some subject satisfies a test, and no other traits."""
        found = (product for product, _ in groupby(merge(*self._satisfying(test))))
        return Traits(tuple(islice(found, NAMED_AT_MOST)))

    def _satisfying(self, test: Callable[[Profile], bool]) -> Iterator[Iterator[str]]:
        """Yield the products that satisfy a test, sorted, for each sort of subjects."""
        yield (product for product in sorted(self.own) if self._is_satisfied(test, product))
        for most, products in self.indexed.sorts:
            if test(most):
                yield self._of_sort(test, products, most.channel)

    def _of_sort(
        self, test: Callable[[Profile], bool], products: Sequence[str], channel: str
    ) -> Iterator[str]:
        for product in products:
            if product not in self.own and test(profile(self.dossier(product), channel)):
                yield product

    def _is_satisfied(self, test: Callable[[Profile], bool], product: str) -> bool:
        dossier = self.dossier(product)
        return any(test(profile(dossier, channel)) for channel in dossier.placements)


def views(
    indexed: Indexed, weighed: Weighed, comparison: Comparison, own: frozenset[str]
) -> tuple[View, View]:
    """Return the base and what it is under scenarios."""
    laws = comparison.laws
    law = weighed.horizon.visible(weighed.files.law) if laws.flips else indexed.law
    is_apart = [record.id for record in law] != [record.id for record in laws.after]
    bench = Bench(law_book(law)) if is_apart else laws.bench(laws.flips)
    return (
        View(comparison, False, False, indexed.law, laws.bench(()), indexed, own),
        View(comparison, True, is_apart, law, bench, indexed, own),
    )
