"""What an import records that would pass for an all-clear: no channel, or names no act knows."""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass

from events.facts import Fact
from events.products import ProductPlaced, ProductRegistered
from events.tables.shelves import Shelf, Shelves
from events.words import nearest
from projections.imports.known import Known


@dataclass(frozen=True, slots=True)
class Stranger:
    """A category, channel or regime that no act on record knows, and what may be meant by it."""

    what: str
    name: str
    meant: str | None


class Strangers:
    """Gathers the products that no row and no fact on record places, and the unknown names."""

    def __init__(self, known: Known, shelves: Shelves) -> None:
        self.unplaced: Shelf[str] = shelves.shelf()
        self.names: Shelf[Stranger] = shelves.shelf()
        self._known = known
        self._placed: MutableMapping[str, bool] = shelves.index()
        self._registered: MutableMapping[str, int] = shelves.index()
        self._told: set[tuple[str, str]] = set()

    def note(self, row: int, fact: Fact) -> None:
        """Note what a fact says that a row comes to."""
        for what, name in _names(fact):
            names = self._known.law[what]
            if names and name not in names and (what, name) not in self._told:
                self._told.add((what, name))
                self.names.put(row, Stranger(what, name, nearest(name, sorted(names))))
        match fact:
            case ProductRegistered(channels=()):
                self._registered[fact.product] = row
            case ProductRegistered() | ProductPlaced():
                self._placed[fact.product] = True
            case _:
                pass

    def end(self) -> None:
        """Tell the products in no channel, once all rows are noted."""
        for product, row in self._registered.items():
            if product not in self._placed and product not in self._known.placed:
                self.unplaced.put(row, product)


def _names(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield the categories, channels and regimes that a fact names; of acts, none."""
    for what in ("category", "channel", "regime"):
        if name := getattr(fact, what, None):
            yield what, name
    for channel in getattr(fact, "channels", ()):
        yield "channel", channel
