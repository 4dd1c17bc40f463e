"""Whatever the bytes are, reading ends with facts or with problems; what is right reads back."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from ledgers import ledgers
from pydantic import ValidationError

from events.base import EARLIEST_DAY, LATEST_DAY
from events.facts import fact_from_json, fact_to_dict
from events.reading.files import read_facts
from events.reading.found import FactFile
from events.reading.problems import Problem
from projections.wording import ENGLISH

NAMES = ["f.jsonl", "f.json", "f.yaml", "-"]
PLACE = re.compile(r"(f\.jsonl|f\.json|f\.yaml|-):\d+:\d+: .+")

"""No test here is to fail because a machine is slow."""

words = st.sampled_from(
    [
        *"{}[]:,\"'\\-?&*!|>%@`#~ \t\n\r\0\x85\u2028\ufeff",
        *("kind", "fact_voided", "fact", "reason", "act_published", "provisions", "guidance_given"),
        *("effective_on", "2025-01-01", "true", "null", "NaN", ".nan", "<<", "!!str", "---", "..."),
        *("facts", "\\ud800", "\\u0000", "1e999", "010", "- ", ": ", "\n  ", "%TAG ! x\n", '"a"'),
    ]
)
texts = st.lists(words, max_size=40).map("".join)
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=6),
    max_leaves=12,
)


def check(found: FactFile) -> None:
    """Check that a file has either facts or problems, each of one printable line."""
    assert bool(found.facts) != bool(found.problems)
    for problem in found.problems:
        told = ENGLISH.problem_text(problem)
        assert PLACE.fullmatch(told), told
        assert told.isprintable()
        assert isinstance(problem, Problem)
    assert [*found.problems] == sorted(found.problems, key=lambda each: (each.line, each.column))


@given(st.binary(max_size=200), st.sampled_from(NAMES))
def test_any_bytes_end_in_facts_or_problems(data: bytes, name: str) -> None:
    check(read_facts(data, name=name))


@given(st.text(max_size=100) | texts, st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_any_text_ends_in_facts_or_problems(text: str, encoding: str) -> None:
    for name in NAMES:
        check(read_facts(text.encode(encoding, errors="replace"), name=name))


@given(st.lists(values, min_size=1, max_size=3))
def test_any_json_values_end_in_facts_or_problems(facts: list[Any]) -> None:
    lines = "\n".join(map(json.dumps, facts))
    check(read_facts(lines.encode(), name="f.jsonl"))
    check(read_facts(json.dumps(facts).encode(), name="f.json"))
    check(read_facts(json.dumps({"facts": facts}).encode(), name="f.yaml"))


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each field and element of a fact, as its container and its name or number."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key])


@st.composite
def spoilt_facts(draw: st.DrawFn) -> Any:
    """A strategy for facts of which one place is left out, renamed or says something else."""
    ledger = draw(ledgers(max_facts=6).filter(bool))
    fact = json.loads(json.dumps(draw(st.sampled_from(ledger)).fact))
    container, key = draw(st.sampled_from([*places(fact)]))
    said = container.pop(key)
    if isinstance(container, list):
        container.insert(key, draw(values))
    elif draw(st.booleans()):
        container[draw(st.sampled_from([key, key[:-1], key.upper()]) | words)] = draw(values)
    elif draw(st.booleans()):
        container[draw(st.sampled_from([key[1:], key.title()]) | words)] = said
    return fact


@given(spoilt_facts())
def test_a_spoilt_fact_is_refused_whenever_its_model_refuses_it(fact: Any) -> None:
    line = json.dumps(fact)
    assume("\\u0000" not in line)
    found = read_facts(line.encode(), name="f.jsonl")

    check(found)
    try:
        fact_from_json(line)
    except ValidationError:
        assert found.problems
    else:
        assert found.facts


def in_lines(facts: list[dict[str, Any]]) -> tuple[bytes, str]:
    """Write facts as JSON Lines."""
    return "".join(
        json.dumps(fact, ensure_ascii=False) + "\n" for fact in facts
    ).encode(), "f.jsonl"


def in_json(facts: list[dict[str, Any]]) -> tuple[bytes, str]:
    """Write facts as a JSON list."""
    return json.dumps(facts, indent=1).encode(), "f.json"


def in_wrapped_json(facts: list[dict[str, Any]]) -> tuple[bytes, str]:
    """Write facts as a JSON object of facts, under a name that tells no form."""
    return json.dumps({"facts": facts}).encode(), "-"


class Dumper(yaml.SafeDumper):
    """PyYAML writes `1e3` for a text unless it is told to quote what looks like a number."""


def quote_digits(dumper: Dumper, text: str) -> yaml.ScalarNode:
    """Write a text as YAML, in quotes if it begins like a number."""
    style = "'" if text[:1] in set("+-.0123456789") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, quote_digits)
LINE_ENDS = "\x85\u2028\u2029"
"""PyYAML writes these so that no reader of YAML 1.2 understands them, unless it escapes them."""


def in_yaml(facts: list[dict[str, Any]]) -> tuple[bytes, str]:
    """Write facts as a YAML list, as plainly as it allows."""
    plain = not any(end in json.dumps(facts, ensure_ascii=False) for end in LINE_ENDS)
    return yaml.dump(facts, Dumper=Dumper, allow_unicode=plain, sort_keys=False).encode(), "f.yaml"


def in_yaml_documents(facts: list[dict[str, Any]]) -> tuple[bytes, str]:
    """Write facts as YAML documents."""
    return yaml.dump_all(facts, Dumper=Dumper, width=30).encode(), "f.yaml"


WRITERS = [in_lines, in_json, in_wrapped_json, in_yaml, in_yaml_documents]
Writer = Callable[[list[dict[str, Any]]], tuple[bytes, str]]

STEERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
prose = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=STEERING)
    | st.sampled_from("\t\n\r"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip())
names = prose.map(lambda text: "".join(c for c in text if c > "\x1f").strip()).filter(bool)
numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-(2.0**53) + 1, 2.0**53 - 1)
measures = numbers | st.booleans() | prose
products = st.fixed_dictionaries(
    {
        "kind": st.just("product_registered"),
        "product": names,
        "name": prose,
        "effective_on": st.dates(EARLIEST_DAY, LATEST_DAY).map(str),
        "parameters": st.dictionaries(names, measures, max_size=3),
        "models": st.lists(prose, max_size=3),
    },
    optional={"vendor": names, "note": prose},
)


def reads_back(facts: list[dict[str, Any]], write: Writer) -> None:
    """Check that facts, once written, are read as they were."""
    data, name = write(facts)
    found = read_facts(data, name=name)

    assert not found.problems, str(found.problems)
    assert [each.fact for each in found.facts] == [fact_from_json(json.dumps(f)) for f in facts]


@pytest.mark.parametrize("write", WRITERS)
@given(facts=st.lists(products, min_size=1, max_size=3))
def test_what_any_text_and_number_says_reads_back(facts: list[Any], write: Writer) -> None:
    reads_back(facts, write)


@pytest.mark.parametrize("write", WRITERS)
@given(ledger=ledgers(max_facts=12).filter(bool))
def test_the_facts_of_any_ledger_read_back(ledger: list[Any], write: Writer) -> None:
    facts = [fact_to_dict(fact_from_json(json.dumps(entry.fact))) for entry in ledger]
    reads_back(facts, write)
