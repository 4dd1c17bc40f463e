"""A notice due on a day off goes out on the last working day before it, and never later."""

import json
from datetime import date, timedelta
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.policies import WEEKDAYS, Person, Policy
from projections.notices.sending.working_days import LOOKED_AT, DaysOff, Due, days_off
from tracker.reminders.working_calendars import (
    NoSuchCalendar,
    china,
    china_by_statute,
    country_days,
    without_calendar,
)

FIRST_YEAR, LAST_YEAR = 2004, 2026
PUBLISHED = [
    date(FIRST_YEAR, 1, 1) + timedelta(days)
    for days in range((date(LAST_YEAR, 12, 22) - date(FIRST_YEAR, 1, 1)).days)
]
DECREED = {date(2015, 9, 3), date(2015, 9, 4)}
"""The days that a decree made a holiday once, in the months before."""

days = st.dates(date(2000, 1, 1), date(2105, 12, 31))
countries = st.sampled_from(("CN", "HK", "TW", "SG", "MY", "AE", "RU", "NZ", "US", "DE"))


def person(**fields: object) -> Person:
    ways = [{"log": "log.jsonl"}]
    return Person.model_validate_json(json.dumps({"name": "Wang Fang", "ways": ways, **fields}))


def of(code: str, **fields: object) -> DaysOff:
    return days_off(person(calendar=code, **fields), country_days(code))


def test_what_is_due_on_national_day_goes_out_on_the_last_working_day_before_it() -> None:
    assert of("CN").on_or_before(date(2026, 10, 1)) == Due(date(2026, 9, 30), brought_forward=True)
    assert of("CN").on_or_before(date(2026, 10, 7)).day == date(2026, 9, 30)


def test_a_saturday_that_is_made_a_working_day_is_one() -> None:
    assert of("CN").on_or_before(date(2026, 10, 10)) == Due(date(2026, 10, 10))
    assert of("CN").on_or_before(date(2026, 10, 17)).day == date(2026, 10, 16)


def test_what_is_late_goes_out_on_the_next_working_day() -> None:
    assert of("CN").next_working(date(2026, 9, 30)) == date(2026, 10, 8)
    assert of("CN").next_working(date(2026, 10, 8)) == date(2026, 10, 9)


def test_near_a_festival_of_an_unpublished_year_it_is_not_known_what_is_off() -> None:
    assert china(date(2027, 10, 1))
    assert china(date(2027, 10, 6)) is None, "a Wednesday of the golden week"
    assert china(date(2027, 10, 9)) is None, "a Saturday that may be made a working day"
    assert china(date(2027, 8, 11)) is False
    assert china(date(2027, 8, 14))
    assert of("CN").on_or_before(date(2027, 10, 6)) == Due(
        date(2027, 9, 24), brought_forward=True, unpublished=True
    )


def test_far_from_festivals_an_unpublished_year_holds_no_doubt() -> None:
    assert of("CN").on_or_before(date(2027, 8, 14)) == Due(date(2027, 8, 13), brought_forward=True)


def test_the_last_days_of_a_year_wait_for_the_notice_of_the_next() -> None:
    assert china(date(LAST_YEAR, 12, 31)) is None
    assert china(date(2018, 12, 31)), "moved by the notice for 2019"


def test_no_day_off_on_record_escaped_what_the_statute_says_but_one_decree() -> None:
    assert {day for day in PUBLISHED if china(day) and china_by_statute(day) is False} == DECREED


def test_no_day_of_work_on_record_was_surely_off_by_the_statute_but_for_the_same_decree() -> None:
    worked = {day for day in PUBLISHED if not china(day) and china_by_statute(day)}
    assert worked == {date(2015, 9, 6)}


def test_before_a_year_is_published_a_notice_is_never_later_than_after_it() -> None:
    before, after = DaysOff(china_by_statute), DaysOff(china)
    late = {day for day in PUBLISHED if before.on_or_before(day).day > after.on_or_before(day).day}
    assert late == {*DECREED, date(2015, 9, 5)}


def test_a_doubt_is_told_wherever_the_published_year_might_decide_otherwise() -> None:
    before, after = DaysOff(china_by_statute), DaysOff(china)
    sure = [day for day in PUBLISHED if not before.on_or_before(day).unpublished]
    differing = {day for day in sure if before.on_or_before(day).day != after.on_or_before(day).day}
    assert differing == {*DECREED, date(2015, 9, 5), date(2015, 9, 6)}


@given(countries, days)
def test_a_notice_is_never_put_off_and_goes_out_on_a_sure_working_day(code: str, day: date) -> None:
    country = country_days(code)
    due = of(code).on_or_before(day)
    assert due.day <= day
    assert due.brought_forward == (due.day < day)
    passed = list(takewhile(lambda each: each > due.day, (day - timedelta(n) for n in range(99))))
    if country(due.day) is False:
        assert all(country(each) is not False for each in passed)
        assert due.unpublished == any(country(each) is None for each in passed)
    else:
        assert due == Due(day, unpublished=True)


@given(countries, days)
def test_the_next_working_day_is_the_first_that_is_not_surely_off(code: str, day: date) -> None:
    found = of(code).next_working(day)
    between = [day + timedelta(n) for n in range(1, (found - day).days)]
    assert day < found
    assert not of(code).is_off(found)
    assert all(of(code).is_off(each) for each in between)


def test_new_zealand_rests_on_waitangi_day_and_on_the_monday_after_a_weekend_holiday() -> None:
    assert of("NZ").on_or_before(date(2026, 2, 6)).day == date(2026, 2, 5)
    assert of("NZ").on_or_before(date(2027, 2, 8)).day == date(2027, 2, 5)


def test_the_united_states_rest_on_the_friday_before_a_saturday_holiday() -> None:
    assert of("US").on_or_before(date(2026, 7, 3)).day == date(2026, 7, 2)
    assert of("US").on_or_before(date(2027, 12, 31)).day == date(2027, 12, 30)


def test_a_holiday_whose_moon_is_not_sighted_yet_is_not_known() -> None:
    assert country_days("AE")(date(2028, 2, 28)) is None
    assert of("AE").on_or_before(date(2028, 2, 28)).unpublished


def test_where_days_are_moved_each_year_those_not_moved_yet_are_not_known() -> None:
    assert country_days("HU")(date(2026, 8, 8)) is False, "a Saturday made a working day"
    assert country_days("HU")(date(2030, 8, 10)) is None
    assert country_days("HU")(date(2030, 8, 20))
    assert country_days("HU")(date(2030, 7, 10)) is False


def test_beyond_what_a_calendar_covers_nothing_is_known() -> None:
    for code in ("CN", "NZ"):
        day = date(2150, 6, 17)
        assert of(code).on_or_before(day) == Due(day, unpublished=True)


def test_quiet_days_and_weekdays_are_days_off_of_ones_own() -> None:
    own = of("NZ", quiet_weekdays=["friday"], quiet_days=["2026-03-05"])
    assert own.on_or_before(date(2026, 3, 7)) == Due(date(2026, 3, 4), brought_forward=True)
    assert own.next_working(date(2026, 3, 4)) == date(2026, 3, 9)


def test_without_a_calendar_every_day_is_a_working_day() -> None:
    assert days_off(person(), None).on_or_before(date(2026, 10, 3)) == Due(date(2026, 10, 3))


def test_one_who_is_always_off_is_told_on_the_day_itself() -> None:
    always = DaysOff(weekdays=frozenset(range(len(WEEKDAYS))))
    day = date(2026, 3, 4)
    assert always.on_or_before(day) == Due(day)
    assert always.next_working(day) == day + timedelta(LOOKED_AT)


def test_a_country_without_a_calendar_is_refused_with_what_is_near() -> None:
    with pytest.raises(NoSuchCalendar, match=r"no calendar of working days for 'XN'.*\bVN\b"):
        country_days("XN")
    people = {
        "li": person(calendar="XN"),
        "mei": person(calendar="CN"),
        "ann": person(calendar="QQ"),
        "bo": person(),
    }
    assert without_calendar(Policy(people=people)) == ("ann", "li")
