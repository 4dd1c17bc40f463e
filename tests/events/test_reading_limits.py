"""Files that are broken, mistaken for something else or meant to do harm are refused in words."""

import io
import json
from typing import Any

import pytest
import yaml

from events.reading.files import read_facts
from events.reading.found import FactFile
from events.reading.trees import tree, yaml_tree
from projections.wording import ENGLISH

VOIDED = '{"kind": "fact_voided", "fact": "f", "reason": "wrong"}'
MIB = 1024 * 1024
SECOND_COLON = (
    "a second ': ' in one line, or a line indented too far;"
    " put the text in quotes, or mend the indentation"
)


def told(found: FactFile) -> list[str]:
    """Return what a person is told, and check that a refused file gives no facts."""
    assert found.problems
    assert not found.facts
    return [ENGLISH.problem_text(problem) for problem in found.problems]


def told_of(data: str | bytes, name: str) -> list[str]:
    """Return what a person is told of a file."""
    return told(read_facts(data.encode() if isinstance(data, str) else data, name=name))


def with_reason(reason: str) -> str:
    """Return a fact with a reason as JSON writes it."""
    return f'{{"kind": "fact_voided", "fact": "f", "reason": {reason}}}'


# -- Nothing there -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.json", "facts.yaml", "-"])
@pytest.mark.parametrize("data", ["", "\n", " \r\n\t\n", "\ufeff"])
def test_an_empty_file_holds_no_facts(data: str, name: str) -> None:
    assert told_of(data, name) == [f"{name}:1:1: the file holds no facts"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("[]", "facts.json"),
        ('{"facts": []}', "facts.json"),
        ("# later\n", "facts.yaml"),
        ("---\n---\n", "facts.yaml"),
        ("facts: []", "facts.yaml"),
    ],
)
def test_an_empty_list_holds_no_facts(data: str, name: str) -> None:
    assert told_of(data, name) == [f"{name}:1:1: the file holds no facts"]


# -- Encodings ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.json", "facts.yaml"])
def test_a_byte_order_mark_of_utf_8_does_no_harm(name: str) -> None:
    assert read_facts(VOIDED.encode("utf-8-sig"), name=name).facts


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.json", "facts.yaml", "-"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "gb18030", "latin-1"])
def test_other_encodings_are_refused(encoding: str, name: str) -> None:
    text = with_reason('"é"' if encoding == "latin-1" else '"错误"').encode(encoding)

    assert all("save the file as UTF-8" in problem for problem in told_of(text, name))


def test_a_byte_that_is_not_utf_8_is_told_with_its_place() -> None:
    broken = with_reason('"é错误"').encode().replace("错".encode(), b"\xb4\xed")

    assert told_of(VOIDED.encode() + b"\n" + broken, "facts.jsonl") == [
        "facts.jsonl:2:50: byte 0xB4 is not UTF-8; save the file as UTF-8"
    ]
    assert told_of(b"[" + VOIDED.encode() + b",\n\xff]", "facts.json") == [
        "facts.json:2:1: byte 0xFF is not UTF-8; save the file as UTF-8"
    ]


def test_utf_16_is_recognised_by_its_mark() -> None:
    assert told_of(f"{VOIDED}\n{VOIDED}".encode("utf-16"), "facts.jsonl") == [
        "facts.jsonl:1:1: byte 0xFF is not UTF-8 (the file looks like UTF-16);"
        " save the file as UTF-8"
    ]


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.json", "facts.yaml"])
def test_a_nul_byte_is_refused(name: str) -> None:
    assert told_of(f"{VOIDED[:-1]} \0", name) == [
        f"{name}:1:56: byte 0x00 (NUL) has no place in a text; save the file as UTF-8"
    ]


def test_a_nul_character_is_refused_however_it_is_written() -> None:
    message = r"'\x00' holds the character U+0000, which no text may hold"

    assert told_of(with_reason(r'"\u0000"'), "facts.jsonl") == [
        f"facts.jsonl:1:48: reason: {message}"
    ]
    assert told_of(with_reason(r'"\0"'), "facts.yaml") == [f"facts.yaml:1:48: reason: {message}"]


def test_half_a_character_is_refused() -> None:
    assert told_of(with_reason(r'"\ud83d"'), "facts.jsonl") == [
        r"facts.jsonl:1:48: reason: '\ud83d' holds \ud83d, one half of a character;"
        " write the character itself"
    ]
    assert read_facts(with_reason(r'"\ud83d\ude00"').encode(), name="facts.jsonl").facts


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.json", "facts.yaml"])
@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\ufeff", "\U0010fffe", "中"])
def test_a_character_that_looks_like_a_line_end_is_kept(character: str, name: str) -> None:
    reason = f"a {character}b"
    found = read_facts(
        f"{with_reason(json.dumps(reason, ensure_ascii=False))}\n".encode(), name=name
    )

    assert [each.fact.reason for each in found.facts] == [reason]  # type: ignore[union-attr]


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_line_separator_before_a_blank_means_two_things_in_yaml(quote: str) -> None:
    text = f"kind: fact_voided\nfact: f\nreason: {quote}a\u2028  b{quote}\n"

    assert told_of(text, "facts.yaml") == [
        f"facts.yaml:3:{10 + len(quote)}: the line end U+2028 before a blank can be read in two"
        r" ways; write \u2028 in double quotes, or remove it"
    ]


def test_a_line_separator_in_yaml_does_not_move_the_lines_below() -> None:
    text = "kind: fact_voided\nfact: a\u2028b\nreason: 5\n"

    assert told_of(text, "facts.yaml") == [
        "facts.yaml:3:9: reason: expected text, found the number 5; put it in quotes"
    ]


# -- Size --------------------------------------------------------------------------------------


class Repeated(io.RawIOBase):
    """A stream of one byte over and over, then a tail; it never holds all of itself."""

    def __init__(self, count: int, tail: bytes = b"") -> None:
        self._left = count
        self._tail = io.BytesIO(tail)
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), self._left)
        data = b"x" * count if count else self._tail.read(len(buffer))
        self._left -= count
        self.given += len(data)
        buffer[: len(data)] = data
        return len(data)


def test_a_line_without_end_is_passed_over_and_the_next_is_read() -> None:
    stream = io.BufferedReader(Repeated(100 * MIB, b"\n[]\n"))

    assert told(read_facts(stream, name="facts.jsonl")) == [
        "facts.jsonl:1:1: the line is longer than 8 MiB",
        "facts.jsonl:2:1: expected an object, found a list",
    ]


def test_a_line_of_just_the_permitted_length_is_read() -> None:
    line = VOIDED.encode().ljust(8 * MIB)
    found = read_facts(line + b"\n" + line, name="facts.jsonl")

    assert [each.line for each in found.facts] == [1, 2]
    assert told_of(line + b" \n", "facts.jsonl")


@pytest.mark.parametrize("name", ["facts.json", "facts.yaml", "-"])
def test_a_document_without_end_is_refused_before_it_fills_the_memory(name: str) -> None:
    source = Repeated(1024 * MIB)

    assert told(read_facts(io.BufferedReader(source), name=name)) == [
        f"{name}:1:1: the document is larger than 64 MiB; split it, or use JSON Lines"
    ]
    assert source.given < 65 * MIB


@pytest.mark.parametrize("name", ["facts.json", "facts.yaml"])
def test_a_document_of_too_many_values_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "MAX_VALUES", 1_000)
    text = f'{{"kind": [{"0, " * 1_000}0]}}'
    (problem,) = told_of(text, name)

    assert problem.endswith("more than 1,000 values in one document; split it")


# -- Depth -------------------------------------------------------------------------------------

DEEP = {
    "facts.jsonl": "[" * 100_000,
    "facts.json": '{"a":' * 100_000,
    "flow.yaml": "[" * 100_000,
    "block.yaml": "- " * 100_000,
    "keys.yaml": "? " * 100_000,
    "closed.json": "[" * 100_000 + "]" * 100_000,
    "closed.jsonl": '{"kind": ' + "[" * 100_000 + "]" * 100_000 + "}",
}


@pytest.mark.parametrize("name", DEEP)
def test_what_is_nested_too_deep_is_refused(name: str) -> None:
    (problem,) = told_of(DEEP[name], name)

    assert problem.endswith(": nested more than 50 levels deep")


def test_fifty_levels_are_not_too_deep() -> None:
    text = "[" * 50 + "1" + "]" * 50

    assert told_of(text, "facts.jsonl") == ["facts.jsonl:1:1: expected an object, found a list"]


# -- Numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_none_is_refused_in_json(word: str) -> None:
    assert told_of(with_reason(word), "facts.jsonl") == [
        f"facts.jsonl:1:48: reason: '{word}' is not a number that can be recorded"
    ]


@pytest.mark.parametrize("word", [".nan", ".NaN", ".inf", "-.INF", "+.inf"])
def test_a_number_that_is_none_is_refused_in_yaml(word: str) -> None:
    assert told_of(with_reason(word), "facts.yaml") == [
        f"facts.yaml:1:48: reason: '{word}' is not a number that can be recorded"
    ]


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.json", "facts.yaml"])
def test_a_number_without_end_is_refused(name: str) -> None:
    assert told_of(with_reason("9" * 100_000), name) == [
        f"{name}:1:48: reason: a number of 100,000 characters; at most 400 are read"
    ]
    assert told_of(with_reason("1.0e+999"), name) == [
        f"{name}:1:48: reason: '1.0e+999' is too large a number"
    ]


# -- Keys --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.json", "facts.yaml"])
def test_a_field_given_twice_is_refused_with_both_places(name: str) -> None:
    text = '{"kind": "fact_voided", "fact": "f", "fact": "g", "reason": "wrong"}'

    assert told_of(text, name) == [
        f"{name}:1:38: 'fact' is given twice in one object, first on line 1, column 25"
    ]


def test_a_field_given_twice_is_found_at_any_depth() -> None:
    text = (
        "kind: act_published\nact: A\ntitle: An act\npublished_on: 2023-07-01\nprovisions:\n"
        "  - kind: guidance_given\n    effective_on: 2023-07-01\n    text: x\n    text: y\n"
    )

    assert told_of(text, "facts.yaml") == [
        "facts.yaml:9:5: provisions[0]: 'text' is given twice in one object,"
        " first on line 8, column 5"
    ]


def test_a_field_given_twice_with_an_escape_is_the_same_field() -> None:
    text = r'{"kind": "fact_voided", "fact": "f", "\u0066act": "g", "reason": "wrong"}'

    assert told_of(text, "facts.jsonl") == [
        "facts.jsonl:1:38: 'fact' is given twice in one object, first on line 1, column 25"
    ]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("5", "the name of a field must be a text; put '5' in quotes"),
        ("true", "the name of a field must be a text; put 'true' in quotes"),
        ("~", "the name of a field must be a text; put '~' in quotes"),
        ("[a]", "the name of a field must be a text"),
        ("{a: b}", "the name of a field must be a text"),
        ("True", "'True' could mean two things; write true, or 'True' in quotes for the text"),
        ("*a", "'*a' is an alias; write the value out instead"),
        ("<<", "'<<' would merge objects; write the fields out instead"),
    ],
)
def test_a_name_of_a_field_in_yaml_is_a_text(key: str, message: str) -> None:
    text = f"kind: fact_voided\nfact: f\nreason: wrong\n? {key}\n: {{a: b}}\n"

    assert told_of(text, "facts.yaml") == [f"facts.yaml:4:3: {message}"]


# -- YAML that does more than say --------------------------------------------------------------


def test_aliases_are_refused_and_so_are_their_bombs() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    problems = told_of(bomb, "facts.yaml")

    assert problems[1] == ("facts.yaml:2:8: b[0]: '*a' is an alias; write the value out instead")
    assert len([problem for problem in problems if "is an alias" in problem]) == 8 * 9


def test_an_anchor_that_nothing_refers_to_does_no_harm() -> None:
    assert read_facts(b"&f {kind: fact_voided, fact: &n f, reason: wrong}", name="f.yaml").facts


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("!!python/object/apply:os.system", "!!python/object/apply:os.system"),
        ("!!str", "!!str"),
        ("!secret", "!secret"),
        ("!<tag:example.org,2025:x>", "tag:example.org,2025:x"),
    ],
)
def test_tags_are_refused(tag: str, shown: str) -> None:
    for value in ("x", "[x]", "{a: x}"):
        text = f"kind: fact_voided\nfact: f\nreason: {tag} {value}\n"

        assert told_of(text, "facts.yaml") == [
            f"facts.yaml:3:9: reason: '{shown}' is a tag, and tags are not read; remove it"
        ]


def test_directives_that_define_tags_are_refused() -> None:
    assert told_of("%TAG ! tag:example.org,2025:\n---\nkind: x\n", "facts.yaml") == [
        "facts.yaml:1:1: '%TAG' defines tags, and tags are not read; remove the line"
    ]


@pytest.mark.parametrize("word", ["True", "FALSE", "Null"])
def test_a_word_that_other_readers_take_otherwise_is_refused(word: str) -> None:
    assert told_of(with_reason(word), "facts.yaml") == [
        f"facts.yaml:1:48: reason: '{word}' could mean two things;"
        f" write {word.lower()}, or '{word}' in quotes for the text"
    ]


@pytest.mark.parametrize("word", ["1e3", "12E5", "1.5e3", "1e-07", "-.5"])
def test_a_number_that_other_readers_take_for_a_text_is_refused(word: str) -> None:
    assert told_of(with_reason(word), "facts.yaml") == [
        f"facts.yaml:1:48: reason: '{word}' could mean two things;"
        f" write the number in full, or '{word}' in quotes for the text"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a:\n\tb: 1", "2:1: a: a tab cannot indent YAML; use spaces"),
        ("a: @b", "1:4: a: nothing can begin with '@' in YAML; put the text in quotes"),
        ("a: 'b", "1:4: a: the text that begins here has no closing quote"),
        ("a: [b", "2:1: a: expected ',' or the bracket that closes"),
        ("a: b: c", "1:5: " + SECOND_COLON),
        ("a: b\nc:d\n", "2:1: expected ': ' and a value after the name of a field"),
        ("a: - b", "1:4: a: a list begins on a line of its own"),
        (
            "- {kind: fact_voided, fact: f, reason: r}\nb: c",
            "2:1: expected '- ' and an item; check the indentation",
        ),
        ("a: b\n c: d", "2:3: " + SECOND_COLON),
        ('a: "\\q"', "1:5: a: a backslash begins nothing known; write \\\\ for itself"),
        ("a: \x07", "1:4: YAML cannot hold the control character U+0007 as it is; remove it"),
        ("%YAML 3.0\n---\na", "1:1: only YAML 1.1 and 1.2 are read"),
    ],
)
def test_yaml_that_breaks_is_told_where_and_how_to_mend_it(text: str, problem: str) -> None:
    assert told_of(text, "facts.yaml") == [f"facts.yaml:{problem}"]


# -- JSON that breaks --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"a": 1', "1:8: expected ',' or '}'; the text ends here"),
        ('{"a": [1', "1:9: a: expected ',' or ']'; the text ends here"),
        ('{"a": "b', "1:7: a: the text that begins here has no closing quote"),
        ('{"a"', "1:5: expected ':' after 'a'; the text ends here"),
        ('{"a": ', "1:7: a: expected a value; the text ends here"),
        ("{", "1:2: expected the name of a field in double quotes; the text ends here"),
        ("{'a': 1}", '1:2: expected the name of a field in double quotes; found "\'"'),
        ("{\"a\": 'b'}", "1:7: a: a text stands in double quotes in JSON, not in single ones"),
        ('{"a": 1 /* b */}', "1:9: expected ',' or '}'; found '/'"),
        ('{"a": /* b */ 1}', "1:7: a: JSON has no comments; remove it"),
        ('{"a": [1,]}', "1:9: a: a comma before ']'; remove it"),
        ('{"a": 1,}', "1:8: a comma before '}'; remove it"),
        ('{"a": "b\\c"}', "1:9: a: a backslash begins nothing known; write \\\\ for itself"),
        ('{"a": "\\u12"}', "1:9: a: \\u stands before four hexadecimal digits"),
        ("}", "1:1: expected a value; found '}'"),
    ],
)
def test_json_that_breaks_is_told_where_and_how_to_mend_it(text: str, problem: str) -> None:
    assert told_of(text, "facts.jsonl") == [f"facts.jsonl:{problem}"]


def test_a_text_in_json_does_not_run_over_a_line_end() -> None:
    assert told_of('{"a": "b\n"}', "facts.json") == [
        "facts.json:1:9: a: a text ends on the line it begins on and holds no tab or other control"
        " character; close it with a double quote, or write \\n, \\t or \\u and four digits"
    ]


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("True", "'True' is not JSON. Did you mean 'true'?"),
        ("None", "'None' is not JSON. Did you mean 'null'?"),
        ("wrong", "'wrong' is not a value in JSON; a text stands in double quotes"),
        ("010", "'010' is not a number in JSON; a text stands in double quotes"),
        ("2025-01-01", "'2025-01-01' is not a number in JSON; a text stands in double quotes"),
    ],
)
def test_a_bare_word_does_not_end_the_reading(word: str, message: str) -> None:
    text = f'{{"kind": "fact_voided", "fact": 5, "reason": {word}}}'

    assert told_of(text, "facts.jsonl") == [
        "facts.jsonl:1:33: fact: expected text, found the number 5; put it in quotes",
        f"facts.jsonl:1:46: reason: {message}",
    ]


def test_a_line_holds_one_fact() -> None:
    assert told_of(f"{VOIDED} {VOIDED}", "facts.jsonl") == [
        "facts.jsonl:1:57: a line holds one fact; start a new line here; found '{'"
    ]


def test_json_lines_under_the_name_of_json_are_recognised() -> None:
    assert told_of(f"{VOIDED}\n{VOIDED}", "facts.json") == [
        "facts.json:2:1: the document ended before this;"
        " a file with a fact a line is named .jsonl; found '{'"
    ]


# -- Without the C library of YAML -------------------------------------------------------------


def test_the_slow_yaml_reader_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)

    assert read_facts(b"kind: fact_voided\nfact: no\nreason: wrong\n", name="f.yaml").facts
    assert told_of("a: b: c", "f.yaml") == ["f.yaml:1:5: " + SECOND_COLON]
    assert told_of('a: "\\UFFFFFFFF"', "f.yaml")[0].startswith("f.yaml:1:")
