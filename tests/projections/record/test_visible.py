"""What a question sees: by its dates, without the voided, each name opened once (contract 2)."""

from datetime import date, timedelta
from typing import Any

from contract_cases import product, voided
from support import RECORDED_AT, ledger

from projections.record.visible import visible

REGISTERED = product("2021-01-01", id="first")


def seen(*facts: Any, **limits: Any) -> list[int]:
    return [record.position for record in visible(ledger(*facts), **limits)]


def test_without_limits_everything_is_seen_but_the_voided_and_the_voidings() -> None:
    assert seen(REGISTERED, product(product="Q")) == [1, 2]
    assert seen(REGISTERED, voided("first"), product(product="Q")) == [3]


def test_what_was_known_on_the_day_is_seen_and_what_was_known_later_is_not() -> None:
    late = product(product="Q", known_on="2022-01-02")
    facts = REGISTERED | {"known_on": "2022-01-01"}, late
    assert seen(*facts, known_at=date(2022, 1, 1)) == [1]
    assert seen(*facts, known_at=date(2022, 1, 2)) == [1, 2]


def test_what_was_recorded_at_the_instant_is_seen() -> None:
    moment = timedelta(microseconds=1)
    assert seen(REGISTERED, recorded_by=RECORDED_AT) == [1]
    assert seen(REGISTERED, recorded_by=RECORDED_AT - moment) == []


def test_a_voiding_that_was_not_known_yet_takes_nothing_back() -> None:
    void = voided("first", known_on="2022-06-01")
    facts = REGISTERED | {"known_on": "2022-01-01"}, void
    assert seen(*facts, known_at=date(2022, 5, 31)) == [1]
    assert seen(*facts, known_at=date(2022, 6, 1)) == []


def test_a_voiding_of_a_voiding_gives_the_fact_back_and_so_on_as_often_as_it_is_done() -> None:
    facts = REGISTERED, voided("first", id="one"), voided("one", id="two"), voided("two")
    assert [seen(*facts[: n + 1]) for n in range(4)] == [[1], [], [1], []]


def test_of_two_openings_of_a_name_that_are_both_seen_the_later_position_counts() -> None:
    again = product("2020-01-01")
    assert seen(REGISTERED, voided("first", id="void"), again) == [3]
    assert seen(REGISTERED, voided("first", id="void"), again, voided("void")) == [3]
