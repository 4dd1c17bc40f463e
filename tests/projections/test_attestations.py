"""Attested answers are read again by values: these differ where the words of answers do."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from judging import as_recorded
from ledgers import boundaries, ledgers
from support import a_fact, a_license, a_product, with_gazette

from events.attestations import AnswerAttested
from events.facts import Fact
from projections.comparing.attestations import Attestation, attestation, same_answer
from projections.comparing.comparison import Comparison
from projections.documents.explained import answer_document, digest
from projections.judging.bench import Case
from projections.judging.timeline import standstill
from projections.record.filing import Files
from projections.record.visible import Horizon
from projections.wording import ENGLISH

PERMIT = a_license("L", id="permit", issued_on="2023-01-01", valid_until="2025-01-01")


def attested(*later: Fact, as_of: str = "2023-03-05", known_at: str | None = None) -> Attestation:
    """Return an answer attested on a product with a permit, read again after facts came later."""
    fact = a_fact(
        kind="answer_attested",
        product="P",
        channel="general_sale",
        status="compliant",
        as_of=as_of,
        known_at=known_at,
        position=52,
        digest="0" * 64,
        by="Officer (invented)",
        note="Tender 7",
        effective_on="2023-03-05",
    )
    assert isinstance(fact, AnswerAttested)
    records = with_gazette(a_product(), PERMIT, fact, *later)
    return attestation(Files(records), records[52], fact)


REVOKED = a_fact(
    kind="license_revoked", license="L", effective_on="2023-03-01", known_on="2023-03-10"
)
REVOKED_LATER = a_fact(kind="license_revoked", license="L", effective_on="2023-06-01")


def test_an_answer_stands_as_long_as_nothing_is_recorded_that_bears_on_it() -> None:
    assert attested().stands
    assert attested(a_product("OTHER"), a_license("M", product="OTHER")).stands


def test_another_status_is_another_answer_with_the_facts_that_make_it() -> None:
    again = attested(REVOKED).again
    assert (again.same_status, again.same_answer) == (False, False)
    assert [cause.record.fact for cause in again.told.causes] == [REVOKED]


def test_the_same_status_that_ends_on_another_day_is_another_answer() -> None:
    again = attested(REVOKED_LATER).again
    assert (again.same_status, again.same_answer) == (True, False)


def test_what_became_known_later_changes_the_answer_of_today_and_not_that_of_then() -> None:
    found = attested(REVOKED, known_at="2023-03-05")
    assert (found.again.same_answer, found.today.same_answer) == (True, False)


@settings(max_examples=40)
@given(st.data())
def test_answers_are_the_same_just_where_they_have_the_same_digest(data: st.DataObject) -> None:
    entries = data.draw(ledgers(max_facts=40).filter(bool))
    files = Files(as_recorded(entries))
    position = data.draw(st.integers(0, len(entries)))
    comparison = Comparison(files, Horizon(None, None, position), Horizon())
    for subject in comparison.subjects(files.products):
        day = data.draw(st.sampled_from(boundaries(entries)))
        one, other = comparison.case(subject), comparison.case_after(subject)
        assert same_answer(one, other, day) == (_digest(one, day) == _digest(other, day))


def _digest(case: Case, day: date) -> str:
    return digest(answer_document(ENGLISH, case.channel, standstill(case, day)))
