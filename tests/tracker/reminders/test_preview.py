"""What `tracker remind preview` lists: all that falls due, under the policy, and nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from console import answered, empty_folder

POLICY = """
lead_days: [30, 7]
rules:
  - for: {vendors: ["Example Heron Storage (invented) 示例苍鹭存储（虚构）"]}
    lead_days: [90]
  - for: {categories: [firewall], sorts: [amendment_landed, question_raised]}
    lead_days: []
  - for: {license_kinds: [test_report]}
    lead_days: [45]
people:
  anna: {name: Anna (sample), digest: true, ways: [{log: anna.jsonl}, {chat: "env:CHAT"}],
         quiet_weekdays: [saturday, sunday]}
  ben: {name: Ben (sample), ways: [{log: ben.jsonl}]}
tell:
  - {for: {channels: [general_sale]}, owner: anna, escalate: {after_days: 3, to: [ben]}}
  - {for: {regimes: [csl]}, owner: ben}
"""
ASKED = "remind preview --as-of 2024-06-03 --months 60 --policy policy.yaml"

Notices = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def sample() -> Iterator[None]:
    """Work in a folder with a ledger of the sample and a policy."""
    with empty_folder():
        answered("init")
        answered("record examples/portfolio.jsonl")
        Path("policy.yaml").write_text(POLICY, encoding="utf-8")
        yield


def previewed(options: str = "", asked: str = ASKED) -> Notices:
    said, code = answered(f"{asked} {options} --json")
    assert code == 0
    return {each["key"]: each for each in json.loads(said)["notices"]}


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("product", ["FW-100", "NAS-1", "BK-1", "SA-1", "GAP-1", "PLC-2"])
def test_of_one_product_the_same_is_told_as_among_all_others(product: str) -> None:
    for day in ("2023-05-01", "2024-06-03"):
        asked = ASKED.replace("2024-06-03", day)
        everything = previewed("", asked)
        about_it = {key: each for key, each in everything.items() if product in each["products"]}
        assert about_it
        assert previewed(f"--product {product}", asked) == about_it


@pytest.mark.usefixtures("sample")
def test_products_asked_about_together_are_told_together() -> None:
    one, other = previewed("--product SA-1"), previewed("--product GAP-1")
    assert previewed("--product SA-1 --product GAP-1") == one | other


@pytest.mark.usefixtures("sample")
def test_months_ahead_bound_what_falls_due_and_not_what_it_is_about() -> None:
    asked = "remind preview --as-of 2024-06-03"
    soon, later = previewed("--months 2", asked), previewed("--months 24", asked)
    assert soon.keys() < later.keys()
    assert max(each["due"] for each in soon.values()) <= "2024-08-03"
    assert max(each["day"] for each in soon.values()) > "2024-08-03"
    beyond = [each for key, each in later.items() if key not in soon]
    assert min(each["due"] for each in beyond) > "2024-08-03"


@pytest.mark.usefixtures("sample")
def test_a_preview_of_an_earlier_day_tells_later_facts_unless_asked_to_leave_them_out() -> None:
    asked = "remind preview --as-of 2023-05-01 --months 12"
    days = {each["day"] for each in previewed("", asked).values()}
    then = {each["day"] for each in previewed("--known-at 2023-05-01", asked).values()}
    assert "2023-07-03" in days
    assert "2023-07-03" not in then


@pytest.mark.usefixtures("sample")
def test_each_notice_names_its_recipients_with_day_and_ways() -> None:
    found = previewed("--product GAP-1").values()
    (told,) = (each for each in found if each["sort"] == "license_ends" and each["lead_days"] == 30)
    assert (told["due"], told["day"]) == ("2027-03-20", "2027-04-19")
    anna = {
        "recipient": "anna",
        "because": "owner",
        "owner": "anna",
        "on": "2027-03-19",
        "zone": "Asia/Shanghai",
        "early": True,
        "days_off_unpublished": False,
        "ways": ["log", "chat"],
        "digest": True,
        "escalation": {"after_days": 3, "to": ["ben"]},
    }
    ben = {**anna, "recipient": "ben", "owner": "ben", "on": "2027-03-20", "early": False}
    assert told["recipients"] == [
        anna,
        {**ben, "ways": ["log"], "digest": False, "escalation": None},
    ]
    said, _ = answered(f"{ASKED} --product GAP-1")
    assert (
        "To anna on 2027-03-19, the working day before, by log and chat in a digest. "
        "To ben on 2027-03-20, by log."
    ) in said


@pytest.mark.usefixtures("sample")
def test_of_what_no_rule_tells_anybody_it_is_said_that_it_goes_to_nobody() -> None:
    found = previewed().values()
    lost = [each for each in found if not each["recipients"]]
    assert lost
    said, _ = answered(f"{ASKED} --product {lost[0]['products'][0]}")
    assert "To nobody." in said


def test_what_falls_due_on_one_day_is_told_by_the_day_it_is_about() -> None:
    """Of two licenses, the one whose name comes later in the alphabet ends first."""
    usual = {
        "kind": "license_issued",
        "regime": "R",
        "license_kind": "permit",
        "products": ["P"],
        "issued_on": "2020-01-01",
    }
    ends = {"Z": "2026-12-31", "A": "2027-01-30"}
    facts = [{**usual, "license": name, "valid_until": end} for name, end in ends.items()]
    with empty_folder():
        Path("licenses.jsonl").write_text("\n".join(map(json.dumps, facts)), encoding="utf-8")
        answered("init")
        answered("record licenses.jsonl")
        said, _ = answered("remind preview --as-of 2026-12-01 --months 1 --json")
    notices = json.loads(said)["notices"]

    told = [(each["due"], each["day"]) for each in notices]
    assert told == sorted(told)
    assert ("2026-12-01", "2026-12-31") in told
    assert ("2026-12-01", "2027-01-30") in told
