"""Whenever sweeps ran, and wherever one died, people end up told of the same."""

from datetime import date, timedelta
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st
from office import Office, a_policy, logical, noon
from support import a_fact, a_license, a_product

from projections.notices.parcels import Telling, Withdrawal

FIRST, LAST = date(2024, 1, 1), date(2024, 6, 30)
DAYS = (LAST - FIRST).days
POLICY = a_policy(
    lead_days=[60, 30, 14, 7, 1, 0],
    tell=[{"for": {"sorts": ["license_ends"]}, "owner": "owner"}],
)

some_days = st.integers(0, DAYS).map(lambda days: FIRST + timedelta(days))
lasts = st.lists(st.dates(FIRST, LAST), min_size=1, max_size=3)
runs = st.dictionaries(some_days, st.none() | st.integers(0, 2), max_size=25)
"""The days on which a sweep ran, and after how many messages it died, if it did."""


def an_office(lasts: list[date]) -> Office:
    """Return an office in which permits with these last days have been on record for long."""
    office = Office(POLICY, looks_at_all=False)
    permits = [
        a_license(f"L{number}", product=f"P{number}", issued_on="2022-06-01", valid_until=last)
        for number, last in enumerate(lasts)
    ]
    products = [a_product(f"P{number}") for number in range(len(lasts))]
    office.record([*products, *permits], noon(FIRST - timedelta(days=100)))
    return office


def sweep(office: Office, runs: dict[date, int | None], first: date = FIRST) -> None:
    for day, dies_after in sorted(runs.items()):
        if day >= first:
            office.sweep(noon(day), dies_after=dies_after)


@given(lasts, runs)
def test_random_runs_and_deaths_leave_the_notices_that_daily_runs_leave(
    lasts: list[date], runs: dict[date, int | None]
) -> None:
    daily, random = an_office(lasts), an_office(lasts)
    sweep(daily, {FIRST + timedelta(days): None for days in range(DAYS + 1)})
    sweep(random, runs | {LAST: None})
    assert logical(random) == logical(daily)
    assert len(logical(daily)) == len(lasts) * len(POLICY.lead_days)


@given(lasts, runs)
def test_no_message_goes_out_again_but_one_that_a_death_left_unnoted_and_under_the_same_key(
    lasts: list[date], runs: dict[date, int | None]
) -> None:
    office = an_office(lasts)
    sweep(office, runs | {LAST: None})
    told = [
        (item.notice.key, day, parcel.key)
        for day, parcel in office.sent
        for item in parcel.items
        if isinstance(item, Telling)
    ]
    deaths = sum(after is not None for after in runs.values())
    repeats = len(told) - len({notice for notice, _, _ in told})
    assert repeats <= deaths
    for _, same in groupby(sorted(told), key=lambda each: each[0]):
        assert len({message for _, _, message in same}) == 1


@given(some_days, runs)
def test_a_renewal_recorded_on_any_day_leaves_no_later_nagging(
    renewed_on: date, runs: dict[date, int | None]
) -> None:
    office = an_office([date(2024, 4, 30)])
    sweep(office, {day: after for day, after in runs.items() if day < renewed_on})
    renewal = a_fact(
        kind="license_renewed",
        license="L0",
        effective_on="2024-05-01",
        valid_until="2027-04-30",
    )
    office.record([renewal], noon(renewed_on))
    before = len(office.sent)
    sweep(office, dict.fromkeys(runs) | {LAST: None}, renewed_on)
    after = [item for _, parcel in office.sent[before:] for item in parcel.items]
    assert not any(isinstance(item, Telling) for item in after)
    assert sum(isinstance(item, Withdrawal) for item in after) <= 1
