"""The reminders that a scenario adds, moves and drops are those of two full recomputations."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judging import as_recorded
from ledgers import ledgers, random_ledger, source
from scenarios import Supposition, drawer, random_supposition, supposition

from events.base import LATEST_DAY
from projections.notices import Occasion, occasions
from projections.what_if import Ahead, Reminders, what_if
from projections.what_if.reminders import reminders

THOROUGH = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
TODAY = date(2023, 7, 10)


@st.composite
def suppositions(draw: st.DrawFn, max_facts: int = 25) -> Supposition:
    entries = draw(ledgers(max_facts=max_facts).filter(bool))
    return supposition(drawer(source(draw), entries), entries)


def told(found: Reminders) -> dict[str, list[tuple[Any, ...]]]:
    return {
        "added": [_few(each) for each in found.added],
        "moved": [(*_few(each.before), each.after.day) for each in found.moved],
        "dropped": [_few(each) for each in found.dropped],
    }


def _few(occasion: Occasion) -> tuple[Any, ...]:
    return occasion.sort.value, occasion.about, occasion.day


def recomputed(supposed: Supposition, ahead: Ahead) -> Reminders:
    """What becomes of reminders if all occasions are worked out twice."""
    records = as_recorded(supposed.entries)
    _, weighed = supposed.asked()
    before = occasions(supposed.base.passes(records))
    after = occasions(weighed.horizon.passes([*records, *weighed.records]))
    return reminders(_to_come(before), _to_come(after), ahead)


def _to_come(found: Iterable[Occasion]) -> Iterator[Occasion]:
    """Leave out points of law that are only assumed to be settled."""
    return (each for each in found if each.day != LATEST_DAY)


def agrees(supposed: Supposition, ahead: Ahead) -> bool:
    answer = what_if(*supposed.asked(), ahead=ahead)
    return told(answer.reminders) == told(recomputed(supposed, ahead))


@THOROUGH
@given(suppositions(), st.dates(date(2018, 1, 1), date(2027, 12, 31)))
def test_reminders_told_are_the_difference_of_two_full_recomputations(
    supposed: Supposition, today: date
) -> None:
    assert agrees(supposed, Ahead(today))


@pytest.mark.parametrize("seed", range(40))
def test_scenarios_on_larger_ledgers_do_to_reminders_what_two_full_recomputations_say(
    seed: int,
) -> None:
    entries = random_ledger(seed, 60)
    assert agrees(random_supposition(seed, entries), Ahead(date(2020, 1, 1)))
