"""Cells of text files: nothing in them runs, and nothing is lost on the way there and back."""

from hypothesis import given
from hypothesis import strategies as st

from events.tables.inert import inert, meant
from events.tables.lists import joined, parted

SIGNS = "'=+-@\t\r\n＝＋－＠a1 ;；,，、\""
TEXTS = st.text() | st.text(SIGNS)
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
