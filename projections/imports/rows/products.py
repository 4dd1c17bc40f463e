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
from projections.imports.plan import Contradiction, Days, Outcome
from projections.imports.sayings import Saying, Value, called, say
from projections.record.dossiers import Dossier, is_placed


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
    problems: list[Saying] = []
    if row.name is None:
        problems.append(say("name_missing", called=called(row)))
    if day is None:
        problems.append(say("first_day_missing", called=called(row)))
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
                called(row),
                name,
                Value(there),
                Value(here),
                record.id,
                say("void_and_import_again", fact=record.id),
            )


def _category(row: ProductRow, dossier: Dossier, days: Days, outcome: Outcome) -> None:
    known = dossier.categories.values[-1]
    if row.category is None or row.category == known:
        return
    changed = say("category_differs", here=Value(row.category), there=Value(known))
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
    changed = tuple(
        say("parameter_differs", parameter=name, here=value, there=known.get(name))
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
            changed = say("channel_not_on_record", channel=Value(channel))
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
        outcome.told.append(say("channels_not_named", called=called(row), channels=Value(gone)))


def _left(row: ProductRow, channel: str, placement: Recorded) -> Contradiction:
    return Contradiction(
        row.rows,
        called(row),
        "channels",
        say("without", name=Value(channel), since=placement.fact.knowable_from),
        say("with", name=Value(channel)),
        placement.id,
        say("placed_again"),
    )


def _day(
    row: ProductRow,
    changed: Saying | tuple[Saying, ...],
    since: date,
    days: Days,
    outcome: Outcome,
) -> date | None:
    """Return the day of a change, or None where it is not said or would not count."""
    if days.changes_on is None:
        outcome.problems.append(say("change_without_day", called=called(row), change=changed))
        return None
    if days.changes_on < since:
        about = {"called": called(row), "change": changed}
        outcome.problems.append(say("change_too_early", **about, since=since, day=days.changes_on))
        return None
    return days.changes_on


def _same(one: ParameterValue, other: ParameterValue) -> bool:
    """Tell whether two values are the same; true is not 1, though Python takes it so."""
    if isinstance(one, Measure) and isinstance(other, Measure):
        return one.unit == other.unit and _same(one.value, other.value)
    return isinstance(one, bool) == isinstance(other, bool) and one == other
