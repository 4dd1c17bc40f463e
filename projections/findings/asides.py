"""What is to be said beside statuses, which they alone would let pass for an all-clear.

Without an act, statuses rest on no law. Products in no channel have no status. A category or a
channel that no act knows, as by a slip of the pen, is asked nothing by any regime.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from events.acts import ActPublished
from events.recorded import Recorded
from events.words import nearest
from projections.judging.reach import Reach
from projections.record.dossiers import Portfolio

if TYPE_CHECKING:
    from projections.comparing.comparison import Comparison

Group = tuple[Collection[str], str, Collection[str | None]]
"""Products, a channel in which they are, and their categories there."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Products without a status: in no channel, or only named by licenses and reviews."""

    in_no_channel: tuple[str, ...] = ()
    only_named: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.in_no_channel, *self.only_named))


@dataclass(frozen=True, slots=True)
class Stray:
    """A category or a channel that no act knows, whose it is, and what may be meant by it."""

    what: str
    name: str
    products: tuple[str, ...]
    meant: str | None


@dataclass(frozen=True, slots=True)
class Asides:
    """What is to be said beside the statuses of an answer.

    `no_act`: no act is on record as far as the question sees. What is None was not looked for.
    """

    no_act: bool = False
    unplaced: Unplaced | None = None
    strays: tuple[Stray, ...] | None = None

    @property
    def without_status(self) -> frozenset[str]:
        """The products of which it is said that they have no status."""
        return self.unplaced.names if self.unplaced else frozenset()


def gathered(found: Iterable[Asides]) -> Asides:
    """Return as one what is to be said beside the statuses of parts of a portfolio."""
    found = list(found)
    without = [each.unplaced for each in found if each.unplaced]
    strays: dict[tuple[str, str], list[Stray]] = {}
    for stray in (stray for each in found for stray in each.strays or ()):
        strays.setdefault((stray.what, stray.name), []).append(stray)
    return Asides(
        any(each.no_act for each in found),
        Unplaced(
            _sorted(name for each in without for name in each.in_no_channel),
            _sorted(name for each in without for name in each.only_named),
        ),
        tuple(
            replace(same[0], products=_sorted(name for each in same for name in each.products))
            for _, same in sorted(strays.items())
        ),
    )


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def sees_no_act(seen: Iterable[Recorded]) -> bool:
    """Tell whether there is no act among the facts that a question sees."""
    return not any(isinstance(record.fact, ActPublished) for record in seen)


def unplaced(portfolio: Portfolio, products: Collection[str] = ()) -> Unplaced:
    """Return the products without a status; of all if none is named."""
    only = frozenset(products)

    def asked(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if not only or name in only)

    return Unplaced(asked(portfolio.in_no_channel), asked(portfolio.only_named))


def unplaced_in(comparison: "Comparison", products: Iterable[str]) -> Unplaced:
    """Return the products, on record in one view at least, that are in no channel in either."""
    found = (name for name in sorted(set(products)) if not comparison.channels(name))
    return Unplaced(
        tuple(name for name in found if any(each.records for each in comparison.dossiers(name)))
    )


def strays(
    groups: Iterable[Group], reaches: Collection[Reach], listed: Callable[[], Collection[str]]
) -> tuple[Stray, ...]:
    """Return the categories and channels of products that no act knows under any reading.

    `listed` are categories that are right though none of these acts speaks of them; it is asked
    only where there is need.
    """
    categories = {name for reach in reaches for name in reach.categories}
    channels = {name for reach in reaches for name in reach.channels}
    found: dict[tuple[str, str], dict[str, None]] = {}
    for products, channel, theirs in groups:
        for what, name in _unknown(channel, theirs, channels, categories):
            found.setdefault((what, name), {}).update(dict.fromkeys(products))
    if any(what == "category" for what, _ in found):
        categories.update(listed())
    known = {"category": categories, "channel": channels}
    return tuple(
        Stray(what, name, tuple(sorted(products)), nearest(name, sorted(known[what])))
        for (what, name), products in sorted(found.items())
        if name not in known[what]
    )


def _unknown(
    channel: str, theirs: Iterable[str | None], channels: set[str], categories: set[str]
) -> Iterator[tuple[str, str]]:
    if channel not in channels:
        yield "channel", channel
    for category in theirs:
        if category is not None and category not in categories:
            yield "category", category
