"""The record with hypothetical facts laid over it; the record itself stays as it is."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from events.recorded import Recorded
from projections.record.filing import Files, Matter
from projections.record.visible import Horizon


@dataclass(frozen=True, slots=True)
class Supposing(Horizon):
    """A horizon that also sees every fact beyond a position, whenever known or recorded."""

    beyond: int = 0

    def passes(self, facts: Iterable[Recorded]) -> list[Recorded]:
        """Return the facts within the horizon and the hypothetical ones, by position."""
        facts = list(facts)
        seen = Horizon.passes(self, (fact for fact in facts if fact.position <= self.beyond))
        return seen + sorted(
            (fact for fact in facts if fact.position > self.beyond), key=lambda fact: fact.position
        )


class Overlay(Files):
    """Files of their own, seen together with others beneath them that they leave untouched."""

    def __init__(self, beneath: Files, records: Iterable[Recorded]) -> None:
        self._beneath = beneath
        super().__init__(records)

    @property
    def products(self) -> list[str]:
        """The products of which a fact speaks as a product, sorted."""
        return sorted({*self._beneath.products, *self._first})

    def record(self, id: str) -> Recorded | None:
        """Return the fact under an id, a hypothetical one first."""
        return super().record(id) or self._beneath.record(id)

    def matter(self, id: str) -> Matter | None:
        """Return what the fact under an id speaks of, if it bears on a status."""
        return super().matter(id) or self._beneath.matter(id)

    def about(self, matter: Matter) -> Sequence[Recorded]:
        """Return the facts that lie under a matter, by position."""
        return [*self._beneath.about(matter), *super().about(matter)]

    def first_on(self, product: str) -> Recorded | None:
        """Return the first fact that speaks of a product as a product, if one does."""
        return self._beneath.first_on(product) or super().first_on(product)

    def vendors_of(self, product: str) -> Iterable[str]:
        """Return every vendor that a registration names for a product."""
        return {*self._beneath.vendors_of(product), *super().vendors_of(product)}

    def joined(self, matter: Matter) -> Set[str]:
        """Return the products on which a license or a review bears, or those of a vendor."""
        return self._beneath.joined(matter) | super().joined(matter)

    def beside(self, name: str) -> Set[Matter]:
        """Return the licenses and reviews that name a product."""
        return self._beneath.beside(name) | super().beside(name)
