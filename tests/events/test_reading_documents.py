"""Other documents are read as carefully as facts."""

from typing import Annotated

import pytest
from pydantic import Field, TypeAdapter

from events.base import Day, Immutable, Name
from events.facts import Fact
from events.reading.documents import read_document
from events.reading.problems import Problems
from projections.wording import ENGLISH


class Scenario(Immutable):
    """A document of its own kind, with facts inside."""

    name: Name
    known_at: Day | None = None
    facts: tuple[Annotated[Fact, Field(discriminator="kind")], ...] = ()
    leads: tuple[Annotated[int, Field(ge=0)], ...] = ()


SCENARIO: TypeAdapter[Scenario] = TypeAdapter(Scenario)
TEXT = """\
name: What if it were withdrawn
known_at: 2025-01-01
facts:
  - {kind: fact_voided, fact: f, reason: wrong}
leads: [30, 7]
"""


def told(text: str, name: str = "scenario.yaml") -> list[str]:
    """Return what a person is told of a document."""
    read = read_document(text.encode(), SCENARIO, name=name)
    assert isinstance(read, Problems)
    assert read
    return [ENGLISH.problem_text(problem) for problem in read]


@pytest.mark.parametrize(
    ("text", "name"),
    [(TEXT, "scenario.yaml"), (TEXT, "-"), ('{"name": "n"}', "s.json"), ('{"name": "n"}', "-")],
)
def test_a_document_is_read_into_its_model(text: str, name: str) -> None:
    scenario = read_document(text.encode(), SCENARIO, name=name)

    assert isinstance(scenario, Scenario)


def test_all_that_is_wrong_with_a_document_comes_at_once() -> None:
    text = TEXT.replace("known_at:", "know_at:").replace("fact: f", "fct: f").replace("30", "-1")

    assert told(text) == [
        "scenario.yaml:2:1: unknown field 'know_at'. Did you mean 'known_at'?",
        "scenario.yaml:4:25: facts[0]: unknown field 'fct'. Did you mean 'fact'?",
        "scenario.yaml:5:9: leads[0]: -1 is not at least 0",
    ]


def test_what_was_refused_on_reading_comes_with_the_rest() -> None:
    assert told(TEXT + "leads: []\ncolour: red\n") == [
        "scenario.yaml:6:1: 'leads' is given twice in one object, first on line 5, column 1",
        "scenario.yaml:7:1: unknown field 'colour'",
    ]


def test_a_value_refused_on_reading_is_refused_once() -> None:
    assert told(TEXT.replace("[30, 7]", ".nan")) == [
        "scenario.yaml:5:8: leads: '.nan' is not a number that can be recorded"
    ]


@pytest.mark.parametrize(("text", "name"), [("", "s.json"), ("# x", "s.yaml"), (" \n", "-")])
def test_a_document_is_not_empty(text: str, name: str) -> None:
    assert told(text, name) == [f"{name}:1:1: the file is empty"]


def test_a_document_comes_alone() -> None:
    assert told("name: a\n---\nname: b\n") == [
        "scenario.yaml:3:1: the file holds a second document; only one is read"
    ]
    assert told('{"name": "a"}\n{"name": "b"}', "s.json") == [
        "s.json:2:1: the document ended before this; found '{'"
    ]
