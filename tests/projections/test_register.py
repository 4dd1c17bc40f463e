"""What sweeps go by is as if worked out from zero, in whatever portions facts come on record."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import as_recorded
from ledgers import ledgers
from office import Office, a_policy, messages, noon
from slow_judge import Entry
from support import a_fact, a_license, a_product, gazette_facts, with_gazette

from events.facts import Fact
from events.notices import NoticeSent
from events.policies import Policy
from events.recorded import LEGAL_ZONE, Recorded
from projections.notices import Occasion, occasions_in
from projections.notices.occasions import gathering
from projections.notices.occasions.gathered import Gathered
from projections.notices.occasions.occasion import NEWS
from projections.notices.sending.owed import owed_among
from projections.notices.sending.plan import Moment
from projections.notices.sending.register import Register
from projections.wording.en.notices import occasion_words

SOME_TIME = datetime(2030, 1, 1, tzinfo=UTC)
randomly = settings(max_examples=60)
cuts = st.sets(st.integers(1, 40))
starts = st.none() | st.dates(date(2018, 1, 1), date(2027, 12, 31))


def portions(records: Sequence[Recorded], cuts: Iterable[int]) -> list[Sequence[Recorded]]:
    places = sorted({0, len(records), *(cut for cut in cuts if cut < len(records))})
    return [records[start:end] for start, end in pairwise(places)]


def told_of(found: Iterable[Occasion]) -> list[tuple[object, ...]]:
    """All that can be told of occasions, in one order."""
    every = ((each.key, each.traits, each.matter, occasion_words(each)) for each in found)
    return sorted(every, key=lambda each: each[0])


def in_agenda(register: Register) -> list[tuple[object, ...]]:
    return told_of(register.agenda.due(date.max))


def moment(policy: Policy) -> Moment:
    return Office(policy).moment(SOME_TIME)


@randomly
@given(ledgers(), cuts)
def test_facts_in_portions_tell_of_the_same_occasions_as_all_of_them_at_once(
    entries: list[Entry], cuts: set[int]
) -> None:
    gathered, so_far = Gathered(), list[Recorded]()
    for portion in portions(as_recorded(entries), cuts):
        gathered.add(portion)
        so_far += portion
        assert told_of(gathered) == told_of(occasions_in(so_far))
        assert all(each.key in gathered for each in gathered)


@randomly
@given(ledgers(), cuts, starts)
def test_the_agenda_holds_what_is_owed_after_every_portion(
    entries: list[Entry], cuts: set[int], start: date | None
) -> None:
    policy = a_policy(start=start)
    register, so_far = Register(policy), list[Recorded]()
    for portion in portions(as_recorded(entries), cuts):
        register.add(portion, moment(policy))
        so_far += portion
        owed = owed_among(occasions_in(so_far), so_far, policy, LEGAL_ZONE)
        assert in_agenda(register) == told_of(owed)


@randomly
@given(ledgers())
def test_sweeps_between_any_facts_deliver_what_looking_at_everything_anew_would(
    entries: list[Entry],
) -> None:
    office = Office(a_policy())
    for at, together in groupby(as_recorded(entries), key=lambda each: each.recorded_at):
        office.record([each.fact for each in together], at)
        office.sweep(at)
    office.sweep(SOME_TIME)


def test_news_of_the_law_is_no_longer_about_a_product_that_is_voided() -> None:
    gone = a_product("B", category="web_firewall", vendor="Two (invented)", id="B")
    records = with_gazette(
        a_product("A", vendor="One (invented)"),
        gone,
        a_fact(kind="fact_voided", fact="B", reason="A mistake."),
    )
    gathered = Gathered()
    gathered.add(records[:-1])
    assert {"One (invented)", "Two (invented)"} in vendors_of_news(gathered)
    gathered.add(records[-1:])
    assert vendors_of_news(gathered) == [{"One (invented)"}] * len(vendors_of_news(gathered))
    assert told_of(gathered) == told_of(occasions_in(records))


def vendors_of_news(gathered: Gathered) -> list[set[str]]:
    return [set(each.traits.vendors) for each in gathered if each.sort in NEWS]


def test_a_notice_whose_record_is_voided_goes_out_again() -> None:
    office = Office(a_policy(tell=[{"for": {"sorts": ["license_ends"]}, "owner": "owner"}]))
    permit = a_license(issued_on="2023-01-01", valid_until="2024-12-31")
    office.record([*gazette_facts(), a_product(), permit], noon("2023-07-10"))
    first = office.sweep(noon("2024-12-20"))
    (sent,) = (each for each in office.records if isinstance(each.fact, NoticeSent))
    void = a_fact(kind="fact_voided", fact=sent.id, reason="The mail server lost it.")
    office.record([void], noon("2024-12-20"))
    assert office.sweep(noon("2024-12-20")) == first


# -- What a fact costs -------------------------------------------------------------------------


def a_portfolio() -> list[Fact]:
    """Three products of two vendors, of which A and B share a license."""
    shared = {"issued_on": "2023-01-01", "valid_until": "2024-12-31"}
    return [
        a_product("A", vendor="One (invented)"),
        a_product("B", vendor="Two (invented)"),
        a_product("C", vendor="Two (invented)"),
        a_license("L-AB", products=["A", "B"], **shared),
        a_license("L-C", products=["C"], id="issue of L-C", **shared),
    ]


REVIEW = {
    "kind": "review_opened",
    "review": "R",
    "channel": "general_sale",
    "effective_on": "2023-09-01",
}
PERIOD = {"issued_on": "2023-01-01", "valid_until": "2025-12-31"}


@pytest.mark.parametrize(
    ("fact", "touched"),
    [
        (
            a_fact(kind="product_specified", product="C", parameters={}, effective_on="2023-09-01"),
            {("product", "C"), ("license", "L-C")},
        ),
        (
            a_license("NEW", products=["C"], **PERIOD),
            {("product", "C"), ("license", "L-C"), ("license", "NEW")},
        ),
        (
            a_fact(kind="license_suspended", license="L-AB", effective_on="2023-09-01"),
            {("product", "A"), ("product", "B"), ("license", "L-AB")},
        ),
        (
            a_fact(**REVIEW, vendor="Two (invented)"),
            {("product", "B"), ("product", "C"), ("license", "L-AB"), ("license", "L-C")},
        ),
        (
            a_fact(kind="fact_voided", fact="issue of L-C", reason="A mistake."),
            {("product", "C"), ("license", "L-C")},
        ),
    ],
)
def test_only_what_a_fact_touches_is_worked_out_anew(
    fact: Fact, touched: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    records = with_gazette(*a_portfolio(), fact)
    *before, last = records
    gathered = Gathered()
    gathered.add(before)
    worked_out: list[str] = []
    usual = gathering.product_occasions

    def watched(dossier, bench):  # type: ignore[no-untyped-def]
        worked_out.append(dossier.product)
        return usual(dossier, bench)

    monkeypatch.setattr(gathering, "product_occasions", watched)
    found = gathered.add([last])
    assert found.keys() - {("law", "")} == touched
    assert worked_out == sorted(name for what, name in touched if what == "product")


# -- What became of reminders ------------------------------------------------------------------

ENDS_ONLY = [{"for": {"sorts": ["license_ends"]}, "owner": "owner"}]
PERMIT = {"issued_on": "2023-01-01", "valid_until": "2024-12-31", "id": "issue"}
ISSUE_VOIDED = a_fact(kind="fact_voided", fact="issue", reason="A mistake.")


def after_its_first_sweep(**policy: object) -> Office:
    """An office that told on 20 December 2024 of a permit that ends with the year."""
    office = Office(a_policy(tell=ENDS_ONLY, **policy))
    office.record([*gazette_facts(), a_product(), a_license(**PERMIT)], noon("2023-07-10"))
    assert messages(office.sweep(noon("2024-12-20"))) == ["owner: license_ends 2024-12-31 -14"]
    return office


def test_a_notice_and_its_voiding_read_in_one_go_leave_it_to_be_sent() -> None:
    office = after_its_first_sweep()
    (sent,) = (each for each in office.records if isinstance(each.fact, NoticeSent))
    void = a_fact(kind="fact_voided", fact=sent.id, reason="The mail server lost it.")
    office.record([void], noon("2024-12-20"))

    another = Office(office.policy, records=office.records)  # as a process that starts only now

    assert messages(another.sweep(noon("2024-12-20"))) == ["owner: license_ends 2024-12-31 -14"]


def test_a_withdrawal_goes_only_by_the_way_by_which_the_notice_went() -> None:
    told_by_log = after_its_first_sweep()
    ways = [{"log": "/nowhere"}, {"webhook": "https://vendor.example/in", "secret": "env:HOOK"}]
    both = {"owner": {"name": "Invented person", "ways": ways}}

    office = Office(a_policy(tell=ENDS_ONLY, people=both), records=told_by_log.records)
    office.record([ISSUE_VOIDED], noon("2024-12-20"))
    went = office.sweep(noon("2024-12-20"))

    assert messages(went) == ["owner: withdrawn license_ends 2024-12-31"]
    assert [parcel.way.sort for parcel in went] == ["log"]


def test_in_a_digest_withdrawals_come_last_whatever_their_days() -> None:
    digest = {"name": "Invented person", "digest": True, "ways": [{"log": "/nowhere"}]}
    office = after_its_first_sweep(people={"owner": digest})
    later = a_license("L2", issued_on="2023-01-01", valid_until="2025-01-20")
    office.record([ISSUE_VOIDED, later], noon("2024-12-21"))

    assert messages(office.sweep(noon("2024-12-21"))) == [
        "owner: license_ends 2025-01-20 -30",
        "owner: withdrawn license_ends 2024-12-31",
    ]
