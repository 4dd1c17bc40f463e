"""What a scenario is said to change is what two full recomputations differ in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest
import slow_judge
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import applied, as_recorded, seen
from ledgers import known_boundaries, ledgers, random_ledger, source
from scenarios import (
    Supposition,
    a_scenario,
    as_entries,
    days_of,
    drawer,
    put,
    random_supposition,
    supposition,
    within,
)
from slow_judge import Entry
from support import a_license, a_product, an_act, ledger, sample, with_gazette

from events.facts import Fact
from events.provisions import Provision
from events.recorded import Recorded
from events.scenarios import Scenario
from projections.comparing.changes import Change, Subject, changes
from projections.comparing.comparison import Cause
from projections.judging.bench import Bench, Case
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from projections.record.visible import Horizon
from projections.what_if.because import Because
from projections.what_if.consequences import Consequences, consequences
from projections.what_if.effects import effects
from projections.what_if.parts import Part, parts_of
from projections.what_if.totals import Totals, totals
from projections.what_if.windows import Window

THOROUGH = settings(max_examples=60)
AN_ENTRY = {"code": "INVENTED", "name": "Invented", "categories": ["firewall", "ids"]}


@st.composite
def suppositions(draw: st.DrawFn, max_facts: int = 25) -> Supposition:
    entries = draw(ledgers(max_facts=max_facts).filter(bool))
    return supposition(drawer(source(draw), entries), entries)


@st.composite
def bases(draw: st.DrawFn, entries: Sequence[Entry]) -> Horizon:
    known = draw(st.none() | st.sampled_from(known_boundaries(entries)))
    return Horizon(known, draw(st.none() | st.sampled_from([e.recorded_at for e in entries])))


# -- Two full recomputations -----------------------------------------------------------------------


def told(answer: Consequences) -> list[Change]:
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
    found = told(consequences(indexed, weighed))
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
    return [case for name in portfolio.products for case in bench.cases(portfolio.dossier(name))]


def hold_to_the_fast_judge(supposed: Supposition) -> Consequences:
    indexed, weighed = supposed.asked()
    answer = consequences(indexed, weighed)
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
    answers = [hold_to_the_fast_judge(random_supposition(number, entries)) for number in range(4)]
    assert any(answer.changed for answer in answers)


# -- Causes ----------------------------------------------------------------------------------------


Told = tuple[int, str | None, bool, bool, tuple[Provision, ...]]
"""A fact, an article of it, whether it comes in and is supposed, and what of it is told."""


def told_of(each: Because) -> Told:
    return each.record.position, each.article, each.added, each.supposed, each.provisions


def to_be_told(causes: Sequence[Cause], parts: Mapping[int, Part]) -> list[Told]:
    """The causes, with those provisions of an article that are among them under one head."""
    found: dict[tuple[object, ...], tuple[Provision, ...]] = {}
    for cause in causes:
        part = parts.get(cause.record.position)
        head: tuple[object, ...] = (cause.record.position, None, cause.added, False)
        if part is not None:
            head = (part.whole.position, part.article, cause.added, True)
        found[head] = (*found.get(head, ()), *(part.provisions if part else ()))
    return [(*head, provisions) for head, provisions in found.items()]  # type: ignore[misc]


def hold_the_causes_to_the_slow_judge(supposed: Supposition) -> int:
    """Each period, with the causes told and with one left out, on the record as the base sees it.

    An act is there provision by provision. Of two that would each make the change alone one is
    told, so what is left out is left out of what is told, not of the scenario.
    """
    indexed, weighed = supposed.asked()
    parts = {part.record.position: part for part in parts_of(weighed.records)}
    before = within(supposed.entries, supposed.base)
    entries = [*before, *as_entries(part.record for part in parts.values())]
    view = seen(before, Horizon())
    answer, found = consequences(indexed, weighed), 0
    for each in answer.changed:
        for period in each.periods:
            change, causes = period.change, answer.comparison.causes(period.change)
            assert causes
            assert [*map(told_of, period.because)] == to_be_told(causes, parts)
            inside = sorted({change.start, *(d for d in days_of(entries) if holds(change, d))})
            same = slowly(applied(entries, view, causes), each.subject)
            assert {same(day) for day in (inside[0], inside[-1])} == {change.after}
            for number in range(len(causes)):
                fewer = [*causes[:number], *causes[number + 1 :]]
                left = slowly(applied(entries, view, fewer), each.subject)
                assert any(left(day) != change.after for day in inside)
            found += 1
    return found


def slowly(entries: Sequence[Entry], subject: Subject) -> Callable[[date], str]:
    """What answers of a subject and a day as the slow judge does."""
    view = slow_judge.seen_by(entries)
    laws = [slow_judge.law_of(view, dict(choice)) for choice in slow_judge.choices(view)]

    def status(day: date) -> str:
        return slow_judge.merged(
            slow_judge.judged(view, law, *subject, day.isoformat()) for law in laws
        )

    return status


@THOROUGH
@given(suppositions())
def test_the_causes_told_make_the_difference_and_none_can_be_spared(supposed: Supposition) -> None:
    hold_the_causes_to_the_slow_judge(supposed)


def test_causes_are_told_in_many_scenarios_and_all_of_them_hold() -> None:
    found = [
        hold_the_causes_to_the_slow_judge(random_supposition(seed, random_ledger(seed + 600, 40)))
        for seed in range(30)
    ]
    assert sum(number > 0 for number in found) > 10


# -- Scenarios that change nothing -----------------------------------------------------------------


def changed_by(entries: Sequence[Entry], scenario: Scenario, base: Horizon) -> list[Change]:
    return told(consequences(*put(as_recorded(entries), scenario, base=base)))


@pytest.mark.parametrize("seed", range(6))
def test_an_empty_scenario_changes_nothing_and_nothing_is_judged_for_it(seed: int) -> None:
    entries = random_ledger(seed + 700, 60)
    indexed, weighed = put(as_recorded(entries), a_scenario([]))

    answer = consequences(indexed, weighed)

    assert (answer.changed, answer.doubts, answer.judged, answer.first_day) == ((), (), 0, None)


@THOROUGH
@given(ledgers(max_facts=40).filter(bool), st.data())
def test_what_is_on_record_and_counts_changes_nothing_when_said_again(
    entries: list[Entry], data: st.DataObject
) -> None:
    base = data.draw(bases(entries))
    counting = base.visible(as_recorded(entries))
    again = [record.fact.model_copy(update={"id": record.fact.id}) for record in counting]
    anew = [record.fact.model_copy(update={"id": None}) for record in counting]

    for facts in (again, anew):
        indexed, weighed = put(as_recorded(entries), a_scenario(facts), base=base)
        assert (weighed.records, weighed.objections) == ([], [])
        assert consequences(indexed, weighed).changed == ()


@THOROUGH
@given(suppositions(max_facts=40))
def test_facts_that_are_all_voided_again_change_nothing(supposed: Supposition) -> None:
    _, weighed = supposed.asked()
    fresh = [record.fact for record in weighed.records if has_an_opposite(record.fact)]
    told_by_id = [fact.model_copy(update={"id": f"s{n}"}) for n, fact in enumerate(fresh)]
    voidings = [
        {"kind": "fact_voided", "fact": fact.id, "reason": "the opposite"} for fact in told_by_id
    ]

    both = a_scenario([*told_by_id, *voidings[::-1]])

    assert changed_by(supposed.entries, both, supposed.base) == []


def has_an_opposite(fact: Fact) -> bool:
    """Whether the opposite of a fact is its voiding: it is no voiding itself, nor assumed."""
    return fact.kind != "fact_voided" and not (fact.id or "").startswith("assumed/")


@THOROUGH
@given(suppositions(max_facts=40))
def test_a_voiding_that_is_voided_changes_nothing(supposed: Supposition) -> None:
    counting = supposed.base.visible(as_recorded(supposed.entries))
    named = [record.id for record in counting if record.fact.id][:5]
    there = [
        {"kind": "fact_voided", "id": f"v-{id}", "fact": id, "reason": "an error"} for id in named
    ]
    back = [{"kind": "fact_voided", "fact": f"v-{id}", "reason": "it was none"} for id in named]

    assert changed_by(supposed.entries, a_scenario([*there, *back]), supposed.base) == []


@pytest.mark.parametrize(
    "provisions",
    [
        [
            {"kind": "catalogue_amended", "regime": "csl", "add": [AN_ENTRY]},
            {"kind": "catalogue_amended", "regime": "csl", "remove": ["INVENTED"]},
        ],
        [
            {"kind": "issuance_stopped", "regime": "csl"},
            {"kind": "issuance_resumed", "regime": "csl"},
        ],
        [
            {"kind": "enforcement_stopped", "regime": "csl"},
            {"kind": "enforcement_resumed", "regime": "csl"},
        ],
        [
            {"kind": "recognition_granted", "regime": "ccci", "accepts": "mps"},
            {"kind": "recognition_ended", "regime": "ccci", "accepts": "mps"},
        ],
    ],
    ids=lambda provisions: provisions[0]["kind"],
)
def test_a_provision_and_its_opposite_on_the_same_day_change_nothing(
    provisions: list[dict[str, object]],
) -> None:
    record = with_gazette(*sample())
    dated = [{**each, "effective_on": "2024-06-01"} for each in provisions]
    one_act = a_scenario([an_act(*dated)])
    two_acts = a_scenario([an_act(each, act=f"INVENTED-{n}") for n, each in enumerate(dated)])

    for scenario in (one_act, two_acts):
        indexed, weighed = put(record, scenario)
        answer = consequences(indexed, weighed)
        assert not weighed.objections
        assert answer.judged > 0
        assert answer.changed == ()


# -- Provisions ------------------------------------------------------------------------------------


@THOROUGH
@given(suppositions(max_facts=40))
def test_an_act_taken_apart_into_its_provisions_judges_as_the_whole(supposed: Supposition) -> None:
    _, weighed = supposed.asked()
    before = within(supposed.entries, supposed.base)
    parts = [part.record for part in parts_of(weighed.records)]
    whole, apart = ([*before, *as_entries(records)] for records in (weighed.records, parts))

    for day in days_of(whole):
        assert slow_judge.statuses(apart, as_of=day) == slow_judge.statuses(whole, as_of=day)


# -- Totals ----------------------------------------------------------------------------------------


@THOROUGH
@given(suppositions(max_facts=50), st.data())
def test_totals_count_the_subjects_of_the_full_recomputation(
    supposed: Supposition, data: st.DataObject
) -> None:
    indexed, weighed = supposed.asked()
    first, last = (data.draw(st.none() | st.sampled_from(days_of(supposed.entries))) for _ in "12")
    answer = consequences(indexed, weighed, Window(first, last))
    hold_totals_together(supposed, answer, totals(indexed, answer))


@pytest.mark.parametrize("seed", range(12))
def test_totals_of_scenarios_that_change_much_add_up(seed: int) -> None:
    supposed = random_supposition(seed, random_ledger(seed + 800, 150))
    indexed, weighed = supposed.asked()
    answer = consequences(indexed, weighed)
    hold_totals_together(supposed, answer, totals(indexed, answer))


def hold_totals_together(supposed: Supposition, answer: Consequences, counts: Totals) -> None:
    there = slow_judge.subjects(slow_judge.seen_by(within(supposed.entries, supposed.base)))
    changed = [each.subject for each in answer.changed]
    everything = {*there, *changed}
    assert counts.subjects == len(everything)
    assert counts.changed == len(changed) == len(set(changed))
    assert {each.subject for each in answer.changed if each.new} == set(changed) - set(there)

    for shares in (counts.channels, counts.categories, counts.vendors):
        assert sum(share.changed for share in shares) == counts.changed
        assert sum(share.of for share in shares) == counts.subjects
        assert all(share.changed <= share.of for share in shares)
    for share in counts.channels:
        assert share.of == sum(channel == share.name for _, channel in everything)
    for share in counts.regimes:
        assert share.changed <= share.of <= counts.subjects
    statuses = {(change.product, change.channel, change.after) for change in told(answer)}
    assert sum(turned.entered for turned in counts.statuses) == len(statuses)
    assert all(turned.left <= counts.changed for turned in counts.statuses)


@THOROUGH
@given(suppositions(max_facts=40))
def test_every_period_belongs_to_one_effect(supposed: Supposition) -> None:
    answer = consequences(*supposed.asked())

    found = [period.change for effect in effects(answer.changed) for period in effect.periods]

    assert sorted(found, key=str) == sorted(told(answer), key=str)


@THOROUGH
@given(suppositions(max_facts=40), st.data())
def test_a_window_tells_the_changes_that_meet_it(
    supposed: Supposition, data: st.DataObject
) -> None:
    days = days_of(supposed.entries)
    first, last = sorted([data.draw(st.sampled_from(days)), data.draw(st.sampled_from(days))])
    indexed, weighed = supposed.asked()

    within_window = told(consequences(indexed, weighed, Window(first, last)))

    everything = told(consequences(indexed, weighed))
    assert within_window == [
        change
        for change in everything
        if change.start <= last and (change.end is None or first < change.end)
    ]


def test_a_stop_of_issue_on_the_very_day_of_a_license_is_a_difference() -> None:
    """The license is of a regime that asks nothing there and is recognised by the one that does."""
    fair = {
        "kind": "regime_established",
        "regime": "R",
        "name": "R",
        "license_kinds": [{"kind": "permit"}],
        "channels": ["fair"],
        "scope": {"by": "determination", "in": ["firewall"], "out": []},
        "effective_on": "2020-01-01",
    }
    shop = {**fair, "regime": "S", "name": "S", "channels": ["general_sale"]}
    recognised = {
        "kind": "recognition_granted",
        "regime": "S",
        "accepts": "R",
        "effective_on": "2020-01-01",
    }
    stop = {"kind": "issuance_stopped", "regime": "R", "effective_on": "2021-06-01"}
    permit = {"regime": "R", "license_kind": "permit", "valid_until": "2030-12-31"}
    record = ledger(
        an_act(fair, shop, recognised, published_on="2020-01-01"),
        a_product("EARLY", effective_on="2020-01-01"),
        a_product("LATE", effective_on="2020-01-01"),
        a_license("L1", product="EARLY", issued_on="2020-06-01", **permit),
        a_license("L2", product="LATE", issued_on="2021-06-01", **permit),
    )

    stopped = a_scenario([an_act(stop, act="STOP", published_on="2021-05-01")])
    [change] = told(consequences(*put(record, stopped)))

    assert change.product == "LATE"
    assert (change.start, change.before, change.after) == (
        date(2021, 6, 1),
        "compliant",
        "non_compliant",
    )
