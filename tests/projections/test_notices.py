"""Notices are owed for what is to come, once a step, and for nothing that is no longer so."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
import slow_judge
from hypothesis import given, settings
from judging import as_recorded
from ledgers import boundaries, ledgers
from office import a_policy
from slow_judge import Entry
from support import a_fact, a_license, a_product, an_act, with_gazette

from events.policies import LeadRule, Policy, Selection
from events.recorded import LEGAL_ZONE, Recorded
from projections.notices import (
    LicenseEnds,
    Notice,
    Occasion,
    RenewalDue,
    Sort,
    coming,
    notices,
    occasions_in,
    owed_occasions,
)

EARLY = datetime(2023, 7, 10, tzinfo=UTC)
BAD = {"indeterminate": 1, "non_compliant": 2, "barred": 3}


def of_sort(sort: Sort, found: Sequence[Occasion]) -> list[tuple[tuple[str, ...], str]]:
    return [(each.about, each.day.isoformat()) for each in found if each.sort is sort]


def steps(found: Sequence[Notice], sort: Sort) -> list[tuple[int, str]]:
    return [
        (each.lead_days, each.due_on.isoformat()) for each in found if each.occasion.sort is sort
    ]


def permit(until: str = "2024-12-31", **fields: object) -> list[Recorded]:
    issued = a_license(issued_on="2023-01-01", valid_until=until, **fields)
    return with_gazette(a_product(), issued, at=EARLY)


def test_a_permit_that_runs_out_is_announced_with_its_last_day_and_with_the_status_after_it() -> (
    None
):
    found = list(occasions_in(permit()))
    assert of_sort(Sort.LICENSE_ENDS, found) == [(("L",), "2024-12-31")]
    assert (("P", "general_sale", "non_compliant"), "2025-01-01") in of_sort(
        Sort.STATUS_WORSENS, found
    )


def test_a_permit_is_to_be_renewed_in_time_but_cannot_be_since_none_is_issued_any_more() -> None:
    (due,) = (each for each in occasions_in(permit()) if each.sort is Sort.RENEWAL_DUE)
    assert due.day == date(2024, 12, 1)
    assert isinstance(due.matter, RenewalDue)
    assert not due.matter.issues
    assert due.matter.stopped_by is not None
    assert due.matter.stopped_by.fact_id == "act/CIRC-2023-1"
    (need,) = due.matter.needs
    assert (need.regime, need.kinds) == ("csl", ("certificate", "test_report"))
    assert need.by == date(2025, 1, 1)


def test_a_renewal_moves_every_notice_to_the_new_last_day() -> None:
    renewed = a_fact(
        kind="license_renewed", license="L", valid_until="2026-06-30", effective_on="2023-02-01"
    )
    issued = a_license(issued_on="2023-01-01", valid_until="2024-12-31")
    found = list(occasions_in(with_gazette(a_product(), issued, renewed, at=EARLY)))
    assert of_sort(Sort.LICENSE_ENDS, found) == [(("L",), "2026-06-30")]
    assert not any(each.day < date(2026, 5, 1) for each in found if each.about[0] == "L")


def test_a_license_revoked_has_the_day_before_as_its_last() -> None:
    revoked = a_fact(kind="license_revoked", license="L", effective_on="2024-03-01")
    issued = a_license(issued_on="2023-01-01", valid_until="2024-12-31")
    found = list(occasions_in(with_gazette(a_product(), issued, revoked, at=EARLY)))
    assert of_sort(Sort.LICENSE_ENDS, found) == [(("L",), "2024-02-29")]
    assert of_sort(Sort.RENEWAL_DUE, found) == []


def test_the_day_before_a_revocation_is_not_assumed_though_the_term_of_the_license_was() -> None:
    revoked = a_fact(kind="license_revoked", license="L", effective_on="2024-03-01")
    issued = a_license(issued_on="2023-01-01")
    found = list(occasions_in(with_gazette(a_product(), issued, revoked, at=EARLY)))
    (end,) = (each.matter for each in found if isinstance(each.matter, LicenseEnds))
    assert (end.revoked, end.assumed) == (True, False)


def test_a_license_suspended_and_revoked_before_its_first_day_has_no_last_one() -> None:
    suspended = a_fact(kind="license_suspended", license="L", effective_on="2024-02-01")
    revoked = a_fact(kind="license_revoked", license="L", effective_on="2024-03-01")
    issued = a_license(issued_on="2023-01-01", valid_from="2024-06-01", valid_until="2024-12-31")
    found = list(occasions_in(with_gazette(a_product(), issued, suspended, revoked, at=EARLY)))
    assert of_sort(Sort.LICENSE_ENDS, found) == []


def test_only_the_most_urgent_step_that_is_due_is_owed() -> None:
    records = permit()
    for day, lead in (("2024-07-04", 180), ("2024-12-01", 30), ("2024-12-31", 0)):
        owed = notices(records, Policy(), date.fromisoformat(day), LEGAL_ZONE)
        assert [found for found, _ in steps(owed, Sort.LICENSE_ENDS)] == [lead]
    assert steps(notices(records, Policy(), date(2024, 7, 3), LEGAL_ZONE), Sort.LICENSE_ENDS) == []


def test_every_step_of_a_ladder_falls_due_once_on_its_day() -> None:
    found = coming(occasions_in(permit()), Policy(), date(2024, 1, 1), date(2025, 12, 31))
    assert steps(found, Sort.LICENSE_ENDS) == [
        (180, "2024-07-04"),
        (90, "2024-10-02"),
        (60, "2024-11-01"),
        (30, "2024-12-01"),
        (14, "2024-12-17"),
        (7, "2024-12-24"),
        (1, "2024-12-30"),
        (0, "2024-12-31"),
    ]


def test_the_first_rule_that_fits_decides_how_long_before_people_are_told() -> None:
    policy = Policy(
        lead_days=(10,),
        rules=(
            LeadRule(
                **{"for": Selection(sorts=("license_ends",), regimes=("csl",)), "lead_days": (1,)}
            ),
            LeadRule(**{"for": Selection(sorts=("license_ends",)), "lead_days": (20,)}),
            LeadRule(**{"for": Selection(sorts=("renewal_due",)), "lead_days": ()}),
        ),
    )
    found = coming(occasions_in(permit()), policy, date(2024, 1, 1), date(2025, 12, 31))
    assert steps(found, Sort.LICENSE_ENDS) == [(20, "2024-12-11")]
    assert steps(found, Sort.RENEWAL_DUE) == []
    assert {lead for lead, _ in steps(found, Sort.STATUS_WORSENS)} == {10}


@pytest.mark.parametrize(
    ("chosen", "others"),
    [
        ({"regimes": ["mps"]}, {"regimes": ["csl"]}),
        ({"license_kinds": ["sales_permit"]}, {"license_kinds": ["certificate"]}),
        ({"channels": ["general_sale"]}, {"channels": ["critical_infrastructure"]}),
        ({"products": ["P"]}, {"products": ["Q"]}),
        ({"vendors": ["One (invented)"]}, {"vendors": ["Two (invented)"]}),
        ({"categories": ["firewall"]}, {"categories": ["vpn"]}),
    ],
)
def test_lead_times_may_hang_on_each_trait_of_what_ends(
    chosen: dict[str, list[str]], others: dict[str, list[str]]
) -> None:
    product = a_product(vendor="One (invented)")
    issued = a_license(issued_on="2023-01-01", valid_until="2024-12-31")
    found = list(occasions_in(with_gazette(product, issued, at=EARLY)))
    for select, lead in ((chosen, 5), (others, 10)):
        policy = a_policy(lead_days=[10], rules=[{"for": select, "lead_days": [5]}])
        due = coming(found, policy, date(2024, 1, 1), date(2025, 12, 31))
        assert [days for days, _ in steps(due, Sort.LICENSE_ENDS)] == [lead]


def test_a_removal_ordered_is_owed_by_its_deadline_unless_it_is_complete_by_then() -> None:
    review = [
        a_fact(
            kind="review_opened",
            review="R",
            channel="general_sale",
            products=["P"],
            effective_on="2023-01-10",
        ),
        a_fact(kind="review_concluded", review="R", outcome="failed", effective_on="2023-02-01"),
        a_fact(
            kind="removal_ordered", review="R", deadline="2023-12-01", effective_on="2023-02-01"
        ),
    ]
    removed = a_fact(
        kind="removal_completed", product="P", channel="general_sale", effective_on="2023-06-01"
    )
    owed = list(occasions_in(with_gazette(a_product(), *review, at=EARLY)))
    assert of_sort(Sort.REMOVAL_DUE, owed) == [(("P", "general_sale", "R"), "2023-12-01")]
    done = list(occasions_in(with_gazette(a_product(), *review, removed, at=EARLY)))
    assert of_sort(Sort.REMOVAL_DUE, done) == []


def test_an_amendment_that_touches_a_product_is_told_when_announced_and_when_it_lands() -> None:
    found = list(occasions_in(permit()))
    assert [day for _, day in of_sort(Sort.AMENDMENT_ANNOUNCED, found)] == ["2023-04-17"]
    assert [day for _, day in of_sort(Sort.AMENDMENT_LANDED, found)] == ["2023-07-03"]
    assert of_sort(Sort.AMENDMENT_ANNOUNCED, list(occasions_in(with_gazette(at=EARLY)))) == []


def test_what_lay_before_a_product_came_on_record_is_history_and_owed_to_nobody() -> None:
    late = with_gazette(
        a_product(), a_license(issued_on="2022-01-01", valid_until="2023-06-30"), at=EARLY
    )
    assert of_sort(Sort.LICENSE_ENDS, list(occasions_in(late))) == [(("L",), "2023-06-30")]
    owed = owed_occasions(late, Policy(), LEGAL_ZONE)
    assert all(each.day >= EARLY.date() for each in owed if each.about[0] in {"L", "P"})


def test_a_late_fact_that_makes_the_past_worse_is_still_announced() -> None:
    first = permit()
    revoked = a_fact(kind="license_revoked", license="L", effective_on="2023-08-01", id="rev")
    all_of = with_gazette(
        a_product(), a_license(issued_on="2023-01-01", valid_until="2024-12-31"), revoked
    )
    (last,) = (each for each in all_of if each.id == "rev")
    assert last.recorded_at.date() > date(2023, 8, 1)
    owed = owed_occasions([*first, last], Policy(start=date(2023, 9, 1)), LEGAL_ZONE)
    assert (("P", "general_sale", "non_compliant"), "2023-08-01") in of_sort(
        Sort.STATUS_WORSENS, owed
    )
    past = owed_occasions(first, Policy(start=date(2025, 6, 1)), LEGAL_ZONE)
    assert of_sort(Sort.STATUS_WORSENS, past) == []


def test_keys_are_the_same_for_whoever_works_them_out_and_others_for_another_day() -> None:
    one, other = occasions_in(permit()), occasions_in(permit())
    assert [each.key for each in one] == [each.key for each in other]
    (ends,) = (each for each in occasions_in(permit()) if each.sort is Sort.LICENSE_ENDS)
    (moved,) = (
        each for each in occasions_in(permit("2025-01-01")) if each.sort is Sort.LICENSE_ENDS
    )
    assert ends.key != moved.key


def test_an_act_that_makes_a_status_worse_is_announced_though_no_license_ends() -> None:
    act = an_act(
        {
            "kind": "recognition_ended",
            "regime": "csl",
            "accepts": "mps",
            "effective_on": "2024-01-01",
        },
        published_on="2023-07-05",
    )
    issued = a_license(issued_on="2023-01-01", valid_until="2024-12-31")
    found = list(occasions_in(with_gazette(a_product(), issued, act, at=EARLY)))
    assert (("P", "general_sale", "non_compliant"), "2024-01-01") in of_sort(
        Sort.STATUS_WORSENS, found
    )


@settings(max_examples=60)
@given(ledgers())
def test_a_status_worsens_on_just_the_days_on_which_a_slow_judge_finds_it_worse(
    entries: list[Entry],
) -> None:
    days = boundaries(entries)[-40:]
    told = {
        (*each.about, each.day)
        for each in occasions_in(as_recorded(entries))
        if each.sort is Sort.STATUS_WORSENS and each.day in days
    }
    found = set()
    for day in days:
        before = slow_judge.statuses(entries, as_of=day - timedelta(days=1))
        for subject, after in slow_judge.statuses(entries, as_of=day).items():
            if BAD.get(after, 0) > BAD.get(before.get(subject, "not_marketed"), 0):
                found.add((*subject, after, day))
    assert told == found


@settings(max_examples=60)
@given(ledgers())
def test_no_two_occasions_share_a_key(entries: list[Entry]) -> None:
    keys = [each.key for each in occasions_in(as_recorded(entries))]
    assert len(keys) == len(set(keys))
