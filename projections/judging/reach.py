"""What a provision can touch: the index that spares us asking every question of every product."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from events.provisions import (
    CatalogueAmended,
    CatalogueEntry,
    CatalogueIssued,
    ChannelEstablished,
    DeterminationScope,
    GuidanceGiven,
    IssuanceResumed,
    IssuanceStopped,
    ObligationWaived,
    Provision,
    RecognitionEnded,
    RecognitionGranted,
    RegimeEstablished,
    RegimeProvision,
    RegimeRepealed,
)
from projections.record.dossiers import Dossier

IssuanceProvision = RegimeEstablished | RegimeRepealed | IssuanceStopped | IssuanceResumed


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a subject a provision may catch hold of, over all its days."""

    channel: str
    categories: frozenset[str | None]
    licensed_under: frozenset[tuple[str, date]]

    def has_license_of(self, regime: str, *, issued_from: date = date.min) -> bool:
        """Tell whether a license of a regime, issued on a day or later, speaks of the product."""
        return any(name == regime and day >= issued_from for name, day in self.licensed_under)


def profile(dossier: Dossier, channel: str) -> Profile:
    """Return the categories a product has while placed, and its licenses' latest days of issue."""
    placement = dossier.placements.get(channel)
    first = placement.days[0] if placement and placement.days else date.max
    latest: dict[str, date] = {}
    for license in dossier.licenses:
        if issue := license.issue:
            latest[issue.regime] = max(issue.issued_on, latest.get(issue.regime, date.min))
    return Profile(
        channel,
        frozenset(dossier.categories.since(first)),
        frozenset(latest.items()),
    )


class Reach:
    """Where regimes apply and what their entries list, on any day and under any reading."""

    def __init__(self, certain: Iterable[Provision], open_to_reading: Iterable[Provision]) -> None:
        """Take the provisions that are certain, and those of readings that are open."""
        certain = list(certain)
        self._includes: dict[str, set[str]] = {}
        self._channels: dict[str, set[str]] = {}
        self._listed: dict[str, dict[str, list[tuple[date, CatalogueEntry]]]] = {}
        self._entries: dict[str, list[CatalogueEntry]] = {}
        self.categories: set[str] = set()
        self.parameters: set[str] = set()
        provisions = [*certain, *open_to_reading]
        removable = _removable(provisions)
        self._filling = [
            item
            for item in certain
            if isinstance(item, CatalogueIssued | CatalogueAmended) and _lasts(item, removable)
        ]
        self._may_empty = _emptied(provisions, removable)
        self._issued = [item for item in certain if isinstance(item, CatalogueIssued)]
        self._waivers = [
            provision
            for provision in certain
            if isinstance(provision, ObligationWaived) and provision.until is None
        ]
        for provision in provisions:
            match provision:
                case ChannelEstablished():
                    self._includes.setdefault(provision.channel, set()).update(provision.includes)
                case RegimeEstablished():
                    self._channels.setdefault(provision.regime, set()).update(provision.channels)
                    if isinstance(provision.scope, DeterminationScope):
                        self.categories.update(provision.scope.in_, provision.scope.out)
                case CatalogueIssued(entries=entries) | CatalogueAmended(add=entries):
                    codes = self._listed.setdefault(provision.regime, {})
                    for entry in entries:
                        codes.setdefault(entry.code, []).append((provision.effective_on, entry))
                        self._index(entry)
        self._within: dict[str, frozenset[str]] = {}

    def _index(self, entry: CatalogueEntry) -> None:
        self.categories.update(entry.categories)
        self.parameters.update(criterion.parameter for criterion in entry.criteria)
        for category in entry.categories:
            self._entries.setdefault(category, []).append(entry)

    @property
    def channels(self) -> set[str]:
        """The channels that some provision establishes."""
        return set(self._includes)

    def channels_of(self, regime: str) -> Set[str]:
        """Return the channels of which a regime speaks, on any day and under any reading."""
        return self._channels.get(regime, set())

    def entries_of(self, category: str | None) -> Sequence[CatalogueEntry]:
        """Return every entry, of whatever regime and edition, that lists a category."""
        return self._entries.get(category, ()) if category is not None else ()

    def touches(self, provision: Provision, profile: Profile, before: date = date.max) -> bool:
        """Tell whether a provision may change anything for a subject; a yes may be idle.

        With `before`, only what changes a status on an earlier day is asked for.
        """
        since = self.since(provision, profile)
        return since is not None and since < before

    def since(self, provision: Provision, profile: Profile) -> date | None:
        """Return the first day on which a provision may change anything for a subject, if any.

        That is the day on which it takes effect, save for what could be issued on the day of a
        license: the license may count from any day. One that is certain is looked at as if it were
        not there yet.
        """
        match provision:
            case GuidanceGiven():
                return None
            case _ if isinstance(provision, IssuanceProvision) and (
                profile.has_license_of(provision.regime, issued_from=provision.effective_on)
            ):
                return date.min
            case ChannelEstablished():
                touched = provision.channel in self.within(profile.channel)
            case RecognitionGranted() | RecognitionEnded():
                granted = profile.has_license_of(provision.accepts)
                touched = granted and self._applies(provision, profile)
            case _:
                touched = self._applies(provision, profile) and self._concerns(
                    provision, profile.categories
                )
        return provision.effective_on if touched else None

    def within(self, channel: str) -> frozenset[str]:
        """Return a channel and all that it may ever include."""
        if channel not in self._within:
            reached, waiting = {channel}, [channel]
            while waiting:
                new = self._includes.get(waiting.pop(), set()) - reached
                reached |= new
                waiting.extend(new)
            self._within[channel] = frozenset(reached)
        return self._within[channel]

    def asks_in(self, regime: str, channel: str) -> bool:
        """Tell whether a regime may ever ask for licenses in a channel."""
        return not self.within(channel).isdisjoint(self._channels.get(regime, ()))

    def _applies(self, provision: RegimeProvision, profile: Profile) -> bool:
        """Tell whether what a provision asks may ever be asked of a subject."""
        within = self.within(profile.channel)
        return self.asks_in(provision.regime, profile.channel) and not any(
            self._lifts(waiver, provision, profile, within) for waiver in self._waivers
        )

    def _lifts(
        self,
        waiver: ObligationWaived,
        provision: RegimeProvision,
        profile: Profile,
        within: frozenset[str],
    ) -> bool:
        """Tell whether a waiver without end has lifted the regime before a provision has effect."""
        return (
            waiver is not provision
            and waiver.regime == provision.regime
            and waiver.effective_on <= provision.effective_on
            and (waiver.channels is None or within.issubset(waiver.channels))
            and (waiver.categories is None or profile.categories.issubset(waiver.categories))
        )

    def _concerns(self, provision: Provision, categories: frozenset[str | None]) -> bool:
        match provision:
            case ObligationWaived(categories=waived):
                return waived is None or not categories.isdisjoint(waived)
            case CatalogueIssued():
                return self._lists(provision, None, categories)
            case CatalogueAmended():
                codes = {*provision.remove, *(entry.code for entry in provision.add)}
                return self._lists(provision, codes, categories)
            case _:
                return True

    def _lists(
        self,
        provision: CatalogueIssued | CatalogueAmended,
        codes: set[str] | None,
        categories: frozenset[str | None],
    ) -> bool:
        """Tell whether entries with these codes (None: any) ever list one of the categories.

        Those are left out that are gone for certain when the provision takes effect. A product
        without a category is touched only where the catalogue may be empty otherwise.
        """
        regime = provision.regime
        if None in categories and (
            regime in self._may_empty or not self._is_filled_before(provision)
        ):
            return True
        since = self._last_issued_before(provision)
        listed = self._listed.get(regime, {})
        return any(
            day >= since and not categories.isdisjoint(entry.categories)
            for code in (listed if codes is None else codes)
            for day, entry in listed.get(code, ())
        )

    def _is_filled_before(self, provision: CatalogueIssued | CatalogueAmended) -> bool:
        """Tell whether a catalogue has an entry that stays for certain without a provision."""
        return any(
            item.effective_on <= provision.effective_on and item is not provision
            for item in self._filling
            if item.regime == provision.regime
        )

    def _last_issued_before(self, provision: CatalogueIssued | CatalogueAmended) -> date:
        """Return the last day on which a catalogue for certain replaced all, up to a provision."""
        days = (
            item.effective_on
            for item in self._issued
            if item.regime == provision.regime and item is not provision
        )
        return max((day for day in days if day <= provision.effective_on), default=date.min)


def _removable(provisions: Iterable[Provision]) -> dict[str, set[str]]:
    """Return by regime the codes of the entries that some provision removes."""
    removable: dict[str, set[str]] = {}
    for provision in provisions:
        if isinstance(provision, CatalogueAmended):
            removable.setdefault(provision.regime, set()).update(provision.remove)
    return removable


def _lasts(
    provision: CatalogueIssued | CatalogueAmended, removable: Mapping[str, set[str]]
) -> bool:
    """Tell whether some entry of a provision stays until a catalogue is issued anew."""
    entries = provision.entries if isinstance(provision, CatalogueIssued) else provision.add
    removed = removable.get(provision.regime, ())
    return any(entry.code not in removed for entry in entries)


def _emptied(provisions: Iterable[Provision], removable: Mapping[str, set[str]]) -> set[str]:
    """Return the regimes of which some catalogue may lose every entry that it is issued with."""
    return {
        provision.regime
        for provision in provisions
        if isinstance(provision, CatalogueIssued) and not _lasts(provision, removable)
    }
