"""What the live tables say of a product, worked out from the facts about it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from events.licenses import LicenseIssued, LicenseScopeChanged
from events.products import ProductFact, ProductRegistered
from events.recorded import Recorded
from events.reviews import RemovalCompleted, ReviewOpened
from projections.judging.bench import Bench
from projections.judging.judgment import Status
from projections.judging.reach import Profile, profile
from projections.judging.timeline import statuses
from projections.record.dossiers import Dossier, Portfolio
from projections.record.steps import Steps

STATUSES = tuple(Status)
"""The statuses by their number in the tables."""

_NUMBER = {status: number for number, status in enumerate(STATUSES)}

EVER = 0
"""The first day of a period that has stood since ever."""

NO_END = date.max.toordinal() + 1
"""The day after the last of a period that nothing on record ends."""

PLACED, IN_NO_CHANNEL, ONLY_NAMED = 1, 0, -1
"""Where a product is: in some channel, in none, or only named by licenses and reviews."""

Period = tuple[int, int, int]
"""The first day of a status, the day after its last, and its number."""


Turns = tuple[tuple[int, str | None], ...]
"""What a product has been, each with its first day, an ordinal."""


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product: its name, its vendors and categories over all days, and where it is."""

    product: str
    name: str | None
    vendors: Turns
    categories: Turns
    placed: int

    @property
    def values(self) -> tuple[str, str | None, str, str, int]:
        """The row of the table."""
        turns = _json(self.vendors), _json(self.categories)
        return self.product, self.name, *turns, self.placed


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A product in a channel: its periods, over all days, and what law may touch it by."""

    product: str
    channel: str
    categories: str
    regimes: str
    latest: int
    periods: tuple[Period, ...]

    @property
    def values(self) -> tuple[str, str, str, str, int, bytes]:
        """The row of the table."""
        sort = self.categories, self.regimes, self.latest
        return self.product, self.channel, *sort, self.digest

    @property
    def digest(self) -> bytes:
        """What tells that neither the row nor its periods are others: 8 bytes."""
        kept = [self.product, self.channel, self.categories, self.regimes, self.latest]
        said = _json([*kept, *self.periods])
        return blake2b(said.encode(), digest_size=8).digest()

    @property
    def period_rows(self) -> Iterator[tuple[str, str, int, int, int]]:
        """The rows of its periods."""
        return ((self.product, self.channel, *period) for period in self.periods)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of some products; `vendors` are pairs (vendor, product)."""

    products: list[ProductRow]
    vendors: list[tuple[str, str]]
    subjects: list[SubjectRow]


IN_COLUMNS_FROM = 100
"""So many products are judged in columns; fewer one by one, which loads less."""


def rows_of(products: Sequence[str], seen: Sequence[Recorded], bench: Bench) -> Rows:
    """Return the rows of products, from the visible facts that can bear on them."""
    if len(products) < IN_COLUMNS_FROM:
        return _rows_one_by_one(products, seen, bench)
    return _rows_in_columns(products, seen, bench)


def _rows_one_by_one(products: Sequence[str], seen: Sequence[Recorded], bench: Bench) -> Rows:
    portfolio, bench = Portfolio(seen), bench.afresh()
    named = set(portfolio.only_named)
    rows = Rows([], [], [])
    for product in products:
        if product in portfolio:
            dossier = portfolio.dossier(product)
            rows.products.append(_product_row(dossier))
            vendors = dict.fromkeys(name for name in dossier.vendors.values if name is not None)
            rows.vendors.extend((name, product) for name in vendors)
            rows.subjects.extend(_subject_rows(dossier, bench))
        elif product in named:
            rows.products.append(ProductRow(product, None, (), (), ONLY_NAMED))
    return rows


def _rows_in_columns(products: Sequence[str], seen: Sequence[Recorded], bench: Bench) -> Rows:
    from projections.columns import columns_of, periods_of, profiles_of

    columns, wanted = columns_of(seen), set(products)
    subjects = [
        SubjectRow(product, channel, *sort_of(own), steps_in_numbers(steps))
        for own, (product, channel, steps) in zip(
            profiles_of(columns), periods_of(columns, bench).steps(), strict=True
        )
        if product in wanted
    ]
    named, described = _described(seen)
    placed = {subject.product for subject in subjects}
    categories = columns.categories_of()
    found, vendors = [], []
    for product in products:
        if product in described:
            place = PLACED if product in placed else IN_NO_CHANNEL
            fact = described[product]
            name = fact.name if fact else None
            theirs = ((fact.effective_on.toordinal(), fact.vendor),) if fact else ()
            turns = theirs, tuple(categories.get(product, ()))
            found.append(ProductRow(product, name, *turns, place))
            vendors += [(vendor, product) for _, vendor in theirs if vendor is not None]
        elif product in named:
            found.append(ProductRow(product, None, (), (), ONLY_NAMED))
    return Rows(found, vendors, subjects)


def _described(
    seen: Iterable[Recorded],
) -> tuple[set[str], dict[str, ProductRegistered | None]]:
    """Return the products that licenses and reviews name, and those of which facts speak.

    Each of the latter comes with its registration, if one is seen; there is one at most.
    """
    named: set[str] = set()
    described: dict[str, ProductRegistered | None] = {}
    for record in seen:
        match record.fact:
            case LicenseIssued(products=products) | ReviewOpened(products=products):
                named.update(products)
            case LicenseScopeChanged(add=products):
                named.update(products)
            case ProductRegistered(product=product) as fact:
                described[product] = fact
            case fact if isinstance(fact, ProductFact | RemovalCompleted):
                described.setdefault(fact.product)
            case _:
                pass
    return named, described


def _product_row(dossier: Dossier) -> ProductRow:
    placed = PLACED if dossier.placements else IN_NO_CHANNEL
    turns = _turns(dossier.vendors), _turns(dossier.categories)
    return ProductRow(dossier.product, dossier.name, *turns, placed)


def _turns(steps: Steps[str | None]) -> Turns:
    return tuple((day.toordinal(), value) for day, value in steps.steps)


def _subject_rows(dossier: Dossier, bench: Bench) -> Iterator[SubjectRow]:
    for case in bench.cases(dossier):
        sort = sort_of(profile(dossier, case.channel))
        yield SubjectRow(dossier.product, case.channel, *sort, steps_in_numbers(statuses(case)))


def steps_in_numbers(steps: Steps[Status]) -> tuple[Period, ...]:
    """Return the periods of a status, over all days."""
    starts = [EVER, *(day.toordinal() for day in steps.days)]
    numbers = [_NUMBER[steps.before], *(_NUMBER[status] for status in steps.values)]
    return tuple(zip(starts, [*starts[1:], NO_END], numbers, strict=True))


def sort_of(own: Profile) -> tuple[str, str, int]:
    """Return what law may touch a subject by: its categories, its regimes, the latest license."""
    categories = sorted(own.categories, key=lambda name: (name is not None, name))
    latest = max((day.toordinal() for _, day in own.licensed_under), default=0)
    return _json(categories), _json(sorted(name for name, _ in own.licensed_under)), latest


def profile_of(channel: str, categories: str, regimes: str, latest: int) -> Profile:
    """Return what law may touch subjects of a sort by, the latest of whose licenses is given.

    A provision that does not touch a subject of that profile touches none of them.
    """
    day = date.fromordinal(latest) if latest else date.min
    licensed = frozenset((regime, day) for regime in json.loads(regimes))
    return Profile(channel, frozenset(json.loads(categories)), licensed)


def tallies_of(subjects: Iterable[SubjectRow]) -> Counter[tuple[str, int, int]]:
    """Return by how many the subjects of a channel with a status change on a day, by these."""
    changes: Counter[tuple[str, int, int]] = Counter()
    for subject in subjects:
        for start, until, status in subject.periods:
            changes[subject.channel, status, start] += 1
            if until != NO_END:
                changes[subject.channel, status, until] -= 1
    return changes


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
