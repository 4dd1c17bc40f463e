"""What questions read from the live tables, in one transaction."""

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from projections.judging.judgment import Status
from tracker.ledger.errors import TablesDamaged
from tracker.ledger.storage import TableRows
from tracker.live.tables.rows import (
    EVER,
    IN_NO_CHANNEL,
    NO_END,
    ONLY_NAMED,
    STATUSES,
    ProductRow,
    SubjectRow,
    Turns,
)

PAGE = 500
"""So many subjects are read at a time."""


@dataclass(frozen=True, slots=True)
class Stands:
    """The status of a subject on a day, its first day, the day after its last, and the next status.

    `since` is None if it always was so, `until` if nothing on record ends it.
    """

    product: str
    channel: str
    status: Status
    since: date | None
    until: date | None
    after: Status | None


Tallies = Counter[tuple[str, Status]]
"""How many subjects have a status, by channel and status."""


class Reader:
    """The live tables at a position, for one question."""

    def __init__(self, rows: TableRows, location: str) -> None:
        self._rows, self._location = rows, location
        self.position = rows.position()

    def tallies(self, day: date) -> Tallies:
        """Return how many subjects have a status on a day, by channel and status."""
        found = self._rows.ask(
            "SELECT channel, status, sum(change) FROM tallies WHERE day <= ? "
            "GROUP BY channel, status",
            day.toordinal(),
        )
        counts = {(channel, STATUSES[status]): int(many) for channel, status, many in found}
        return Counter({key: many for key, many in counts.items() if many})

    @cached_property
    def no_act(self) -> bool:
        """Whether no act is on record."""
        return bool(self._rows.ask("SELECT no_act FROM standing")[0][0])

    def subjects(
        self, after: tuple[str, str] = ("", ""), channel: str | None = None
    ) -> Iterator[SubjectRow]:
        """Yield the subjects behind a product and channel, in their order.

        Raises TablesDamaged if a row is not as it was written.
        """
        while found := self._page(after):
            yield from (each for each in found if channel in (None, each.channel))
            after = found[-1].product, found[-1].channel

    def ending(self, day: date, last: date) -> Tallies:
        """Return how many subjects have a status on a day that ends by another, by both.

        `last` is the latest last day of the status, included.
        """
        found = self._rows.ask(
            "SELECT channel, status, count(*) FROM periods WHERE until > ? AND until <= ? "
            "AND start <= ? GROUP BY channel, status",
            *(day.toordinal(), min(last.toordinal() + 1, NO_END - 1), day.toordinal()),
        )
        return Counter({(channel, STATUSES[status]): many for channel, status, many in found})

    def stands(self, day: date, *, channel: str | None = None) -> Iterator[Stands]:
        """Yield how subjects stand on a day, in order of product and channel.

        Raises TablesDamaged.
        """
        return (standing_on(subject, day) for subject in self.subjects(channel=channel))

    def page(
        self,
        day: date,
        channel: str | None,
        only: Collection[Status],
        ends_by: date | None = None,
        *,
        first: int,
        size: int,
    ) -> list[Stands]:
        """Return so many of the subjects that have a status, from the number `first` (1) on.

        With `ends_by`, of those whose status has its last day then at the latest. They come in
        order of product and channel. Raises TablesDamaged.
        """
        numbers = ", ".join(str(STATUSES.index(status)) for status in sorted(only or STATUSES))
        conditions = ["start <= ?", "until > ?", f"status IN ({numbers})"]
        values: list[Any] = [day.toordinal(), day.toordinal()]
        if channel is not None:
            conditions.append("channel = ?")
            values.append(channel)
        if ends_by is not None:
            conditions.append("until <= ?")
            values.append(min(ends_by.toordinal() + 1, NO_END - 1))
        found = self._rows.ask(
            f"SELECT product, channel FROM periods WHERE {' AND '.join(conditions)} "
            "ORDER BY product, channel LIMIT ? OFFSET ?",
            *(*values, size, first - 1),
        )
        return [standing_on(self._subject(*each), day) for each in found]

    def product(self, name: str) -> ProductRow:
        """Return what a product is, over all days; raises TablesDamaged if it is gone."""
        found = self._rows.ask(
            "SELECT name, vendors, categories, placed FROM products WHERE product = ?", name
        )
        if not found:
            raise TablesDamaged(self._location, f"product '{name}' is gone")
        called, vendors, categories, placed = found[0]
        return ProductRow(name, called, _turns(vendors), _turns(categories), placed)

    @cached_property
    def in_no_channel(self) -> tuple[str, ...]:
        """The products that were never in a channel, sorted."""
        return self._placed(IN_NO_CHANNEL)

    @cached_property
    def only_named(self) -> tuple[str, ...]:
        """The products that only licenses or reviews name, sorted."""
        return self._placed(ONLY_NAMED)

    @cached_property
    def strays(self) -> tuple[str, ...]:
        """The products in a channel, or ever of a category, of which no act speaks, sorted."""
        known = set(self._rows.ask("SELECT what, name FROM known"))
        found: set[str] = set()
        for sort in self._rows.ask("SELECT channel, categories, regimes FROM sorts"):
            names = [("category", name) for name in json.loads(sort[1]) if name is not None]
            if not known.issuperset([("channel", sort[0]), *names]):
                found.update(self.products_of_sort(*sort))
        return tuple(sorted(found))

    def products_of_sort(self, channel: str, categories: str, regimes: str) -> list[str]:
        """Return the products of a sort of subjects."""
        found = self._rows.ask(
            "SELECT product FROM subjects WHERE channel = ? AND categories = ? AND regimes = ?",
            *(channel, categories, regimes),
        )
        return [product for (product,) in found]

    def _placed(self, placed: int) -> tuple[str, ...]:
        found = self._rows.ask(
            f"SELECT product FROM products WHERE placed = {placed} AND placed < 1 ORDER BY product"
        )
        return tuple(product for (product,) in found)

    def _subject(self, product: str, channel: str) -> SubjectRow:
        found = self._between((product, channel), (product, channel))
        if not found:
            raise TablesDamaged(self._location, f"'{product}' in '{channel}' is gone")
        return found[0]

    def _page(self, after: tuple[str, str]) -> list[SubjectRow]:
        found = self._rows.ask(
            "SELECT product, channel FROM subjects WHERE (product, channel) > (?, ?) "
            f"ORDER BY product, channel LIMIT {PAGE}",
            *after,
        )
        return self._between(found[0], found[-1]) if found else []

    def _between(self, first: tuple[Any, ...], last: tuple[Any, ...]) -> list[SubjectRow]:
        """Return the subjects from one through another; raises TablesDamaged."""
        where = "WHERE (product, channel) >= (?, ?) AND (product, channel) <= (?, ?)"
        order = "ORDER BY product, channel"
        periods: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
        for product, channel, *period in self._rows.ask(
            f"SELECT product, channel, start, until, status FROM periods {where} {order}, start",
            *first,
            *last,
        ):
            periods.setdefault((product, channel), []).append((period[0], period[1], period[2]))
        found = []
        for *kept, digest in self._rows.ask(
            "SELECT product, channel, categories, regimes, latest, digest FROM subjects "
            f"{where} {order}",
            *first,
            *last,
        ):
            product, channel, categories, regimes, latest = kept
            own = tuple(periods.pop((product, channel), ()))
            subject = SubjectRow(product, channel, categories, regimes, latest, own)
            if subject.digest != bytes(digest):
                raise TablesDamaged(self._location, f"what they say of '{kept[0]}' was changed")
            found.append(subject)
        if periods:
            raise TablesDamaged(
                self._location, f"'{min(periods)[0]}' has periods without a subject"
            )
        return found


def standing_on(subject: SubjectRow, day: date) -> Stands:
    """Return how a subject stands on a day."""
    number = day.toordinal()
    for at, (start, until, status) in enumerate(subject.periods):
        if start <= number < until:
            ends = until != NO_END
            return Stands(
                subject.product,
                subject.channel,
                STATUSES[status],
                None if start == EVER else date.fromordinal(start),
                date.fromordinal(until) if ends else None,
                STATUSES[subject.periods[at + 1][2]] if ends else None,
            )
    raise AssertionError("the periods of a subject cover all days")


def _turns(kept: str) -> Turns:
    return tuple((day, value) for day, value in json.loads(kept))
