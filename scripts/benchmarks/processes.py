"""Works that begin with a ledger's file and end with an answer, each in a process of its own."""

import gc
import json
import sys
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ledgers import CATEGORIES, NOW, scenario
from portfolio import invented_facts

from events.facts import Fact, fact_from_json
from events.recorded import LEGAL_ZONE, Recorded, recorded
from events.tables.shelves import portions
from tracker.gazette.files import read_gazette
from tracker.ledger import create_ledger, open_ledger

Subject = tuple[str, str]


def fill(ledger: str, products: str) -> int:
    """Write a ledger with the gazette and an invented portfolio."""
    with create_ledger(ledger, at=NOW, facts=read_gazette().facts) as made:
        for part in portions(invented_facts(int(products), categories=CATEGORIES), 20_000):
            made.record(part, at=NOW)
        return made.head()


def license_a_thousand(ledger: str, number: str) -> int:
    """Record 1,000 licenses of products all over the portfolio."""
    with open_ledger(ledger) as opened:
        products = [name for name in opened.names("product") if name.startswith("P")]
        step = max(1, len(products) // 1000)
        facts = [
            _license(f"NEW-{number}-{place}", products[place * step % len(products)])
            for place in range(1000)
        ]
        return len(opened.record(facts, at=NOW).recorded)


def _license(name: str, product: str) -> Fact:
    fields: dict[str, Any] = {"kind": "license_issued", "license": name, "products": [product]}
    fields |= {"regime": "csl", "license_kind": "certificate"}
    fields |= {"issued_on": "2023-10-01", "valid_until": "2028-09-30"}
    return fact_from_json(json.dumps(fields))


def decode(ledger: str) -> int:
    """Read and decode every fact once."""
    with open_ledger(ledger, to_write=False) as opened:
        return sum(1 for _ in opened.facts())


def _records(ledger: str) -> list[Recorded]:
    with open_ledger(ledger, to_write=False) as opened:
        return list(opened.facts())


def recompute_in_columns(ledger: str) -> list[Subject]:
    """Work out all periods of all subjects, with a scenario and without, and compare them."""
    from projections.columns import columns_of, periods_of
    from projections.judging.bench import Bench
    from projections.record.questions import law_book
    from projections.record.visible import visible

    def periods(records: list[Recorded]) -> dict[Subject, list[Any]]:
        seen = visible(records)
        found = periods_of(columns_of(seen), Bench(law_book(seen)))
        return {(product, channel): _turns(steps) for product, channel, steps in found.steps()}

    records = _records(ledger)
    return _differing(periods(records), periods(_supposing(records)))


def recompute_by_objects(ledger: str) -> list[Subject]:
    """Do the same with the judgment that goes product by product."""
    from projections.judging.bench import Bench
    from projections.judging.timeline import statuses
    from projections.record.dossiers import Portfolio
    from projections.record.questions import law_book
    from projections.record.visible import visible

    def periods(records: list[Recorded]) -> dict[Subject, list[Any]]:
        seen = visible(records)
        bench, portfolio = Bench(law_book(seen)), Portfolio(seen)
        return {
            (name, case.channel): _turns(statuses(case))
            for name in portfolio.products
            for case in bench.cases(portfolio.dossier(name))
        }

    records = _records(ledger)
    return _differing(periods(records), periods(_supposing(records)))


def _turns(steps: Any) -> list[Any]:
    return [*zip(steps.days, steps.values, strict=True)]


def _differing(before: dict[Subject, Any], after: dict[Subject, Any]) -> list[Subject]:
    return sorted(subject for subject, turns in after.items() if before[subject] != turns)


def _supposing(records: list[Recorded]) -> list[Recorded]:
    facts = [fact_from_json(json.dumps(fact)) for fact in json.loads(scenario())["facts"]]
    return [
        *records,
        *(
            recorded(fact, position=position, recorded_at=NOW, zone=ZoneInfo(LEGAL_ZONE))
            for position, fact in enumerate(facts, len(records) + 1)
        ),
    ]


def day_by_day(ledger: str, first: str, days: str) -> int:
    """Judge everybody on every day, and count whose status is another on one of them."""
    from projections.columns import columns_of, statuses_on
    from projections.judging.bench import Bench
    from projections.record.questions import law_book
    from projections.record.visible import visible

    seen = visible(_records(ledger))
    columns, bench, begin = columns_of(seen), Bench(law_book(seen)), date.fromisoformat(first)
    today = statuses_on(columns, bench, begin)
    changed = today != today
    for ahead in range(1, int(days) + 1):
        changed |= statuses_on(columns, bench, begin + timedelta(days=ahead)) != today
    return int(changed.sum())


def values_on_a_day(ledger: str, file: str) -> list[Subject]:
    """Write what OpenFisca is handed of 2027-01-01, with a scenario and without; name subjects."""
    import numpy as np
    from peers.by_numpy import held
    from peers.columns_on_a_day import day_law

    from projections.columns import columns_of
    from projections.judging.bench import Bench
    from projections.record.questions import law_book
    from projections.record.visible import visible

    records, day = _records(ledger), date(2027, 1, 1)
    seen, supposed = visible(records), visible(_supposing(records))
    columns = columns_of(seen)
    law, amended = (day_law(columns, Bench(law_book(each)), day) for each in (seen, supposed))
    product, subject = columns.subject_product, np.arange(len(columns.subject_product))
    own, earlier = held(columns, law)
    category = columns.category.at(product, law.day)
    np.savez(
        file,
        day=str(day),
        category=np.where(category < 0, len(law.rule) - 1, category),
        placed=columns.placements.at(subject, law.day),
        own=own[product],
        held_earlier=earlier[product],
        rule=law.rule,
        earlier=law.earlier,
        amended_rule=amended.rule,
        amended_earlier=amended.earlier,
    )
    places = zip(product.tolist(), columns.subject_channel.tolist(), strict=True)
    return [(columns.products[one], columns.channels[other]) for one, other in places]


WORKS = (
    fill,
    license_a_thousand,
    decode,
    recompute_in_columns,
    recompute_by_objects,
    day_by_day,
    values_on_a_day,
)


def main() -> None:
    """Do the work that is named, the collector off, and print its answer as JSON."""
    gc.disable()
    name, *words = sys.argv[1:]
    [work] = (each for each in WORKS if each.__name__ == name)
    print(json.dumps(work(*words)))


if __name__ == "__main__":
    main()
