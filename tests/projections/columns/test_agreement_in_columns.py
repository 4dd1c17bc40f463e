"""The columnar judgment agrees with the slow judge and with the judgment one by one."""

from datetime import date

import pytest
import slow_judge
from columnar import by_subject, few_readings, seen_in_columns, subjects
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import as_recorded, bench_and_portfolio, cases
from ledgers import boundaries, known_boundaries, ledgers, random_ledger

from projections.columns import columns_of, profiles_of, statuses_on
from projections.judging.bench import Bench
from projections.judging.reach import profile
from projections.judging.timeline import statuses
from projections.record.questions import law_book
from projections.record.visible import visible

THOROUGH = settings(max_examples=60)


@THOROUGH
@given(st.data())
def test_columns_agree_with_the_slow_judge_at_any_points_in_time(data: st.DataObject) -> None:
    entries = data.draw(ledgers(max_facts=60).filter(bool))
    records = as_recorded(entries)
    instants = [entry.recorded_at for entry in entries]
    for _ in range(3):
        as_of = data.draw(st.sampled_from(boundaries(entries)))
        known_at = data.draw(st.none() | st.sampled_from(known_boundaries(entries)))
        recorded_by = data.draw(st.none() | st.sampled_from(instants))
        periods = seen_in_columns(records, known_at, recorded_by)
        asked = {"as_of": as_of, "known_at": known_at, "recorded_by": recorded_by}
        assert by_subject(periods, as_of) == slow_judge.statuses(entries, **asked)


@pytest.mark.parametrize("seed", range(12))
def test_columns_agree_with_the_slow_judge_on_every_boundary(seed: int) -> None:
    entries = random_ledger(seed, 45)
    periods = seen_in_columns(as_recorded(entries))
    for day in boundaries(entries):
        assert by_subject(periods, day) == slow_judge.statuses(entries, as_of=day)


@pytest.mark.parametrize("seed", range(20))
def test_columns_have_the_very_periods_of_each_case(seed: int) -> None:
    records = as_recorded(random_ledger(seed + 500, 80))
    periods = seen_in_columns(records)
    found = list(cases(records))
    assert list(subjects(periods)) == [(case.dossier.product, case.channel) for case in found]
    for case, (product, channel, steps) in zip(found, periods.steps(), strict=True):
        assert steps.steps == statuses(case).steps
        assert periods.of(product, channel).steps == steps.steps


@pytest.mark.parametrize("seed", range(8))
def test_a_day_judged_alone_has_the_statuses_of_the_periods(seed: int) -> None:
    entries = random_ledger(seed + 700, 60)
    seen = visible(as_recorded(entries))
    columns, bench = columns_of(seen), Bench(law_book(seen))
    periods = seen_in_columns(as_recorded(entries))
    for day in boundaries(entries)[::4]:
        assert statuses_on(columns, bench, day).tolist() == periods.on(day).tolist()


def test_columns_agree_with_the_judgment_on_a_ledger_of_a_thousand_facts() -> None:
    records = as_recorded(random_ledger(7, 1000))
    assert few_readings(records)
    judged = {(c.dossier.product, c.channel): statuses(c).steps for c in cases(records)}
    found = seen_in_columns(records)
    assert {(p, c): steps.steps for p, c, steps in found.steps()} == judged


@pytest.mark.parametrize("seed", range(12))
def test_law_touches_subjects_by_the_profiles_of_their_dossiers(seed: int) -> None:
    records = as_recorded(random_ledger(seed + 900, 60))
    _, portfolio = bench_and_portfolio(records)
    columns, periods = columns_of(visible(records)), seen_in_columns(records)
    own = [profile(portfolio.dossier(product), channel) for product, channel in subjects(periods)]
    assert list(profiles_of(columns)) == own
    assert list(periods.products) == portfolio.products
    of_sort = [periods.profiles[sort] for sort in periods.subject_profile]
    for mine, sort in zip(own, of_sort, strict=True):
        assert (sort.channel, sort.categories) == (mine.channel, mine.categories)
        latest = dict(sort.licensed_under)
        assert latest.keys() == dict(mine.licensed_under).keys()
        assert all(day <= latest[regime] for regime, day in mine.licensed_under)


@pytest.mark.parametrize("seed", range(6))
def test_a_product_has_the_categories_of_its_dossier(seed: int) -> None:
    records = as_recorded(random_ledger(seed + 1100, 60))
    _, portfolio = bench_and_portfolio(records)
    found = columns_of(visible(records)).categories_of()
    for product in portfolio.products:
        steps = portfolio.dossier(product).categories.steps
        assert found.get(product, []) == [(day.toordinal(), name) for day, name in steps]


def test_nothing_on_record_has_no_periods() -> None:
    periods = seen_in_columns([])
    assert list(periods.steps()) == []
    assert periods.on(date(2026, 1, 1)).tolist() == []
    assert periods.of("P", "shop").steps == []
