"""Mistakes: each different one is told once, and what is printed stays short."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.reading.mistakes import MOST, OF_A_KIND, Mistake, told
from projections.wording import ENGLISH


def in_row(row: int, value: str = "x", kind: str = "is not known") -> Mistake:
    return Mistake("list.csv, ", (row,), f": '{value}' {kind}")


def lines(mistakes: list[Mistake]) -> list[str]:
    return list(told(mistakes, ENGLISH, all_in="in_json"))


def test_what_many_rows_do_alike_is_told_once_with_the_rows() -> None:
    rows = [3, 5, 6, 7, 8, 9, 12, 20, 30, 40, 41]
    assert lines([in_row(row) for row in rows]) == [
        "list.csv, rows 3, 5-9, 12, 20, 30 and 2 more: 'x' is not known"
    ]


def test_another_value_is_another_mistake() -> None:
    assert lines([in_row(2, "x"), in_row(3, "y"), in_row(4, "x")]) == [
        "list.csv, rows 2, 4: 'x' is not known",
        "list.csv, row 3: 'y' is not known",
    ]


def test_a_mistake_made_once_is_told_as_if_there_were_no_others() -> None:
    alone = Mistake("f.jsonl, ", (3,), ": wrong", "line", "f.jsonl:3:7: wrong")
    assert lines([alone]) == ["f.jsonl:3:7: wrong"]
    assert lines([alone, alone]) == ["f.jsonl, line 3 (2 times): wrong"]


def test_of_very_many_values_the_first_are_told_and_where_the_others_are() -> None:
    said = lines([in_row(row, str(row)) for row in range(2, 302)])
    assert len(said) == OF_A_KIND + 2
    assert said[-2:] == [
        "list.csv, rows 12-301: the same as in row 2, of other values",
        "Not all values are told here: --json has all",
    ]


def test_values_of_one_kind_do_not_hide_a_mistake_of_another() -> None:
    mistakes = [*(in_row(row, str(row)) for row in range(2, 5_000)), in_row(5_000, "z", "is odd")]
    assert "list.csv, row 5000: 'z' is odd" in lines(mistakes)


def test_faults_in_no_place_are_grouped_by_what_they_say() -> None:
    faults = [Mistake("chain", (), f": position {number} is damaged") for number in range(500)]
    assert lines(faults)[-2] == "chain (490 times): the same as above, of other values"
    assert lines([faults[0]] * 3) == ["chain (3 times): position 0 is damaged"]


@given(st.lists(st.tuples(st.integers(1, 99), st.sampled_from("xyz"), st.sampled_from("abcd"))))
def test_every_row_with_a_mistake_is_named(made: list[tuple[int, str, str]]) -> None:
    said = "\n".join(lines([in_row(row, value, kind) for row, value, kind in made]))
    named: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?(?=[, :\-]|$)", said):
        named.update(range(int(first), int(last or first) + 1))
    more = sum(int(number) for number in re.findall(r"and (\d+) more", said))
    assert more or {row for row, _, _ in made} <= named


@pytest.mark.parametrize("kinds", [1, 40, 5_000])
def test_what_is_printed_is_bounded(kinds: int) -> None:
    letters = [f"{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}" for number in range(26**2)]
    mistakes = [
        in_row(row, str(row), letters[row % min(kinds, len(letters))]) for row in range(10_000)
    ]
    said = lines(mistakes)
    assert len(said) <= 2 * MOST + 2
    assert len("".join(said)) < 10_000
