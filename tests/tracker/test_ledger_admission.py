"""Which facts a ledger takes: the rules of contract 2 and 3, without a database."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ledger_places import NOON, fact, placed, registered, voided

from events.facts import FACTS, Fact, canonical_json, fact_from_json
from tracker.ledger.admission import Admission, admit
from tracker.ledger.drafts import draft, made_up_id
from tracker.ledger.errors import BatchRefused
from tracker.ledger.long_batches import admitted
from tracker.ledger.storage import Entry, Row
from tracker.shelves import DiskShelves

TODAY = date(2026, 3, 1)
GOLDEN = Path(__file__).parents[1] / "events" / "golden"


class Memory:
    """A record that is kept in a list."""

    location = "memory"

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.kept: list[tuple[bytes, frozenset[str]]] = []

    def by_id(self, ids: Collection[str]) -> dict[str, Row]:
        return {id: self._row(at) for at, id in enumerate(self.ids) if id in ids}

    def by_tag(self, tags: Collection[str], *, upto: int | None = None) -> list[Row]:
        return [self._row(at) for at, (_, own) in enumerate(self.kept) if own & set(tags)]

    def near(self, id: str) -> list[str]:
        return self.ids

    def _row(self, at: int) -> Row:
        return at + 1, NOON, self.kept[at][0]

    def take(self, *facts: Fact) -> Admission:
        admission = admit(draft(facts), self, recorded_on=TODAY)
        for taken, tags in admission.admitted:
            self.ids.append(taken.id)
            self.kept.append((taken.content, tags))
        return admission

    def has(self, *facts: Fact) -> "Memory":
        assert not self.take(*facts).refusals
        return self


def refusals(admission: Admission) -> list[tuple[int, str]]:
    return [(refusal.index, refusal.message) for refusal in admission.refusals]


def one_refusal(admission: Admission) -> str:
    ((_, message),) = refusals(admission)
    return message


# -- Ids -------------------------------------------------------------------------------------------


def test_a_fact_without_an_id_is_named_after_its_content() -> None:
    (one,) = draft([placed("wallet")])
    (same,) = draft([placed("wallet", source=[])])
    (other,) = draft([placed("purse")])

    assert one.id == same.id != other.id
    assert one.id == "f-285dc470f6f2a44eb45b"  # for ever, or old files would be recorded again
    assert one.fact.id == one.id
    assert one.content == canonical_json(one.fact)


def test_equal_facts_of_one_batch_get_ids_of_their_own_the_same_in_every_run() -> None:
    ids = [each.id for each in draft([placed(), registered(), placed(), placed()])]

    assert len(set(ids)) == 4
    assert ids == [each.id for each in draft([placed(), registered(), placed(), placed()])]
    assert [each.id for each in draft([placed()])] == ids[:1]


def test_an_id_may_be_given_or_made_up_for_the_same_fact() -> None:
    (made_up,) = draft([placed()])
    memory = Memory().has(placed(id=made_up.id))

    admission = memory.take(placed())

    assert [each.position for each in admission.repeated] == [1]


def test_another_content_under_the_same_id_is_refused_with_what_differs() -> None:
    memory = Memory().has(registered(id="other"), placed("wallet", id="a", note="n"))

    message = one_refusal(memory.take(placed("purse", id="a", known_on="2026-01-02")))

    assert "'a', number 1 of this batch" in message
    assert "position 2 differs in 'known_on', 'note', 'product'" in message


def test_true_and_one_differ_and_one_and_one_point_nought_do_not() -> None:
    memory = Memory().has(registered(id="a", parameters={"p": 1}))

    assert "'parameters'" in one_refusal(memory.take(registered(id="a", parameters={"p": True})))
    assert len(memory.take(registered(id="a", parameters={"p": 1.0})).repeated) == 1


def test_a_batch_that_contradicts_itself_is_refused() -> None:
    admission = Memory().take(placed("wallet", id="a"), placed("purse", id="a"))

    assert refusals(admission)[0][0] == 1
    assert "number 1 of this batch differs in 'product'" in one_refusal(admission)


# -- Days ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("known_on", "refused"), [("2026-03-01", False), ("2026-03-02", True)])
def test_a_fact_cannot_have_become_known_after_it_is_recorded(known_on: str, refused: bool) -> None:
    admission = Memory().take(placed(known_on=known_on))

    assert bool(admission.refusals) is refused


def test_a_day_in_law_may_lie_ahead() -> None:
    assert not Memory().take(placed(effective_on="2199-01-01")).refusals


# -- Voiding ---------------------------------------------------------------------------------------


def test_a_voiding_names_a_fact_on_record_or_earlier_in_its_batch() -> None:
    memory = Memory().has(placed(id="a"))

    assert not memory.take(voided("a"), placed(id="b"), voided("b")).refusals
    assert "which is not on record" in one_refusal(memory.take(voided("c"), placed(id="c")))


def test_a_voiding_of_a_mistyped_id_is_answered_with_the_nearest() -> None:
    memory = Memory().has(placed(id="PL-0042"), placed(id="XY-1"))

    assert "Did you mean 'PL-0042'?" in one_refusal(memory.take(voided("PL-42")))
    assert "Did you mean 'pl-0043'?" in one_refusal(
        Memory().take(placed(id="pl-0043"), voided("pl-043"))
    )
    assert "Check the id." in one_refusal(Memory().take(voided("PL-42")))


def test_a_fact_cannot_void_itself() -> None:
    assert "voids itself" in one_refusal(Memory().take(voided("a", id="a")))


def test_who_records_a_voided_fact_again_is_told_so() -> None:
    memory = Memory().has(placed(id="a"), voided("a", id="v1"), voided("a", id="v2"))

    def told() -> str | None:
        (repeated,) = memory.take(placed(id="a")).repeated
        return repeated.voided_by

    assert told() == "v2"
    memory.has(voided("v2", id="w2"))
    assert told() == "v1"
    memory.has(voided("v1", id="w1"))
    assert told() is None
    memory.has(voided("w1", id="x1"))
    assert told() == "v1"


def test_a_voiding_of_the_same_batch_is_told_too() -> None:
    (repeated,) = Memory().has(placed(id="a")).take(placed(id="a"), voided("a", id="v")).repeated

    assert repeated.voided_by == "v"


def test_voidings_may_be_stacked_as_high_as_a_file_is_long() -> None:
    tower = [placed("wallet", id="0"), *(voided(f"{n}", id=f"{n + 1}") for n in range(2000))]

    admission = Memory().take(*tower, placed("wallet", id="0"))

    assert "product:wallet" in admission.admitted[-1][1]
    assert admission.repeated[0].voided_by is None


# -- Openings --------------------------------------------------------------------------------------

READINGS = {"strict": {"text": "s", "provisions": []}, "mild": {"text": "m", "provisions": []}}
DAY = "2026-01-01"

OPENINGS = {
    "act": fact("act_published", act="X", title="t", published_on=DAY, provisions=[]),
    "license": fact(
        "license_issued", license="X", regime="r", license_kind="k", products=[], issued_on=DAY
    ),
    "product": registered("X"),
    "question": fact(
        "question_raised", question="X", text="t", effective_on=DAY, readings=READINGS
    ),
    "review": fact("review_opened", review="X", channel="c", vendor="v", effective_on=DAY),
}


@pytest.mark.parametrize("what", OPENINGS)
def test_a_name_is_opened_once(what: str) -> None:
    memory = Memory().has(OPENINGS[what].model_copy(update={"id": "first"}))

    message = one_refusal(memory.take(OPENINGS[what].model_copy(update={"id": "second"})))

    assert f"'second' opens {what} 'X' a second time: fact 'first', position 1" in message


def test_things_of_different_sorts_may_share_a_name() -> None:
    assert not Memory().take(*OPENINGS.values()).refusals


def test_a_name_is_opened_once_within_a_batch_too() -> None:
    admission = Memory().take(registered(id="1"), registered(id="2"), registered(id="3"))

    assert [index for index, _ in refusals(admission)] == [1, 2]
    assert all("'1', number 1 of this batch" in message for _, message in refusals(admission))


def test_after_its_opening_was_voided_a_name_is_opened_again() -> None:
    memory = Memory().has(registered(id="1"))

    assert not memory.take(voided("1"), registered(id="2")).refusals
    assert "'2', position 3" in one_refusal(memory.take(registered(id="3")))


def test_a_voided_voiding_leaves_the_name_taken() -> None:
    memory = Memory().has(registered(id="1"), voided("1", id="v"), voided("v", id="w"))

    assert "fact '1', position 1" in one_refusal(memory.take(registered(id="2")))


def test_voiding_a_voiding_is_accepted_even_if_two_openings_then_count() -> None:
    memory = Memory().has(registered(id="1"), voided("1", id="v"), registered(id="2"))

    assert not memory.take(voided("v", id="w")).refusals
    assert "'2', position 3" in one_refusal(memory.take(registered(id="3")))
    memory.has(voided("2", id="x"))
    assert "'1', position 1" in one_refusal(memory.take(registered(id="3")))


# -- All of it -------------------------------------------------------------------------------------


def test_every_refused_fact_of_a_batch_is_named_and_what_follows_from_it_is_not() -> None:
    memory = Memory().has(placed("wallet", id="a"), registered("wallet", id="r"))

    admission = memory.take(
        placed(id="fine"),
        placed("purse", id="a"),
        placed(id="early", known_on="2030-01-01"),
        voided("early"),
        voided("nobody", id="v"),
        voided("v", id="w"),
        voided("w"),
        registered("wallet", id="again"),
        registered("purse", id="late", known_on="2030-01-01"),
        registered("purse", id="later"),
    )

    assert [index for index, _ in refusals(admission)] == [1, 2, 4, 7, 8, 9]
    assert admission.admitted == ()


def test_references_to_what_is_not_on_record_are_accepted() -> None:
    renewal = fact("license_renewed", license="?", effective_on=DAY, valid_until=DAY)

    assert not Memory().take(renewal, placed("never registered")).refusals


IDS = ["a", "b", "c", "d", "e", "f"]
A_FACT = st.one_of(
    st.builds(registered, st.sampled_from(["P", "Q"]), id=st.sampled_from(IDS)),
    st.builds(placed, st.sampled_from(["P", "Q"]), id=st.none() | st.sampled_from(IDS)),
    st.builds(voided, st.sampled_from(IDS), id=st.sampled_from(IDS)),
)


@given(st.lists(A_FACT, max_size=14))
def test_a_batch_is_judged_as_its_facts_would_be_one_by_one(facts: Sequence[Fact]) -> None:
    singly, together = Memory(), Memory()
    accepted = []
    for each in facts:
        numbered = each.model_copy(update={"id": draft([each])[0].id})
        if not singly.take(numbered).refusals:
            accepted.append(numbered)

    together.take(*accepted)

    assert (together.ids, together.kept) == (singly.ids, singly.kept)


@given(st.lists(A_FACT, max_size=14), st.integers(min_value=0, max_value=14))
def test_a_batch_is_refused_where_its_first_bad_fact_would_be(
    facts: Sequence[Fact], cut: int
) -> None:
    singly = Memory()
    numbered = [each.model_copy(update={"id": draft([each])[0].id}) for each in facts]
    bad = next((at for at, each in enumerate(numbered) if singly.take(each).refusals), None)

    first, second = Memory().take(*numbered[:cut]), Memory()
    second.take(*numbered[:cut])
    rest = second.take(*numbered[cut:])

    if bad is None:
        assert first.refusals == rest.refusals == ()
        assert second.kept == singly.kept
    elif bad < cut:
        assert refusals(first)[0][0] == bad
    else:
        assert refusals(rest)[0][0] == bad - cut


@given(st.lists(A_FACT, max_size=6), st.lists(A_FACT, max_size=14), st.integers(1, 4))
@example([], [voided("b", id="a"), voided("a", id="b"), voided("a", id="c")], 1)
def test_a_long_batch_is_judged_in_portions_as_it_would_be_at_once(
    before: Sequence[Fact], facts: Sequence[Fact], portion: int
) -> None:
    memory = Memory()
    memory.take(*before)
    at_once = admit(draft(facts), memory, recorded_on=TODAY)

    with DiskShelves() as shelves:

        def in_portions() -> list[Entry]:
            found = admitted(
                draft(facts), memory, recorded_on=TODAY, shelves=shelves, portion=portion
            )
            return list(found)

        if at_once.refusals:
            with pytest.raises(BatchRefused) as refused:
                in_portions()
            assert refused.value.refusals == at_once.refusals
        else:
            assert in_portions() == at_once.entries


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_a_fact_that_is_given_an_id_is_kept_in_its_canonical_bytes(kind: str) -> None:
    golden = fact_from_json((GOLDEN / f"{kind}.json").read_bytes())
    fact = golden.model_copy(update={"id": None})
    [made] = draft([fact])
    assert made.content == canonical_json(made.fact)
    assert made.id == made_up_id(canonical_json(fact))
