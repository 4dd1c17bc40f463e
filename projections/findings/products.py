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
from events.recorded import Recorded
from events.reviews import RemovalCompleted
from projections.findings.finding import About, Finding
from projections.findings.flaws import (
    Flaw,
    Incomparable,
    Lacking,
    Misnamed,
    NeverPlaced,
    Unknown,
    UnspokenCategory,
    Use,
)
from projections.findings.names import Established, meant
from projections.judging.bench import Bench
from projections.judging.scope import compare
from projections.record.dossiers import Dossier, is_placed

Found = Iterator[tuple[Flaw, list[Recorded]]]
"""Flaws, each with the facts by which it is there."""


def product_findings(dossier: Dossier, bench: Bench, names: Established) -> Iterator[Finding]:
    """Find what is missing or cannot be used in what is on record of a product."""
    about = About("product", dossier.product)
    for found in (
        _missing(dossier),
        _wrong_channels(dossier, names),
        _unknown_regimes(dossier, names),
        _unspoken_categories(dossier, bench),
        _incomparable_parameters(dossier, bench),
        _misnamed_parameters(dossier, bench),
    ):
        for flaw, records in found:
            yield Finding(about, flaw, tuple(record.id for record in records))


def _missing(dossier: Dossier) -> Found:
    """Find that a product was never registered, is in no channel, or has no category now."""
    if not any(isinstance(record.fact, ProductRegistered) for record in dossier.records):
        yield Lacking("unregistered-product"), dossier.records
    if not dossier.placements:
        yield Lacking("unplaced-product"), dossier.records
    placed = any(is_placed(steps.last) for steps in dossier.placements.values())
    if placed and dossier.categories.last is None:
        yield Lacking("unclassified-product"), dossier.records


def _wrong_channels(dossier: Dossier, names: Established) -> Found:
    """Find channels that no act establishes, and those left without having been entered.

    Of a channel that no act establishes the second is not said.
    """
    entered, unknown = set[str](), dict[Unknown, list[Recorded]]()
    for record in dossier.records:
        for move, channel, day in _moves(record):
            if channel not in names.channels:
                near = meant(channel, names.channels)
                unknown.setdefault(Unknown(move, "channel", channel, near), []).append(record)
            elif move is Use.PLACED:
                entered.add(channel)
            elif channel not in entered:
                yield NeverPlaced(move, channel, day), [record]
    yield from unknown.items()


def _moves(record: Recorded) -> Iterator[tuple[Use, str, date]]:
    """Yield the channels that the product enters or leaves by a fact, and from which day."""
    match record.fact:
        case ProductRegistered(channels=channels, effective_on=day):
            yield from ((Use.PLACED, channel, day) for channel in channels)
        case ProductPlaced(channel=channel, effective_on=day):
            yield Use.PLACED, channel, day
        case ProductWithdrawn(channel=channel, effective_on=day):
            yield Use.WITHDRAWN, channel, day
        case RemovalCompleted(channel=channel, effective_on=day):
            yield Use.REMOVED, channel, day
        case _:
            pass


def _unspoken_categories(dossier: Dossier, bench: Bench) -> Found:
    """Find the categories, past ones too, of which no scope or entry speaks."""
    known = bench.reach.categories
    for category in dict.fromkeys(dossier.categories.values):
        if category is not None and category not in known:
            classifying = [r for r in dossier.records if _classifies(r, category)]
            yield UnspokenCategory(category, meant(category, known)), classifying


def _classifies(record: Recorded, category: str) -> bool:
    fact = record.fact
    return isinstance(fact, ProductRegistered | ProductReclassified) and fact.category == category


def _unknown_regimes(dossier: Dossier, names: Established) -> Found:
    """Find decisions on scope under a regime that no act establishes."""
    for record in dossier.records:
        fact = record.fact
        if isinstance(fact, ScopeDetermined) and fact.regime not in names.regimes:
            near = meant(fact.regime, names.regimes)
            yield Unknown(Use.DETERMINED, "regime", fact.regime, near), [record]


def _incomparable_parameters(dossier: Dossier, bench: Bench) -> Found:
    """Find values that cannot be held against a criterion on the day they are recorded for."""
    for day, parameters in zip(dossier.parameters.days, dossier.parameters.values, strict=True):
        for entry in bench.reach.entries_of(dossier.categories.at(day)):
            for criterion in entry.criteria:
                found = compare(criterion, parameters.get(criterion.parameter))
                if found.problem and found.actual is not None:
                    speaking = [r for r in dossier.records if r.fact.knowable_from == day]
                    yield Incomparable(criterion.parameter, day, found.problem), speaking


def _misnamed_parameters(dossier: Dossier, bench: Bench) -> Found:
    """Find parameters of which no criterion speaks, but nearly one that is not on record."""
    known = dossier.parameters.last
    category = dossier.categories.last
    asked = {c.parameter for entry in bench.reach.entries_of(category) for c in entry.criteria}
    spare = known.keys() - bench.reach.parameters
    for parameter in asked - known.keys():
        if near := meant(parameter, spare):
            naming = [record for record in dossier.records if near in _specified(record)]
            yield Misnamed(parameter, near), naming


def _specified(record: Recorded) -> Collection[str]:
    fact = record.fact
    return fact.parameters if isinstance(fact, ProductRegistered | ProductSpecified) else ()
