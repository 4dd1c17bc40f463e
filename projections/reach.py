"""What a provision can touch: the index that spares us asking every question of every product."""

from collections.abc import Iterable, Mapping, Sequence
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
    RegimeRepealed,
)
from projections.dossiers import Dossier

IssuanceProvision = RegimeEstablished | RegimeRepealed | IssuanceStopped | IssuanceResumed


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a subject a provision may catch hold of, over all its days."""

    channel: str
    categories: frozenset[str | None]
    licensed_under: frozenset[str]


def profile(dossier: Dossier, channel: str) -> Profile:
    """Return the categories a product has while placed, and the regimes of its licenses."""
    placement = dossier.placements.get(channel)
    first = placement.days[0] if placement and placement.days else date.max
    return Profile(
        channel,
        frozenset(dossier.categories.since(first)),
        frozenset(license.issue.regime for license in dossier.licenses if license.issue),
    )


class Reach:
    """Where regimes apply and what their entries list, on any day and under any reading."""

    def __init__(self, provisions: Iterable[Provision]) -> None:
        """Take every provision that any reading of the law may hold."""
        self._includes: dict[str, set[str]] = {}
        self._channels: dict[str, set[str]] = {}
        self._listed: dict[str, dict[str, set[str]]] = {}
        self._entries: dict[str, list[CatalogueEntry]] = {}
        self.categories: set[str] = set()
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
                        codes.setdefault(entry.code, set()).update(entry.categories)
                        self._index(entry)
        self._within: dict[str, frozenset[str]] = {}

    def _index(self, entry: CatalogueEntry) -> None:
        self.categories.update(entry.categories)
        for category in entry.categories:
            self._entries.setdefault(category, []).append(entry)

    @property
    def channels(self) -> set[str]:
        """The channels that some provision establishes."""
        return set(self._includes)

    def entries_of(self, category: str | None) -> Sequence[CatalogueEntry]:
        """Return every entry, of whatever regime and edition, that lists a category."""
        return self._entries.get(category, ()) if category is not None else ()

    def touches(self, provision: Provision, profile: Profile) -> bool:
        """Tell whether a provision may change anything for a subject; a yes may be idle."""
        match provision:
            case GuidanceGiven():
                return False
            case ChannelEstablished():
                return provision.channel in self.within(profile.channel)
            case RecognitionGranted() | RecognitionEnded():
                granted = provision.accepts in profile.licensed_under
                return granted and self._applies(provision.regime, profile)
            case _ if isinstance(provision, IssuanceProvision) and (
                provision.regime in profile.licensed_under
            ):
                return True
            case _:
                return self._applies(provision.regime, profile) and self._concerns(
                    provision, profile.categories
                )

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

    def channels_of(self, regime: str) -> frozenset[str]:
        """Return the channels for which a regime may ever require a license."""
        return frozenset(self._channels.get(regime, ()))

    def _applies(self, regime: str, profile: Profile) -> bool:
        return not self.within(profile.channel).isdisjoint(self._channels.get(regime, ()))

    def _concerns(self, provision: Provision, categories: frozenset[str | None]) -> bool:
        match provision:
            case ObligationWaived(categories=waived):
                return waived is None or not categories.isdisjoint(waived)
            case CatalogueIssued():
                return self._lists(provision.regime, None, categories)
            case CatalogueAmended():
                codes = {*provision.remove, *(entry.code for entry in provision.add)}
                return self._lists(provision.regime, codes, categories)
            case _:
                return True

    def _lists(
        self, regime: str, codes: set[str] | None, categories: frozenset[str | None]
    ) -> bool:
        """Tell whether entries with these codes (None: any) ever list one of the categories."""
        listed: Mapping[str, set[str]] = self._listed.get(regime, {})
        return None in categories or any(
            not categories.isdisjoint(listed.get(code, ()))
            for code in (listed if codes is None else codes)
        )
