"""What the rows of a product come to beside what is on record of it."""

from collections.abc import Iterable, Iterator
from datetime import date

from events.products import (
    Measure,
    ParameterValue,
    ProductPlaced,
    ProductReclassified,
    ProductRegistered,
    ProductSpecified,
)
from events.recorded import Recorded
from events.tables.rows import ProductRow
from projections.imports.plan import Contradiction, Days, Outcome, words
from projections.record.dossiers import Dossier, is_placed

_DAY_MISSING = (
    "from which day is not said: give it with --effective-on, or as 'changes_on' in a mapping"
)


def product_outcome(row: ProductRow, dossier: Dossier, days: Days) -> Outcome:
    """Return what rows of a product come to: its registration, or what changes of it."""
    registered = _registration(dossier)
    if registered is None:
        return _new(row, days)
    record, fact = registered
    outcome = Outcome(contradictions=[*_contradictions(row, record, fact)])
    _category(row, dossier, days, outcome)
    _parameters(row, dossier, days, outcome)
    _channels(row, dossier, days, outcome)
    return outcome


def _registration(dossier: Dossier) -> tuple[Recorded, ProductRegistered] | None:
    for record in reversed(dossier.records):
        if isinstance(record.fact, ProductRegistered):
            return record, record.fact
    return None


def _new(row: ProductRow, days: Days) -> Outcome:
    day = row.effective_on or days.registered_on
    problems = []
    if row.name is None:
        problems.append(f"{row.called} is not on record yet, and its name is not given; fill it in")
    if day is None:
        problems.append(
            f"{row.called} is not on record yet, and the day from which it counts is not given; "
            "fill in a column 'effective on' (登记日期), or give it with --effective-on"
        )
    if row.name is None or day is None:
        return Outcome(problems=problems)
    fact = ProductRegistered(
        kind="product_registered",
        product=row.product,
        name=row.name,
        vendor=row.vendor,
        models=row.models or (),
        category=row.category,
        parameters=row.parameters,
        channels=row.channels or (),
        effective_on=day,
    )
    return Outcome(facts=[fact])


def _contradictions(
    row: ProductRow, record: Recorded, fact: ProductRegistered
) -> Iterator[Contradiction]:
    """Yield where a row differs in what only a registration says."""
    compared: Iterable[tuple[str, object, object]] = (
        ("name", row.name, fact.name),
        ("vendor", row.vendor, fact.vendor),
        ("models", row.models and set(row.models), set(fact.models)),
        ("effective_on", row.effective_on, fact.effective_on),
    )
    for name, here, there in compared:
        if here is not None and here != there:
            yield Contradiction(
                row.rows,
                row.called,
                name,
                _shown(there),
                _shown(here),
                record.id,
                f"If the record is wrong, void '{record.id}' and import again; else mend the cell.",
            )


def _category(row: ProductRow, dossier: Dossier, days: Days, outcome: Outcome) -> None:
    known = dossier.categories.values[-1]
    if row.category is None or row.category == known:
        return
    changed = f"category is {_shown(row.category)} here and {_shown(known)} on record"
    day = _day(row, changed, dossier.categories.days[-1], days, outcome)
    if day is not None:
        outcome.facts.append(
            ProductReclassified(
                kind="product_reclassified",
                product=row.product,
                category=row.category,
                effective_on=day,
            )
        )


def _parameters(row: ProductRow, dossier: Dossier, days: Days, outcome: Outcome) -> None:
    known = dossier.parameters.values[-1] if dossier.parameters.values else {}
    differing = {
        name: value
        for name, value in row.parameters.items()
        if name not in known or not _same(value, known[name])
    }
    if not differing:
        return
    changed = "; ".join(
        f"{name} is {_value(value)} here and {_value(known.get(name))} on record"
        for name, value in differing.items()
    )
    since = dossier.parameters.days[-1] if dossier.parameters.days else date.min
    day = _day(row, changed, since, days, outcome)
    if day is not None:
        outcome.facts.append(
            ProductSpecified(
                kind="product_specified",
                product=row.product,
                parameters=differing,
                effective_on=day,
            )
        )


def _channels(row: ProductRow, dossier: Dossier, days: Days, outcome: Outcome) -> None:
    if row.channels is None:
        return
    last = {name: steps.values[-1] for name, steps in dossier.placements.items()}
    for channel in row.channels:
        placement = last.get(channel)
        if placement is None:
            changed = f"channel '{channel}' is not on record"
            day = _day(row, changed, date.min, days, outcome)
            if day is not None:
                outcome.facts.append(
                    ProductPlaced(
                        kind="product_placed",
                        product=row.product,
                        channel=channel,
                        effective_on=day,
                    )
                )
        elif not is_placed(placement):
            outcome.contradictions.append(_left(row, channel, placement))
    gone = {name for name, placement in last.items() if is_placed(placement)} - {*row.channels}
    if gone:
        outcome.told.append(
            f"{row.called} is placed in {words(gone)} on record, which the row does not name; if "
            "it is no longer sold there, record a product_withdrawn with the day"
        )


def _left(row: ProductRow, channel: str, placement: Recorded) -> Contradiction:
    return Contradiction(
        row.rows,
        row.called,
        "channels",
        f"without '{channel}', since {placement.fact.knowable_from}",
        f"with '{channel}'",
        placement.id,
        "If it is sold there again, record a product_placed with the day; else take the channel "
        "out of the cell.",
    )


def _day(row: ProductRow, changed: str, since: date, days: Days, outcome: Outcome) -> date | None:
    """Return the day of a change, or None where it is not said or would not count."""
    if days.changes_on is None:
        outcome.problems.append(f"{row.called}: {changed}; {_DAY_MISSING}")
        return None
    if days.changes_on < since:
        outcome.problems.append(
            f"{row.called}: {changed}; what is on record counts from {since}, later than "
            f"{days.changes_on}, and would still stand; give a later day, or void that fact if it "
            "was wrong"
        )
        return None
    return days.changes_on


def _same(one: ParameterValue, other: ParameterValue) -> bool:
    """Tell whether two values are the same; true is not 1, though Python takes it so."""
    if isinstance(one, Measure) and isinstance(other, Measure):
        return one.unit == other.unit and _same(one.value, other.value)
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _value(value: ParameterValue | None) -> str:
    if isinstance(value, Measure):
        return f"{value.value} {value.unit}"
    return "nothing" if value is None else str(value)


def _shown(value: object) -> str:
    if isinstance(value, set):
        return words(value)
    return "nothing" if value is None else f"'{value}'"
