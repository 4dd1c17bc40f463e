"""Canonical JSON is RFC 8785, whichever encoder writes it."""

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from events.facts import canonical_bytes

SIGNS = st.characters(exclude_categories=())  # lone surrogates, controls and all planes among them
TEXTS = st.text(SIGNS) | st.text('\x00\x08\t\n\x0b\x0c\r\x1f"\\/\x7f\u2028\u2029\ud800\ue000😀é')
EDGES = st.sampled_from([2**53 - 2, 2**53 - 1, 2**53, 2**63, 2**64, 10**30])
INTEGERS = st.integers() | EDGES | EDGES.map(lambda edge: -edge)
EXTREMES = [0.0, -0.0, 5e-324, 1.7976931348623157e308, 1e21, 1e20, 1e-6, 1e-7, 333333333.33333329]
FLOATS = st.floats() | st.sampled_from(EXTREMES) | st.integers().map(float)
PLAIN = st.none() | st.booleans() | INTEGERS | FLOATS | TEXTS
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(TEXTS, inner),
)


def written(write: Any, value: Any) -> bytes | type[Exception]:
    try:
        return write(value)  # type: ignore[no-any-return]
    except (ValueError, TypeError):
        return ValueError


@given(VALUES)
@example({"\ue000": 1, "😀": 2})  # by UTF-16 the second comes first
@example({"b": [1.0, -0.0, 1e21], "a": "\ud800"})
@example("\x7f\u2028<>&'")
@example({1: 2})
@example({"a": True, "b": 1, "c": None})
def test_every_value_is_written_as_rfc_8785_has_it_or_refused(value: Any) -> None:
    assert written(canonical_bytes, value) == written(rfc8785.dumps, value)


@given(st.dictionaries(st.text("ABab_~! \x7f\x00"), INTEGERS.filter(lambda n: abs(n) < 2**53)))
def test_what_is_written_says_the_same_again(value: dict[str, int]) -> None:
    assert json.loads(canonical_bytes(value)) == value


@pytest.mark.parametrize("number", [2**53, -(2**53), float("nan"), float("inf")])
def test_a_number_that_not_every_reader_reads_alike_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match=r"domain|JCS"):
        canonical_bytes({"number": [number]})
