"""Every occasion that facts tell of, put together product by product and license by license."""

from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache

from events.following import Work, follow
from events.recorded import Recorded
from projections.comparing.needs import Need, needs_from
from projections.judging.bench import Bench
from projections.notices.occasions.licensing import endings
from projections.notices.occasions.news import news, touching
from projections.notices.occasions.occasion import Occasion
from projections.notices.occasions.removals import removals_due
from projections.notices.occasions.statuses import worsenings
from projections.record.dossiers import Dossier, Portfolio
from projections.record.licenses import License
from projections.record.questions import law_book
from projections.record.visible import visible


@dataclass(frozen=True, slots=True)
class Unworkable:
    """The occasions of a subject, ("product", name) or ("license", name), cannot be worked out."""

    subject: tuple[str, str]
    error: Exception


Failed = Callable[[Unworkable], None]
"""Told of what cannot be worked out, so that the rest can go on."""


def occasions_in(
    facts: Iterable[Recorded], failed: Failed | None = None, only: Set[str] = frozenset()
) -> Iterator[Occasion]:
    """Yield every occasion, past and to come, that facts tell of, whatever the policy.

    With `failed`, a subject that cannot be worked out is told there and left out. With `only`, the
    occasions of some products are worked out alone, just as among all the others.
    """
    seen = visible(facts)
    bench, portfolio = Bench(law_book(seen)), Portfolio(seen)
    dossier = cache(portfolio.dossier)
    sound = []
    for product in follow(Work.PRODUCTS_LOOKED_AT, portfolio.products):
        with left_out(("product", product), failed):
            if not only or product in only:
                yield from list(product_occasions(dossier(product), bench))
            sound.append(dossier(product))
    for name in follow(Work.LICENSES_LOOKED_AT, portfolio.licenses):
        if only and only.isdisjoint(portfolio.license(name).products):
            continue
        with left_out(("license", name), failed):
            yield from list(license_occasions(portfolio.license(name), bench, dossier))
    for occasion in law_occasions(seen, bench, sound):
        if not only or not only.isdisjoint(occasion.traits.products):
            yield occasion


@contextmanager
def left_out(subject: tuple[str, str], failed: Failed | None) -> Iterator[None]:
    """Leave out a subject that cannot be worked out; it is told to `failed`, or else raised."""
    try:
        yield
    except Exception as error:
        if failed is None:
            raise
        failed(Unworkable(subject, error))


def product_occasions(
    dossier: Dossier, bench: Bench, first: date = date.min, end: date = date.max
) -> Iterator[Occasion]:
    """Yield a product's changes for the worse, channel by channel, and its removals.

    Only changes from one day on and before another are worked out.
    """
    for case in bench.cases(dossier):
        yield from worsenings(case, bench.book, first, end)
    yield from removals_due(dossier)


def license_occasions(
    license: License, bench: Bench, dossier: Callable[[str], Dossier]
) -> Iterator[Occasion]:
    """Yield a license's last valid days and the days to apply by; `dossier` gives its products."""
    certain = bench.judge(())

    def missing(product: str, day: date) -> Iterator[Need]:
        for case in bench.cases(dossier(product)):
            yield from needs_from(day, case, bench.book)

    yield from endings(license, certain.assessor.of(license), certain.law, dossier, missing)


def law_occasions(
    seen: list[Recorded], bench: Bench, dossiers: Iterable[Dossier], first: date = date.min
) -> Iterator[Occasion]:
    """Yield what changed in the law on some day or later that touches some of the products.

    Of the facts seen only those that make law are read.
    """
    yield from news(seen, bench, touching(dossiers), first)
