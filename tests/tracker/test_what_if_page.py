"""The page and the table of "what if": everything is there, nothing steers the reader's program."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from console import answered, empty_folder

from projections.wording.en.answers.what_if_phrases import PHRASES
from tracker.cli.csv_out import write_csv
from tracker.show.what_if.numbers import Bar

HOSTILE = """
name: "<script>alert(1)</script> & 甲"
facts:
  - {kind: product_registered, product: "=SUM(A1)", name: '"><img src=x onerror=alert(2)>',
     vendor: "<b>虚构</b>", category: firewall, channels: [general_sale], effective_on: 2024-01-01}
"""
STRICT = """
name: Virtual firewalls belong to the class
assume: {OQ11: included}
"""
MANY = """
name: A hundred products without a license
facts:
""" + "".join(
    f"  - {{kind: product_registered, product: NEW-{number:03}, name: New, category: audit_other,"
    " channels: [general_sale], effective_on: 2024-01-01}\n"
    for number in range(100)
)
WITHOUT_ISSUE = """
name: A regime that issues to nobody
facts:
  - kind: act_published
    act: HYP-1
    title: Supposed
    published_on: 2026-12-01
    provisions:
      - {kind: regime_established, regime: hyp, name: Hyp, license_kinds: [{kind: hyp_permit}],
         channels: [general_sale], scope: {by: determination, in: [waf], out: []},
         effective_on: 2027-01-01}
      - {kind: issuance_stopped, regime: hyp, effective_on: 2027-01-01}
"""
MILD = """
name: Virtual firewalls are another class
assume: {OQ11: separate}
"""


class Elements(HTMLParser):
    """Collects the elements of a page, its texts, and whether every one is closed."""

    VOID = ("meta", "br", "img", "col", "link", "input", "hr")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def asked(*scenarios: str, options: str = "") -> tuple[Elements, list[list[str]]]:
    """Return the page and the rows for scenarios put to the sample."""
    with empty_folder():
        answered("init")
        answered("record examples/portfolio.jsonl")
        files = []
        for number, text in enumerate(scenarios):
            files.append(f"{number}.yaml")
            Path(files[-1]).write_text(text, encoding="utf-8")
        _, code = answered(f"what-if {' '.join(files)} {options} --html a.html --csv a.csv")
        assert code == 0
        page = Elements(Path("a.html").read_text(encoding="utf-8"))
        raw = Path("a.csv").read_bytes()
        return page, list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_the_page_names_every_subject_that_changes_and_says_it_is_a_supposition() -> None:
    page, rows = asked(STRICT)
    assert {row[1] for row in rows[1:]} == {"VFW-10", "WAF-5", "WAF-8"}
    for product in ("VFW-10", "WAF-5", "WAF-8"):
        assert product in page.text
    assert "A supposition. Nothing of it is on record." in page.text
    assert "3 of 56 subjects change, first on 2023-07-03." in page.text


def test_the_page_is_one_file_that_fetches_and_runs_nothing() -> None:
    page, _ = asked(HOSTILE)
    assert not {"script", "img", "link", "iframe", "b"} & {tag for tag, _ in page.found}
    outside = [
        value
        for _, attributes in page.found
        for name, value in attributes.items()
        if name in {"src", "href"} and value and not value.startswith("#")
    ]
    assert not outside
    assert "<script>alert(1)</script>" in page.text


def test_the_style_of_the_page_fetches_nothing() -> None:
    page, _ = asked(STRICT, MILD)
    assert "default-src 'none'" in page.page
    assert not re.search(r"@import|url\((?!#)|src=", page.page)


def test_whatever_the_answer_says_the_page_and_the_table_say() -> None:
    with empty_folder():
        answered("init")
        answered("record examples/portfolio.jsonl")
        asked_for = "what-if examples/scenarios/widened-catalogue.yaml"
        text, _ = answered(f"{asked_for} --json")
        answered(f"{asked_for} --html a.html --csv a.csv")
        page = Elements(Path("a.html").read_text(encoding="utf-8"))
        with Path("a.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    found = [
        (each["product"], each["channel"], period)
        for each in json.loads(text)["changed"]
        for period in each["periods"]
    ]
    assert [(row["product"], row["channel"]) for row in rows] == [each[:2] for each in found]
    for row, (product, channel, period) in zip(rows, found, strict=True):
        needs = period["licenses_needed"]
        assert (row["from"], row["before"], row["after"]) == (
            period["from"],
            period["before"],
            period["after"],
        )
        assert row["needed_by"] == "; ".join(need["by"] for need in needs)
        assert row["needed_for_certain"] == "; ".join(
            "yes" if need["certain"] else "no" for need in needs
        )
        wanted = "; ".join(
            f"{need['regime']} by {need['by']}{'' if need['certain'] else ', perhaps'}"
            for need in needs
        )
        cells = [product, row["from"], row["through"] or "no end", wanted]
        assert re.search(r"\s+".join(map(re.escape, cells)), page.text)
        assert channel in page.text
        assert all(each["text"] in page.text for each in period["because"])


def test_the_page_tells_every_reminder_with_its_days() -> None:
    with empty_folder():
        answered("init")
        answered("record examples/portfolio.jsonl")
        asked_for = "what-if examples/scenarios/failed-review.yaml"
        text, _ = answered(f"{asked_for} --json")
        answered(f"{asked_for} --html a.html")
        page = Elements(Path("a.html").read_text(encoding="utf-8"))
    notices = json.loads(text)["notices"]
    counts = {what: len(notices[what]) for what in ("added", "moved", "dropped")}
    assert counts == {"added": 6, "moved": 0, "dropped": 2}
    assert "Reminders: 6 added, 2 dropped" in page.text
    for each in (*notices["added"], *notices["dropped"]):
        cells = [each["day"], each["text"], ", ".join(each["told_on"])]
        assert re.search(r"\s+".join(map(re.escape, cells)), page.text)


def test_a_policy_says_how_long_before_people_would_be_told() -> None:
    with empty_folder():
        answered("init")
        answered("record examples/portfolio.jsonl")
        Path("policy.yaml").write_text("lead_days: [30]\n", encoding="utf-8")
        Path("wrong.yaml").write_text("lead_day: [30]\n", encoding="utf-8")
        asked_for = "what-if examples/scenarios/honoring-withdrawn.yaml --json"
        text, _ = answered(f"{asked_for} --policy policy.yaml")
        refused, code = answered(f"{asked_for} --policy wrong.yaml")
    moved = json.loads(text)["notices"]["moved"]
    assert {each["day_before"] > each["day"] for each in moved} == {True}
    assert {day for each in moved for day in each["told_on"]} == {"2023-12-02"}
    assert code == 1
    assert "wrong.yaml:1:1: unknown field 'lead_day'" in refused


def test_a_scenario_that_changes_nothing_touches_no_reminder() -> None:
    page, _ = asked("name: Nothing\n")
    assert "Reminders" not in page.text


def test_a_long_list_is_folded_and_whole() -> None:
    page, rows = asked(MANY)
    assert "100 of 156 subjects change" in page.text
    assert [tag for tag, _ in page.found].count("details") == 1
    assert "100 periods" in page.text
    assert "for each subject of a fact of its own, told beside it" in page.text
    assert page.text.count("product_registered NEW-") == 100
    assert {row[1] for row in rows[1:]} == {f"NEW-{number:03}" for number in range(100)}
    assert all(row[1] in page.text for row in rows[1:])


def test_subjects_that_change_alike_are_told_once_for_all_scenarios() -> None:
    page, _ = asked(MANY, f"{MANY}assume: {{OQ11: included}}\n")
    assert "Of 103 subjects that change under some scenario, 100 change alike under all." in (
        page.text
    )
    assert "100 subjects changed alike under all scenarios" in page.text
    assert "no change" in page.text


def test_a_license_that_nobody_issues_is_told_as_such() -> None:
    page, rows = asked(WITHOUT_ISSUE)
    assert "hyp: none is issued any more, first by 2027-01-01" in page.text
    assert "hyp by 2027-01-01, but none is issued" in page.text
    assert "none is issued any more" in rows[1][rows[0].index("licenses_needed")]


def test_what_is_doubtful_in_the_scenario_is_told_and_led_to() -> None:
    page, _ = asked(
        "name: A slip\nfacts: [{kind: license_revoked, license: NO-1, effective_on: 2026-12-15}]"
    )
    assert "1 finding on the scenario itself" in page.text
    assert "license NO-1 : never issued on record, yet license_revoked" in page.text


def test_every_place_that_the_page_leads_to_is_there() -> None:
    page, _ = asked(STRICT, MILD)
    places = {attributes["id"] for _, attributes in page.found if "id" in attributes}
    led_to = {(attributes["href"] or "")[1:] for tag, attributes in page.found if tag == "a"}
    assert led_to
    assert led_to <= places


def test_chinese_is_marked_as_chinese() -> None:
    page, _ = asked(HOSTILE)
    assert ("span", {"lang": "zh-Hans"}) in page.found


def test_scenarios_stand_side_by_side_and_their_differences_are_counted() -> None:
    page, rows = asked(STRICT, MILD)
    assert "Of 3 subjects that change under some scenario, 0 change alike under all." in page.text
    assert "3 subjects changed otherwise under one scenario than under another" in page.text
    assert "compliant becomes not_regulated from 2023-07-03 through 2024-03-31" in page.text
    assert {row[0] for row in rows[1:]} == {
        "Virtual firewalls belong to the class",
        "Virtual firewalls are another class",
    }


def test_nothing_changes_and_the_page_says_so() -> None:
    page, rows = asked("name: Nothing")
    assert "No difference in 56 subjects." in page.text
    assert len(rows) == 1


def test_no_cell_is_run_as_a_formula_and_every_row_has_its_columns() -> None:
    _, rows = asked(HOSTILE)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[1][1] == "'=SUM(A1)"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1"])
def test_a_cell_that_a_spreadsheet_would_run_stands_after_an_apostrophe(cell: str) -> None:
    stream = io.BytesIO()
    write_csv(stream, ["one", "two"], [[cell, "甲, 乙"]])
    raw = stream.getvalue()
    assert raw.startswith(b"\xef\xbb\xbfone,two\r\n")
    assert raw.endswith('"甲, 乙"\r\n'.encode())
    text = raw.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [f"'{cell}", "甲, 乙"]


def test_a_bar_shows_whatever_is_there_and_nothing_of_nothing() -> None:
    assert [Bar(*share).percent for share in [(0, 0), (0, 5), (1, 9_999), (5, 5)]] == [0, 0, 1, 100]


@pytest.mark.parametrize("day", ["2023-07-03", "2024-12-31"])
def test_the_rows_are_the_periods_that_meet_the_day_asked_for(day: str) -> None:
    _, rows = asked(STRICT, options=f"--as-of {day}")
    [start, through] = [rows[0].index(name) for name in ("from", "through")]
    assert rows[1:]
    assert all(row[start] <= day and (not row[through] or day <= row[through]) for row in rows[1:])


def test_scenarios_asked_about_together_answer_as_each_alone() -> None:
    _, together = asked(STRICT, MILD)
    _, strict = asked(STRICT)
    _, mild = asked(MILD)
    assert together[1:] == [*strict[1:], *mild[1:]]


def test_the_page_in_chinese_says_nothing_in_english_but_names() -> None:
    page, rows = asked(STRICT, MILD, options="--language zh")
    assert dict(page.found)["html"]["lang"] == "zh-Hans"
    assert "以下均为假设，未作记录。" in page.text
    told = " ".join([page.text, *(v or "" for _, given in page.found for v in given.values())])
    phrases = (each.split("{}")[0].strip(" ,:.") for each in PHRASES.values() if " " in each)
    assert [each for each in phrases if len(each) > 5 and each in told] == []
    assert rows[0][:3] == ["情景", "产品", "渠道"]
    assert {status for row in rows[1:] for status in row[7:9]} == {
        "合规",
        "不合规",
        "不受监管",
        "待定",
    }


def test_the_language_may_be_set_for_all_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_LANGUAGE", "zh")
    page, _ = asked(STRICT)
    assert "以下均为假设，未作记录。" in page.text
