"""The sample portfolio lived through day by day: nothing is missed, doubled or left standing."""

import random
from collections import Counter
from collections.abc import Container, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import groupby, pairwise

import pytest
from office import TO_A_LOG, ZONE, Office, a_policy, logical, noon
from support import gazette_facts, sample

from events.facts import Fact
from events.notices import NoticeFact
from events.recorded import Recorded, known_on
from projections.judging.bench import Bench
from projections.judging.timeline import timeline
from projections.notices import Notice, Occasion, ladder, occasions_in
from projections.notices.occasions.occasion import Sort
from projections.notices.sending.parcels import Telling, Withdrawal
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from projections.record.visible import visible

FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1)]

BADNESS = {
    "not_marketed": 0,
    "not_regulated": 0,
    "compliant": 0,
    "indeterminate": 1,
    "non_compliant": 2,
    "barred": 3,
}


def by_day() -> dict[date, list[Fact]]:
    """Return the gazette and the sample by the day on which each fact could be recorded."""
    found: dict[date, list[Fact]] = {}
    for fact in (*gazette_facts(), *sample()):
        day = max(known_on(fact, recorded_on=LAST), FIRST)
        found.setdefault(day, []).append(fact)
    return found


def lived(off: Container[date] = (), *, digest: bool = False) -> Office:
    """Return an office after the four years; it was closed, but for recording, on days `off`."""
    people = {"owner": {**TO_A_LOG, "digest": digest}}
    office = Office(a_policy(people=people), looks_at_all=False)
    facts = by_day()
    for day in DAYS:
        if day in facts:
            office.record(facts[day], noon(day) - timedelta(hours=1))
        if day not in off:
            office.sweep(noon(day))
    return office


@cache
def without_a_break() -> Office:
    return lived()


def breaks(seed: int) -> set[date]:
    """Return random breaks, of a day to four months, that leave the last day out."""
    chance = random.Random(seed)
    off: set[date] = set()
    for _ in range(25):
        start = chance.choice(DAYS[1:-130])
        off.update(start + timedelta(days=ahead) for ahead in range(chance.randint(1, 120)))
    return off - {LAST}


def told(office: Office) -> Counter[tuple[str, int, int]]:
    return Counter(
        (item.notice.occasion.key, item.notice.lead_days, item.round)
        for _, parcel in office.sent
        for item in parcel.items
        if isinstance(item, Telling)
    )


def withdrawn(office: Office) -> set[str]:
    return {
        item.told.occasion
        for _, parcel in office.sent
        for item in parcel.items
        if isinstance(item, Withdrawal)
    }


def worsenings(office: Office) -> set[tuple[tuple[str, ...], date]]:
    """Return every change for the worse in the timelines, as everything is known in the end."""
    seen = visible(office.records)
    bench, portfolio = Bench(law_book(seen)), Portfolio(seen)
    found = set()
    for product in portfolio.products:
        for case in bench.cases(portfolio.dossier(product)):
            turns = timeline(case)
            for before, after in pairwise(turns):
                if BADNESS[after.judgment.status] > BADNESS[before.judgment.status]:
                    found.add(((product, case.channel, str(after.judgment.status)), after.start))
    return found


def announced(office: Office) -> set[tuple[tuple[str, ...], date]]:
    return {
        (item.notice.occasion.about, item.notice.occasion.day)
        for _, parcel in office.sent
        for item in parcel.items
        if isinstance(item, Telling) and item.notice.occasion.sort is Sort.STATUS_WORSENS
    }


def test_each_notice_is_sent_once() -> None:
    counts = told(without_a_break())
    assert counts
    assert set(counts.values()) == {1}


def test_every_change_for_the_worse_is_announced() -> None:
    office = without_a_break()
    due = {(about, day) for about, day in worsenings(office) if FIRST < day <= LAST}
    assert due
    assert due <= announced(office)


@cache
def foreseen() -> dict[Occasion, date]:
    """Return the first day on which the facts told of each occasion that was never taken back."""
    found: dict[Occasion, date] = {}
    office = without_a_break()
    facts = [each for each in office.records if not isinstance(each.fact, NoticeFact)]
    so_far: list[Recorded] = []
    for day, together in groupby(facts, key=lambda each: each.recorded_at.astimezone(ZONE).date()):
        so_far += together
        for each in occasions_in(so_far):
            found.setdefault(each, day)
    gone = withdrawn(office)
    return {each: day for each, day in found.items() if each.key not in gone}


def went() -> dict[Notice, date]:
    """Return the steps that went out without a break, each with the first day on which it did."""
    found: dict[Notice, date] = {}
    for at, parcel in without_a_break().sent:
        for item in parcel.items:
            if isinstance(item, Telling):
                found.setdefault(item.notice, at.astimezone(ZONE).date())
    return found


def test_without_a_break_each_step_goes_out_on_its_day_or_when_it_comes_on_record() -> None:
    since = foreseen()
    steps = {step: day for step, day in went().items() if step.occasion in since}
    assert len(steps) > 100
    assert all(day == max(step.due_on, since[step.occasion]) for step, day in steps.items())


def test_without_a_break_no_step_is_left_out_that_falls_due_while_its_day_is_foreseen() -> None:
    office, since, steps = without_a_break(), foreseen(), went()
    held = (each for each in occasions_in(office.records) if each in since)
    ladders = [step for each in held for step in ladder(each, office.policy)]
    wanted = {
        step for step in ladders if since[step.occasion] <= step.due_on and step.due_on <= LAST
    }
    assert len(wanted) > 100
    assert wanted <= steps.keys()


@pytest.mark.parametrize("seed", range(4))
def test_breaks_change_neither_what_is_told_nor_how_often(seed: int) -> None:
    office, usual = lived(breaks(seed), digest=seed % 2 == 0), without_a_break()
    assert set(told(office).values()) == {1}
    gone = withdrawn(usual)
    assert withdrawn(office) <= gone
    still_holding = {each for each in logical(usual) if each[0] not in gone}
    assert {each for each in logical(office) if each[0] not in gone} == still_holding


@pytest.mark.parametrize("seed", range(2))
def test_dying_in_the_middle_repeats_a_message_under_its_own_key_and_loses_none(seed: int) -> None:
    chance = random.Random(seed)
    office = Office(a_policy(), looks_at_all=False)
    facts = by_day()
    for day in DAYS:
        if day in facts:
            office.record(facts[day], noon(day) - timedelta(hours=1))
        if chance.random() < 0.5:
            office.sweep(noon(day), dies_after=chance.randint(0, 3))
        office.sweep(noon(day) + timedelta(hours=1))
    assert logical(office) == logical(without_a_break())
    assert one_message_each(office.sent)


def one_message_each(sent: Sequence[tuple[object, object]]) -> bool:
    keys: dict[str, str] = {}
    return all(
        keys.setdefault(item.key, parcel.key) == parcel.key  # type: ignore[attr-defined]
        for _, parcel in sent
        for item in parcel.items  # type: ignore[attr-defined]
    )
