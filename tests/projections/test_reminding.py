"""People are told once of each step, in good time, and told when it no longer holds."""

from datetime import date, datetime, timedelta

import pytest
from office import TO_A_LOG, ZONE, Office, a_policy, messages, noon
from support import a_fact, a_license, a_product, gazette_facts

from events.notices import NoticeAcknowledged, NoticeResendAsked, NoticeSnoozed
from projections.notices.sending.parcels import Telling
from tracker.reminders.noting import about_occasion

ENDS_ONLY = {"for": {"sorts": ["license_ends"]}, "owner": "owner"}
PEOPLE = {"owner": TO_A_LOG, "deputy": TO_A_LOG, "boss": TO_A_LOG}


def an_office(until: str = "2024-12-31", **policy: object) -> Office:
    """An office with a permit recorded on 10 July 2023, whose owner hears of its end alone."""
    office = Office(a_policy(**{"tell": [ENDS_ONLY], "people": PEOPLE, **policy}))
    facts = [*gazette_facts(), a_product(), a_license(issued_on="2023-01-01", valid_until=until)]
    office.record(facts, noon("2023-07-10"))
    return office


def swept(office: Office, *days: str) -> dict[str, list[str]]:
    return {day: found for day in days if (found := messages(office.sweep(noon(day))))}


def test_each_step_of_a_ladder_goes_out_once_on_its_day() -> None:
    office = an_office()
    first = date(2024, 6, 1)
    days = [str(first + timedelta(days=ahead)) for ahead in range(300)]
    assert swept(office, *days) == {
        str(date(2024, 12, 31) - timedelta(days=lead)): [f"owner: license_ends 2024-12-31 -{lead}"]
        for lead in (180, 90, 60, 30, 14, 7, 1, 0)
    }


def test_after_a_break_only_the_most_urgent_step_is_delivered() -> None:
    office = an_office()
    assert swept(office, "2024-07-10", "2024-12-20", "2024-12-21", "2024-12-24") == {
        "2024-07-10": ["owner: license_ends 2024-12-31 -180"],
        "2024-12-20": ["owner: license_ends 2024-12-31 -14"],
        "2024-12-24": ["owner: license_ends 2024-12-31 -7"],
    }


def test_a_renewal_withdraws_what_was_told_once_and_leaves_no_nagging() -> None:
    office = an_office()
    swept(office, "2024-12-01")
    renewed = {"kind": "license_renewed", "license": "L", "valid_until": "2029-12-31"}
    office.record([a_fact(**renewed, effective_on="2024-12-10")], noon("2024-12-10"))
    days = [str(date(2024, 12, 10) + timedelta(days=ahead)) for ahead in range(60)]
    assert swept(office, *days) == {"2024-12-10": ["owner: withdrawn license_ends 2024-12-31"]}


def test_what_is_withdrawn_and_comes_back_is_told_again_under_another_key() -> None:
    office = an_office()
    (first,) = office.sweep(noon("2024-12-20"))
    renewal = a_fact(
        id="R",
        kind="license_renewed",
        license="L",
        valid_until="2029-12-31",
        effective_on="2024-12-10",
    )
    office.record([renewal], noon("2024-12-21"))
    (withdrawn,) = office.sweep(noon("2024-12-21"))
    void = {"kind": "fact_voided", "fact": "R", "reason": "Recorded for another license."}
    office.record([a_fact(**void)], noon("2024-12-22"))
    (again,) = office.sweep(noon("2024-12-22"))
    assert messages([again]) == messages([first])
    assert len({first.key, withdrawn.key, again.key}) == 3


def test_who_dies_between_sending_and_noting_sends_the_same_message_under_the_same_key() -> None:
    office = an_office()
    (once,) = office.sweep(noon("2024-12-20"), dies_after=0)
    (twice,) = office.sweep(noon("2024-12-20"))
    assert once.key == twice.key
    assert office.sweep(noon("2024-12-20")) == []


def test_the_deputy_is_told_while_the_owner_is_away_and_the_owner_is_not_told_it_again() -> None:
    away = {**TO_A_LOG, "away": [{"from": "2024-12-16", "through": "2024-12-20"}]}
    office = an_office(people={**PEOPLE, "owner": away}, tell=[{**ENDS_ONLY, "deputy": "deputy"}])
    assert swept(office, "2024-12-01", "2024-12-17", "2024-12-21", "2024-12-24") == {
        "2024-12-01": ["owner: license_ends 2024-12-31 -30"],
        "2024-12-17": ["deputy: license_ends 2024-12-31 -14 (deputy)"],
        "2024-12-24": ["owner: license_ends 2024-12-31 -7"],
    }


def test_the_deputy_is_told_at_once_when_the_owner_cannot_be_reached() -> None:
    office = an_office(tell=[{**ENDS_ONLY, "deputy": "deputy"}])
    office.refuses = lambda parcel: True if parcel.recipient == "owner" else None
    assert swept(office, "2024-12-01", "2024-12-02") == {
        "2024-12-01": ["deputy: license_ends 2024-12-31 -30 (deputy)"]
    }


def test_a_passing_failure_is_tried_again_after_a_while_and_given_up_after_seven_attempts() -> None:
    office = an_office()
    tries: list[datetime] = []
    at = noon("2024-12-02")
    office.refuses = lambda parcel: bool(tries.append(at))
    for minute in range(0, 60 * 24 * 3, 10):
        at = noon("2024-12-02") + timedelta(minutes=minute)
        office.sweep(at)
    assert [round((each - tries[0]) / timedelta(minutes=1)) for each in tries] == [
        0, 10, 20, 50, 170, 650, 2090,
    ]  # fmt: skip
    office.refuses = lambda parcel: None
    assert swept(office, "2024-12-15") == {}
    assert swept(office, "2024-12-17") == {"2024-12-17": ["owner: license_ends 2024-12-31 -14"]}


def an_escalating_office() -> Office:
    return an_office(tell=[{**ENDS_ONLY, "escalate": {"after_days": 3, "to": ["boss"]}}])


def test_what_nobody_acknowledges_is_escalated_after_the_days_that_the_policy_gives() -> None:
    office = an_escalating_office()
    assert swept(office, "2024-12-01", "2024-12-03", "2024-12-04", "2024-12-05") == {
        "2024-12-01": ["owner: license_ends 2024-12-31 -30"],
        "2024-12-04": ["boss: license_ends 2024-12-31 -30 (escalated)"],
    }


def of_the_only_occasion(office: Office) -> dict[str, object]:
    (_, parcel) = office.sent[-1]
    (item,) = parcel.items
    assert isinstance(item, Telling)
    return {**about_occasion(item.notice.occasion), "round": item.round}


def test_what_is_acknowledged_is_not_escalated_but_its_next_step_may_be() -> None:
    office = an_escalating_office()
    swept(office, "2024-12-01")
    fields = {**of_the_only_occasion(office), "lead_days": 30, "by": "owner"}
    seen = NoticeAcknowledged(kind="notice_acknowledged", **fields)  # type: ignore[arg-type]
    office.record([seen], noon("2024-12-02"))
    assert swept(office, "2024-12-10", "2024-12-17", "2024-12-20") == {
        "2024-12-17": ["owner: license_ends 2024-12-31 -14"],
        "2024-12-20": ["boss: license_ends 2024-12-31 -14 (escalated)"],
    }


def test_who_snoozes_hears_nothing_before_the_day_and_the_most_urgent_step_then() -> None:
    office = an_office()
    swept(office, "2024-12-01")
    fields = {**of_the_only_occasion(office), "recipient": "owner", "by": "owner"}
    until = date(2024, 12, 26)
    snoozed = NoticeSnoozed(kind="notice_snoozed", until=until, **fields)  # type: ignore[arg-type]
    office.record([snoozed], noon("2024-12-02"))
    assert swept(office, "2024-12-17", "2024-12-25", "2024-12-26") == {
        "2024-12-26": ["owner: license_ends 2024-12-31 -7"]
    }


def test_what_is_asked_for_again_goes_out_again_once() -> None:
    office = an_office()
    swept(office, "2024-12-01")
    fields = {**of_the_only_occasion(office), "recipient": "owner", "by": "boss"}
    asked = NoticeResendAsked(kind="notice_resend_asked", **fields)  # type: ignore[arg-type]
    office.record([asked], noon("2024-12-02"))
    assert swept(office, "2024-12-02", "2024-12-03") == {
        "2024-12-02": ["owner: license_ends 2024-12-31 -30"]
    }


def test_a_notice_due_on_a_day_off_goes_out_on_the_last_working_day_before_and_says_so() -> None:
    quiet = {**TO_A_LOG, "quiet_weekdays": ["saturday", "sunday"]}
    office = an_office(people={**PEOPLE, "owner": quiet})  # 1 December 2024 is a Sunday
    office.sweep(noon("2024-11-20"))
    (parcel,) = office.sweep(noon("2024-11-29"))
    (item,) = parcel.items
    assert isinstance(item, Telling)
    assert (item.notice.lead_days, item.brought_forward) == (30, date(2024, 12, 1))


def test_on_a_day_off_only_that_is_told_which_cannot_wait() -> None:
    quiet = {**TO_A_LOG, "quiet_weekdays": ["saturday", "sunday"]}
    office = an_office(until="2024-12-02", people={**PEOPLE, "owner": quiet})
    assert swept(office, "2024-11-30") == {}  # a Saturday; Monday's last valid day can wait
    office = an_office(until="2024-12-01", people={**PEOPLE, "owner": quiet})
    assert swept(office, "2024-11-30") == {"2024-11-30": ["owner: license_ends 2024-12-01 -0"]}


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Pacific/Auckland"])
@pytest.mark.parametrize("ends", ["2024-03-10", "2024-04-07", "2024-09-29", "2024-11-03"])
def test_a_step_goes_out_when_its_legal_day_begins_wherever_it_goes(zone: str, ends: str) -> None:
    office = an_office(until=ends, people={"owner": {**TO_A_LOG, "zone": zone}})
    start = noon(ends) - timedelta(hours=60)
    for minute in range(0, 60 * 80, 30):
        office.sweep(start + timedelta(minutes=minute))
    legal = [at.astimezone(ZONE) for at, _ in office.sent]
    last = date.fromisoformat(ends)
    steps = [item.notice.lead_days for _, parcel in office.sent for item in parcel.items]  # type: ignore[union-attr]
    assert steps == [7, 1, 0]
    assert [each.date() for each in legal[1:]] == [last - timedelta(days=1), last]
    assert all(each.hour == 0 and each.minute == 0 for each in legal[1:])
