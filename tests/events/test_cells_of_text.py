"""Cells of text files: nothing in them runs, and nothing is lost on the way there and back."""

from hypothesis import given
from hypothesis import strategies as st

from events.tables.values import cells, numbers
from events.tables.values.inert import inert, meant
from events.tables.values.lists import joined, parted
from events.tables.values.literal import literal

SIGNS = "'=+-@\t\r\n＝＋－＠a1 ;；,，、\"#E."
DOUBTED = st.sampled_from(["N/A", "null", "无", "-", "1E5", "#REF!", "true", "10", "5 GB", "x"])
APOSTROPHES = st.sampled_from(["", "'", "''", " ", "' "])
TEXTS = st.text() | st.text(SIGNS) | st.builds("{}{}{}".format, APOSTROPHES, DOUBTED, APOSTROPHES)
VALUES = TEXTS.filter(lambda text: text.strip())


@given(TEXTS)
def test_a_text_kept_from_running_comes_back_as_it_was(text: str) -> None:
    assert meant(inert(text)) == text


@given(TEXTS)
def test_no_cell_of_a_text_file_begins_with_what_spreadsheets_run(text: str) -> None:
    assert not inert(text).startswith(
        ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    )


@given(st.lists(VALUES))
def test_values_joined_in_a_cell_come_apart_as_they_were(values: list[str]) -> None:
    assert parted(joined(values)) == values


@given(VALUES)
def test_a_text_at_its_word_is_read_as_it_was_in_workbooks_and_text_files(text: str) -> None:
    assert cells.text(literal(text)) == text
    assert cells.text(meant(inert(literal(text)))) == text
    assert cells.texts(joined([literal(text)])) == (text,)


@given(VALUES)
def test_a_parameter_that_is_a_text_is_read_as_this_text_whatever_it_looks_like(text: str) -> None:
    assert numbers.parameter(numbers.literal_parameter(text)) == text
