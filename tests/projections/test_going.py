"""What a preview says of recipients is what sweeps do, as long as nothing fails."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from office import TO_A_LOG, Office, a_policy, noon
from support import a_license, a_product, gazette_facts

from events.policies import WEEKDAYS, Policy
from events.recorded import LEGAL_ZONE
from projections.notices import coming, occasions_in
from projections.notices.sending.going import Going, going
from projections.notices.sending.parcels import Telling

FIRST, LAST = date(2024, 6, 1), date(2025, 1, 31)
SPAN = [FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1)]
ENDS_ONLY = {"for": {"sorts": ["license_ends"]}, "owner": "owner", "deputy": "deputy"}

Step = tuple[int, str, date]
"""How many days before, to whom, on which day."""


def an_office(until: date, people: dict[str, Any], unpublished: date = date.max) -> Office:
    """An office with a permit that ends on a day; days from `unpublished` on nobody knows yet."""
    office = Office(
        a_policy(people=people, tell=[ENDS_ONLY]),
        countries={"CN": lambda day: None if day >= unpublished else day.weekday() > 4},
    )
    permit = a_license(issued_on="2023-01-01", valid_until=until)
    office.record([*gazette_facts(), a_product(), permit], noon("2023-07-10"))
    return office


def said_beforehand(office: Office) -> dict[Step, Going]:
    off = office.moment(noon(FIRST)).days_off
    steps = coming(occasions_in(office.records), office.policy, FIRST, LAST + timedelta(days=60))
    return {
        (step.lead_days, each.recipient, each.day): each
        for step in steps
        for each in going(step, office.policy, off, LEGAL_ZONE)
    }


def done(office: Office) -> dict[Step, Telling]:
    for day in SPAN:
        office.sweep(noon(day))
    return {
        (item.notice.lead_days, parcel.recipient, office.moment(at).days[parcel.recipient]): item
        for at, parcel in office.sent
        for item in parcel.items
        if isinstance(item, Telling)
    }


def is_covered(step: Step, sent: Sequence[Step]) -> bool:
    """Tell whether a more urgent step had gone out by that day."""
    lead, _, day = step
    return any(other < lead and on <= day for other, _, on in sent)


absences = st.lists(
    st.tuples(st.sampled_from(SPAN), st.integers(0, 40)).map(
        lambda drawn: {"from": drawn[0], "through": drawn[0] + timedelta(days=drawn[1])}
    ),
    max_size=3,
)
people = st.fixed_dictionaries(
    {
        "quiet_weekdays": st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True),
        "quiet_days": st.lists(st.sampled_from(SPAN), max_size=20, unique=True),
        "away": absences,
        "zone": st.sampled_from([None, "America/Los_Angeles", "Pacific/Auckland"]),
    }
).map(lambda drawn: {**TO_A_LOG, **drawn})


@settings(max_examples=60)
@given(people, people, st.sampled_from(SPAN[-60:]))
def test_each_notice_goes_to_whom_and_on_the_day_that_was_said_beforehand(
    owner: dict[str, Any], deputy: dict[str, Any], until: date
) -> None:
    office = an_office(until, {"owner": owner, "deputy": deputy})
    office.looks_at_all = False
    said, sent = said_beforehand(office), done(office)
    # Of these the first sweep finds that they were due before it.
    late = {step for step in sent if step[2] == FIRST}
    assert sent.keys() - late <= said.keys()
    missing = {step for step in said.keys() - sent.keys() if FIRST < step[2] <= LAST}
    assert all(is_covered(step, list(sent)) for step in missing)
    assert all(sent[step].because == said[step].because for step in sent.keys() - late)


def test_who_is_away_is_stood_in_for_on_the_day_of_the_deputy() -> None:
    away = {**TO_A_LOG, "away": [{"from": "2024-12-14", "through": "2024-12-20"}]}
    office = an_office(date(2024, 12, 31), {"owner": away, "deputy": TO_A_LOG})
    said = said_beforehand(office)
    assert (14, "deputy", date(2024, 12, 17)) in said
    assert (7, "owner", date(2024, 12, 24)) in said
    assert said[14, "deputy", date(2024, 12, 17)].owner == "owner"


def test_before_days_that_nobody_has_published_a_notice_goes_out_earlier_and_says_so() -> None:
    office = an_office(
        date(2025, 1, 8),
        {"owner": {**TO_A_LOG, "calendar": "CN"}, "deputy": TO_A_LOG},
        unpublished=date(2025, 1, 1),
    )
    said = said_beforehand(office)
    told = {step: (each.early, each.unpublished) for step, each in said.items() if step[0] < 30}
    assert told == {
        (14, "owner", date(2024, 12, 25)): (False, False),
        (7, "owner", date(2024, 12, 31)): (True, True),
        (1, "owner", date(2024, 12, 31)): (True, True),
        (0, "owner", date(2024, 12, 31)): (True, True),
    }


def test_of_what_no_rule_fits_nobody_is_told() -> None:
    assert not list(going_of_all(Policy()))


def going_of_all(policy: Policy) -> Sequence[Going]:
    office = an_office(date(2024, 12, 31), {"owner": TO_A_LOG, "deputy": TO_A_LOG})
    steps = coming(occasions_in(office.records), policy, FIRST, LAST)
    return [each for step in steps for each in going(step, policy, {}, LEGAL_ZONE)]
