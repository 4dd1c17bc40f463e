"""What a question sees of a ledger, and what it may not ask."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from zoneinfo import ZoneInfo

from events.licenses import LicenseIssued, LicenseScopeChanged
from events.mentions import LAW, license_tag, product_tag, review_tag, vendor_tag
from events.products import ProductRegistered
from events.recorded import Recorded
from events.reviews import ReviewOpened
from projections.findings.asides import Asides, sees_no_act, strays, unplaced
from projections.judging.bench import Bench, Case
from projections.record.asked import Asked
from projections.record.dossiers import Portfolio
from projections.record.questions import LawBook, law_book
from projections.record.visible import Viewpoint
from tracker.errors import TrackerError
from tracker.gazette.vocabulary import listed_categories
from tracker.ledger import Ledger


class ProductNotFound(TrackerError):
    """No fact on record names the product."""

    code = "product_not_found"

    def __init__(self, product: str, known: Sequence[str]) -> None:
        near = get_close_matches(product, known, n=1)
        super().__init__(
            f"No fact on record names product '{product}'.",
            f"Did you mean '{near[0]}'?" if near else "It was never recorded in this ledger.",
            "Run 'tracker products' to see every product on record.",
        )


class BeforeTheFirstFact(TrackerError):
    """A question asks for a time before any fact that could answer it."""

    code = "before_the_first_fact"

    def __init__(
        self, what: str, why: str, advice: str = "Ask for that day or a later one."
    ) -> None:
        super().__init__(f"The ledger holds no fact {what}:", f"{why}.", advice)


class NotPassed(TrackerError):
    """An answer that is to be kept was asked for at a time that has not passed."""

    code = "time_not_passed"

    def __init__(self, asked: str, now: str, position: int) -> None:
        super().__init__(
            f"The question looks ahead: {asked} has not passed, it is {now}.",
            "What is recorded until then can change the answer, so that the same question would be "
            "answered in two ways.",
            f"Leave it out: the answer then tells up to which position it saw, now {position}. Or "
            "name a time that has passed.",
        )


@dataclass(frozen=True)
class View:
    """The facts that questions see, and what is worked out from them when it is first needed.

    `law` is the same law, if it was read already.
    """

    seen: Sequence[Recorded]
    law: LawBook | None = None

    @cached_property
    def no_act(self) -> bool:
        """Whether no act is seen, so that statuses rest on no law."""
        return sees_no_act(self.seen)

    @cached_property
    def bench(self) -> Bench:
        """The law, under every reading."""
        return Bench(self.law or law_book(self.seen))

    @cached_property
    def portfolio(self) -> Portfolio:
        """The products, licenses and reviews."""
        return Portfolio(self.seen)


@dataclass(frozen=True)
class Snapshot:
    """What a question sees of a ledger; those that ask about other days may share the view."""

    asked: Asked
    view: View

    @property
    def viewpoint(self) -> Viewpoint:
        """The three answers to "when"."""
        return self.asked.point

    @property
    def position(self) -> int:
        """The last position that is seen."""
        return self.asked.position

    @property
    def seen(self) -> Sequence[Recorded]:
        """The facts that are seen."""
        return self.view.seen

    @property
    def no_act(self) -> bool:
        """Whether no act is seen."""
        return self.view.no_act

    @property
    def bench(self) -> Bench:
        """The law, under every reading."""
        return self.view.bench

    @property
    def portfolio(self) -> Portfolio:
        """The products, licenses and reviews."""
        return self.view.portfolio

    def cases(self, products: Iterable[str] = (), channel: str | None = None) -> Iterator[Case]:
        """Yield the case of each subject, by product and channel; all products if none is named."""
        for product in sorted(set(products)) or self.portfolio.products:
            for case in self.bench.cases(self.portfolio.dossier(product)):
                if channel is None or case.channel == channel:
                    yield case

    def asides(
        self, cases: Iterable[Case], products: Collection[str] = (), days: Sequence[date] = ()
    ) -> Asides:
        """Return what is to be said beside the status of cases, on the day asked for or on several.

        Of `products` without a case it is said why they have none; of all if none is named.
        """
        groups = (
            (
                [case.dossier.product],
                case.channel,
                {case.dossier.categories.at(day) for day in days or [self.viewpoint.as_of]},
            )
            for case in cases
        )
        known = strays(groups, [self.bench.reach], listed_categories)
        return Asides(self.no_act, unplaced(self.portfolio, products), known)


def check_on_record(ledger: Ledger, products: Iterable[str]) -> None:
    """Raise ProductNotFound if nothing on record, whenever known, names one of the products."""
    for product in products:
        if not ledger.tagged([product_tag(product)]):
            raise ProductNotFound(product, ledger.names("product"))


def check_not_before_the_first_fact(
    ledger: Ledger, facts: Iterable[Recorded], viewpoint: Viewpoint
) -> None:
    """Raise BeforeTheFirstFact if a date of a question lies before all that could answer it."""
    records = list(facts)
    first = next(ledger.facts(upto=1), None)
    if first is None:
        raise BeforeTheFirstFact("at all", "nothing was recorded in it", "Record facts first.")
    if viewpoint.recorded_by is not None and viewpoint.recorded_by < first.recorded_at:
        instant = viewpoint.recorded_by.isoformat(timespec="seconds")
        since = first.recorded_at.astimezone(ZoneInfo(ledger.zone)).isoformat(timespec="seconds")
        raise BeforeTheFirstFact(f"recorded by {instant}", f"its first was recorded at {since}")
    known = min((r.known_on for r in records), default=None)
    if known is not None and viewpoint.known_at is not None and viewpoint.known_at < known:
        raise BeforeTheFirstFact(
            f"known by {viewpoint.known_at}", f"the first was known on {known}"
        )
    days = [day for r in records if (day := r.fact.knowable_from) is not None]
    if days and viewpoint.as_of < min(days):
        raise BeforeTheFirstFact(
            f"that counts on {viewpoint.as_of}", f"the first counts {min(days)}"
        )


def check_has_passed(ledger: Ledger, viewpoint: Viewpoint, now: datetime) -> None:
    """Raise NotPassed if an answer would look at what can still be known or recorded.

    Today's knowledge may be asked for: what is found out later today is recorded at a later
    position, and an answer tells its own. The day that is judged may lie ahead.
    """
    by, known_at, zone = viewpoint.recorded_by, viewpoint.known_at, ZoneInfo(ledger.zone)
    if by is not None and by >= ledger.stamp_at(now):
        raise NotPassed(f"recorded by {_told(by)}", _told(now.astimezone(zone)), ledger.head())
    today = now.astimezone(zone).date()
    if known_at is not None and known_at > today:
        raise NotPassed(f"known at {known_at}", str(today), ledger.head())


def _told(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def facts_about(ledger: Ledger, products: Sequence[str], upto: int) -> list[Recorded]:
    """Return the law and every fact that can bear on some products, through a position.

    Raises ProductNotFound if nothing on record names one of the products.
    """
    check_on_record(ledger, products)
    law = ledger.tagged([LAW], upto=upto)
    return _by_position([*law, *facts_beside_law(ledger, products, upto)])


def facts_beside_law(ledger: Ledger, products: Sequence[str], upto: int) -> list[Recorded]:
    """Return every fact beside the law that can bear on some products, through a position."""
    named = ledger.tagged(map(product_tag, products), upto=upto)
    beside = ledger.tagged(_tags_beside(named), upto=upto)
    found = [*named, *beside]
    reviews = {review_tag(r.fact.review) for r in found if isinstance(r.fact, ReviewOpened)}
    return _by_position([*found, *ledger.tagged(reviews, upto=upto)])


def _by_position(records: Iterable[Recorded]) -> list[Recorded]:
    found = {record.position: record for record in records}
    return [found[position] for position in sorted(found)]


def _tags_beside(records: Iterable[Recorded]) -> set[str]:
    """Return the tags of the licenses and vendors' reviews that bear on the same products."""
    tags = set()
    for record in records:
        match record.fact:
            case LicenseIssued(license=license) | LicenseScopeChanged(license=license):
                tags.add(license_tag(license))
            case ProductRegistered(vendor=vendor) if vendor is not None:
                tags.add(vendor_tag(vendor))
            case _:
                pass
    return tags
