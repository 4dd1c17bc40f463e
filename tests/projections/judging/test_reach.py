"""Reach: a provision that is told to touch nothing of a subject changes no status of it."""

from contract_cases import act, established, license_issued, product, provision
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import as_recorded, bench_and_portfolio
from ledgers import boundaries, ledgers
from support import case, ledger

from events.acts import provisions_of
from events.provisions import Provision
from projections.judging.bench import Bench
from projections.judging.reach import Reach, profile
from projections.record.questions import LawBook


@settings(max_examples=30)
@given(st.data())
def test_a_provision_that_may_be_law_or_not_and_touches_no_subject_changes_no_status_of_it(
    data: st.DataObject,
) -> None:
    entries = data.draw(ledgers(max_facts=30).filter(bool))
    bench, portfolio = bench_and_portfolio(as_recorded(entries))
    certain, days = bench.book.certain, boundaries(entries)[::7]
    if not certain:
        return
    doubtful = data.draw(st.sampled_from(certain))
    rest = [item for item in certain if item is not doubtful]
    reach = Reach((item.provision for item in rest), [doubtful.provision, *of_readings(bench)])
    without = Bench(LawBook(rest, bench.book.open_questions))
    for name in portfolio.products:
        dossier = portfolio.dossier(name)
        for whole in bench.cases(dossier):
            if not reach.touches(doubtful.provision, profile(dossier, whole.channel)):
                part = without.case(dossier, whole.channel)
                assert [part.status(day) for day in days] == [whole.status(day) for day in days]


def of_readings(bench: Bench) -> list[Provision]:
    return [
        item.provision
        for question in bench.book.open_questions
        for reading in question.readings.values()
        for item in reading
    ]


def test_guidance_touches_nobody() -> None:
    guidance = {"kind": "guidance_given", "effective_on": "2021-01-01", "text": "Invented."}
    facts = ledger(act(established(), guidance), product())
    bench, portfolio = bench_and_portfolio(facts)
    subject = profile(portfolio.dossier("P"), "shop")
    found = [bench.reach.since(item, subject) for item in provisions_of(facts[0].fact)]
    assert [str(day) for day in found] == ["2020-01-01", "None"]


def test_what_could_be_issued_on_the_day_of_a_license_counts_on_every_day() -> None:
    stop = provision("issuance_stopped", "2022-01-01")
    facts = ledger(act(established(), stop), product(), license_issued("2022-01-01"))
    bench, portfolio = bench_and_portfolio(facts)
    subject = profile(portfolio.dossier("P"), "shop")
    _, stopped = provisions_of(facts[0].fact)
    assert str(bench.reach.since(stopped, subject)) == "0001-01-01"


def test_a_question_is_asked_only_of_those_whom_some_reading_can_reach() -> None:
    facts = ledger(act(established()), product())
    assert case(facts, "P", "shop").questions == ()


def since(*provisions: dict[str, object], about: int) -> str:
    """The first day on which one of the provisions of an act may change anything for P."""
    facts = ledger(act(established(), *provisions), product())
    bench, portfolio = bench_and_portfolio(facts)
    subject = profile(portfolio.dossier("P"), "shop")
    return str(bench.reach.since(provisions_of(facts[0].fact)[about], subject))


def test_a_waiver_that_is_law_touches_those_whom_it_lifts_out_itself() -> None:
    assert since(provision("obligation_waived", "2022-01-01"), about=1) == "2022-01-01"


def test_a_catalogue_that_is_law_touches_those_whom_only_the_one_before_it_lists() -> None:
    entry = {"code": "E", "name": "Entry", "categories": ["firewall"]}
    full = provision("catalogue_issued", "2021-01-01", edition="one", entries=[entry])
    empty = provision("catalogue_issued", "2022-01-01", edition="two", entries=[])
    assert since(full, empty, about=2) == "2022-01-01"
