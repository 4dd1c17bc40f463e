"""The past answers that a late entry changed are those that a slow judge changes its mind on."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import slow_judge
from hypothesis import given, settings
from judging import ZONE, applied, as_recorded, seen
from ledgers import boundaries, ledgers, random_ledger
from slow_judge import Entry

from projections.comparing.late import AN_INSTANT, LateBatch, late_batches
from projections.record.visible import Horizon

THOROUGH = settings(max_examples=60)
Answers = dict[tuple[str, str, date], tuple[str, str]]
"""By product, channel and day: the status before a batch and at it."""


def told_by(batch: LateBatch, days: Sequence[date]) -> Answers:
    return {
        (change.product, change.channel, day): (change.before, change.after)
        for change in (each.change for each in batch.changed)
        for day in days
        if change.start <= day and (change.end is None or day < change.end)
    }


def slowly(before: Sequence[Entry], after: Sequence[Entry], days: Sequence[date]) -> Answers:
    """What the slow judge answers otherwise, of products that were spoken of before."""
    heard = {
        entry.fact["product"]
        for entry in before
        if slow_judge.MATTER_OF.get(entry.fact["kind"]) == "product"
    }
    found: Answers = {}
    for day in days:
        old, new = slow_judge.statuses(before, as_of=day), slow_judge.statuses(after, as_of=day)
        for product, channel in old.keys() | new.keys():
            was, becomes = (each.get((product, channel), "not_marketed") for each in (old, new))
            if was != becomes and product in heard:
                found[product, channel, day] = was, becomes
    return found


def hold_to_the_slow_judge(entries: Sequence[Entry]) -> int:
    first = entries[0].recorded_at
    told = {b.recorded_at: b for b in late_batches(as_recorded(entries), ZONE, since=first)}
    found = 0
    for at, group in groupby(entries, key=lambda entry: entry.recorded_at):
        if at == first:
            continue
        on = date.fromisoformat(slow_judge.day_of_recording(next(group)))
        days = [day for day in boundaries(entries) if day < on]
        days = sorted({*days[:: max(len(days) // 12, 1)], *days[-2:]})
        before = [entry for entry in entries if entry.recorded_at < at]
        after = [entry for entry in entries if entry.recorded_at <= at]
        batch = told.get(at)
        assert (told_by(batch, days) if batch else {}) == slowly(before, after, days)
        if batch:
            assert all(each.change.end and each.change.end <= on for each in batch.changed)
            hold_the_causes_to_the_slow_judge(entries, batch)
            found += len(batch.changed)
    return found


def hold_the_causes_to_the_slow_judge(entries: Sequence[Entry], batch: LateBatch) -> None:
    view = seen(entries, Horizon(recorded_by=batch.recorded_at - AN_INSTANT))
    for each in batch.changed:
        change = each.change
        told = slow_judge.statuses(applied(entries, view, each.causes), as_of=change.start)
        subject = change.product, change.channel
        assert told.get(subject, "not_marketed") == change.after
        assert each.causes


@THOROUGH
@given(ledgers(max_facts=25).filter(bool))
def test_a_past_answer_is_told_changed_exactly_when_it_is(entries: list[Entry]) -> None:
    hold_to_the_slow_judge(entries)


def test_late_entries_change_past_answers_and_the_facts_named_make_them_differ() -> None:
    assert sum(hold_to_the_slow_judge(random_ledger(seed + 500, 45)) for seed in range(12)) > 50


def test_asked_since_an_instant_the_later_batches_are_told_as_without_it() -> None:
    records = as_recorded(random_ledger(4, 300))
    first, middle = records[0].recorded_at, records[len(records) // 2].recorded_at
    every = [b for b in late_batches(records, ZONE, since=first) if b.recorded_at > middle]
    later = list(late_batches(records, ZONE, since=middle))
    assert [(b.recorded_at, b.late, b.changed) for b in later] == [
        (b.recorded_at, b.late, b.changed) for b in every
    ]
