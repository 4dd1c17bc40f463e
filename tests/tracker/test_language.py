"""Answers on statuses in the language asked for: codes stay, words follow."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import wcwidth
from click.testing import CliRunner, Result
from console import NOON, answered, empty_folder

from tracker.cli import Session, tracker

COMMANDS = (
    "status --as-of 2023-07-03",
    "timeline FW-100",
    "explain FW-100 --as-of 2023-07-03",
)
TABLES = ("status --as-of 2023-07-03", "timeline FW-100")


@pytest.fixture(scope="module", autouse=True)
def portfolio() -> Iterator[None]:
    """Work in a folder with a ledger of the sample portfolio."""
    with empty_folder():
        assert answered("init")[1] == 0
        assert answered("record examples/portfolio.jsonl")[1] == 0
        yield


def run(command: str, **environment: str) -> Result:
    session = Session(clock=lambda: NOON)
    return CliRunner().invoke(tracker, command.split(), obj=session, env=environment)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_environment_may_name_the_language_and_the_option_goes_before_it(command: str) -> None:
    chinese = run(f"{command} --language zh")
    assert "判断日期" in chinese.output
    assert run(command, TRACKER_LANGUAGE="zh").output == chinese.output
    assert run(f"{command} --language en", TRACKER_LANGUAGE="zh").output == run(command).output


@pytest.mark.parametrize("command", COMMANDS)
def test_a_language_that_there_is_not_is_refused_with_those_there_are(command: str) -> None:
    for refused in (run(f"{command} --language fr"), run(command, TRACKER_LANGUAGE="fr")):
        assert refused.exit_code == 2
        assert "'fr' is not one of 'en', 'zh'" in refused.output


@pytest.mark.parametrize("command", COMMANDS)
def test_a_document_keeps_its_codes_and_has_its_texts_in_the_language(command: str) -> None:
    english = json.loads(run(f"{command} --json").stdout)
    chinese = json.loads(run(f"{command} --json --language zh").stdout)
    assert codes(chinese) == codes(english)
    assert texts(chinese) != texts(english)


@pytest.mark.parametrize("command", TABLES)
def test_a_table_has_its_headings_and_statuses_in_the_language(command: str) -> None:
    assert run(f"{command} --language zh --csv zh.csv --xlsx zh.xlsx").exit_code == 0
    text = Path("zh.csv").read_bytes().decode("utf-8-sig")
    headings, *rows = csv.reader(io.StringIO(text, newline=""))
    assert not [heading for heading in headings if heading.isascii()]
    statuses = {row[headings.index("状态")] for row in rows}
    assert statuses <= {"禁止销售", "不合规", "待定", "合规", "不受监管", "未上市"}
    sheet = openpyxl.load_workbook("zh.xlsx")["一般销售"]
    assert headings[:3] in [list(row[:3]) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("command", COMMANDS)
def test_colors_are_the_same_in_both_languages(command: str) -> None:
    session = Session(clock=lambda: NOON)
    shown = [
        CliRunner().invoke(tracker, [*command.split(), *more], obj=session, color=True).output
        for more in ([], ["--language", "zh"])
    ]
    counts = [{code: said.count(code) for code in ("\x1b[3", "\x1b[1m")} for said in shown]
    assert counts[0] == counts[1]
    assert any(counts[0].values())


@pytest.mark.parametrize("product", ["FW-100", "SDB-1", "RT-1", "VPN-1"])
def test_chinese_is_broken_by_its_rules_and_no_name_is_broken(product: str) -> None:
    for command in ("explain", "timeline"):
        said = run(f"{command} {product} --language zh").output.splitlines()
        told = [line for line in said if "http" not in line]
        assert [line for line in told if wcwidth.width(line) > 80] == []
        assert [
            line for line in told if line.strip().startswith(tuple("，。：；、）］》〉”"))
        ] == []
        assert [line for line in told if re.search("[A-Z]-$", line)] == []


def codes(document: Any) -> Any:
    """Return a document without its sentences."""
    if isinstance(document, dict):
        spoken = {"text", "marks", "on_record", "problem"}
        return {key: codes(value) for key, value in document.items() if key not in spoken}
    return [codes(each) for each in document] if isinstance(document, list) else document


def texts(document: Any) -> list[str]:
    """Return the sentences of a document."""
    if isinstance(document, dict):
        own = [document["text"]] if isinstance(document.get("text"), str) else []
        return own + [said for value in document.values() for said in texts(value)]
    return [said for each in document for said in texts(each)] if isinstance(document, list) else []
