"""Findings on products."""

from collections.abc import Iterator
from datetime import date

from events.products import ProductRegistered
from events.recorded import Recorded
from projections.bench import Bench
from projections.dossiers import Dossier, is_placed
from projections.findings.finding import Finding
from projections.scope import compare


def product_findings(dossier: Dossier, bench: Bench) -> Iterator[Finding]:
    """Find what is missing or cannot be used in what is on record of a product."""
    about = f"product {dossier.product}"
    facts = tuple(record.id for record in dossier.records)
    if not any(isinstance(record.fact, ProductRegistered) for record in dossier.records):
        text = "never registered on record; nothing is known of its category, vendor or parameters"
        yield Finding(about, "unregistered-product", text, facts)
    placed = [c for c, steps in dossier.placements.items() if is_placed(_last(steps.values))]
    for channel in placed:
        if channel not in bench.reach.channels:
            text = f"placed in channel {channel}, which no act on record establishes"
            yield Finding(about, "unknown-channel", text, facts)
    category = dossier.categories.values[-1] if dossier.categories.values else None
    if placed and category is None:
        text = "no category on record, so no regime can be ruled in or out"
        yield Finding(about, "unclassified-product", text, facts)
    elif category is not None and category not in bench.reach.categories:
        text = f"no regime on record speaks of category {category}; check its spelling"
        yield Finding(about, "unknown-category", text, facts)
    yield from _parameter_findings(dossier, bench)


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
