"""Scenarios, forecasts and reminders, asked about without the command line."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support import a_license, a_product, an_act, day

from events.policies import Policy, Selection
from projections.record.visible import Viewpoint
from projections.wording import words_of
from tracker.act.adopting import (
    AdoptionRefused,
    NothingToAdopt,
    NotPublishedYet,
    Publication,
    acts_to_adopt,
    adopt,
    check_published,
    plan,
)
from tracker.ask.reminders.calendar import CalendarQuestion, PersonNotFound, calendar
from tracker.ask.reminders.policy_check import policy_check
from tracker.ask.reminders.reminder_log import ReminderLogQuestion, reminder_log
from tracker.ask.reminders.reminders_ahead import RemindersAheadQuestion, reminders_ahead
from tracker.ask.what_if.forecasts import ActNotFound, DayNotCome, ForecastQuestion, forecasts
from tracker.ask.what_if.scenarios import ScenarioFiles, ScenarioRefused, read_scenario
from tracker.ask.what_if.what_if import WhatIfQuestion, what_if
from tracker.gazette.files import read_gazette
from tracker.ledger import Ledger, create_ledger
from tracker.live.live import Live
from tracker.live.snapshot import ProductNotFound

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
TODAY = Viewpoint(day("2026-11-23"))
WAIVED = """
name: {name}
facts:
  - kind: act_published
    act: HYP-1
    title: Supposed
    published_on: 2026-12-01
    provisions:
      - {{kind: obligation_waived, regime: csl, effective_on: 2027-01-01, article: "1"}}
  - {{kind: license_revoked, license: L, effective_on: 2026-12-15}}
assume: {{OQ11: {reading}}}
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create_ledger(str(tmp_path / "tracker.db"), at=NOW) as ledger:
        ledger.record(read_gazette().facts, at=NOW)
        licensed = a_license("L", product="P", regime="csl", issued_on="2024-01-01")
        ledger.record([a_product("P", category="vpn"), licensed], at=NOW)
        yield ledger


@pytest.fixture
def live(ledger: Ledger) -> Live:
    return Live(ledger)


def a_scenario(folder: Path, name: str = "Waived", reading: str = "included") -> ScenarioFiles:
    path = folder / f"{name}.yaml"
    path.write_text(WAIVED.format(name=name, reading=reading), encoding="utf-8")
    return read_scenario(str(path))


# -- Scenarios and forecasts -----------------------------------------------------------------------


def test_one_scenario_is_a_document_and_several_are_a_list_of_them(
    live: Live, tmp_path: Path
) -> None:
    one, other = a_scenario(tmp_path, "One"), a_scenario(tmp_path, "Other")
    words = words_of("en")
    alone = what_if(live, WhatIfQuestion((one,), TODAY, NOW)).document(words)
    both = what_if(live, WhatIfQuestion((one, other), TODAY, NOW)).document(words)
    assert both["scenarios"][0] == alone
    assert [each["scenario"] for each in both["scenarios"]] == ["One", "Other"]


def test_a_document_has_the_same_codes_in_both_languages_and_texts_of_its_own(
    live: Live, tmp_path: Path
) -> None:
    found = what_if(live, WhatIfQuestion((a_scenario(tmp_path),), TODAY, NOW))
    english, chinese = (found.document(words) for words in (words_of("en"), words_of("zh")))
    assert (english["totals"], english["first_day"]) == (chinese["totals"], chinese["first_day"])
    texts = [
        [each["text"] for period in changed["periods"] for each in period["because"]]
        for document in (english, chinese)
        for changed in document["changed"]
    ]
    waived = "act_published HYP-1 art. 1 (supposed): csl is waived"
    assert texts == [
        ["license_revoked L (supposed)", waived, waived],
        ["证照撤销 L（假设）", *["HYP-1 第一条（假设）：豁免 csl 的要求"] * 2],
    ]


def test_a_scenario_that_cannot_stand_is_refused_with_its_line(live: Live, tmp_path: Path) -> None:
    with pytest.raises(ScenarioRefused) as refused:
        what_if(live, WhatIfQuestion((a_scenario(tmp_path, reading="all"),), TODAY, NOW))
    [problem] = refused.value.problems
    assert (problem.line, problem.field) == (11, "assume.OQ11")


@pytest.mark.parametrize(
    ("against", "refusal"), [("2026-11-24", DayNotCome), ("CAT-2032-2", ActNotFound)]
)
def test_a_forecast_is_held_only_against_a_day_that_has_come_or_an_act_on_record(
    live: Live, tmp_path: Path, against: str, refusal: type[Exception]
) -> None:
    asked = ForecastQuestion((a_scenario(tmp_path),), TODAY, NOW, against)
    with pytest.raises(refusal):
        forecasts(live, asked)


def test_a_forecast_is_held_against_the_first_day_of_an_act(live: Live, tmp_path: Path) -> None:
    asked = ForecastQuestion((a_scenario(tmp_path),), TODAY, NOW, "CAT-2023-2")
    [held] = forecasts(live, asked).forecasts
    assert held.scores.day == day("2023-07-03")


# -- Adopting --------------------------------------------------------------------------------------

PUBLISHED = Publication(day("2026-11-20"), "No. 9", "CAT-2026-9", "As published")


def test_an_adoption_is_planned_as_a_value_that_tells_what_it_leaves_out(
    live: Live, tmp_path: Path
) -> None:
    scenario = a_scenario(tmp_path)
    [act] = acts_to_adopt(scenario, None)
    adoption = plan(scenario, [(act, PUBLISHED)])
    assert (adoption.facts_left, adoption.readings_left) == (1, 1)
    [adopted] = adoption.acts
    assert (adopted.act, adopted.number, adopted.title) == ("CAT-2026-9", "No. 9", "As published")
    assert adopted.provisions == act.provisions
    head = live.ledger.head()
    assert len(adopt(live.ledger, adoption, NOW, dry_run=True).recorded) == 1
    assert live.ledger.head() == head


def test_an_act_whose_name_is_taken_is_not_adopted(ledger: Ledger, tmp_path: Path) -> None:
    ledger.record([an_act(act="CAT-2026-9", published_on="2026-11-01")], at=NOW)
    scenario = a_scenario(tmp_path)
    head = ledger.head()
    with pytest.raises(AdoptionRefused, match=r"opens act 'CAT-2026-9' a second time"):
        adopt(ledger, plan(scenario, [(*acts_to_adopt(scenario, None), PUBLISHED)]), NOW)
    assert ledger.head() == head


def test_an_act_is_not_adopted_before_it_is_published_nor_one_that_nobody_supposed(
    tmp_path: Path,
) -> None:
    check_published(day("2026-11-23"), day("2026-11-23"))
    with pytest.raises(NotPublishedYet):
        check_published(day("2026-11-24"), day("2026-11-23"))
    with pytest.raises(NothingToAdopt, match="Its acts are: HYP-1"):
        acts_to_adopt(a_scenario(tmp_path), "HYP-2")


# -- Reminders -------------------------------------------------------------------------------------


def test_reminders_ahead_tell_through_which_day_and_of_how_many_occasions(live: Live) -> None:
    found = reminders_ahead(live, RemindersAheadQuestion(TODAY, Policy(lead_days=(30,)), 60))
    assert found.through == day("2031-11-23")
    ends = [each.notice for each in found.reminders if each.notice.occasion.about == ("L",)]
    assert [(str(each.due_on), str(each.occasion.day)) for each in ends] == [
        ("2028-12-02", "2029-01-01")
    ]
    assert found.occasions >= len(found.reminders) > 0


def test_a_last_day_that_is_assumed_is_marked_and_a_day_on_record_is_not(ledger: Ledger) -> None:
    ending = a_license("M", product="P", regime="csl", valid_until="2029-06-30")
    ledger.record([ending], at=NOW)
    found = reminders_ahead(Live(ledger), RemindersAheadQuestion(TODAY, Policy(), 60))
    signs = {
        each.notice.occasion.about[0]: bool(each.notice.occasion.marks.assumed)
        for each in found.reminders
        if each.notice.occasion.sort == "license_ends"
    }
    assert signs == {"L": True, "M": False}


def test_reminders_of_a_product_that_nothing_names_are_refused(live: Live) -> None:
    with pytest.raises(ProductNotFound):
        reminders_ahead(live, RemindersAheadQuestion(TODAY, Policy(), 12, ("Q",)))
    with pytest.raises(ProductNotFound):
        reminder_log(live, ReminderLogQuestion(product="Q"))


def test_a_calendar_for_somebody_whom_the_policy_does_not_name_is_refused(live: Live) -> None:
    with pytest.raises(PersonNotFound, match="names nobody; name a policy"):
        calendar(live, CalendarQuestion(TODAY, Policy(), 12, person="anna"))


def test_a_policy_is_held_against_what_is_to_come_and_without_a_ledger_counts_nothing(
    live: Live,
) -> None:
    ends, unknown = Selection(sorts=("license_ends",)), Selection(products=("Q",))
    rules = [
        {"lead_days": [30]},
        {"for": {"sorts": ["license_ends"]}, "lead_days": [7]},
        {"for": {"products": ["Q"]}, "lead_days": []},
    ]
    policy = Policy.model_validate_json(json.dumps({"rules": rules}))
    found = policy_check(live, policy, NOW)
    assert found.decided == [len(found.occasions or ()), 0, 0]
    assert (found.fitting(ends), found.idle_rules, found.unfitting) == (1, [1, 2], [unknown])
    assert found.untold == len(found.occasions or ())
    alone = policy_check(None, policy, NOW)
    assert (alone.decided, alone.fitting(ends), alone.unfitting) == (None, None, [])
