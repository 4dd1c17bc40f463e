"""The reminders that a scenario adds, moves and drops are those of two full recomputations."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import as_recorded
from ledgers import ledgers, random_ledger, source
from scenarios import Supposition, a_scenario, drawer, put, random_supposition, supposition
from support import AnyFact, a_fact, a_license, a_product, an_act, with_gazette

from events.base import LATEST_DAY
from events.policies import LeadRule, Policy, Selection
from projections.notices import Occasion, occasions_in
from projections.what_if.announced import announced
from projections.what_if.consequences import Consequences, consequences
from projections.what_if.reminders import Reminders, reminders
from projections.what_if.windows import EVERY_DAY, Ahead, Window
from projections.wording.en.notices import occasion_name

THOROUGH = settings(max_examples=60)
TODAY, DEFAULT = date(2023, 7, 10), Policy()


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
    before = occasions_in(supposed.base.passes(records))
    after = occasions_in(weighed.horizon.passes([*records, *weighed.records]))
    return reminders(_to_come(before), _to_come(after), ahead)


def _to_come(found: Iterable[Occasion]) -> Iterator[Occasion]:
    """Leave out points of law that are only assumed to be settled."""
    return (each for each in found if each.day != LATEST_DAY)


def agrees(supposed: Supposition, ahead: Ahead) -> bool:
    answer = consequences(*supposed.asked(), ahead=ahead)
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


# -- One scenario at a time --------------------------------------------------------------------

PERMIT = a_license(issued_on="2023-01-01", valid_until="2024-12-31")
RENEWED = {"kind": "license_renewed", "license": "L", "effective_on": "2024-06-01"}


def answered(*facts: AnyFact, window: Window = EVERY_DAY) -> Consequences:
    """What a scenario does to one permit of one product, seen from July 2023."""
    indexed, weighed = put(with_gazette(a_product(), PERMIT), a_scenario(facts))
    assert weighed.objections == []
    return consequences(indexed, weighed, window, Ahead(TODAY, window))


def names(answer: Consequences, policy: Policy = DEFAULT) -> dict[str, list[str]]:
    """What becomes of reminders, in few words."""
    groups = announced(answer.reminders, policy).groups.items()
    return {
        what: [f"{each.occasion.day} {occasion_name(each.occasion)}" for each in group]
        for what, group in groups
        if group
    }


def test_a_renewal_supposed_moves_the_reminders_of_the_last_day() -> None:
    assert names(answered(a_fact(**RENEWED, valid_until="2025-12-31"))) == {
        "moved": [
            "2025-12-01 license L: last day to apply for its renewal, but none is issued any more",
            "2025-12-31 license L: last valid day",
            "2026-01-01 P in general_sale: non_compliant",
        ]
    }


def test_a_license_supposed_drops_the_reminder_of_a_gap_and_adds_those_of_its_own_end() -> None:
    certificate = a_license("C", regime="csl", issued_on="2024-06-01", valid_until="2029-05-31")
    assert names(answered(certificate)) == {
        "added": ["2029-05-31 license C: last valid day"],
        "moved": ["2029-06-01 P in general_sale: non_compliant"],
    }


def test_a_failed_review_supposed_adds_the_reminder_of_the_removal_that_it_orders() -> None:
    review = {"review": "R", "effective_on": "2023-09-01"}
    found = names(
        answered(
            a_fact(kind="review_opened", channel="general_sale", products=["P"], **review),
            a_fact(kind="review_concluded", outcome="failed", **review),
            a_fact(kind="removal_ordered", deadline="2024-01-31", **review),
        )
    )
    assert found["added"] == [
        "2023-09-01 P in general_sale: barred",
        "2024-01-31 P in general_sale: last day for its removal, review R",
    ]
    assert found["dropped"] == ["2025-01-01 P in general_sale: non_compliant"]


def test_an_empty_scenario_does_nothing_to_reminders() -> None:
    assert names(answered()) == {}
    assert names(answered(PERMIT.model_copy(update={"id": None}))) == {}


def test_reminders_are_those_of_the_days_asked_for_alone() -> None:
    renewed = a_fact(**RENEWED, valid_until="2025-12-31")
    last = Window(first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert names(answered(renewed, window=last)) == {
        "moved": ["2026-01-01 P in general_sale: non_compliant"]
    }
    assert names(answered(renewed, window=Window(first=date(2027, 1, 1)))) == {}


def test_the_policy_says_on_which_days_people_would_be_told() -> None:
    answer = answered(a_fact(**RENEWED, valid_until="2025-12-31"))
    ends_only = Policy(
        lead_days=(),
        rules=(LeadRule(**{"for": Selection(sorts=("license_ends",)), "lead_days": (7, 90)}),),
    )
    assert names(answer, Policy(lead_days=())) == {}
    (moved,) = announced(answer.reminders, ends_only).moved
    assert moved.before is not None
    assert moved.before.day == date(2024, 12, 31)
    assert moved.told_on == (date(2025, 10, 2), date(2025, 12, 24))


def test_what_falls_due_before_the_day_of_the_base_is_told_on_that_day() -> None:
    stopped = an_act(
        {
            "kind": "recognition_ended",
            "regime": "csl",
            "accepts": "mps",
            "effective_on": "2023-08-01",
        },
        published_on="2023-07-05",
    )
    (moved,) = announced(answered(stopped).reminders, DEFAULT).moved
    assert moved.occasion.day == date(2023, 8, 1)
    assert moved.told_on[:3] == (TODAY, date(2023, 7, 18), date(2023, 7, 25))


def test_what_falls_due_on_the_day_of_the_base_itself_is_still_ahead() -> None:
    permit = a_license(issued_on="2020-01-01", valid_until="2021-12-31")
    revoked = a_fact(kind="license_revoked", license="L", effective_on="2021-06-01")
    indexed, weighed = put(with_gazette(permit), a_scenario([revoked]))

    answer = consequences(indexed, weighed, ahead=Ahead(date(2021, 12, 31)))

    dropped = [each for each in answer.reminders.dropped if each.sort == "license_ends"]
    assert [each.day for each in dropped] == [date(2021, 12, 31)]
