"""Every list tells which statuses and days in it are assumed or not verified."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from console import empty_folder, run

FACTS = """\
{"kind": "product_registered", "product": "Z-1", "name": "Invented", "category": "antivirus", \
"channels": ["general_sale"], "effective_on": "2020-01-01"}
{"kind": "license_issued", "license": "ZL", "regime": "mps", "license_kind": "sales_permit", \
"products": ["Z-1"], "issued_on": "2022-05-01"}
"""
SCENARIO = """\
name: suspended
facts:
  - {kind: license_suspended, license: ZL, effective_on: 2023-08-01}
"""
LEGENDS = ("~ rests on a last day assumed", "* rests on law that nobody has verified")
LISTS = [
    "status --as-of 2023-07-05",
    "status --as-of 2023-07-05 --as-of 2022-06-01",
    "timeline Z-1",
    "licenses --as-of 2023-07-05",
    "diff --as-of 2023-07-05 --to-as-of 2024-06-01",
    "what-if suspended.yaml",
    "what-if suspended.yaml other.yaml",
    "remind preview --as-of 2023-07-05",
]


@pytest.fixture(scope="module", autouse=True)
def ledger() -> Iterator[None]:
    with empty_folder():
        Path("facts.jsonl").write_text(FACTS, encoding="utf-8")
        Path("suspended.yaml").write_text(SCENARIO, encoding="utf-8")
        Path("other.yaml").write_text(SCENARIO.replace("08-01", "09-01"), encoding="utf-8")
        list(run("tracker init"))
        list(run("tracker record facts.jsonl"))
        yield


def printed(words: str) -> str:
    return "\n".join(run(f"tracker {words}"))


@pytest.mark.parametrize("words", LISTS)
def test_a_list_marks_what_is_assumed_and_what_is_not_verified(words: str) -> None:
    said = printed(words)
    assert "~" in said.split(LEGENDS[0])[0]
    assert all(legend in said for legend in LEGENDS)


def marks_in(document: Any) -> Iterator[dict[str, Any]]:
    if isinstance(document, dict):
        if "marks" in document:
            yield from document["marks"].values()
        document = list(document.values())
    if isinstance(document, list):
        for each in document:
            yield from marks_in(each)


@pytest.mark.parametrize("words", [each for each in LISTS if "other" not in each])
def test_a_document_has_the_reasons_of_each_mark(words: str) -> None:
    found = list(marks_in(json.loads(printed(f"{words} --json"))))
    assert any("license ZL through 2024-05-01" in why for each in found for why in each["assumed"])
    assert any(each["not_verified"] for each in found)


@pytest.mark.parametrize(
    "words", ["status --as-of 2023-07-05", "timeline Z-1", "what-if suspended.yaml"]
)
def test_a_table_has_the_reasons_in_columns_of_their_own(words: str) -> None:
    printed(f"{words} --csv table.csv")
    rows = list(csv.DictReader(io.StringIO(Path("table.csv").read_text(encoding="utf-8-sig"))))
    assert any("license ZL through 2024-05-01" in row["assumed"] for row in rows)
    assert any(row["not_verified"] for row in rows)
    assert any("assumed: license ZL" in row["through_in_doubt"] for row in rows)


def test_a_table_of_reminders_has_the_reasons_of_the_days_in_doubt() -> None:
    printed("remind preview --as-of 2023-07-05 --csv table.csv")
    rows = list(csv.DictReader(io.StringIO(Path("table.csv").read_text(encoding="utf-8-sig"))))
    ends = {row["day_in_doubt"] for row in rows if row["sort"] == "license_ends"}
    assert all(each.startswith("assumed: license ZL through 2024-05-01") for each in ends)
    worse = {row["day_in_doubt"] for row in rows if row["sort"] == "status_worsens"}
    assert any("assumed: license ZL through 2024-05-01" in each for each in worse)


def test_the_page_of_a_scenario_tells_them_under_the_product() -> None:
    printed("what-if suspended.yaml --html page.html")
    assert "assumed: license ZL through 2024-05-01" in Path("page.html").read_text("utf-8")
