"""Findings on reviews: what they name, and whom they nearly name."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from unicodedata import normalize

from events.products import ProductRegistered
from events.recorded import Recorded
from events.reviews import RemovalCompleted, RemovalOrdered, ReviewConcluded, ReviewOpened
from projections.findings.finding import About, Finding
from projections.findings.flaws import Flaw, Unknown, VendorNearlyNamed
from projections.findings.names import Established, meant
from projections.record.dossiers import Portfolio

_NEARLY_EQUAL = 0.9

Opened = tuple[Recorded, ReviewOpened]


def review_findings(
    records: Sequence[Recorded], portfolio: Portfolio, names: Established
) -> Iterator[Finding]:
    """Find reviews never opened, names they give that nothing bears, and vendors nearly named."""
    opened = [(r, r.fact) for r in records if isinstance(r.fact, ReviewOpened)]
    yield from _never_opened(records, {fact.review for _, fact in opened})
    products = set(portfolio.products)
    vendors = set(_products_by_vendor(records))
    for record, fact in opened:
        for flaw in _unknown_names(fact, products, vendors, names):
            yield Finding(About("review", fact.review), flaw, (record.id,))
    yield from _nearly_named(records, opened)


def _never_opened(records: Iterable[Recorded], opened: set[str]) -> Iterator[Finding]:
    for record in records:
        fact = record.fact
        if isinstance(fact, ReviewConcluded | RemovalOrdered | RemovalCompleted) and (
            fact.review is not None and fact.review not in opened
        ):
            flaw = Unknown(fact.kind, "review", fact.review, meant(fact.review, opened))
            yield Finding(About("review", fact.review), flaw, (record.id,))


def _unknown_names(
    fact: ReviewOpened, products: set[str], vendors: set[str], names: Established
) -> Iterator[Flaw]:
    """Find a channel, products or a vendor of a review of which nothing else is on record.

    A review that cites a source is public and may well concern only the products of others: of
    its vendor nothing is said here. One that is nearly named is found all the same.
    """
    if fact.channel not in names.channels:
        near = meant(fact.channel, names.channels)
        yield Unknown(fact.kind, "channel", fact.channel, near)
    for product in {*fact.products} - products:
        yield Unknown(fact.kind, "product", product, meant(product, products))
    if fact.vendor is not None and fact.vendor not in vendors and not fact.source:
        yield Unknown(fact.kind, "vendor", fact.vendor, meant(fact.vendor, vendors))


def _nearly_named(records: Iterable[Recorded], opened: Sequence[Opened]) -> Iterator[Finding]:
    """Find products that a review passes by because their vendor is written otherwise."""
    by_vendor = _products_by_vendor(records)
    near = cache(lambda named: _near(named, by_vendor))
    for record, fact in opened:
        named = fact.vendor
        if named is None:
            continue
        for vendor in near(named):
            flaw = VendorNearlyNamed(vendor, named, fact.review)
            for product, registration in by_vendor[vendor]:
                if product not in fact.products:
                    yield Finding(About("product", product), flaw, (registration.id, record.id))


def _products_by_vendor(records: Iterable[Recorded]) -> dict[str, list[tuple[str, Recorded]]]:
    """Return the products that are registered with each vendor."""
    found: dict[str, list[tuple[str, Recorded]]] = {}
    for record in records:
        if isinstance(record.fact, ProductRegistered) and record.fact.vendor is not None:
            found.setdefault(record.fact.vendor, []).append((record.fact.product, record))
    return found


def _near(named: str, vendors: Iterable[str]) -> list[str]:
    """Return the vendors that may be meant by a name that differs; only letters and digits count.

    >>> _near("Acme Networks", ["ACME Networks, Ltd.", "Acme Networks", "Other"])
    ['ACME Networks, Ltd.']
    """
    other = _plainly(named)
    matcher = SequenceMatcher(None, b=other, autojunk=False)  # reads its second text but once
    return [each for each in vendors if each != named and _is_near(_plainly(each), other, matcher)]


def _is_near(one: str, other: str, matcher: SequenceMatcher[str]) -> bool:
    if not one or not other:
        return False
    if one in other or other in one:
        return True
    matcher.set_seq1(one)
    bounds = matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio  # the cheapest first
    return all(bound() >= _NEARLY_EQUAL for bound in bounds)


@lru_cache(maxsize=100_000)
def _plainly(name: str) -> str:
    return "".join(char for char in normalize("NFKC", name).casefold() if char.isalnum())
