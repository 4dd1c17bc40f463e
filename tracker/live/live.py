"""The live view of a ledger: what is on record, read once and handed out as questions see it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from threading import RLock

from events.following import Work, tell
from events.mentions import LAW
from events.recorded import Recorded
from events.tables.shelves import portions
from projections.findings.asides import sees_no_act
from projections.record.asked import Asked
from projections.record.filing import Files
from projections.record.visible import Horizon, Viewpoint
from tracker.collector import collector_at_rest
from tracker.ledger import Ledger
from tracker.live.snapshot import (
    Snapshot,
    View,
    check_on_record,
    facts_about,
    facts_beside_law,
)
from tracker.live.tables.keeping import LiveTables

READ_ALL_ABOVE = 50
"""Of how many products at most the facts are looked up one by one."""

PORTION = 250
"""Of so many products the facts are in memory at a time, where all are gone through once."""

KEPT_VIEWS = 4
"""How many views are kept, with the law and the products worked out; the oldest is let go."""


class Live:
    """One ledger, looked at through time.

    What is on record is read once: whoever asks later makes it read what is new since the position
    that it has reached. What a question sees is the same for every day that it asks about, and is
    kept by (position, known_at, recorded_by). Until all is read, questions about a few products
    read only what can bear on these.

    Several threads may ask: one reads at a time, and snapshots and lists that were handed out do
    not change. The files do: they grow when more is read.
    """

    def __init__(self, ledger: Ledger, tables: LiveTables | None = None) -> None:
        """Take a ledger; `tables` are used where they are worth it unless they say else."""
        self.ledger = ledger
        self._tables = tables
        self._lock = RLock()
        self._records: list[Recorded] = []
        self._files, self._filed = Files(), 0
        self._views: dict[tuple[int, Horizon], View] = {}

    @property
    def tables(self) -> LiveTables:
        """The live tables of the ledger, whether any are there."""
        if self._tables is None:
            self._tables = LiveTables(self.ledger)
        return self._tables

    def asked(self, point: Viewpoint) -> Asked:
        """Return a question's points in time with the last position that it sees now."""
        by = point.recorded_by
        return Asked(point, self.ledger.head() if by is None else self.ledger.position_at(by))

    def records(self, upto: int | None = None) -> Sequence[Recorded]:
        """Return every fact on record by position, through `upto` or else the present head."""
        with self._lock:
            known = self._records[-1].position if self._records else 0
            if upto is None or known < upto:
                with collector_at_rest():
                    self._records += self.ledger.facts(after=known, upto=upto)
            end = len(self._records) if upto is None else self._place(upto)
            return self._records[:end]

    def news(self, after: int) -> Sequence[Recorded]:
        """Return the facts after a position; if nothing was read yet, nothing else is read."""
        with self._lock:
            if after and not self._records:
                return list(self.ledger.facts(after=after))
            self.records()
            return self._records[self._place(after) :]

    def files(self, products: Sequence[str] = ()) -> Files:
        """Return the facts on record, filed; of a few products perhaps only theirs and the law.

        Raises ProductNotFound if nothing on record, whenever known, names one of the products.
        """
        with self._lock:
            if self._are_few(products):
                return Files(facts_about(self.ledger, products, self.ledger.head()))
            check_on_record(self.ledger, products)
            new = self.records()[self._filed :]
            for record in new:
                self._files.add(record)
            self._filed += len(new)
            return self._files

    def about(self, products: Sequence[str] = ()) -> Sequence[Recorded]:
        """Return every fact on record, or the law and what can bear on some products.

        Raises ProductNotFound if nothing on record, whenever known, names one of the products.
        """
        if products:
            return facts_about(self.ledger, products, self.ledger.head())
        return self.records()

    def sees_no_act(self, horizon: Horizon | None = None) -> bool:
        """Tell whether a horizon sees no act, or there is none on record at all."""
        return sees_no_act((horizon or Horizon()).visible(self.ledger.tagged([LAW])))

    def snapshot(self, point: Viewpoint, products: Sequence[str] = ()) -> Snapshot:
        """Return what a question sees; of a few products only their facts and the law are read.

        Raises ProductNotFound if nothing on record, whenever known, names one of the products.
        """
        asked, horizon = self.asked(point), Horizon(point.known_at, point.recorded_by)
        if self._are_few(products):
            facts = facts_about(self.ledger, products, asked.position)
            return Snapshot(asked, View(horizon.visible(facts)))
        check_on_record(self.ledger, products)
        return Snapshot(asked, self._view(asked.position, horizon))

    def snapshot_of_law(self, asked: Asked) -> Snapshot:
        """Return what a question sees of the law alone."""
        horizon = Horizon(asked.point.known_at, asked.point.recorded_by)
        return Snapshot(
            asked, View(horizon.visible(self.ledger.tagged([LAW], upto=asked.position)))
        )

    def portions(
        self, asked: Asked, products: Sequence[str] = (), size: int | None = None
    ) -> Iterator[tuple[Sequence[str], Snapshot]]:
        """Yield products in portions, sorted, each with what a question sees of it; all if none.

        There is one portion at least, if an empty one; none has more than `size` products, or
        else than PORTION.
        Raises ProductNotFound if nothing on record names one of the products.
        """
        check_on_record(self.ledger, products)
        size = size or PORTION
        names = sorted(set(products)) or sorted(self.ledger.names("product"))
        horizon = Horizon(asked.point.known_at, asked.point.recorded_by)
        law = View(horizon.visible(self.ledger.tagged([LAW], upto=asked.position)))
        for number, some in enumerate(portions(names, size) if names else [[]]):
            tell(Work.PRODUCTS_JUDGED, number * size, len(names))
            yield some, Snapshot(asked, self._view_of(some, asked.position, horizon, law))
        tell(Work.PRODUCTS_JUDGED, len(names), len(names))

    def _view_of(self, products: Sequence[str], position: int, horizon: Horizon, law: View) -> View:
        """Return what a question sees of some products and the law, or of all that was read."""
        if self._records:
            return self._view(position, horizon)
        facts = facts_beside_law(self.ledger, products, position)
        return View(horizon.visible([*law.seen, *facts]), law.bench.book)

    def _view(self, position: int, horizon: Horizon) -> View:
        with self._lock:
            key = position, horizon
            view = self._views.pop(key, None)
            if view is None:
                view = View(horizon.visible(self.records(position)))
            self._views[key] = view
            if len(self._views) > KEPT_VIEWS:
                del self._views[next(iter(self._views))]
            return view

    def _are_few(self, products: Sequence[str]) -> bool:
        return 0 < len(products) <= READ_ALL_ABOVE and not self._records

    def _place(self, position: int) -> int:
        """Return how many of the facts read stand at a position or before it."""
        return bisect_right(self._records, position, key=lambda record: record.position)
