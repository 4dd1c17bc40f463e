"""Findings on products."""

from collections.abc import Iterator
from datetime import date

from events.products import (
    ProductPlaced,
    ProductRegistered,
    ProductWithdrawn,
    ScopeDetermined,
)
from events.recorded import Recorded
from events.reviews import RemovalCompleted
from projections.bench import Bench
from projections.dossiers import Dossier, is_placed
from projections.findings.finding import Finding
from projections.findings.names import Established, not_established
from projections.scope import compare


def product_findings(dossier: Dossier, bench: Bench, names: Established) -> Iterator[Finding]:
    """Find what is missing or cannot be used in what is on record of a product."""
    about = f"product {dossier.product}"
    facts = tuple(record.id for record in dossier.records)
    if not any(isinstance(record.fact, ProductRegistered) for record in dossier.records):
        text = "never registered on record; nothing is known of its category, vendor or parameters"
        yield Finding(about, "unregistered-product", text, facts)
    yield from _channel_findings(dossier, names)
    yield from _unknown_regimes(dossier, names)
    placed = any(is_placed(_last(steps.values)) for steps in dossier.placements.values())
    category = dossier.categories.values[-1] if dossier.categories.values else None
    if placed and category is None:
        text = "no category on record, so no regime can be ruled in or out"
        yield Finding(about, "unclassified-product", text, facts)
    elif category is not None and category not in bench.reach.categories:
        text = f"no regime on record speaks of category {category}; check its spelling"
        yield Finding(about, "unknown-category", text, facts)
    yield from _parameter_findings(dossier, bench)


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


def _speaks_on(record: Recorded, day: date) -> bool:
    return record.fact.knowable_from == day


def _last(values: list[Recorded | None]) -> Recorded | None:
    return values[-1] if values else None
