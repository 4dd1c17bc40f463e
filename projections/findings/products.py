"""Findings on products."""

from collections.abc import Collection, Iterator
from datetime import date

from events.products import (
    ProductPlaced,
    ProductReclassified,
    ProductRegistered,
    ProductSpecified,
    ProductWithdrawn,
    ScopeDetermined,
)
from events.reading.words import nearest
from events.recorded import Recorded
from events.reviews import RemovalCompleted
from projections.findings.finding import Finding
from projections.findings.names import Established, did_you_mean, not_established
from projections.judging.bench import Bench
from projections.judging.scope import compare
from projections.record.dossiers import Dossier, is_placed


def product_findings(dossier: Dossier, bench: Bench, names: Established) -> Iterator[Finding]:
    """Find what is missing or cannot be used in what is on record of a product."""
    about = f"product {dossier.product}"
    facts = tuple(record.id for record in dossier.records)
    if not any(isinstance(record.fact, ProductRegistered) for record in dossier.records):
        text = "never registered on record; nothing is known of its category, vendor or parameters"
        yield Finding(about, "unregistered-product", text, facts)
    if not dossier.placements:
        text = "in no channel on record, so it has no status; record a product_placed with the day"
        yield Finding(about, "unplaced-product", text, facts)
    yield from _channel_findings(dossier, names)
    yield from _unknown_regimes(dossier, names)
    placed = any(is_placed(_last(steps.values)) for steps in dossier.placements.values())
    if placed and (not dossier.categories.values or dossier.categories.values[-1] is None):
        text = "no category on record, so no regime can be ruled in or out"
        yield Finding(about, "unclassified-product", text, facts)
    yield from _unknown_categories(dossier, bench)
    yield from _parameter_findings(dossier, bench)
    yield from _misnamed_parameters(dossier, bench)


def _channel_findings(dossier: Dossier, names: Established) -> Iterator[Finding]:
    """Find channels that no act establishes, and those left without having been entered.

    Of a channel that no act establishes the second is not said.
    """
    about, entered = f"product {dossier.product}", set[str]()
    unknown: dict[tuple[str, str], list[str]] = {}
    for record in dossier.records:
        how, channels = _moved(record)
        for channel in channels:
            if channel not in names.channels:
                unknown.setdefault((how, channel), []).append(record.id)
            elif how == "placed in":
                entered.add(channel)
            elif channel not in entered:
                day = record.fact.knowable_from
                text = f"{how} channel {channel} on {day}, where it never was placed until then"
                yield Finding(about, "never-placed", text, (record.id,))
    for (how, channel), facts in unknown.items():
        text = f"{how} {not_established('channel', channel, names.channels)}"
        yield Finding(about, "unknown-channel", text, tuple(facts))


def _moved(record: Recorded) -> tuple[str, tuple[str, ...]]:
    """Return the channels that the product enters or leaves by a fact, and which of the two."""
    match record.fact:
        case ProductRegistered(channels=channels):
            return "placed in", channels
        case ProductPlaced(channel=channel):
            return "placed in", (channel,)
        case ProductWithdrawn(channel=channel):
            return "withdrawn from", (channel,)
        case RemovalCompleted(channel=channel):
            return "removed from", (channel,)
        case _:
            return "", ()


def _unknown_categories(dossier: Dossier, bench: Bench) -> Iterator[Finding]:
    """Find the categories, past ones too, of which no scope or entry speaks."""
    known = bench.reach.categories
    for category in dict.fromkeys(dossier.categories.values):
        if category is not None and category not in known:
            hint = did_you_mean(category, known) or "; check its spelling"
            text = f"no regime on record speaks of category {category}{hint}"
            facts = tuple(r.id for r in dossier.records if _classifies(r, category))
            yield Finding(f"product {dossier.product}", "unknown-category", text, facts)


def _classifies(record: Recorded, category: str) -> bool:
    fact = record.fact
    return isinstance(fact, ProductRegistered | ProductReclassified) and fact.category == category


def _unknown_regimes(dossier: Dossier, names: Established) -> Iterator[Finding]:
    """Find decisions on scope under a regime that no act establishes."""
    for record in dossier.records:
        fact = record.fact
        if isinstance(fact, ScopeDetermined) and fact.regime not in names.regimes:
            what = not_established("regime", fact.regime, names.regimes)
            text = f"its scope is determined under {what}"
            yield Finding(f"product {dossier.product}", "unknown-regime", text, (record.id,))


def _parameter_findings(dossier: Dossier, bench: Bench) -> Iterator[Finding]:
    """Find values that cannot be held against a criterion on the day they are recorded for."""
    for day, parameters in zip(dossier.parameters.days, dossier.parameters.values, strict=True):
        category = dossier.categories.at(day)
        for entry in bench.reach.entries_of(category):
            for criterion in entry.criteria:
                found = compare(criterion, parameters.get(criterion.parameter))
                if found.problem and found.actual is not None:
                    text = (
                        f"{criterion.parameter} cannot be compared from {day}: {found.problem}; "
                        "it counts as not on record"
                    )
                    facts = tuple(r.id for r in dossier.records if _speaks_on(r, day))
                    yield Finding(f"product {dossier.product}", "incomparable", text, facts)


def _misnamed_parameters(dossier: Dossier, bench: Bench) -> Iterator[Finding]:
    """Find parameters of which no criterion speaks, but nearly one that is not on record."""
    known = dossier.parameters.values[-1] if dossier.parameters.values else {}
    category = dossier.categories.values[-1] if dossier.categories.values else None
    asked = {c.parameter for entry in bench.reach.entries_of(category) for c in entry.criteria}
    spare = sorted(known.keys() - bench.reach.parameters)
    for parameter in sorted(asked - known.keys()):
        if near := nearest(parameter, spare):
            text = f"{parameter} is not on record, but {near} is, of which no criterion speaks"
            facts = tuple(r.id for r in dossier.records if near in _specified(r))
            yield Finding(f"product {dossier.product}", "unknown-parameter", text, facts)


def _specified(record: Recorded) -> Collection[str]:
    fact = record.fact
    return fact.parameters if isinstance(fact, ProductRegistered | ProductSpecified) else ()


def _speaks_on(record: Recorded, day: date) -> bool:
    return record.fact.knowable_from == day


def _last(values: list[Recorded | None]) -> Recorded | None:
    return values[-1] if values else None
