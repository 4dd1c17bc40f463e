"""Days of things in arrays: packing, terms, parts."""

from datetime import date

import numpy as np
import pytest
from columnar import seen_in_columns
from hypothesis import given
from hypothesis import strategies as st
from judging import as_recorded
from ledgers import random_ledger

from projections.columns.arrays import FOREVER, Spans, ranges, spans_in_turns, turns_of
from projections.columns.licenses import day_after_term
from projections.record.licenses import corresponding_day

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(DAYS, st.integers(1, 1200))
def test_a_term_ends_after_the_corresponding_day(first: date, months: int) -> None:
    [after] = day_after_term(np.array([first.toordinal()], np.int32), months)
    assert date.fromordinal(int(after) - 1) == corresponding_day(first, months)


def test_things_beyond_a_thousand_million_are_told_apart() -> None:
    things = np.array([0, 2**31, 2**31 + 1, 2**40])
    turns = turns_of(things, np.array([5, 6, 7, 8]), np.array([50, 60, 70, 80]), -1)
    assert turns.at(things, 7).tolist() == [50, 60, 70, -1]
    assert turns.at(things, FOREVER).tolist() == [50, 60, 70, 80]
    assert turns.at(things + 3, FOREVER).tolist() == [-1, -1, -1, -1]


def test_of_turns_of_one_day_the_last_given_stands() -> None:
    one = np.zeros(3, np.int32)
    turns = turns_of(one, np.array([9, 4, 9]), np.array([1, 2, 3]), 0)
    assert [turns.at(one[:1], day).tolist() for day in (3, 4, 8, 9)] == [[0], [2], [2], [3]]


def test_no_turns_say_what_held_before() -> None:
    nothing = np.zeros(0, np.int32)
    turns = turns_of(nothing, nothing, nothing, -1)
    assert turns.at(np.array([0, 1]), 5).tolist() == [-1, -1]
    assert spans_in_turns(turns, turns.value == 1).thing.tolist() == []


def test_what_goes_on_has_no_end() -> None:
    turns = turns_of(np.array([1, 1, 2]), np.array([3, 6, 4]), np.array([1, 0, 1]), 0)
    spans = spans_in_turns(turns, turns.value == 1)
    assert list(zip(spans.thing, spans.start, spans.end, strict=True)) == [
        (1, 3, 6),
        (2, 4, FOREVER),
    ]


def test_spans_meet_on_the_days_that_both_have() -> None:
    spans = Spans(*(np.array(each, np.int32) for each in ([1, 1, 3], [0, 9, 0], [5, 12, 5])))
    given_ = (np.array(each, np.int32) for each in ([1, 2, 3], [3, 0, 5], [10, 9, 9]))
    place, start, end = spans.meet(*given_)
    assert list(zip(place, start, end, strict=True)) == [(0, 3, 5), (0, 9, 10)]


def test_ranges_count_from_each_first_to_before_its_last() -> None:
    place, number = ranges(np.array([4, 7, 1]), np.array([6, 7, 2]))
    assert list(zip(place, number, strict=True)) == [(0, 4), (0, 5), (2, 1)]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_it_makes_no_difference_how_many_subjects_are_judged_together(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = as_recorded(random_ledger(31, 90))
    whole = seen_in_columns(records)
    monkeypatch.setattr("projections.columns.sitting.AT_ONCE", size)
    parts = seen_in_columns(records)
    assert len(whole.subject_product) > size
    assert parts.subject.tolist() == whole.subject.tolist()
    assert parts.start.tolist() == whole.start.tolist()
    assert parts.status.tolist() == whole.status.tolist()
