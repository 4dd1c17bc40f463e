"""The page and the table of "what if": everything is there, nothing steers the reader's program."""

import csv
import io
from html.parser import HTMLParser
from pathlib import Path

import pytest
from console import answered, empty_folder

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
MILD = """
name: Virtual firewalls are another class
assume: {OQ11: separate}
"""


class Elements(HTMLParser):
    """Collects the elements of a page, its texts, and whether every one is closed."""

    VOID = ("meta", "br", "img", "col", "link", "input", "hr")

    def __init__(self, page: str) -> None:
        super().__init__()
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


def test_chinese_is_marked_as_chinese() -> None:
    page, _ = asked(HOSTILE)
    assert ("span", {"lang": "zh-Hans"}) in page.found


def test_scenarios_stand_side_by_side_and_their_differences_are_counted() -> None:
    page, rows = asked(STRICT, MILD)
    assert "3 of 3 subjects change otherwise under one scenario than under another" in page.text
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
