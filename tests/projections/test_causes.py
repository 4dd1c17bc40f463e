"""What two views differ in is explained by the facts named, and by no other."""

import random
from collections.abc import Sequence
from datetime import date, datetime

import pytest
import slow_judge
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import applied, as_recorded, seen
from ledgers import boundaries, known_boundaries, ledgers, random_ledger
from slow_judge import Entry

from projections.comparing.changes import Subject
from projections.comparing.comparison import Comparison
from projections.judging.timeline import statuses
from projections.record.filing import Files
from projections.record.visible import Horizon

THOROUGH = settings(max_examples=60)
Asked = dict[str, date | datetime | None]


def slowly(entries: Sequence[Entry], subject: Subject, day: date) -> str:
    return slow_judge.statuses(entries, as_of=day).get(subject, "not_marketed")


def hold_to_the_slow_judge(entries: Sequence[Entry], first: Horizon, second: Horizon) -> int:
    files = Files(as_recorded(entries))
    comparison = Comparison(files, first, second)
    before, after = seen(entries, first), seen(entries, second)
    days = boundaries(entries)
    sample = days[:: max(len(days) // 6, 1)]
    differing: set[tuple[Subject, date]] = set()
    found = 0
    for subject in comparison.subjects(files.products):
        for change in comparison.changes(subject):
            differing |= {
                (subject, day)
                for day in sample
                if change.start <= day and (change.end is None or day < change.end)
            }
            causes = comparison.causes(change)
            assert causes
            told = applied(entries, before, causes)
            inside = [d for d in days if change.start <= d and (not change.end or d < change.end)]
            for each in {change.start, *inside[:1], *inside[-1:]}:
                assert slowly(told, subject, each) == slowly(after, subject, each) == change.after
                assert slowly(before, subject, each) == change.before
            for number in range(len(causes)):
                fewer = [*causes[:number], *causes[number + 1 :]]
                left = applied(entries, before, fewer)
                assert any(
                    slowly(left, subject, each) != change.after for each in {change.start, *inside}
                )
            found += 1
    assert differing == {
        (subject, day)
        for day in sample
        for slow in [[slow_judge.statuses(view, as_of=day) for view in (before, after)]]
        for subject in slow[0].keys() | slow[1].keys()
        if slow[0].get(subject, "not_marketed") != slow[1].get(subject, "not_marketed")
    }
    return found


@THOROUGH
@given(st.data())
def test_the_named_facts_make_the_difference_and_none_can_be_spared(data: st.DataObject) -> None:
    entries = data.draw(ledgers(max_facts=25).filter(bool))
    known = st.none() | st.sampled_from(known_boundaries(entries))
    instants = st.none() | st.sampled_from([entry.recorded_at for entry in entries])
    first, second = (Horizon(data.draw(known), data.draw(instants)) for _ in range(2))
    hold_to_the_slow_judge(entries, first, second)


@pytest.mark.parametrize("seed", range(20))
def test_differences_occur_and_are_explained(seed: int) -> None:
    entries = random_ledger(seed + 300, 45)
    middle = entries[len(entries) // 2].recorded_at
    assert hold_to_the_slow_judge(entries, Horizon(recorded_by=middle), Horizon())


def test_an_untouched_subject_is_known_to_be_untouched_without_judging_it() -> None:
    """Whatever the candidates leave out does not differ: held to courses worked out in full."""
    chance = random.Random(5)
    entries = random_ledger(9, 400)
    files = Files(as_recorded(entries))
    for _ in range(8):
        one, other = (Horizon(recorded_by=chance.choice(entries).recorded_at) for _ in range(2))
        comparison = Comparison(files, one, other)
        for subject in comparison.subjects(files.products):
            if not comparison.candidates(subject):
                before, after = comparison.case(subject), comparison.case_after(subject)
                assert statuses(before).values == statuses(after).values
