"""What a scenario is said to change is what two full recomputations differ in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
import slow_judge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judging import as_recorded, seen
from ledgers import ledgers, random_ledger, source
from scenarios import (
    Supposition,
    as_entries,
    days_of,
    drawer,
    random_supposition,
    supposition,
    within,
)
from slow_judge import Entry

from events.recorded import Recorded
from projections.bench import Bench, Case
from projections.changes import Change, Subject, changes
from projections.dossiers import Portfolio
from projections.questions import law_book
from projections.visible import Horizon
from projections.what_if import Answer, Because, Indexed, Weighed, totals, what_if
from projections.what_if.articles import Part, by_article

THOROUGH = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
SUBJECT_TO = range(24)
Statuses = dict[Subject, str]


@st.composite
def suppositions(draw: st.DrawFn, max_facts: int = 25) -> Supposition:
    entries = draw(ledgers(max_facts=max_facts).filter(bool))
    return supposition(drawer(source(draw), entries), entries)


# -- Two full recomputations -----------------------------------------------------------------------


def told(answer: Answer) -> list[Change]:
    return [period.change for each in answer.changed for period in each.periods]


def holds(change: Change, day: date) -> bool:
    return change.start <= day and (change.end is None or day < change.end)


def slow_differences(before: Sequence[Entry], after: Sequence[Entry], day: date) -> set[object]:
    was, becomes = (slow_judge.statuses(view, as_of=day) for view in (before, after))
    never = "not_marketed"
    return {
        (subject, was.get(subject, never), becomes.get(subject, never))
        for subject in was.keys() | becomes.keys()
        if was.get(subject, never) != becomes.get(subject, never)
    }


def hold_to_the_slow_judge(supposed: Supposition) -> None:
    indexed, weighed = supposed.asked()
    before = within(supposed.entries, supposed.base)
    after = [*before, *as_entries(weighed.records)]
    found = told(what_if(indexed, weighed))
    days = days_of(after)
    assert {change.start for change in found} <= set(days)
    for day in days:
        assert {
            ((change.product, change.channel), change.before, change.after)
            for change in found
            if holds(change, day)
        } == slow_differences(before, after, day)


def full(records: Sequence[Recorded], horizon: Horizon) -> list[Case]:
    visible = horizon.visible(records)
    bench, portfolio = Bench(law_book(visible)), Portfolio(visible)
    return [
        case for name in portfolio.products for case in bench.cases(portfolio.dossier(name))
    ]


def hold_to_the_fast_judge(supposed: Supposition) -> Answer:
    indexed, weighed = supposed.asked()
    answer = what_if(indexed, weighed)
    records = as_recorded(supposed.entries)
    after = full([*records, *weighed.records], weighed.horizon)
    assert told(answer) == changes(full(records, supposed.base), after)
    return answer


@THOROUGH
@given(suppositions())
def test_what_changes_is_what_the_slow_judge_says_of_both(supposed: Supposition) -> None:
    hold_to_the_slow_judge(supposed)


@pytest.mark.parametrize("seed", range(16))
def test_scenarios_change_what_the_slow_judge_says_they_change(seed: int) -> None:
    hold_to_the_slow_judge(random_supposition(seed, random_ledger(seed + 400, 40)))


@THOROUGH
@given(suppositions(max_facts=50))
def test_what_changes_is_the_difference_of_two_full_recomputations(supposed: Supposition) -> None:
    hold_to_the_fast_judge(supposed)


@pytest.mark.parametrize("seed", range(6))
def test_scenarios_on_four_hundred_facts_change_what_two_full_recomputations_differ_in(
    seed: int,
) -> None:
    entries = random_ledger(seed + 500, 400)
    answers = [
        hold_to_the_fast_judge(random_supposition(number, entries)) for number in range(4)
    ]
    assert any(answer.changed for answer in answers)
