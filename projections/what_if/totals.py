"""How much of a portfolio a scenario changes: counts of subjects, each with its denominator."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from projections.judging.judgment import Status
from projections.what_if.consequences import Changed, Consequences
from projections.what_if.portfolio import Indexed


@dataclass(frozen=True, slots=True)
class Turned:
    """How many subjects a scenario takes out of a status, and into it, on some day or other."""

    status: Status
    left: int
    entered: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some subjects change; None names those without a category or vendor."""

    name: str | None
    changed: int
    of: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of subjects: all, changed, by status, and how many of each sort change.

    Categories and vendors are those that the base names last. A regime is counted where the change
    is about it, out of the subjects in channels in which it asks for licenses.
    """

    subjects: int
    changed: int
    statuses: tuple[Turned, ...]
    regimes: tuple[Share, ...]
    channels: tuple[Share, ...]
    categories: tuple[Share, ...]
    vendors: tuple[Share, ...]

    @property
    def shares(self) -> dict[str, tuple[Share, ...]]:
        """The shares by what they are of."""
        return {
            "regime": self.regimes,
            "channel": self.channels,
            "category": self.categories,
            "vendor": self.vendors,
        }

    def document(self) -> dict[str, Any]:
        """Return the counts with their denominators ("of") for a JSON document."""
        turned = [
            {"status": each.status, "left": each.left, "entered": each.entered, "of": self.subjects}
            for each in self.statuses
        ]
        shares = {
            sort: [
                {sort: each.name, "changed": each.changed, "of": each.of}
                for each in found
                if each.changed
            ]
            for sort, found in self.shares.items()
        }
        return {"subjects": self.subjects, "changed": self.changed, "status": turned, **shares}


def totals(indexed: Indexed, answer: Consequences) -> Totals:
    """Return the counts of an answer; subjects that only the scenario brings in count as well."""
    new = [each for each in answer.changed if each.new]
    channels = indexed.channels + Counter(each.subject[1] for each in new)
    return Totals(
        channels.total(),
        len(answer.changed),
        tuple(_turned(answer.changed)),
        tuple(_regimes(answer, channels)),
        _shares((each.subject[1] for each in answer.changed), channels),
        _shares(
            (each.facing.category for each in answer.changed),
            indexed.categories + Counter(each.facing.category for each in new),
        ),
        _shares(
            (each.facing.vendor for each in answer.changed),
            indexed.vendors + Counter(each.facing.vendor for each in new),
        ),
    )


def _turned(changed: Iterable[Changed]) -> Iterable[Turned]:
    left: Counter[Status] = Counter()
    entered: Counter[Status] = Counter()
    for each in changed:
        left.update({period.change.before for period in each.periods})
        entered.update({period.change.after for period in each.periods})
    for status in Status:
        if left[status] or entered[status]:
            yield Turned(status, left[status], entered[status])


def _regimes(answer: Consequences, channels: Mapping[str, int]) -> Iterable[Share]:
    laws = answer.comparison.laws
    reaches = [laws.bench(flips).reach for flips in ((), laws.flips)]
    changed = Counter(
        regime
        for each in answer.changed
        for regime in {name for period in each.periods for name in period.regimes}
    )
    known = {name for flips in ((), laws.flips) for name in laws.bench(flips).book.law.regimes}
    for regime in sorted(known.union(changed)):
        asked = (
            number
            for channel, number in channels.items()
            if any(reach.asks_in(regime, channel) for reach in reaches)
        )
        yield Share(regime, changed[regime], sum(asked))


def _shares(changed: Iterable[str | None], everything: Mapping[Any, int]) -> tuple[Share, ...]:
    """Return the share of each sort that changes, be it none; the sort without a name last."""
    counts = Counter(changed)
    names = sorted(everything, key=lambda name: (name is None, name or ""))
    return tuple(Share(name, counts[name], everything[name]) for name in names)
