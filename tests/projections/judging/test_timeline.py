"""The timeline: periods of one judgment, without gaps, from the day of entry on."""

from datetime import date
from typing import Any

from contract_cases import act, established, license_issued, of_product, product, provision
from support import case, ledger

from projections.judging.judgment import Status
from projections.judging.timeline import period_on, standstill, statuses, timeline

LAW = act(established(), provision("enforcement_stopped", "2023-01-01"))
LICENSED = license_issued("2021-01-01", valid_until="2021-12-31")


def subject(*facts: Any) -> Any:
    return case(ledger(*facts), "P", "shop")


def test_periods_follow_each_other_without_a_gap_and_the_last_has_no_end() -> None:
    found = timeline(subject(LAW, product(), LICENSED))
    assert [(str(each.start), each.judgment.status) for each in found] == [
        ("2020-01-01", Status.NON_COMPLIANT),
        ("2021-01-01", Status.COMPLIANT),
        ("2022-01-01", Status.NON_COMPLIANT),
        ("2023-01-01", Status.NOT_REGULATED),
    ]
    assert [each.end for each in found[:-1]] == [each.start for each in found[1:]]
    assert found[-1].end is None


def test_a_day_on_which_only_the_reasons_change_begins_a_period_but_no_status() -> None:
    longer = license_issued("2021-01-01", license="M", valid_until="2022-12-31")
    found = subject(LAW, product(), LICENSED, longer | {"issued_on": "2021-06-01"})
    assert date(2021, 6, 1) in [each.start for each in timeline(found)]
    assert date(2021, 6, 1) not in [day for day, _ in statuses(found).steps]


def test_before_its_first_day_in_the_channel_a_product_has_no_period() -> None:
    found = timeline(subject(LAW, product()))
    assert period_on(found, date(2019, 12, 31)) is None
    first = period_on(found, date(2020, 1, 1))
    assert first is not None
    assert first.start == date(2020, 1, 1)


def test_a_status_stands_since_its_first_day_until_the_first_day_of_the_next() -> None:
    found = subject(LAW, product(), LICENSED)
    stands = standstill(found, date(2021, 7, 1))
    assert (stands.judgment.status, str(stands.since), str(stands.until)) == (
        Status.COMPLIANT,
        "2021-01-01",
        "2022-01-01",
    )


def test_what_was_never_otherwise_has_no_first_day() -> None:
    stands = standstill(subject(LAW, product()), date(2019, 6, 1))
    assert (stands.judgment.status, stands.since) == (Status.NOT_MARKETED, None)
    assert str(stands.until) == "2020-01-01"


def test_after_a_withdrawal_the_status_stands_since_that_day() -> None:
    gone = of_product("product_withdrawn", "2024-01-01", channel="shop")
    stands = standstill(subject(LAW, product(), gone), date(2025, 1, 1))
    assert (stands.judgment.status, stands.until) == (Status.NOT_MARKETED, None)


def test_statuses_since_a_day_begin_with_the_one_that_stands_then_and_end_before_another() -> None:
    found = subject(LAW, product(), LICENSED)
    told = statuses(found, before=date(2022, 1, 1), since=date(2020, 6, 1)).steps
    assert [(str(day), status) for day, status in told] == [
        ("2020-06-01", Status.NON_COMPLIANT),
        ("2021-01-01", Status.COMPLIANT),
    ]
