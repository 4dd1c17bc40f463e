"""Findings on what provisions name: in acts, and in the readings of questions."""

from collections.abc import Iterable, Iterator, Set

from events.provisions import (
    CatalogueAmended,
    CatalogueIssued,
    ChannelEstablished,
    EnforcementResumed,
    EnforcementStopped,
    GuidanceGiven,
    IssuanceResumed,
    IssuanceStopped,
    ObligationWaived,
    RecognitionEnded,
    RecognitionGranted,
    RegimeEstablished,
)
from projections.findings.finding import Finding, Flawed
from projections.findings.flaws import IdleEnd, IdleWaiver, Unknown, UnknownEntry
from projections.findings.names import Established, meant, provided
from projections.findings.unheard import word_flaws
from projections.findings.vocabulary import Vocabulary
from projections.judging.bench import Bench
from projections.record.law import Provided
from projections.record.questions import LawBook

OF_A_STANDING_REGIME = IssuanceStopped | IssuanceResumed | EnforcementStopped | EnforcementResumed

Removal = tuple[Provided, str]
"""A provision that amends a catalogue, and a code that it removes."""


def provision_findings(
    bench: Bench, names: Established, known: Vocabulary, together: Set[str] = frozenset()
) -> Iterator[Finding]:
    """Find what provisions name but nothing knows: regimes, channels, entries, and words.

    The words `known` are in use elsewhere; the facts `together` do not vouch for one another.
    Readings that a settlement has turned down have no effect and are not looked at. A stop in an
    act, of a regime that nothing establishes, is found to be idle elsewhere.
    """
    for found in (*law_flaws(bench, names), *word_flaws(bench.book, known, together)):
        item = found.provided
        if not isinstance(item.provision, OF_A_STANDING_REGIME) or item.reading is not None:
            yield found.finding


def law_flaws(bench: Bench, names: Established) -> Iterator[Flawed]:
    """Yield every provision on what no act knows or that has no effect, in acts and readings."""
    for item in provided(bench.book):
        yield from _unknown_regimes(item, names)
        yield from _unknown_channels(item, names)
        yield from _idle_waivers(bench, item, names)
    yield from _ended_in_vain(bench.book, names)
    for item, code in _removed_in_vain(bench.book, names):
        yield Flawed(item, "remove", UnknownEntry(code, item.provision.effective_on))


def _unknown_regimes(item: Provided, names: Established) -> Iterator[Flawed]:
    provision = item.provision
    if isinstance(provision, ChannelEstablished | RegimeEstablished | GuidanceGiven):
        return
    for field in ("regime", "accepts"):
        name = getattr(provision, field, None)
        if name is not None and name not in names.regimes:
            near, accepted = meant(name, names.regimes), field == "accepts"
            yield Flawed(item, field, Unknown(provision.kind, "regime", name, near, accepted))


def _unknown_channels(item: Provided, names: Established) -> Iterator[Flawed]:
    """Find a channel that is included, regulated or waived, but that no act establishes."""
    field = "channels"
    match item.provision:
        case ChannelEstablished(includes=channels):
            field, named = "includes", channels
        case RegimeEstablished(channels=channels):
            named = channels
        case ObligationWaived(channels=waived):
            named = waived or ()
        case _:
            return
    for channel in dict.fromkeys(named):
        if channel not in names.channels:
            near = meant(channel, names.channels)
            yield Flawed(item, field, Unknown(item.provision.kind, "channel", channel, near))


def _idle_waivers(bench: Bench, item: Provided, names: Established) -> Iterator[Flawed]:
    """Find a channel for which a regime is waived that never asks there."""
    provision = item.provision
    if not isinstance(provision, ObligationWaived) or provision.regime not in names.regimes:
        return
    asked = tuple(sorted(bench.reach.channels_of(provision.regime)))
    for channel in provision.channels or ():
        if channel in names.channels and channel not in asked:
            flaw = IdleWaiver(provision.kind, channel, provision.regime, asked)
            yield Flawed(item, "channels", flaw)


def _ended_in_vain(book: LawBook, names: Established) -> Iterator[Flawed]:
    """Find the ends of recognitions that no act and no open reading has granted by then."""
    granted: set[tuple[str, str]] = set()
    for item in sorted(provided(book), key=lambda item: item.order):
        match item.provision:
            case RecognitionGranted(regime=regime, accepts=accepts):
                granted.add((regime, accepts))
            case RecognitionEnded(kind=kind, regime=regime, accepts=accepts, effective_on=day) if (
                regime,
                accepts,
            ) not in granted and {regime, accepts} <= names.regimes:
                flaw = IdleEnd(kind, day, regime, accepts, (accepts, regime) in granted)
                yield Flawed(item, "accepts", flaw)
            case _:
                pass


def _removed_in_vain(book: LawBook, names: Established) -> list[Removal]:
    """Return the removals that find no entry, whichever one open reading is added to the law."""
    certain = set(book.certain)
    vain = list(_vain_in(book.certain))
    for question in book.open_questions:
        for reading in question.readings.values():
            under = dict.fromkeys(_vain_in([*book.certain, *reading]))
            vain = [found for found in vain if found in under or found[0] not in certain]
            vain += [found for found in under if found[0] not in certain]
    return [(item, code) for item, code in vain if _regime(item) in names.regimes]


def _vain_in(items: Iterable[Provided]) -> Iterator[Removal]:
    """Yield the removals of codes that are in no catalogue when their turn comes."""
    catalogues: dict[str, set[str]] = {}
    for item in sorted(items, key=lambda item: item.order):
        match item.provision:
            case CatalogueIssued(regime=regime, entries=entries):
                catalogues[regime] = {entry.code for entry in entries}
            case CatalogueAmended(regime=regime, add=entries, remove=removed):
                listed = catalogues.setdefault(regime, set())
                for code in removed:
                    if code not in listed:
                        yield item, code
                listed.difference_update(removed)
                listed.update(entry.code for entry in entries)


def _regime(item: Provided) -> str | None:
    return getattr(item.provision, "regime", None)
