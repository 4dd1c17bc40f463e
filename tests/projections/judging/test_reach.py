"""Reach: a provision that is told to touch nothing of a subject changes no status of it."""

from contract_cases import act, established, license_issued, product, provision
from hypothesis import given
from hypothesis import strategies as st
from judging import as_recorded, bench_and_portfolio
from ledgers import boundaries, ledgers
from support import case, ledger

from events.acts import provisions_of
from projections.judging.bench import Bench
from projections.judging.reach import Reach, profile
from projections.record.questions import LawBook


@given(st.data())
def test_leaving_out_a_provision_that_cannot_touch_a_subject_changes_no_status_of_it(
    data: st.DataObject,
) -> None:
    entries = data.draw(ledgers(max_facts=40).filter(bool))
    bench, portfolio = bench_and_portfolio(as_recorded(entries))
    for name in portfolio.products if bench.book.certain else ():
        dossier = portfolio.dossier(name)
        for whole in bench.cases(dossier):
            left_out = data.draw(st.sampled_from(bench.book.certain))
            rest = [item for item in bench.book.certain if item is not left_out]
            readings = [
                item.provision
                for question in bench.book.open_questions
                for reading in question.readings.values()
                for item in reading
            ]
            reach = Reach((item.provision for item in rest), [left_out.provision, *readings])
            if reach.touches(left_out.provision, profile(dossier, whole.channel)):
                continue
            part = Bench(LawBook(rest, bench.book.open_questions)).case(dossier, whole.channel)
            for day in boundaries(entries)[::5]:
                assert part.status(day) is whole.status(day)


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
