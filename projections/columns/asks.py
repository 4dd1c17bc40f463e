"""What a regime asks where, compiled from the law into lookup tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from events.provisions import (
    CatalogueEntry,
    DeterminationScope,
    ObligationWaived,
    RecognitionGranted,
)
from projections.columns.arrays import Ints
from projections.columns.columns import IN, OUT, UNKNOWN, Columns
from projections.record.law import Channels, Law, RegimeState

UNHEARD = ""
"""Stands for every category of which a regime does not speak; no category is called so."""

Rule = int | tuple[CatalogueEntry, ...]
"""How scope is told: as it always is (OUT, UNKNOWN, IN), or by entries, one of which must hold."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The licenses of a regime that will do: of some kinds (None: any), issued before a day."""

    regime: str
    kinds: frozenset[str] | None
    issued_before: date | None


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of a product of one category: a license that will do, if it is in scope."""

    rule: Rule
    accepted: frozenset[Accepted]


@dataclass(frozen=True, slots=True)
class Asks:
    """What one regime asks on each day, in each channel, of each category.

    `days` (ordinals, rising) begin the stretches of the law; stretch 0 lies before the first.
    `code` (int32) is by stretch, channel and sort of category; a category's sort stands in `sorts`
    by its code, the last for none. The code is a place in `asks`; 0 is for nothing asked.
    """

    days: Ints
    code: Ints
    sorts: Ints
    asks: tuple[Ask | None, ...]

    def on(self, day: Ints, channel: Ints, category: Ints) -> Ints:
        """Return the code of what is asked on days, in channels, of categories (NONE: none)."""
        stretch = np.searchsorted(self.days, day, side="right")
        code: Ints = self.code[stretch, channel, self.sorts[category]]
        return code

    def turning(self, channel: int, categories: Ints) -> Ints:
        """Return the days on which what is asked in a channel of some categories changes."""
        asked = self.code[:, channel][:, self.sorts[categories]]
        days: Ints = self.days[(asked[1:] != asked[:-1]).any(axis=1)]
        return days

    @property
    def regimes(self) -> set[str]:
        """The regimes whose licenses will do on some day."""
        return {each.regime for ask in self.asks if ask for each in ask.accepted}


def asks_of(regime: str, law: Law, columns: Columns) -> Asks:
    """Return what a regime asks in the channels and of the categories that columns have."""
    states, channels = law.regimes[regime], law.channels
    days = sorted({*states.days, *channels.days})
    heard = {name for state in states.values for name in _categories(state)}
    named = [name for name in columns.categories if name in heard]
    sorts = np.ones(len(columns.categories) + 1, np.int32)
    sorts[-1] = 0
    sorts[[columns.categories[name] for name in named]] = np.arange(2, 2 + len(named))
    compiled = _Compiled(regime, [None, UNHEARD, *named])
    code = np.zeros((len(days) + 1, len(columns.channels), len(named) + 2), np.int32)
    for stretch, day in enumerate(days, start=1):
        within = channels.at(day)
        for place, channel in enumerate(columns.channels):
            code[stretch, place] = compiled.row(states.at(day), within, channel)
    ordinals = np.array([day.toordinal() for day in days], np.int32)
    return Asks(ordinals, code, sorts, compiled.asks)


def _categories(state: RegimeState) -> Iterator[str]:
    """Yield every category of which the law of a regime speaks."""
    if isinstance(state.scope, DeterminationScope):
        yield from (*state.scope.in_, *state.scope.out)
    for listed in state.catalogue.entries.values():
        yield from listed.entry.categories
    for item in (*state.waivers, *state.recognitions.values()):
        yield from getattr(item.provision, "categories", None) or ()


class _Compiled:
    """Gives each different thing that a regime asks a code; rows are worked out once."""

    def __init__(self, regime: str, categories: list[str | None]) -> None:
        self._regime = regime
        self._categories = categories
        self._codes: dict[object, int] = {None: 0}
        self._asks: list[Ask | None] = [None]
        self._rows: dict[tuple[int, tuple[str, ...]], list[int]] = {}

    @property
    def asks(self) -> tuple[Ask | None, ...]:
        """What is asked, by code."""
        return tuple(self._asks)

    def row(self, state: RegimeState, channels: Channels, channel: str) -> list[int]:
        """Return the codes of what is asked in a channel, category by category."""
        within = channels.within(channel)
        reached = tuple(name for name in state.channels if name in within)
        key = id(state), reached
        if key not in self._rows:
            self._rows[key] = [self._code(state, reached, name) for name in self._categories]
        return self._rows[key]

    def _code(self, state: RegimeState, reached: tuple[str, ...], category: str | None) -> int:
        if not _applies(state, reached, category):
            return 0
        rule = _rule(state, category)
        ask = Ask(rule, frozenset(_accepted(self._regime, state, category)))
        told = rule if isinstance(rule, int) else tuple(map(id, rule))  # 1 and True are equal
        key = told, ask.accepted
        if key not in self._codes:
            self._codes[key] = len(self._asks)
            self._asks.append(ask)
        return self._codes[key]


def _applies(state: RegimeState, reached: tuple[str, ...], category: str | None) -> bool:
    """Tell whether a regime applies, of whose channels some are reached (contract 4.2)."""
    in_force = state.stands and state.enforcement_stopped is None
    return in_force and any(not _is_waived(state, channel, category) for channel in reached)


def _is_waived(state: RegimeState, channel: str, category: str | None) -> bool:
    waivers = (w.provision for w in state.waivers if isinstance(w.provision, ObligationWaived))
    return any(
        (waiver.channels is None or channel in waiver.channels)
        and (waiver.categories is None or category in waiver.categories)
        for waiver in waivers
    )


def _rule(state: RegimeState, category: str | None) -> Rule:
    """Return how it is told whether products of a category are in scope (contract 4.3)."""
    if isinstance(state.scope, DeterminationScope):
        return (
            IN if category in state.scope.in_ else OUT if category in state.scope.out else UNKNOWN
        )
    if category is None:
        return UNKNOWN if state.catalogue.entries else OUT
    entries = tuple(listed.entry for listed in state.catalogue.of(category))
    if not entries:
        return OUT
    return entries if all(entry.criteria for entry in entries) else IN


def _accepted(regime: str, state: RegimeState, category: str | None) -> Iterator[Accepted]:
    """Yield which licenses satisfy a regime for a category, valid they being (contract 4.4)."""
    yield Accepted(regime, frozenset(state.kinds), None)
    for name, item in state.recognitions.items():
        grant = item.provision
        assert isinstance(grant, RecognitionGranted)
        if grant.categories is None or category in grant.categories:
            yield Accepted(name, None, grant.issued_before)
