"""A calendar holds what is ahead, and cancels whatever an earlier one of the same kind held."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from judging import as_recorded
from ledgers import ledgers
from office import Office, a_policy, noon
from slow_judge import Entry
from support import a_fact, a_license, a_product, an_act, day, gazette_facts

from events.facts import Fact
from events.policies import Policy
from events.recorded import Recorded
from projections.notices import Occasion, Sort, occasions_in
from projections.notices.occasions.gathering import Unworkable
from projections.notices.occasions.states import State
from projections.notices.sending.calendar import Event, Pages, events, wanted
from projections.record.dossiers import Dossier
from projections.wording.en.notices import notice_text

EVER = date(1900, 1, 1), date(2200, 12, 31)


def everything(occasion: Occasion) -> bool:
    return True


def pages(first: str, last: str, back: str | None = None, **asked: object) -> Pages:
    usual = {"wanted": everything} | asked
    return Pages(day(first), day(last), day(back or first), **usual)


def office(*facts: Fact, on: str = "2023-07-10") -> Office:
    """Return an office in whose books the gazette stands and, from a day on, some facts."""
    office = Office(a_policy())
    office.record(gazette_facts(), noon(on) - timedelta(hours=1))
    office.record(facts, noon(on))
    return office


def permit(license: str = "L", until: str = "2024-12-31", **fields: object) -> Fact:
    return a_license(license, issued_on="2023-01-01", valid_until=until, **fields)


def renewal(until: str, **fields: object) -> Fact:
    return a_fact(
        kind="license_renewed",
        license="L",
        valid_until=until,
        effective_on="2023-02-01",
        **fields,
    )


def voided(fact: str) -> Fact:
    return a_fact(kind="fact_voided", fact=fact, reason="An invented mistake.")


def ends(found: Sequence[Event]) -> list[tuple[str, str]]:
    """Return the last valid days in a calendar, and whether each holds."""
    return [
        (event.occasion.day.isoformat(), "cancelled" if event.cancelled else "holds")
        for event in found
        if event.occasion.sort is Sort.LICENSE_ENDS
    ]


def end_on(found: Sequence[Event], last_day: str) -> Event:
    [event] = [
        event
        for event in found
        if event.occasion.sort is Sort.LICENSE_ENDS and event.occasion.day == day(last_day)
    ]
    return event


AHEAD_DAYS = ("2024-06-01", "2027-06-01")
AHEAD = pages(*AHEAD_DAYS)
AMENDMENT = {
    "kind": "amendment_announced",
    "regime": "csl",
    "expected_on": None,
    "summary": "Invented.",
    "article": "art. 1",
    "effective_on": "2024-09-01",
}


def test_each_occasion_ahead_is_one_event_whatever_its_lead_times() -> None:
    records = office(a_product(), permit()).records
    found = events(records, pages("2024-06-01", "2025-06-01"))
    expected = {each for each in occasions_in(records) if each.day >= date(2024, 6, 1)}
    assert {event.occasion for event in found} == expected
    assert len(found) == len(expected) == 3
    assert not any(event.cancelled for event in found)


def test_the_first_and_the_last_day_asked_for_are_in_the_calendar_and_no_day_beside_them() -> None:
    records = office(a_product(), permit()).records
    for first, last, found in (
        ("2024-12-31", "2024-12-31", [("2024-12-31", "holds")]),
        ("2024-12-30", "2024-12-30", []),
        ("2025-01-01", "2025-01-01", []),
    ):
        assert ends(events(records, pages(first, last))) == found


def test_a_license_renewed_has_its_old_end_cancelled_under_a_higher_number_and_a_new_one() -> None:
    at_work = office(a_product(), permit())
    before = events(at_work.records, AHEAD)
    at_work.record([renewal("2026-06-30")], noon("2024-02-01"))
    after = events(at_work.records, AHEAD)
    assert ends(before) == [("2024-12-31", "holds")]
    assert ends(after) == [("2024-12-31", "cancelled"), ("2026-06-30", "holds")]
    old, gone = end_on(before, "2024-12-31"), end_on(after, "2024-12-31")
    assert gone.occasion.key == old.occasion.key
    assert gone.sequence > old.sequence
    assert gone.changed.recorded_at == noon("2024-02-01")


def test_a_voided_renewal_brings_the_old_end_back_under_a_still_higher_number() -> None:
    at_work = office(a_product(), permit())
    at_work.record([renewal("2026-06-30", id="renewal")], noon("2024-02-01"))
    renewed = events(at_work.records, AHEAD)
    at_work.record([voided("renewal")], noon("2024-03-01"))
    found = events(at_work.records, AHEAD)
    assert ends(found) == [("2024-12-31", "holds"), ("2026-06-30", "cancelled")]
    for last_day in ("2024-12-31", "2026-06-30"):
        assert end_on(found, last_day).sequence > end_on(renewed, last_day).sequence


def test_what_other_products_do_leaves_an_event_and_its_number_alone() -> None:
    at_work = office(a_product(), permit())
    before = events(at_work.records, AHEAD)
    at_work.record([a_product("Q"), permit("M", product="Q")], noon("2024-02-01"))
    after = {event.occasion.key: event for event in events(at_work.records, AHEAD)}
    assert len(after) == 2 * len(before) == 6
    assert [after[event.occasion.key] for event in before] == before


def test_sweeps_and_what_they_send_change_no_calendar() -> None:
    at_work = office(a_product(), permit())
    before = events(at_work.records, AHEAD)
    assert at_work.sweep(noon("2024-12-01"))
    assert events(at_work.records, AHEAD) == before


def test_whatever_a_sweep_told_and_withdrew_is_cancelled() -> None:
    at_work = office(a_product(), permit())
    at_work.sweep(noon("2024-12-01"))
    at_work.record([renewal("2026-06-30")], noon("2024-12-02"))
    [withdrawn] = [at_work.sweep(noon("2024-12-02"))]
    told = {item.occasion_key for parcel in withdrawn for item in parcel.items}
    cancelled = {e.occasion.key for e in events(at_work.records, AHEAD) if e.cancelled}
    assert told
    assert told <= cancelled


def test_a_cancellation_of_a_day_that_is_past_is_still_told_as_far_back_as_asked() -> None:
    at_work = office(a_product(), permit())
    at_work.record([renewal("2026-06-30")], noon("2024-02-01"))
    assert ends(events(at_work.records, pages("2025-06-01", "2026-06-01", "2024-12-31"))) == [
        ("2024-12-31", "cancelled")
    ]
    assert ends(events(at_work.records, pages("2025-06-01", "2026-06-01", "2025-01-01"))) == []


def test_what_holds_and_is_past_is_in_no_calendar() -> None:
    at_work = office(a_product(), permit())
    assert events(at_work.records, pages("2025-06-01", "2026-06-01", "2020-01-01")) == []


def test_what_was_withdrawn_before_the_policys_start_was_in_nobodys_calendar() -> None:
    at_work = office(a_product(), permit())
    withdrawn = noon("2024-02-01")
    at_work.record([renewal("2026-06-30")], withdrawn)
    for start, cancelled in ((withdrawn, True), (withdrawn + timedelta(seconds=1), False)):
        asked = pages("2024-06-01", "2027-06-01", start=start)
        assert (("2024-12-31", "cancelled") in ends(events(at_work.records, asked))) is cancelled


def test_of_one_batch_only_what_it_came_to_was_ever_in_a_calendar() -> None:
    at_work = office(a_product(), permit(), renewal("2026-06-30"))
    assert ends(events(at_work.records, AHEAD)) == [("2026-06-30", "holds")]


def test_a_license_that_covers_a_product_no_more_has_its_end_cancelled_in_that_ones_calendar() -> (
    None
):
    at_work = office(a_product(), a_product("Q"), permit(products=["P", "Q"]))
    out = a_fact(kind="license_scope_changed", license="L", remove=["Q"], effective_on="2024-01-01")
    opened_anew = permit(products=["P"])
    at_work.record([out], noon("2024-01-01"))
    of_q = partial(wanted, policy=Policy(), products=["Q"])
    asked = pages("2024-06-01", "2027-06-01", wanted=of_q)
    held = ends(events(at_work.records, asked))
    at_work.record([opened_anew], noon("2024-01-02"))
    assert held == [("2024-12-31", "holds")]
    assert ends(events(at_work.records, asked)) == [("2024-12-31", "cancelled")]


@pytest.mark.parametrize(
    "fact",
    [
        a_product(category="router"),
        a_fact(
            kind="product_reclassified",
            product="P",
            category="router",
            effective_on="2015-01-01",
        ),
    ],
    ids=lambda fact: fact.kind,
)
def test_a_product_that_never_was_of_a_category_leaves_the_calendar_of_that_one(fact: Fact) -> None:
    def of_firewalls(occasion: Occasion) -> bool:
        return "firewall" in occasion.traits.categories

    at_work = office(a_product(), permit())
    at_work.record([fact], noon("2024-01-02"))
    found = events(at_work.records, pages(*AHEAD_DAYS, wanted=of_firewalls))
    assert ends(found) == [("2024-12-31", "cancelled")]


def test_an_event_is_for_those_whom_the_policy_tells_as_owner_or_deputy() -> None:
    policy = a_policy(
        people={name: {"name": name, "ways": [{"log": "/x"}]} for name in ("a", "b", "c", "d")},
        tell=[
            {"for": {"sorts": ["license_ends"]}, "owner": "a", "deputy": "b"},
            {
                "for": {"sorts": ["status_worsens"]},
                "owner": "c",
                "escalate": {"after_days": 3, "to": ["d"]},
            },
        ],
        rules=[{"for": {"sorts": ["renewal_due"]}, "lead_days": []}],
    )
    records = office(a_product(), permit()).records

    def sorts(person: str | None) -> set[str]:
        asks = partial(wanted, policy=policy, person=person)
        return {e.occasion.sort for e in events(records, pages(*AHEAD_DAYS, wanted=asks))}

    assert sorts("a") == sorts("b") == {"license_ends"}
    assert sorts("c") == {"status_worsens"}
    assert sorts("d") == set()
    assert sorts(None) == {"license_ends", "status_worsens"}


def test_news_of_the_law_is_cancelled_when_the_act_is_voided_or_no_product_is_touched() -> None:
    for mistake in ("act", "product"):
        at_work = office(a_product(id="product"), permit(), an_act(AMENDMENT, id="act"))
        assert Sort.AMENDMENT_ANNOUNCED in held(events(at_work.records, AHEAD))
        at_work.record([voided(mistake)], noon("2024-02-01"))
        found = events(at_work.records, AHEAD)
        assert Sort.AMENDMENT_ANNOUNCED not in held(found)
        assert Sort.AMENDMENT_ANNOUNCED in {e.occasion.sort for e in found if e.cancelled}


def held(found: Sequence[Event]) -> set[Sort]:
    return {event.occasion.sort for event in found if not event.cancelled}


def test_a_product_that_cannot_be_worked_out_costs_only_its_own_events(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_work = office(a_product(), permit(), a_product("Q"), permit("M", product="Q"))
    at_work.record([renewal("2026-06-30")], noon("2024-02-01"))
    found, findings = with_p_broken(at_work, monkeypatch)
    assert {each.subject for each in findings} == {("product", "P"), ("license", "L")}
    assert {event.occasion.about[0] for event in found} == {"Q", "M"}
    assert not any(event.cancelled for event in found)


def test_news_of_the_law_is_not_cancelled_because_a_product_cannot_be_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_work = office(a_product(), an_act(AMENDMENT))
    at_work.record([an_act(act="INVENTED-2")], noon("2024-02-01"))
    assert Sort.AMENDMENT_ANNOUNCED in held(events(at_work.records, AHEAD))
    found, _ = with_p_broken(at_work, monkeypatch)
    assert found == []


def with_p_broken(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Event], list[Unworkable]]:
    """Return a calendar, and what is left out of it, when product P cannot be worked out now."""
    worked_out = State.dossier

    def dossier(state: State, product: str) -> Dossier:
        if product == "P" and state.horizon.recorded_by is None:
            raise ValueError("broken")
        return worked_out(state, product)

    monkeypatch.setattr(State, "dossier", dossier)
    findings: list[Unworkable] = []
    return events(at_work.records, AHEAD, findings.append), findings


# -- Any ledger --------------------------------------------------------------------------------

thoroughly = settings(max_examples=60)


def growing(entries: Sequence[Entry]) -> Iterator[list[Recorded]]:
    """Yield a ledger as it stood after each of its batches."""
    records: list[Recorded] = []
    for _, batch in groupby(as_recorded(entries), key=lambda record: record.recorded_at):
        records += batch
        yield list(records)


@thoroughly
@given(ledgers(max_facts=30))
def test_a_calendar_cancels_just_what_held_in_an_earlier_state_and_does_not_now(
    entries: list[Entry],
) -> None:
    earlier: set[str] = set()
    for records in growing(entries):
        now = {each.key for each in occasions_in(records) if each.day <= EVER[1]}
        found = events(records, Pages(EVER[0], EVER[1], EVER[0], everything))
        assert {event.occasion.key for event in found if not event.cancelled} == now
        earlier |= now
        assert {event.occasion.key for event in found if event.cancelled} == earlier - now


@thoroughly
@given(ledgers(max_facts=20))
def test_an_events_number_never_falls_and_rises_whenever_the_event_reads_otherwise(
    entries: list[Entry],
) -> None:
    calendars = [
        {event.occasion.key: event for event in events(records, Pages(*EVER, EVER[0], everything))}
        for records in growing(entries)
    ]
    for before, after in pairwise(calendars):
        for key, event in before.items():
            assert after[key].sequence >= event.sequence
            if read(after[key]) != read(event):
                assert after[key].sequence > event.sequence


def read(event: Event) -> tuple[bool, object]:
    words = notice_text(event.occasion, event.occasion.day)
    return event.cancelled, words
