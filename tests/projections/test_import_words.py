"""What an import has to say of rows is a value, and reads well in both languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from tables import license_table, planned, the_license

from events.products import Measure
from projections.documents.imports import plan_document
from projections.imports.sayings import Called, Either, Every, Saying, Value, say
from projections.wording import en, zh
from projections.wording.en.answers import imports as english
from projections.wording.zh.answers import imports as chinese

IMPORTS = Path(__file__).parents[2] / "projections/imports"
SENTENCE = re.compile(r"[A-Za-z]{2,}[ ,]+[a-z]{2,}")
COMMAND = re.compile(r"tracker (import undo|record|facts)")
DAY = date(2023, 7, 1)
VALUES = {
    "called": Called("license", "L"),
    "change": (say("channel_not_on_record", channel=Value("bazaar")),),
    "certificates": (say("issued_on", fact="f", day=DAY), say("renewed_from", fact="g", day=DAY)),
    "facts": Every((Value("f"), Value("g"))),
    "stands": Either(("lapsed", "valid")),
    "here": Either(("cancelled",)),
    **dict.fromkeys(("day", "first", "last", "since"), DAY),
    **dict.fromkeys(("channels", "licenses", "products", "others", "names"), Value({"A", "B"})),
}


def holes(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_say_the_same_things_of_the_same_values() -> None:
    assert {code: holes(text) for code, text in english.SAYINGS.items()} == {
        code: holes(text) for code, text in chinese.SAYINGS.items()
    }


def test_what_is_said_of_rows_is_said_somewhere_and_nothing_else() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in IMPORTS.rglob("*.py"))
    asked = set(re.findall(r'\bsay\(\s*"(\w+)"', source))
    assert asked <= english.SAYINGS.keys()
    assert [code for code in english.SAYINGS if f'"{code}"' not in source] == []


@pytest.mark.parametrize("code", english.SAYINGS)
def test_a_saying_reads_in_both_languages(code: str) -> None:
    saying = Saying(code, {name: VALUES.get(name, "x") for name in holes(english.SAYINGS[code])})
    assert "{" not in en.saying_text(saying)
    assert not SENTENCE.search(COMMAND.sub("", zh.saying_text(saying)))
    assert en.saying_text(saying) != zh.saying_text(saying) or code == "plain"


def test_values_are_shown_as_each_language_shows_them() -> None:
    shown = [
        (None, "nothing", "空"),
        (Value(None), "nothing", "空"),
        (Value("a"), "'a'", "“a”"),
        (Value(DAY), "'2023-07-01'", "2023年7月1日"),
        (Value(["b", "a"]), "'a', 'b'", "“a”、“b”"),
        (Every(("a", Value("b"))), "a and 'b'", "a、“b”"),
        (Either(("a", "b")), "a or b", "a 或 b"),
        (Measure(value=20, unit="Gbps"), "20 Gbps", "20 Gbps"),
        (True, "True", "是"),
        (Called("product", "P"), "product 'P'", "产品“P”"),
        (Called("product_placed", None), "product_placed", "“进入渠道”"),
    ]
    assert [(value, en.value_text(value), zh.value_text(value)) for value, _, _ in shown] == shown


def test_a_plan_is_told_in_chinese() -> None:
    contradicting = planned(license_table(holder="Other (invented)"), the_license())
    [contradiction] = contradicting.contradictions
    assert zh.contradiction_text(contradiction) == (
        "证照“L”：holder 在表中为“Other (invented)”，在记录中为“Holder (invented)”"
        "（事实“issue-of-L”）。如记录有误，请作废“issue-of-L”后重新导入；否则请更正单元格。"
    )
    incomplete = planned(license_table(issued_on=None))
    document = plan_document(incomplete, zh)
    assert [each["message"] for each in document["problems"]] == [
        "证照“L”尚未记录，且发证信息不全：请补填 issued_on，或在映射的 constants 中给出"
    ]
    fresh = planned(license_table(valid_until=None))
    assert next(zh.plan_remarks(fresh, "license")).startswith("没有截止日：L。")


def test_no_module_of_imports_knows_a_language() -> None:
    for path in IMPORTS.rglob("*.py"):
        assert "projections.wording" not in path.read_text(encoding="utf-8").split('"""', 2)[2]
