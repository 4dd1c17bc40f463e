"""A JSON document reads the same whether it was printed whole or as it was worked out."""

import json
from typing import Any

import click
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from projections.documents.streamed import Items, Members, whole
from tracker.cli.output import print_json, print_json_lines

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
STREAMED = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4).map(Items)
        | st.dictionaries(st.text(), inner, max_size=4).map(
            lambda found: Members(list(found.items()))
        )
    ),
    max_leaves=8,
)


def printed(value: Any) -> str:
    @click.command()
    def command() -> None:
        print_json(value)

    return CliRunner().invoke(command, catch_exceptions=False).stdout


@given(STREAMED)
def test_a_streamed_document_is_laid_out_as_a_whole_one(value: Any) -> None:
    assert printed(value) == json.dumps(whole(value), ensure_ascii=False, indent=2) + "\n"


@given(st.lists(st.dictionaries(st.text(), st.text() | st.integers())))
def test_each_object_has_a_line_to_itself(objects: list[Any]) -> None:
    @click.command()
    def command() -> None:
        print_json_lines(objects)

    text = CliRunner().invoke(command, catch_exceptions=False).stdout
    assert [json.loads(line) for line in text.split("\n")[:-1]] == objects
