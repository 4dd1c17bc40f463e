"""What long work puts aside comes back as it was, in order, and leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.shelves import DiskShelves

ROWS = st.integers(-(2**40), 2**40)
KEYS = st.text(max_size=3) | st.binary(max_size=3) | st.integers(-9, 9)


@given(st.lists(st.tuples(ROWS, st.text())), st.integers(0, 20))
def test_a_shelf_returns_what_was_put_on_it_by_row_and_arrival(
    put: list[tuple[int, str]], looked_after: int
) -> None:
    with DiskShelves() as shelves:
        shelf = shelves.shelf()
        for count, (row, value) in enumerate(put):
            if count == looked_after:
                list(shelf)
            shelf.put(row, value)
        assert list(shelf) == [value for _, value in sorted(put, key=lambda each: each[0])]
        assert list(shelf) == list(shelf)
        assert len(shelf) == len(put)


@given(st.lists(st.tuples(KEYS, st.none() | st.integers())))
def test_an_index_is_a_mapping(changes: list[tuple[str | bytes | int, int | None]]) -> None:
    """None takes a key out."""
    known: dict[str | bytes | int, int] = {}
    with DiskShelves() as shelves:
        index = shelves.index()
        for key, value in changes:
            assert index.get(key) == known.get(key)
            if value is not None:
                index[key] = known[key] = value
            elif key in known:
                del index[key], known[key]
        assert dict(index) == known
        assert len(index) == len(known)
        with pytest.raises(KeyError):
            del index["a key of four"]


def test_more_than_is_written_at_once_comes_back_whole_and_keys_in_order() -> None:
    with DiskShelves() as shelves:
        shelf, index, other = shelves.shelf(), shelves.index(), shelves.index()
        for number in range(3_000):
            shelf.put(number % 7, number)
            index[f"{number:05}"] = number
        assert list(shelf) == sorted(range(3_000), key=lambda number: number % 7)
        assert list(index) == [f"{number:05}" for number in range(3_000)]
        assert index["02999"] == 2_999
        assert not other


def test_nobody_hears_of_a_list_that_was_not_read_to_its_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with DiskShelves() as shelves:
        shelf = shelves.shelf()
        for number in range(3_000):
            shelf.put(number, number)
        unread = iter(shelf)
        assert next(unread) == 0
    del unread
    assert capsys.readouterr().err == ""


FULL = """
import resource
from tracker.errors import TrackerError
from tracker.shelves import DiskShelves

resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
with DiskShelves() as shelves:
    shelf = shelves.shelf()
    try:
        for number in range(20_000):
            shelf.put(number, "x" * 1_000)
    except TrackerError as error:
        print(error)
"""


def test_where_there_is_no_room_it_is_said_where_to_make_some() -> None:
    root = Path(__file__).parents[2]
    ran = subprocess.run([sys.executable, "-c", FULL], cwd=root, capture_output=True, text=True)
    assert "Make room there, or let TMPDIR name another folder" in ran.stdout
    assert not ran.stderr
