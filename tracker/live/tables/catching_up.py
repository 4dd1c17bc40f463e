"""Tables read what is new on record: what it touches is worked out anew, and nothing else."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from events.corrections import FactVoided
from events.facts import Fact
from events.licenses import LicenseFact
from events.mentions import LAW, license_tag, mentions, review_tag
from events.recorded import Recorded
from events.reviews import ReviewOpened
from events.tables.shelves import portions
from projections.comparing.two_laws import TwoLaws
from projections.findings.asides import sees_no_act
from projections.judging.bench import Bench
from projections.record.questions import law_book
from projections.record.visible import Horizon, visible
from tracker.gazette.vocabulary import listed_categories
from tracker.ledger import Ledger
from tracker.ledger.storage import TableRows
from tracker.live.snapshot import facts_beside_law
from tracker.live.tables.rows import SubjectRow, profile_of, rows_of, tallies_of
from tracker.live.tables.rules import rules

PORTION = 2_000
"""Of so many products the facts are in memory at a time."""

Told = Callable[[int, int], None]
"""Told how many products are worked out, and of how many."""


def quiet(done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What tables say of themselves: whose they are, by which rules, and up to where."""

    ledger: str
    rules: str
    no_act: bool
    head: bytes
    counts: bytes
    position: int


class Unfit(StrEnum):
    """Why tables cannot be read on from where they stand, but are made anew."""

    NEVER_FILLED = "never_filled"
    OTHER_LEDGER = "other_ledger"
    OTHER_RULES = "other_rules"
    OTHER_FACTS = "other_facts"
    DAMAGED = "damaged"


def standing(rows: TableRows) -> Standing | None:
    """Return what tables say of themselves; None if they were never filled."""
    found = rows.ask("SELECT ledger, rules, no_act, head, counts FROM standing")
    if not found:
        return None
    ledger, code, no_act, head, counts = found[0]
    return Standing(ledger, code, bool(no_act), bytes(head), bytes(counts), rows.position())


def unfit(stands: Standing | None, ledger: Ledger) -> Unfit | None:
    """Return why tables cannot be read on from where they stand; None if they can."""
    if stands is None:
        return Unfit.NEVER_FILLED
    if stands.ledger != ledger.id:
        return Unfit.OTHER_LEDGER
    if stands.rules != rules():
        return Unfit.OTHER_RULES
    if stands.head != ledger.chain_head(stands.position):
        return Unfit.OTHER_FACTS
    return None


def fill(rows: TableRows, ledger: Ledger, told: Told = quiet) -> None:
    """Make the tables anew from everything on record."""
    head = ledger.head()
    rows.make()
    update = _Update(rows, ledger, visible(ledger.tagged([LAW], upto=head)), head)
    products = ledger.names("product")
    for number, portion in enumerate(portions(products, PORTION)):
        told(number * PORTION, len(products))
        update.add(portion)
    told(len(products), len(products))
    update.know()
    update.finish()
    rows.index()


def catch_up(rows: TableRows, ledger: Ledger, told: Told = quiet) -> None:
    """Read what was recorded since the position at which the tables stand."""
    since, head = rows.position(), ledger.head()
    if since == head:
        return
    new = list(ledger.facts(after=since, upto=head))
    facts = ledger.tagged([LAW], upto=head)
    law = visible(facts)
    update = _Update(rows, ledger, law, head)
    products = set(_products_of(new, rows, ledger))
    laws = TwoLaws(Horizon(upto=since).visible(facts), law)
    if laws.flips:
        products.update(_touched_by(laws, rows))
        update.know()
    for number, portion in enumerate(portions(sorted(products), PORTION)):
        told(number * PORTION, len(products))
        update.replace(portion)
    update.finish()


class _Update:
    """Rows put into the tables, and what they change in what is counted over all."""

    def __init__(self, rows: TableRows, ledger: Ledger, law: Sequence[Recorded], head: int) -> None:
        self._rows, self._ledger, self._head = rows, ledger, head
        self._no_act, self._bench = sees_no_act(law), Bench(law_book(law))
        self._tallies: Counter[tuple[str, int, int]] = Counter()
        self._sorts: Counter[tuple[str, str, str]] = Counter()

    def know(self) -> None:
        """Put in every category and channel that is right, though perhaps of no product."""
        reach = self._bench.reach
        self._rows.ask("DELETE FROM known")
        for what, names in (
            ("category", reach.categories.union(listed_categories())),
            ("channel", reach.channels),
        ):
            self._rows.put("INSERT INTO known VALUES (?, ?)", ((what, name) for name in names))

    def add(self, products: Sequence[str]) -> None:
        """Put in the rows of products that have none."""
        seen = visible(facts_beside_law(self._ledger, products, self._head))
        found = rows_of(products, seen, self._bench)
        put = self._rows.put
        put("INSERT INTO products VALUES (?, ?, ?, ?, ?)", (row.values for row in found.products))
        put("INSERT INTO vendors VALUES (?, ?)", found.vendors)
        put("INSERT INTO subjects VALUES (?, ?, ?, ?, ?, ?)", (s.values for s in found.subjects))
        periods = (row for subject in found.subjects for row in subject.period_rows)
        put("INSERT INTO periods VALUES (?, ?, ?, ?, ?)", periods)
        self._count(found.subjects, 1)

    def replace(self, products: Sequence[str]) -> None:
        """Put in the rows of products in place of those that they may have."""
        for product in products:
            self._count(subjects_of(self._rows, product), -1)
        for table in ("products", "vendors", "subjects", "periods"):
            names = ((product,) for product in products)
            self._rows.put(f"DELETE FROM {table} WHERE product = ?", names)
        self.add(products)

    def _count(self, subjects: Sequence[SubjectRow], times: int) -> None:
        for key, change in tallies_of(subjects).items():
            self._tallies[key] += times * change
        for each in subjects:
            self._sorts[each.channel, each.categories, each.regimes] += times

    def finish(self) -> None:
        """Put in what is counted over all, and the position that the tables stand at now."""
        rows, ledger = self._rows, self._ledger
        rows.put(_ADD_TALLY, ((*key, change) for key, change in self._tallies.items() if change))
        rows.ask("DELETE FROM tallies WHERE change = 0")
        rows.put(_ADD_SORT, ((*key, change) for key, change in self._sorts.items() if change))
        rows.ask("DELETE FROM sorts WHERE subjects = 0")
        rows.ask("DELETE FROM standing")
        digests = ledger.chain_head(self._head), counts_digest(rows)
        stands = 1, ledger.id, rules(), int(self._no_act), *digests
        rows.put("INSERT INTO standing VALUES (?, ?, ?, ?, ?, ?)", [stands])
        if self._head > rows.position():
            rows.reached(self._head)


_ADD_TALLY = """INSERT INTO tallies VALUES (?, ?, ?, ?) ON CONFLICT (channel, status, day)
    DO UPDATE SET change = tallies.change + excluded.change"""
_ADD_SORT = """INSERT INTO sorts VALUES (?, ?, ?, ?) ON CONFLICT (channel, categories, regimes)
    DO UPDATE SET subjects = sorts.subjects + excluded.subjects"""

_COUNTED = (
    "SELECT channel, status, day, change FROM tallies ORDER BY channel, status, day",
    "SELECT channel, categories, regimes, subjects FROM sorts "
    "ORDER BY channel, categories, regimes",
    "SELECT what, name FROM known ORDER BY what, name",
)


def counts_digest(rows: TableRows) -> bytes:
    """Return what tells that nothing that is counted over all is another: 16 bytes."""
    digest = blake2b(digest_size=16)
    for statement in _COUNTED:
        digest.update(repr(rows.ask(statement)).encode())
    return digest.digest()


def subjects_of(rows: TableRows, product: str) -> list[SubjectRow]:
    """Return the subjects of a product as the tables have them."""
    periods: dict[str, list[tuple[int, int, int]]] = {}
    for channel, *period in rows.ask(
        "SELECT channel, start, until, status FROM periods WHERE product = ? "
        "ORDER BY channel, start",
        product,
    ):
        periods.setdefault(channel, []).append((period[0], period[1], period[2]))
    return [
        SubjectRow(product, channel, categories, regimes, latest, tuple(periods.get(channel, ())))
        for channel, categories, regimes, latest in rows.ask(
            "SELECT channel, categories, regimes, latest FROM subjects WHERE product = ?", product
        )
    ]


def _touched_by(laws: TwoLaws, rows: TableRows) -> Iterator[str]:
    """Yield the products that the difference of two laws may touch; some of them it may not."""
    for channel, categories, regimes in rows.ask("SELECT channel, categories, regimes FROM sorts"):
        where = "WHERE channel = ? AND categories = ? AND regimes = ?"
        sort = channel, categories, regimes
        latest = rows.ask(f"SELECT max(latest) FROM subjects {where}", *sort)[0][0]
        if laws.touching([profile_of(*sort, latest or 0)]):
            found = rows.ask(f"SELECT product FROM subjects {where}", *sort)
            yield from (product for (product,) in found)


def _products_of(new: Iterable[Recorded], rows: TableRows, ledger: Ledger) -> Iterator[str]:
    """Yield the products on which new facts bear beside the law."""
    facts = [_meant(record.fact, ledger) for record in new]
    licenses = {fact.license for fact in facts if isinstance(fact, LicenseFact)}
    reviews = {name for fact in facts if (name := getattr(fact, "review", None))}
    tags = {*map(license_tag, licenses), *map(review_tag, reviews)}
    for record in ledger.tagged(tags):
        facts.append(record.fact)
    for fact in facts:
        yield from _named(fact)
        if isinstance(fact, ReviewOpened) and fact.vendor is not None:
            found = rows.ask("SELECT product FROM vendors WHERE vendor = ?", fact.vendor)
            yield from (product for (product,) in found)


def _meant(fact: Fact, ledger: Ledger) -> Fact:
    """Return the fact that a voiding is about in the end, or the fact itself."""
    while isinstance(fact, FactVoided):
        target = ledger.fact(fact.fact)
        assert target is not None  # admission lets nobody void what is not on record
        fact = target.fact
    return fact


def _named(fact: Fact) -> Iterator[str]:
    prefix = "product:"
    return (tag.removeprefix(prefix) for tag in mentions(fact) if tag.startswith(prefix))
