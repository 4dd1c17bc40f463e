"""A newer gazette reaches a ledger without losing what was said before."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.facts import Fact, fact_from_json
from events.recorded import LEGAL_ZONE, Recorded, recorded
from projections.record.visible import visible
from tracker.gazette.update import plan_update

EARLIER = datetime(2024, 1, 1, tzinfo=UTC)
LATER = datetime(2025, 1, 1, tzinfo=UTC)


def an_act(title: str = "An invented act", **fields: Any) -> Fact:
    usual = {
        "id": "act/A",
        "kind": "act_published",
        "act": "A",
        "title": title,
        "published_on": "2023-01-01",
        "provisions": [],
    }
    return fact_from_json(json.dumps({**usual, **fields}))


def on_record(facts: Iterable[Fact], at: datetime, after: int = 0) -> list[Recorded]:
    return [
        recorded(fact, position=number, recorded_at=at, zone=ZoneInfo(LEGAL_ZONE))
        for number, fact in enumerate(facts, start=after + 1)
    ]


def titles(records: Iterable[Recorded], **when: Any) -> list[str]:
    return [getattr(record.fact, "title", "") for record in visible(records, **when)]


def test_a_new_act_is_recorded_and_a_known_one_left_alone() -> None:
    known = on_record([an_act()], EARLIER)
    plan = plan_update([an_act(), an_act(id="act/B", act="B")], known)
    assert [fact.id for fact in plan.facts] == ["act/B"]
    assert plan.unchanged == 1


def test_an_act_worded_anew_takes_the_place_of_the_old_wording() -> None:
    before = on_record([an_act("Old")], EARLIER)
    plan = plan_update([an_act("New")], before)
    after = [*before, *on_record(plan.facts, LATER, after=1)]
    assert [type(fact).__name__ for fact in plan.facts] == ["FactVoided", "ActPublished"]
    assert titles(after) == ["New"]
    assert titles(after, recorded_by=EARLIER) == ["Old"]
    assert titles(after, known_at=date(2023, 6, 1)) == ["New"], "the later wording counts"


def test_an_update_made_twice_changes_nothing_more() -> None:
    before = on_record([an_act("Old")], EARLIER)
    after = [*before, *on_record(plan_update([an_act("New")], before).facts, LATER, after=1)]
    again = plan_update([an_act("New")], after)
    assert not again.facts
    assert again.unchanged == 1


def test_what_somebody_voided_stays_voided() -> None:
    voiding = fact_from_json(
        json.dumps({"kind": "fact_voided", "fact": "act/A", "reason": "not for us"})
    )
    plan = plan_update([an_act()], on_record([an_act(), voiding], EARLIER))
    assert not plan.facts
    assert plan.left_voided == ("act/A",)


def a_question(**fields: Any) -> Fact:
    readings = {name: {"text": name, "provisions": [A_WAIVER]} for name in ("one", "other")}
    usual = {
        "id": "question/Q",
        "kind": "question_raised",
        "question": "Q",
        "text": "An invented question",
        "effective_on": "2023-01-01",
        "readings": readings,
    }
    return fact_from_json(json.dumps({**usual, **fields}))


A_WAIVER = {"kind": "obligation_waived", "effective_on": "2023-01-01", "regime": "R"}


def updated(gazette: Iterable[Fact], records: list[Recorded]) -> list[Recorded]:
    facts = plan_update(gazette, records).facts
    return [*records, *on_record(facts, LATER, after=len(records))]


def order(records: Iterable[Recorded]) -> list[str]:
    return [record.id.partition("~")[0] for record in visible(records)]


def test_a_point_of_law_stays_behind_the_act_of_the_same_day_that_is_worded_anew() -> None:
    """Provisions of the same day apply in the order of the log (contract 2)."""
    before = on_record([an_act("Old"), a_question()], EARLIER)
    after = updated([an_act("New"), a_question()], before)
    assert order(after) == ["act/A", "question/Q"]


def test_a_point_of_law_of_another_day_is_left_alone() -> None:
    later = a_question(effective_on="2023-01-02")
    before = on_record([an_act("Old"), later], EARLIER)
    plan = plan_update([an_act("New"), later], before)
    assert plan.unchanged == 1
    assert not plan.moved


def test_an_order_that_an_older_program_mixed_up_is_put_right() -> None:
    mixed = on_record([a_question(), an_act()], EARLIER)
    after = updated([an_act(), a_question()], mixed)
    assert order(after) == ["act/A", "question/Q"]


def test_a_wording_that_comes_back_is_recorded_under_an_id_of_its_own() -> None:
    records = on_record([an_act("Old")], EARLIER)
    for title in ("New", "Old", "New", "Old"):
        records = updated([an_act(title)], records)
        assert titles(records) == [title]
    ids = [record.id for record in records]
    assert len(ids) == len(set(ids))
