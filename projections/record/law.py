"""The law as step functions over days, folded from provisions (contract 3, Provisions)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import assert_never

from events.provisions import (
    AmendmentAnnounced,
    CatalogueAmended,
    CatalogueEntry,
    CatalogueIssued,
    ChannelEstablished,
    EnforcementResumed,
    EnforcementStopped,
    GuidanceGiven,
    IssuanceResumed,
    IssuanceStopped,
    LicenseKind,
    LimitedProvision,
    ObligationWaived,
    Provision,
    RecognitionEnded,
    RecognitionGranted,
    RegimeEstablished,
    RegimeProvision,
    RegimeRepealed,
    Scope,
)
from events.recorded import Recorded
from projections.record.steps import Steps

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Provided:
    """A provision where it stands: in an act, or in one reading of a question."""

    fact_id: str
    reading: str | None
    place: int
    provision: Provision = field(compare=False)
    record: Recorded = field(compare=False, repr=False)
    published_on: date = field(compare=False)

    @property
    def order(self) -> tuple[date, date, int, int]:
        """Sort by this: provisions apply in the order of contract 2."""
        return (
            self.provision.effective_on,
            self.published_on,
            self.record.position,
            self.place,
        )


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """A catalogue entry and the provision that put it there."""

    code: str
    provided: Provided
    entry: CatalogueEntry = field(compare=False)


class Catalogue:
    """The entries of a regime in force on a day, by code and by product category.

    Two that hold the same entries of the same provisions are equal.
    """

    def __init__(self, entries: Mapping[str, ListedEntry], issued: Provided | None = None) -> None:
        """Take the entries by code, and the provision by which the catalogue last changed."""
        self.entries = entries
        self.issued = issued
        self._by_category: dict[str, list[ListedEntry]] = {}
        self._key = (issued, *entries.values())
        self._hash = hash(self._key)
        for listed in entries.values():
            for category in dict.fromkeys(listed.entry.categories):
                self._by_category.setdefault(category, []).append(listed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Catalogue) and self._key == other._key

    def __hash__(self) -> int:
        return self._hash

    def of(self, category: str) -> Sequence[ListedEntry]:
        """Return the entries that list a category."""
        return self._by_category.get(category, ())


@dataclass(frozen=True)
class RegimeState:
    """What the law says of a regime on a day; each part keeps the provision that made it so.

    `established` set the regime up last, with the kinds of license as they are; `required_by` is
    the provision since which it has reached the same channels by the same sort of rule.
    """

    established: Provided | None = None
    required_by: Provided | None = None
    repealed: Provided | None = None
    issuance_stopped: Provided | None = None
    enforcement_stopped: Provided | None = None
    waivers: tuple[Provided, ...] = ()
    recognitions: Mapping[str, Provided] = field(default_factory=dict)
    catalogue: Catalogue = field(default_factory=lambda: Catalogue({}))
    pending: tuple[Provided, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the regime is established and not repealed."""
        return self.established is not None and self.repealed is None

    @property
    def issues(self) -> bool:
        """Whether a license of the regime can be issued."""
        return self.stands and self.issuance_stopped is None

    @cached_property
    def terms(self) -> RegimeEstablished | None:
        """The provision that last established the regime."""
        provision = self.established.provision if self.established else None
        return provision if isinstance(provision, RegimeEstablished) else None

    @cached_property
    def kinds(self) -> Mapping[str, LicenseKind]:
        """The kinds of license of the regime, by name."""
        return {kind.kind: kind for kind in self.terms.license_kinds} if self.terms else {}

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """The channels for which the regime requires a license."""
        return self.terms.channels if self.terms else ()

    @cached_property
    def scope(self) -> Scope | None:
        """How it is told which products are in scope."""
        return self.terms.scope if self.terms else None


NO_REGIME = RegimeState()


class Origin:
    """The provisions that something was folded from, in their order: the same make the same."""

    __slots__ = ("_hash", "_provisions")

    def __init__(self, provisions: Iterable[Provided] = ()) -> None:
        self._provisions = tuple(provisions)
        self._hash = hash(self._provisions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin) and self._provisions == other._provisions

    def __hash__(self) -> int:
        return self._hash


NOWHERE = Origin()


class Channels:
    """The channels established on a day."""

    def __init__(self, established: Mapping[str, Provided]) -> None:
        self.established = established
        self._within: dict[str, frozenset[str]] = {}

    def within(self, channel: str) -> frozenset[str]:
        """Return a channel and all that it includes, directly or through others."""
        if channel not in self._within:
            self._within[channel] = frozenset(self._reachable(channel))
        return self._within[channel]

    def _reachable(self, channel: str) -> set[str]:
        reached, waiting = {channel}, [channel]
        while waiting:
            provided = self.established.get(waiting.pop())
            if provided and isinstance(provided.provision, ChannelEstablished):
                new = set(provided.provision.includes) - reached
                reached |= new
                waiting.extend(new)
        return reached


@dataclass(frozen=True)
class Law:
    """Every regime and channel, day by day, and from which provisions each was folded."""

    regimes: Mapping[str, Steps[RegimeState]]
    channels: Steps[Channels]
    origins: Mapping[str, Origin]
    origin_of_channels: Origin

    def origin(self, regime: str) -> Origin:
        """Return what a regime was folded from; nothing, if the law never heard of it."""
        return self.origins.get(regime, NOWHERE)

    def regime(self, name: str, day: date) -> RegimeState:
        """Return the state of a regime on a day; one never heard of is not established."""
        steps = self.regimes.get(name)
        return steps.at(day) if steps else NO_REGIME


def law_of(provided: Iterable[Provided], *, base: Law | None = None) -> Law:
    """Return the law that provisions make, whatever order they come in.

    With `base`, regimes of which no provision speaks are taken over from it unchanged.
    """
    by_regime: dict[str, list[Provided]] = {}
    channels: list[Provided] = []
    for item in sorted(provided, key=lambda item: item.order):
        if isinstance(item.provision, ChannelEstablished):
            channels.append(item)
        elif not isinstance(item.provision, GuidanceGiven):
            by_regime.setdefault(item.provision.regime, []).append(item)
    regimes = {regime: _regime_steps(items) for regime, items in by_regime.items()}
    origins = {regime: Origin(items) for regime, items in by_regime.items()}
    if base is None:
        return Law(regimes, _channel_steps(channels), origins, Origin(channels))
    regimes, origins = {**base.regimes, **regimes}, {**base.origins, **origins}
    if channels:
        return Law(regimes, _channel_steps(channels), origins, Origin(channels))
    return Law(regimes, base.channels, origins, base.origin_of_channels)


def _channel_steps(ordered: list[Provided]) -> Steps[Channels]:
    established: dict[str, Provided] = {}
    steps = []
    for item in ordered:
        assert isinstance(item.provision, ChannelEstablished)
        established = {**established, item.provision.channel: item}
        steps.append((item.provision.effective_on, Channels(established)))
    return Steps(Channels({}), steps)


def _regime_steps(ordered: list[Provided]) -> Steps[RegimeState]:
    """Fold one regime's provisions, in order, into a step for each day that changes anything."""
    lapses = {
        item.provision.until + ONE_DAY
        for item in ordered
        if isinstance(item.provision, LimitedProvision) and item.provision.until
    }
    days = sorted(lapses | {item.provision.effective_on for item in ordered})
    waiting = iter([*ordered, None])
    item = next(waiting)
    state, steps = NO_REGIME, []
    for day in days:
        state = _without_lapsed(state, day) if day in lapses else state
        while item is not None and item.provision.effective_on == day:
            state = _apply(state, item, item.provision)  # type: ignore[arg-type]
            item = next(waiting)
        steps.append((day, state))
    return Steps(NO_REGIME, steps)


def _without_lapsed(state: RegimeState, day: date) -> RegimeState:
    def lasts(item: Provided) -> bool:
        until = getattr(item.provision, "until", None)
        return until is None or until >= day

    return replace(
        state,
        waivers=tuple(filter(lasts, state.waivers)),
        recognitions={name: item for name, item in state.recognitions.items() if lasts(item)},
    )


def _apply(state: RegimeState, item: Provided, provision: RegimeProvision) -> RegimeState:
    match provision:
        case RegimeEstablished():
            return replace(
                state,
                established=item,
                required_by=_required_by(state, item, provision),
                repealed=None,
                issuance_stopped=None,
                enforcement_stopped=None,
            )
        case RegimeRepealed():
            return replace(state, repealed=item) if state.stands else state
        case IssuanceStopped() | IssuanceResumed() | EnforcementStopped() | EnforcementResumed():
            return _stop_or_resume(state, item) if state.stands else state
        case ObligationWaived():
            return replace(state, waivers=(*state.waivers, item))
        case RecognitionGranted():
            return replace(state, recognitions={**state.recognitions, provision.accepts: item})
        case RecognitionEnded():
            kept = {k: v for k, v in state.recognitions.items() if k != provision.accepts}
            return replace(state, recognitions=kept)
        case CatalogueIssued():
            entries = _listed(provision.entries, item)
            return replace(state, catalogue=Catalogue(entries, item), pending=())
        case CatalogueAmended():
            kept_entries = {
                code: listed
                for code, listed in state.catalogue.entries.items()
                if code not in provision.remove
            }
            entries = {**kept_entries, **_listed(provision.add, item)}
            return replace(state, catalogue=Catalogue(entries, item), pending=())
        case AmendmentAnnounced():
            return replace(state, pending=(*state.pending, item))
        case _:
            assert_never(provision)


def _required_by(state: RegimeState, item: Provided, provision: RegimeEstablished) -> Provided:
    """Return the earlier ground where a regime that stands is given new kinds or a new list."""
    if not state.stands or state.required_by is None or state.scope is None:
        return item
    same = state.channels == provision.channels and state.scope.by == provision.scope.by
    return state.required_by if same else item


def _stop_or_resume(state: RegimeState, item: Provided) -> RegimeState:
    """Stop or resume issue or enforcement; what is already stopped keeps its first ground."""
    match item.provision:
        case IssuanceStopped():
            return replace(state, issuance_stopped=state.issuance_stopped or item)
        case IssuanceResumed():
            return replace(state, issuance_stopped=None)
        case EnforcementStopped():
            return replace(state, enforcement_stopped=state.enforcement_stopped or item)
        case _:
            return replace(state, enforcement_stopped=None)


def _listed(entries: Iterable[CatalogueEntry], item: Provided) -> dict[str, ListedEntry]:
    return {entry.code: ListedEntry(entry.code, item, entry) for entry in entries}
