"""Findings on what provisions name: in acts, and in the readings of questions."""

from collections.abc import Iterable, Iterator, Set

from events.acts import ActPublished, QuestionRaised
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
from projections.findings.finding import Finding
from projections.findings.flaw import Flaw
from projections.findings.names import Established, not_established, provided
from projections.findings.unheard import word_flaws
from projections.findings.words import Words
from projections.judging.bench import Bench
from projections.record.law import Provided
from projections.record.questions import LawBook

OF_A_STANDING_REGIME = IssuanceStopped | IssuanceResumed | EnforcementStopped | EnforcementResumed

Removal = tuple[Provided, str]
"""A provision that amends a catalogue, and a code that it removes."""


def provision_findings(
    bench: Bench, names: Established, words: Words, together: Set[str] = frozenset()
) -> Iterator[Finding]:
    """Find what provisions name but nothing knows: regimes, channels, entries, and words.

    `words` are in use elsewhere; the facts `together` do not vouch for one another. Readings that a
    settlement has turned down have no effect and are not looked at. A stop in an act, of a regime
    that nothing establishes, is found to be idle elsewhere.
    """
    for flaw in (*law_flaws(bench, names), *word_flaws(bench.book, words, together)):
        item = flaw.provided
        stops = isinstance(item.provision, OF_A_STANDING_REGIME)
        if not (stops and item.reading is None):
            yield _finding(flaw)


def law_flaws(bench: Bench, names: Established) -> Iterator[Flaw]:
    """Yield every provision on what no act knows or that has no effect, in acts and readings."""
    for item in provided(bench.book):
        yield from _unknown_regimes(item, names)
        yield from _unknown_channels(item, names)
        yield from _idle_waivers(bench, item, names)
    yield from _ended_in_vain(bench.book, names)
    for item, code in _removed_in_vain(bench.book, names):
        text = (
            f"catalogue_amended removes entry {code} on {item.provision.effective_on}, "
            "which is not in the catalogue on that day"
        )
        yield Flaw(item, "remove", "unknown-entry", text)


def _unknown_regimes(item: Provided, names: Established) -> Iterator[Flaw]:
    provision = item.provision
    if isinstance(provision, ChannelEstablished | RegimeEstablished | GuidanceGiven):
        return
    if provision.regime not in names.regimes:
        what = not_established("regime", provision.regime, names.regimes)
        yield Flaw(item, "regime", "unknown-regime", f"{provision.kind} names {what}")
    if (
        isinstance(provision, RecognitionGranted | RecognitionEnded)
        and provision.accepts not in names.regimes
    ):
        what = not_established("regime", provision.accepts, names.regimes)
        text = f"{provision.kind} speaks of licenses of {what}"
        yield Flaw(item, "accepts", "unknown-regime", text)


def _unknown_channels(item: Provided, names: Established) -> Iterator[Flaw]:
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
            what = not_established("channel", channel, names.channels)
            yield Flaw(item, field, "unknown-channel", f"{item.provision.kind} names {what}")


def _idle_waivers(bench: Bench, item: Provided, names: Established) -> Iterator[Flaw]:
    """Find a channel for which a regime is waived that never asks there."""
    provision = item.provision
    if not isinstance(provision, ObligationWaived) or provision.regime not in names.regimes:
        return
    asked = bench.reach.channels_of(provision.regime)
    for channel in provision.channels or ():
        if channel in names.channels and channel not in asked:
            text = (
                f"obligation_waived names channel {channel}, of which {provision.regime} does not "
                f"speak, so it waives nothing there ({', '.join(sorted(asked))})"
            )
            yield Flaw(item, "channels", "idle-provision", text)


def _ended_in_vain(book: LawBook, names: Established) -> Iterator[Flaw]:
    """Find the ends of recognitions that no act and no open reading has granted by then."""
    granted: set[tuple[str, str]] = set()
    for item in sorted(provided(book), key=lambda item: item.order):
        match item.provision:
            case RecognitionGranted(regime=regime, accepts=accepts):
                granted.add((regime, accepts))
            case RecognitionEnded(regime=regime, accepts=accepts, effective_on=day) if (
                regime,
                accepts,
            ) not in granted and {regime, accepts} <= names.regimes:
                turned = f"; {accepts} accepts {regime}" if (accepts, regime) in granted else ""
                text = (
                    f"recognition_ended on {day} has no effect: no act has {regime} accept "
                    f"licenses of {accepts} by then{turned}"
                )
                yield Flaw(item, "accepts", "idle-provision", text)
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


def _finding(flaw: Flaw) -> Finding:
    """Return a finding about the act or question in which a provision stands."""
    item, text = flaw.provided, flaw.text
    fact = item.record.fact
    if item.reading is not None:
        text = f"reading {item.reading!r}: {text}"
    assert isinstance(fact, ActPublished | QuestionRaised)
    about = f"act {fact.act}" if isinstance(fact, ActPublished) else f"question {fact.question}"
    return Finding(about, flaw.code, text, (item.fact_id,))
