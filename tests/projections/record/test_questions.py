"""Points of law: raised, settled, taken back, and the law under each reading (contract 4.7)."""

from datetime import date
from typing import Any

import pytest
from contract_cases import act, established, provision, question, settled, voided
from support import book, ledger

from projections.record.questions import choices

STOP = provision("enforcement_stopped", "2021-01-01")
RAISED = question("2020-06-01", {"yes": [STOP], "no": []})


def open_ones(*facts: Any) -> list[str]:
    return [each.name for each in book(ledger(act(established()), *facts)).open_questions]


@pytest.mark.parametrize(
    ("settlements", "is_open"),
    [
        ([], True),
        ([settled("yes", "2021-01-01")], False),
        ([settled("other", "2021-01-01")], True),
        ([settled("yes", "2021-01-01"), settled("other", "2021-01-02")], True),
        ([settled("other", "2021-01-02"), settled("yes", "2021-01-01")], True),
        ([settled("other", "2021-01-01"), settled("yes", "2021-01-01")], False),
    ],
)
def test_the_last_settlement_by_day_and_position_counts_if_it_names_a_reading(
    settlements: list[Any], is_open: bool
) -> None:
    assert open_ones(RAISED, *settlements) == (["Q"] if is_open else [])


def test_a_settlement_that_is_taken_back_leaves_the_question_open() -> None:
    answer = settled("yes", "2021-01-01") | {"id": "answer"}
    assert open_ones(RAISED, answer, voided("answer")) == ["Q"]


def test_the_law_under_a_reading_is_what_is_certain_and_what_the_reading_provides() -> None:
    found = book(ledger(act(established()), RAISED))
    day = date(2022, 1, 1)
    stopped = {
        reading: found.under((("Q", reading),)).regime("permit", day).enforcement_stopped
        for reading in ("yes", "no")
    }
    assert stopped["yes"] is not None
    assert stopped["no"] is None
    assert found.law.regime("permit", day).enforcement_stopped is None


def test_there_is_a_choice_for_every_combination_of_readings_and_one_for_no_question() -> None:
    other = question("2020-06-01", {"a": [], "b": [], "c": []}) | {"question": "R"}
    found = book(ledger(RAISED, other)).open_questions
    assert choices([]) == [()]
    assert len(set(choices(found))) == 6
