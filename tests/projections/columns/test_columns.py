"""The columnar judgment says of every day what the judgment says."""

from random import Random

import pytest
from judging import as_recorded, bench_and_portfolio
from ledgers import known_boundaries, random_ledger

from projections.columns.facts import columns_of
from projections.columns.periods import periods_of
from projections.judging.timeline import statuses
from projections.record.questions import choices
from projections.record.visible import visible


@pytest.mark.parametrize("seed", range(40))
def test_columns_agree_with_the_judgment_on_random_ledgers(seed: int) -> None:
    chance, entries = Random(seed), random_ledger(seed + 3000, 70)
    records = as_recorded(entries)
    for known_at, recorded_by in (
        (None, None),
        (chance.choice(known_boundaries(entries)), None),
        (None, chance.choice(entries).recorded_at),
    ):
        bench, portfolio = bench_and_portfolio(records, known_at, recorded_by)
        if len(choices(bench.weighty)) > 64:
            continue
        columns = columns_of(visible(records, known_at=known_at, recorded_by=recorded_by))
        judged = {
            (case.dossier.product, case.channel): statuses(case).steps
            for product in portfolio.products
            for case in bench.cases(portfolio.dossier(product))
        }
        found = periods_of(columns, bench)
        assert {(p, c): steps.steps for p, c, steps in found.steps()} == judged
        assert [(p, c) for p, c, _ in found.steps()] == sorted(judged)
