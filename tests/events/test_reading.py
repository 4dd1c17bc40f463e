"""What a person is told who hands in a file of facts, right or wrong."""

import json
from typing import Any

import pytest

from events.facts import fact_from_json
from events.reading.files import read_facts
from events.reading.found import FactFile
from projections.wording import ENGLISH

PLACED = {
    "kind": "product_placed",
    "product": "P",
    "channel": "general_sale",
    "effective_on": "2025-03-01",
}
ISSUED = {
    "kind": "license_issued",
    "license": "L-1",
    "regime": "permit",
    "license_kind": "certificate",
    "products": ["P"],
    "issued_on": "2024-02-29",
}
REGIME = {
    "kind": "regime_established",
    "effective_on": "2023-07-01",
    "regime": "permit",
    "name": "Permit",
    "license_kinds": [{"kind": "certificate"}],
    "channels": ["general_sale"],
    "scope": {"by": "catalogue"},
}
ENTRY = {
    "code": "E1",
    "name": "Fast firewalls",
    "categories": ["firewall"],
    "criteria": [{"parameter": "throughput", "op": ">=", "value": 80, "unit": "Gbps"}],
}
CATALOGUE = {
    "kind": "catalogue_issued",
    "effective_on": "2023-07-01",
    "regime": "permit",
    "edition": "2023",
    "entries": [ENTRY],
}


def in_lines(*facts: Any) -> FactFile:
    """Read facts, one a line."""
    return read_facts("\n".join(map(json.dumps, facts)).encode(), name="facts.jsonl")


def in_yaml(text: str) -> FactFile:
    """Read a text as YAML."""
    return read_facts(text.encode(), name="facts.yaml")


def in_json(text: str) -> FactFile:
    """Read a text as JSON."""
    return read_facts(text.encode(), name="facts.json")


def told(found: FactFile) -> list[str]:
    """Return what a person is told, and check that a refused file gives no facts."""
    assert found.problems
    assert not found.facts
    return [ENGLISH.problem_text(problem) for problem in found.problems]


def told_of(*facts: Any) -> list[str]:
    """Return what a person is told of facts, one a line."""
    return told(in_lines(*facts))


def act(*provisions: Any) -> dict[str, Any]:
    """Return an act with provisions."""
    return {
        "kind": "act_published",
        "act": "A",
        "title": "An act",
        "published_on": "2023-07-01",
        "provisions": provisions,
    }


def product(**fields: Any) -> dict[str, Any]:
    """Return the registration of a product."""
    registered = {"kind": "product_registered", "product": "P", "name": "A product"}
    return {**registered, "effective_on": "2025-03-01", **fields}


# -- Facts that are right ----------------------------------------------------------------------


def test_each_line_is_a_fact_that_knows_its_line() -> None:
    found = read_facts(
        f"{json.dumps(PLACED)}\n\n{json.dumps(ISSUED)}\r\n".encode(), name="facts.jsonl"
    )

    assert [(each.fact, each.file, each.line) for each in found.facts] == [
        (fact_from_json(json.dumps(PLACED)), "facts.jsonl", 1),
        (fact_from_json(json.dumps(ISSUED)), "facts.jsonl", 3),
    ]
    assert not found.problems


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([PLACED, ISSUED]),
        json.dumps({"facts": [PLACED, ISSUED]}, indent=2),
        f"  [\n{json.dumps(PLACED)}  ,\n\n{json.dumps(ISSUED)}]\n",
    ],
)
def test_a_json_file_holds_a_list_of_facts_bare_or_by_name(text: str) -> None:
    assert [each.fact for each in in_json(text).facts] == [
        each.fact for each in in_lines(PLACED, ISSUED).facts
    ]


def test_facts_in_a_json_file_know_their_lines() -> None:
    found = in_json(f"[\n{json.dumps(PLACED)},\n\n  {json.dumps(ISSUED, indent=1)}\n]")

    assert [each.line for each in found.facts] == [2, 4]


def test_a_json_file_may_hold_a_single_fact() -> None:
    assert [each.line for each in in_json(json.dumps(PLACED, indent=2)).facts] == [1]


YAML = """\
# A product, placed
kind: product_placed
product: P
channel: general_sale
effective_on: 2025-03-01   # an unquoted day is a day
"""


def test_a_yaml_file_reads_like_json() -> None:
    found = in_yaml(YAML)

    assert [(each.fact, each.line) for each in found.facts] == [
        (fact_from_json(json.dumps(PLACED)), 2)
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{YAML}---\n{YAML}",
        f"---\n{YAML}...\n---\n---\n{YAML}",
        "- {kind: product_placed, product: P, channel: general_sale, effective_on: 2025-03-01}\n"
        * 2,
        "facts:\n" + "- {kind: fact_voided, fact: f, reason: wrong}\n" * 2,
    ],
)
def test_a_yaml_file_holds_documents_each_a_fact_or_a_list_of_facts(text: str) -> None:
    assert len(in_yaml(text).facts) == 2


def test_yaml_words_mean_what_they_say() -> None:
    found = in_yaml(
        "kind: product_registered\nproduct: NO\nname: 12:30\nvendor: on\ncategory: ~\n"
        "models: [010, 1_000, 0x1F, 2025-01-01, '5', yes]\neffective_on: 2025-03-01\nnote:\n"
        "parameters: {a: 1.50, b: -3, c: 1.0e+3, d: true, e: .5, f: +7}\n"
    )
    fact: Any = found.facts[0].fact

    assert (fact.product, fact.name, fact.vendor, fact.category) == ("NO", "12:30", "on", None)
    assert fact.models == ("010", "1_000", "0x1F", "2025-01-01", "5", "yes")
    assert fact.parameters == {"a": 1.5, "b": -3, "c": 1000.0, "d": True, "e": 0.5, "f": 7}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (json.dumps(PLACED), "one line of JSON Lines"),
        (f"{json.dumps(PLACED)}\n{json.dumps(ISSUED)}", "JSON Lines"),
        (json.dumps(PLACED, indent=2), "JSON"),
        (json.dumps({"facts": [PLACED]}), "JSON"),
        (json.dumps([PLACED]), "JSON"),
        (YAML, "YAML"),
        (f"\n\n{YAML}", "YAML after blank lines"),
        (f"- {json.dumps(PLACED)}", "YAML"),
        (
            json.dumps(product(note="x" * 19_000, source=[{"title": "t" * 19_000}] * 4)),
            "JSON Lines",
        ),
    ],
)
@pytest.mark.parametrize("name", ["-", "facts", "facts.txt"])
def test_the_form_of_a_file_without_a_telling_name_is_seen_by_its_beginning(
    text: str, form: str, name: str
) -> None:
    found = read_facts(text.encode(), name=name)

    assert found.facts, (form, found.problems)


@pytest.mark.parametrize("name", ["FACTS.JSONL", "facts.ndjson", "facts.2025.jsonl"])
def test_the_ending_of_a_name_tells_the_form(name: str) -> None:
    assert len(read_facts(f"{json.dumps(PLACED)}\n".encode() * 2, name=name).facts) == 2


def test_a_form_that_is_given_outranks_the_name() -> None:
    assert read_facts(YAML.encode(), name="facts.json", form="yaml").facts


# -- The nearest right word --------------------------------------------------------------------


def test_a_mistyped_kind_is_answered_with_the_nearest_one() -> None:
    assert told_of({**ISSUED, "kind": "licence_issued"}) == [
        "facts.jsonl:1:10: kind: 'licence_issued' is not a kind of fact."
        " Did you mean 'license_issued'?"
    ]


def test_a_mistyped_field_is_answered_with_the_nearest_one() -> None:
    assert told_of({**ISSUED, "valid_til": "2026-02-28"}) == [
        "facts.jsonl:1:143: unknown field 'valid_til'. Did you mean 'valid_until'?"
    ]


def test_a_mistyped_field_is_not_reported_as_missing_too() -> None:
    fact = {**PLACED, "chanel": "general_sale"}
    del fact["channel"]

    assert told_of(fact) == ["facts.jsonl:1:74: unknown field 'chanel'. Did you mean 'channel'?"]


def test_a_mistyped_kind_field_is_answered_with_kind() -> None:
    assert told_of({"knd": "fact_voided", "fact": "f", "reason": "wrong"}) == [
        "facts.jsonl:1:2: unknown field 'knd'. Did you mean 'kind'?"
    ]


def test_a_field_like_no_other_is_answered_with_those_still_open() -> None:
    assert told_of({**PLACED, "colour": "red"}) == [
        "facts.jsonl:1:101: unknown field 'colour';"
        " still open: 'id', 'known_on', 'source' and 'note'"
    ]


def test_a_kind_like_no_other_is_answered_with_all_kinds() -> None:
    (problem,) = told_of({"kind": "xyz"})

    assert problem.startswith(
        "facts.jsonl:1:10: kind: 'xyz' is not a kind of fact; it is one of 'act_published',"
    )


def test_a_missing_kind_is_answered_with_all_kinds() -> None:
    (problem,) = told_of({"fact": "f"})

    assert problem.startswith("facts.jsonl:1:1: 'kind' is missing; it is one of 'act_published',")


@pytest.mark.parametrize(("kind", "said"), [(None, "null"), (5, "the number 5"), ([], "a list")])
def test_a_kind_that_is_no_text_is_answered_with_all_kinds(kind: Any, said: str) -> None:
    (problem,) = told_of({"kind": kind})

    assert problem.startswith(f"facts.jsonl:1:10: kind: {said} is not a kind of fact; it is one of")


def test_a_mistyped_kind_of_provision_is_answered_with_the_nearest_one() -> None:
    assert told_of(act(REGIME, {**REGIME, "kind": "regime_establishd"})) == [
        "facts.jsonl:1:316: provisions[1].kind: 'regime_establishd' is not a kind of provision."
        " Did you mean 'regime_established'?"
    ]


def test_a_mistyped_word_of_a_few_is_answered_with_them_and_the_nearest() -> None:
    concluded = {"kind": "review_concluded", "review": "R", "effective_on": "2025-03-01"}

    assert told_of({**concluded, "outcome": "pased"}) == [
        "facts.jsonl:1:86: outcome: 'pased' is not 'passed', 'conditional' or 'failed'."
        " Did you mean 'passed'?"
    ]


def test_a_mistyped_scope_is_answered_with_the_nearest_one() -> None:
    assert told_of(act({**REGIME, "scope": {"by": "catalog"}})) == [
        "facts.jsonl:1:292: provisions[0].scope.by: 'catalog' is not 'catalogue' or"
        " 'determination'. Did you mean 'catalogue'?"
    ]


def test_an_operator_the_wrong_way_round_is_turned() -> None:
    entry = {**ENTRY, "criteria": [{"parameter": "throughput", "op": "=>", "value": 80}]}

    assert told_of(act(REGIME, {**CATALOGUE, "entries": [ENTRY, entry]})) == [
        "facts.jsonl:1:687: provisions[1].entries[1].criteria[0].op:"
        " '=>' is not '>=', '>', '<=', '<' or '=='. Did you mean '>='?"
    ]


# -- Days --------------------------------------------------------------------------------------

NOT_A_DAY = [
    (
        "2025-02-30",
        "'2025-02-30' is not a day that exists; write YYYY-MM-DD between 1900-01-01 and 2200-12-31",
    ),
    ("1899-12-31", "'1899-12-31' does not lie between 1900-01-01 and 2200-12-31"),
    ("2201-01-01", "'2201-01-01' does not lie between 1900-01-01 and 2200-12-31"),
    ("2025-3-1", "'2025-3-1' is not a day written YYYY-MM-DD. Did you mean '2025-03-01'?"),
    ("2025/03/01", "'2025/03/01' is not a day written YYYY-MM-DD. Did you mean '2025-03-01'?"),
    ("2025年3月1日", "'2025年3月1日' is not a day written YYYY-MM-DD. Did you mean '2025-03-01'?"),
    (
        "2025-03-01T00:00:00Z",
        "'2025-03-01T00:00:00Z' is not a day written YYYY-MM-DD. Did you mean '2025-03-01'?",
    ),
    ("tomorrow", "'tomorrow' is not a day written YYYY-MM-DD"),
    ("01/03/2025", "'01/03/2025' is not a day written YYYY-MM-DD"),
    ("", "'' is not a day written YYYY-MM-DD"),
    (
        "2025-03-01\n",
        r"'2025-03-01\n' is not a day written YYYY-MM-DD. Did you mean '2025-03-01'?",
    ),
    ("٢٠٢٥-٠٣-٠١", "'٢٠٢٥-٠٣-٠١' is not a day written YYYY-MM-DD"),
    (20250301, "'20250301' is not a day written YYYY-MM-DD. Did you mean '2025-03-01'?"),
    (1740787200, "'1740787200' is not a day written YYYY-MM-DD"),
    (45717.5, "expected a day written 'YYYY-MM-DD', found the number 45717.5"),
    (None, "expected a day written 'YYYY-MM-DD', found null"),
    (True, "expected a day written 'YYYY-MM-DD', found true"),
    ([], "expected a day written 'YYYY-MM-DD', found a list"),
]


@pytest.mark.parametrize(("written", "message"), NOT_A_DAY)
def test_what_is_not_a_day_is_refused_with_how_to_write_it(written: Any, message: str) -> None:
    assert told_of({**PLACED, "effective_on": written}) == [
        f"facts.jsonl:1:87: effective_on: {message}"
    ]


def test_an_unquoted_day_in_yaml_is_judged_like_any_other() -> None:
    assert told(in_yaml(YAML.replace("2025-03-01", "2300-01-01"))) == [
        "facts.yaml:5:15: effective_on: '2300-01-01' does not lie between 1900-01-01 and 2200-12-31"
    ]


def test_the_first_and_the_last_day_are_days() -> None:
    first, last = ({**PLACED, "effective_on": day} for day in ("1900-01-01", "2200-12-31"))

    assert len(in_lines(first, last).facts) == 2


def test_a_last_day_before_the_first_is_refused_at_the_last_day() -> None:
    assert told_of({**ISSUED, "valid_until": "2024-02-28"}) == [
        "facts.jsonl:1:158: valid_until: 2024-02-28 lies before issued_on 2024-02-29"
    ]


# -- What was expected, and what was found -----------------------------------------------------


def test_what_is_missing_is_named_at_the_object_that_lacks_it() -> None:
    lacking = {name: value for name, value in REGIME.items() if name != "effective_on"}

    assert told_of({"kind": "fact_voided", "fact": "f"}, act(lacking)) == [
        "facts.jsonl:1:1: 'reason' is missing",
        "facts.jsonl:2:103: provisions[0]: 'effective_on' is missing",
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": 5}, "name: expected text, found the number 5; put it in quotes"),
        ({"name": None}, "name: expected text, found null"),
        ({"name": {}}, "name: expected text, found an object"),
        ({"name": ""}, "name: must not be empty"),
        ({"name": "  "}, "name: must not be blank"),
        ({"name": "n" * 20_001}, "name: 20,001 characters; at most 20,000 are allowed"),
        ({"vendor": " V"}, "vendor: ' V' begins or ends with a blank; remove it"),
        (
            {"vendor": "V\nW"},
            r"vendor: 'V\nW' must be one line without control characters",
        ),
        ({"models": "M"}, "models: expected a list, found the text 'M'; put it in square brackets"),
        ({"models": {}}, "models: expected a list, found an object"),
        ({"models": ["M", 7]}, "models[1]: expected text, found the number 7; put it in quotes"),
        ({"parameters": []}, "parameters: expected an object, found a list"),
        ({"source": ["x"]}, "source[0]: expected an object, found the text 'x'"),
        (
            {"source": [{"verified": "yes"}]},
            "source[0].verified: expected true or false, found the text 'yes';"
            " write true, without quotes",
        ),
        (
            {"source": [{"sha256": "abc"}]},
            "source[0].sha256: 'abc' is not 64 of the digits 0-9 and a-f",
        ),
        (
            {"parameters": {"speed": None}},
            "parameters.speed: expected a number, true or false, text"
            " or an object with 'value' and 'unit', found null",
        ),
        ({"parameters": {"speed": ""}}, "parameters.speed: must not be empty"),
        (
            {"parameters": {"top speed": {"value": [], "unit": "m/s"}}},
            'parameters["top speed"].value: expected a number, true or false or text, found a list',
        ),
        ({"parameters": {"speed": {"value": 1}}}, "parameters.speed: 'unit' is missing"),
        (
            {"parameters": {"speed": {"value": 1, "unt": "m/s"}}},
            "parameters.speed: unknown field 'unt'. Did you mean 'unit'?",
        ),
        (
            {"parameters": {" speed": 1}},
            "parameters: ' speed' begins or ends with a blank; remove it",
        ),
        ({"parameters": {"": 1}}, "parameters: must not be empty"),
    ],
)
def test_a_wrong_value_is_told_from_what_was_expected(fields: dict[str, Any], message: str) -> None:
    (problem,) = told_of(product(**fields))

    assert problem.partition(": ")[2] == message


@pytest.mark.parametrize(
    ("term", "message"),
    [
        (0, "0 is not at least 1"),
        (5000, "5000 is not at most 1200"),
        (1.5, "expected a whole number, found the number 1.5"),
        ("12", "expected a whole number, found the text '12'; take the quotes away"),
        (True, "expected a whole number, found true"),
    ],
)
def test_a_term_is_a_whole_number_of_months_within_bounds(term: Any, message: str) -> None:
    regime = {**REGIME, "license_kinds": [{"kind": "certificate", "term_months": term}]}
    (problem,) = told_of(act(regime))

    assert problem.partition(": ")[2] == (f"provisions[0].license_kinds[0].term_months: {message}")


def test_a_question_with_one_reading_is_refused() -> None:
    raised = {"kind": "question_raised", "question": "Q", "text": "?", "effective_on": "2025-01-01"}

    assert told_of({**raised, "readings": {"strict": {"text": "yes"}}}) == [
        "facts.jsonl:1:101: readings: expected 2 or more, found 1"
    ]


def test_what_contradicts_itself_is_refused_in_the_words_of_the_model() -> None:
    scope = {"by": "determination", "in": ["router"], "out": ["router"]}

    assert told_of(act({**REGIME, "scope": scope})) == [
        "facts.jsonl:1:285: provisions[0].scope: presumed both in and out of scope: router"
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [("[1]", "a list"), ("5", "the number 5"), ('"x"', "the text 'x'"), ("null", "null")],
)
def test_a_line_that_is_no_object_is_no_fact(line: str, found: str) -> None:
    assert told(read_facts(line.encode(), name="facts.jsonl")) == [
        f"facts.jsonl:1:1: expected an object, found {found}"
    ]


def test_nothing_stands_beside_a_list_of_facts() -> None:
    facts = json.dumps([PLACED])

    assert told(in_json(f'{{"facts": {facts},\n "author": "me"}}')) == [
        "facts.json:2:2: author: nothing stands beside 'facts'; remove this field"
    ]
    assert told(in_json(f'{{"author": "me",\n "facts": {facts}}}')) == [
        "facts.json:1:2: author: nothing stands beside 'facts'; remove this field"
    ]


def test_facts_under_their_name_are_a_list() -> None:
    assert told(in_json('{"facts": 5}')) == ["facts.json:1:11: facts: expected a list of facts"]


# -- All in one pass ---------------------------------------------------------------------------


def test_all_problems_of_all_facts_come_at_once_in_the_order_of_the_lines() -> None:
    text = "\n".join(
        (
            json.dumps({**PLACED, "effective_on": "soon", "chanel": "x", "product": 5}),
            json.dumps(PLACED),
            '{"kind": "fact_voided", "fact": }',
            "",
            json.dumps({"kind": "fact_voided", "fact": "f"}),
        )
    )

    assert told(read_facts(text.encode(), name="facts.jsonl")) == [
        "facts.jsonl:1:39: product: expected text, found the number 5; put it in quotes",
        "facts.jsonl:1:85: effective_on: 'soon' is not a day written YYYY-MM-DD",
        "facts.jsonl:1:93: unknown field 'chanel'; still open: 'id', 'known_on', 'source' and"
        " 'note'",
        "facts.jsonl:3:33: fact: expected a value; found '}'",
        "facts.jsonl:5:1: 'reason' is missing",
    ]


def test_facts_of_a_json_list_are_told_apart_by_their_number() -> None:
    assert told(in_json(f"[{json.dumps(PLACED)}, {{}},\n 7]"))[1:] == [
        "facts.json:2:2: [2]: expected an object, found the number 7"
    ]


def test_problems_before_a_break_in_a_file_are_told_with_it() -> None:
    assert told(in_json('[{"kind": "fact_voided", "fact": "f"}, {"kind" "x"}]')) == [
        "facts.json:1:2: [0]: 'reason' is missing",
        "facts.json:1:48: [1]: expected ':' after 'kind'; found '\"'",
    ]
    assert told(in_yaml("- {kind: fact_voided, fact: f}\n- kind: a: b\n")) == [
        "facts.yaml:1:3: [0]: 'reason' is missing",
        "facts.yaml:2:10: [1]: a second ': ' in one line, or a line indented too far;"
        " put the text in quotes, or mend the indentation",
    ]


def test_places_in_yaml_are_those_of_the_value_or_the_mistyped_name() -> None:
    text = (
        "kind: act_published\nact: A\ntitle: An act\npublished_on: 2023-07-01\nprovisions:\n"
        "  - kind: guidance_given\n    efective_on: 2023-07-01\n    text: 5\n"
        "  - kind: guidance_given\n    effective_on: 2023-13-01\n    text: x\n"
    )

    assert told(in_yaml(text)) == [
        "facts.yaml:7:5: provisions[0]: unknown field 'efective_on'. Did you mean 'effective_on'?",
        "facts.yaml:8:11: provisions[0].text: expected text, found the number 5; put it in quotes",
        "facts.yaml:10:19: provisions[1].effective_on: '2023-13-01' is not a day that exists;"
        " write YYYY-MM-DD between 1900-01-01 and 2200-12-31",
    ]


def test_a_number_in_yaml_is_told_as_it_is_written() -> None:
    assert told(in_yaml(YAML.replace("product: P", "product: 1.10"))) == [
        "facts.yaml:3:10: product: expected text, found the number 1.10; put it in quotes"
    ]


def test_a_problem_is_always_one_printable_line() -> None:
    (problem,) = told_of({**PLACED, "a\x1b[31m\nb": 1})

    assert problem.startswith(r"facts.jsonl:1:101: unknown field 'a\x1b[31m\nb'; still open:")


def test_a_long_value_is_cut_short_in_a_problem() -> None:
    (problem,) = told_of({**PLACED, "effective_on": "x" * 1_000})

    assert problem == (
        f"facts.jsonl:1:87: effective_on: '{'x' * 59}…' is not a day written YYYY-MM-DD"
    )
