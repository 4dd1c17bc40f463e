"""A newer gazette reaches a ledger without losing what was said before."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.facts import Fact, fact_from_json
from events.recorded import LEGAL_ZONE, Recorded, recorded
from projections.visible import visible
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
