"""Whenever sweeps ran, and wherever one died, people end up told of the same."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from office import ZONE, Office, a_policy, logical, noon
from support import a_fact, a_license, a_product

from events.policies import Policy
from projections.notices.sending.parcels import Parcel, Telling, Withdrawal

FIRST, LAST = date(2024, 1, 1), date(2024, 6, 30)
DAYS = (LAST - FIRST).days
LEADS = (60, 30, 14, 7, 1, 0)
WAYS: list[dict[str, str]] = [
    {"log": "/nowhere"},
    {"webhook": "https://nowhere.example/", "secret": "env:NO_SECRET"},
]

Runs = dict[date, int | None]
"""The days on which a sweep ran, and after how many messages it died, if it did."""

some_days = st.integers(0, DAYS).map(lambda days: FIRST + timedelta(days))
lasts = st.lists(st.dates(FIRST, LAST), min_size=1, max_size=3)
runs = st.dictionaries(some_days, st.none() | st.integers(0, 3), max_size=25)
ways = st.sampled_from([WAYS[:1], WAYS])


def an_office(lasts: list[date], ways: list[dict[str, str]]) -> Office:
    """Return an office in which permits with these last days have been on record for long."""
    office = Office(a_policy_by(ways), looks_at_all=False)
    permits = [
        a_license(f"L{number}", product=f"P{number}", issued_on="2022-06-01", valid_until=last)
        for number, last in enumerate(lasts)
    ]
    products = [a_product(f"P{number}") for number in range(len(lasts))]
    office.record([*products, *permits], noon(FIRST - timedelta(days=100)))
    return office


def a_policy_by(ways: list[dict[str, str]]) -> Policy:
    return a_policy(
        lead_days=LEADS,
        people={"owner": {"name": "Invented person", "ways": ways}},
        tell=[{"for": {"sorts": ["license_ends"]}, "owner": "owner"}],
    )


def sweep(office: Office, runs: Runs, first: date = FIRST) -> list[Parcel]:
    """Sweep on some days; returns the message of each death, which went out and was not noted."""
    unnoted = []
    for day, dies_after in sorted(runs.items()):
        if day >= first:
            went = office.sweep(noon(day), dies_after=dies_after)
            if dies_after is not None and len(went) > dies_after:
                unnoted.append(went[-1])
    return unnoted


def sendings(parcels: Iterable[Parcel]) -> Counter[tuple[str, str]]:
    """Return how often each notice, or its withdrawal, went each way."""
    return Counter((item.key, parcel.way.sort) for parcel in parcels for item in parcel.items)


def sent(office: Office) -> list[Parcel]:
    return [parcel for _, parcel in office.sent]


@given(lasts, ways, runs)
def test_random_runs_and_deaths_leave_the_notices_that_daily_runs_leave(
    lasts: list[date], ways: list[dict[str, str]], runs: Runs
) -> None:
    daily, random = an_office(lasts, ways), an_office(lasts, ways)
    sweep(daily, {FIRST + timedelta(days): None for days in range(DAYS + 1)})
    sweep(random, runs | {LAST: None})
    assert logical(random) == logical(daily)
    assert len(logical(daily)) == len(lasts) * len(LEADS) * len(ways)


@given(lasts, ways, st.sets(some_days))
def test_each_run_sends_the_most_urgent_step_that_is_due_and_was_not_sent_and_nothing_else(
    lasts: list[date], ways: list[dict[str, str]], days: set[date]
) -> None:
    office = an_office(lasts, ways)
    sweep(office, dict.fromkeys(days))
    told = [
        (at.astimezone(ZONE).date(), item.notice.occasion.about[0], item.notice.lead_days, sort)
        for at, parcel in office.sent
        for sort in [parcel.way.sort]
        for item in parcel.items
        if isinstance(item, Telling)
    ]
    assert sorted(told) == sorted(
        (day, f"L{number}", lead, sort)
        for number, last in enumerate(lasts)
        for lead, day in on_the_first_of(days, last).items()
        for sort in ("log", "webhook")[: len(ways)]
    )


def on_the_first_of(days: Iterable[date], last: date) -> dict[int, date]:
    """Return the steps before a last day that runs on some days tell, each with its day."""
    told: dict[int, date] = {}
    for day in sorted(days):
        due = [lead for lead in LEADS if last - timedelta(lead) <= day]
        if due:
            told.setdefault(min(due), day)
    return told


@given(lasts, ways, runs)
def test_no_message_goes_out_again_but_the_one_that_a_death_left_unnoted_and_under_the_same_key(
    lasts: list[date], ways: list[dict[str, str]], runs: Runs
) -> None:
    office = an_office(lasts, ways)
    unnoted = sendings(sweep(office, runs | {LAST: None}))
    for what, times in sendings(sent(office)).items():
        assert times <= 1 + unnoted[what]
    names = {(*what, parcel.key) for parcel in sent(office) for what in sendings([parcel])}
    assert len(names) == len(sendings(sent(office)))


@given(some_days, ways, runs)
def test_a_renewal_on_any_day_takes_back_once_what_was_told_of_the_old_end_and_tells_no_more(
    renewed_on: date, ways: list[dict[str, str]], runs: Runs
) -> None:
    old_end = date(2024, 4, 30)
    office = an_office([old_end], ways)
    before = sweep(office, {day: after for day, after in runs.items() if day < renewed_on})
    told = {way for _, way in sendings(sent(office)) - sendings(before)}
    renewal = a_fact(
        kind="license_renewed",
        license="L0",
        effective_on="2024-05-01",
        valid_until="2027-04-30",
    )
    office.record([renewal], noon(renewed_on))
    old = len(office.sent)
    unnoted = sendings(sweep(office, runs | {LAST: None}, renewed_on))
    later = sent(office)[old:]
    for item in (item for parcel in later for item in parcel.items):
        assert isinstance(item, Withdrawal)
        assert (item.told.license, item.told.day) == ("L0", old_end)
    assert Counter(way for _, way in (sendings(later) - unnoted).elements()) == Counter(told)
