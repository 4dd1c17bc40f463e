"""Whom a piece of news touches, kept up to date product by product."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from projections.judging.reach import Profile
from projections.notices.occasions.news import News
from projections.notices.occasions.occasion import Occasion, Traits
from projections.record.dossiers import Dossier


@dataclass(frozen=True, slots=True)
class _Share:
    """What one product adds to the traits of those touched."""

    channels: frozenset[str]
    categories: frozenset[str]
    vendors: frozenset[str]


class Audience:
    """The products that one piece of news touches; a change of one costs nothing of the others."""

    def __init__(self, news: News) -> None:
        self._news = news
        self._shares: dict[str, _Share] = {}
        self._products: list[str] = []
        self._channels: Counter[str] = Counter()
        self._categories: Counter[str] = Counter()
        self._vendors: Counter[str] = Counter()

    def put(self, dossier: Dossier, subjects: Iterable[Profile]) -> bool:
        """Enter a product with its subjects as it is now; returns whether it makes a difference."""
        return self._set(dossier.product, self._share(dossier, subjects))

    def remove(self, product: str) -> bool:
        """Take a product out; returns whether that makes a difference."""
        return self._set(product, None)

    def told(self) -> Iterator[Occasion]:
        """Yield the occasions with the traits of those touched; none if nobody is."""
        traits = Traits(
            tuple(self._products),
            _sorted(self._channels),
            categories=_sorted(self._categories),
            vendors=_sorted(self._vendors),
        )
        return self._news.told(traits)

    def _share(self, dossier: Dossier, subjects: Iterable[Profile]) -> _Share | None:
        touched = [each for each in subjects if self._news.touches(each)]
        if not touched:
            return None
        return _Share(
            frozenset(each.channel for each in touched),
            frozenset(name for each in touched for name in each.categories if name),
            frozenset(name for name in dossier.vendors.values if name),
        )

    def _set(self, product: str, share: _Share | None) -> bool:
        before = self._shares.pop(product, None)
        if share is not None:
            self._shares[product] = share
        if share == before:
            return False
        if before is None:
            insort(self._products, product)
        elif share is None:
            del self._products[bisect_left(self._products, product)]
        for sign, each in ((-1, before), (1, share)):
            if each is not None:
                self._count(each, sign)
        return True

    def _count(self, share: _Share, sign: int) -> None:
        for counts, names in (
            (self._channels, share.channels),
            (self._categories, share.categories),
            (self._vendors, share.vendors),
        ):
            counts.update(dict.fromkeys(names, sign))


def _sorted(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name, count in counts.items() if count))
