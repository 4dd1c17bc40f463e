"""What is wrong with files is a value, and reads well in both languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from events.reading.files import read_facts
from events.reading.problems import Problem
from events.reading.sayings import AnyOf, Every, Saying, Word, say, words
from projections.documents.problems import problem_document
from projections.what_if.weighing import VoidsNothing
from projections.wording import en, zh
from projections.wording.en.answers.imports import SAYINGS
from projections.wording.en.answers.problem_sayings import PROBLEMS as ENGLISH
from projections.wording.en.answers.problems import MISTAKES as ENGLISH_PHRASES
from projections.wording.zh.answers.problem_sayings import PROBLEMS as CHINESE
from projections.wording.zh.answers.problems import MISTAKES as CHINESE_PHRASES

ROOT = Path(__file__).parents[2]
SENTENCE = re.compile(r"[A-Za-z]{2,}[ ,]+[a-z]{2,}")
CODE = re.compile(r'\bsay\(\s*"(\w+)"')
SAME = {"type_boolean", "type_null", "hindrance", "unexpected", "one_of_these", "not_valid", "noun"}
"""What has no words of its own, or words that both languages write alike."""
VALUES = {
    "hindrance": VoidsNothing("f", None),
    "problem": say("empty"),
    "why": say("value_expected"),
    "expected": AnyOf((say("type_string"), say("type_number"))),
    "meant": say("did_you_mean", word=Word("x")),
    "noun": "fact",
    **dict.fromkeys(("first", "last", "day"), date(2023, 7, 1)),
    **dict.fromkeys(("kinds", "values"), AnyOf(words("ab"))),
    "fields": Every(words("ab")),
}


def holes(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def sources() -> str:
    rooms = ("events", "tracker")
    texts = (path.read_text("utf-8") for room in rooms for path in (ROOT / room).rglob("*.py"))
    return "".join(text for text in texts if "events.reading" in text)


@pytest.mark.parametrize(
    ("english", "chinese"), [(ENGLISH, CHINESE), (ENGLISH_PHRASES, CHINESE_PHRASES)]
)
def test_both_languages_say_the_same_things_of_the_same_values(
    english: dict[str, str], chinese: dict[str, str]
) -> None:
    assert {code: holes(text) for code, text in english.items()} == {
        code: holes(text) for code, text in chinese.items()
    }


def test_every_kind_of_problem_has_words_and_all_words_are_used() -> None:
    source = sources()
    asked = set(CODE.findall(source))
    assert len(asked) > 80
    assert asked <= ENGLISH.keys() | {"plain"}
    spelt = {code for code in ENGLISH if f'"{code}"' in source}
    assert ENGLISH.keys() - spelt == COMPOSED


COMPOSED = {f"a_{what}" for what in ("regime", "channel", "category")}
"""Codes that are put together of two parts."""


def test_a_problem_of_a_file_is_not_mistaken_for_what_is_said_of_rows() -> None:
    assert not ENGLISH.keys() & SAYINGS.keys()


@pytest.mark.parametrize("code", ENGLISH)
def test_a_problem_reads_in_both_languages(code: str) -> None:
    saying = Saying(code, {name: VALUES.get(name, "x") for name in holes(ENGLISH[code])})
    one, other = en.saying_text(saying), zh.saying_text(saying)
    assert one
    assert not re.search(r"[{}]", one + other)
    assert not SENTENCE.search(other.replace("true", "")), other
    assert one != other or code in SAME
    assert re.search(r"[\u4e00-\u9fff]", other) or code in SAME


BAD = b"""\
{"kind": "licence_issued", "license": "L"}
{"kind": "product_placed", "product": "P", "channel": "c", "effective_on": "2023-02-30"}
{"kind": "product_placed", "product": 5, "channel": "c", "effective_on": "2023-02-03", "product": 6}
{"kind": "license_issued", "licence": "L"
"""


def problems() -> list[Problem]:
    return list(read_facts(BAD, name="bad.jsonl").problems)


def test_a_problem_is_told_with_its_place_in_both_languages() -> None:
    assert [en.problem_text(each) for each in problems()] == [
        "bad.jsonl:1:10: kind: 'licence_issued' is not a kind of fact. "
        "Did you mean 'license_issued'?",
        "bad.jsonl:2:76: effective_on: '2023-02-30' is not a day that exists; "
        "write YYYY-MM-DD between 1900-01-01 and 2200-12-31",
        "bad.jsonl:3:39: product: expected text, found the number 5; put it in quotes",
        "bad.jsonl:3:88: 'product' is given twice in one object, first on line 3, column 28",
        "bad.jsonl:5:1: expected ',' or '}'; the text ends here",
    ]
    assert [zh.problem_text(each) for each in problems()] == [
        "bad.jsonl 第 1 行第 10 列，字段“kind”：“licence_issued”不是“fact”的种类。"
        "是否应为“license_issued”？",
        "bad.jsonl 第 2 行第 76 列，字段“effective_on”：“2023-02-30”不存在；"
        "请写1900年1月1日至2200年12月31日之间的日期（YYYY-MM-DD）",
        "bad.jsonl 第 3 行第 39 列，字段“product”：应为文本，实为数 5；请加引号",
        "bad.jsonl 第 3 行第 88 列：同一对象中两次给出“product”，首次在第 3 行第 28 列",
        "bad.jsonl 第 5 行第 1 列：应为“,”或“}”；文本至此结束",
    ]


def test_a_problem_in_json_has_a_code_and_its_words() -> None:
    document = problem_document(problems()[1], zh)
    assert document == {
        "file": "bad.jsonl",
        "line": 2,
        "column": 76,
        "field": "effective_on",
        "code": "no_such_day",
        "message": zh.saying_text(problems()[1].saying),
    }
    assert zh.problem_sentence(problems()[1]).endswith("。")
