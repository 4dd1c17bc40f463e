"""Findings on what provisions name: in acts, and in the readings of questions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
from projections.bench import Bench
from projections.findings.finding import Finding
from projections.findings.names import Established, did_you_mean, not_established, provided
from projections.law import Provided
from projections.questions import LawBook

OF_A_STANDING_REGIME = IssuanceStopped | IssuanceResumed | EnforcementStopped | EnforcementResumed

Removal = tuple[Provided, str]
"""A provision that amends a catalogue, and a code that it removes."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A provision that names what nothing knows, the field that names it, and what to say of it."""

    provided: Provided
    field: str
    code: str
    text: str


def provision_findings(bench: Bench, names: Established) -> Iterator[Finding]:
    """Find regimes, channels, categories and entries that provisions name but nothing knows.

    Readings that a settlement has turned down have no effect and are not looked at. A stop in an
    act, of a regime that nothing establishes, is found to be idle elsewhere.
    """
    for flaw in law_flaws(bench, names):
        item = flaw.provided
        stops = isinstance(item.provision, OF_A_STANDING_REGIME)
        if not (stops and item.reading is None):
            yield _finding(flaw)


def law_flaws(bench: Bench, names: Established) -> Iterator[Flaw]:
    """Yield every provision that names what nothing knows, in acts and in open readings."""
    for item in provided(bench.book):
        yield from _unknown_regimes(item, names)
        yield from _unknown_channels(item, names)
    yield from _unknown_categories(bench)
    for item, code in _removed_in_vain(bench.book, names):
        provision = item.provision
        text = (
            f"catalogue_amended removes entry {code} on {provision.effective_on}, "
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


def _unknown_categories(bench: Bench) -> Iterator[Flaw]:
    """Find a category that one act alone waives or recognises, and no scope or entry names."""
    known = bench.reach.categories
    speaking: dict[str, list[Provided]] = {}
    for item in provided(bench.book):
        if isinstance(item.provision, ObligationWaived | RecognitionGranted):
            for category in dict.fromkeys(item.provision.categories or ()):
                speaking.setdefault(category, []).append(item)
    for category, items in speaking.items():
        if category not in known and len({item.fact_id for item in items}) == 1:
            hint = did_you_mean(category, known)
            for item in items:
                text = (
                    f"{item.provision.kind} names category {category}, "
                    f"of which nothing else in the law speaks{hint}"
                )
                yield Flaw(item, "categories", "unknown-category", text)


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
