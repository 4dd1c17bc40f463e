"""The report for people holds the whole answer, in HTML and in PDF, and always the same bytes."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from console import empty_folder, run
from pypdf import PdfReader
from support import SAMPLE, a_fact, a_license, a_product, with_gazette

from events.facts import Fact, canonical_json, fact_from_json
from projections.judging.bench import OpenPoint
from projections.record.visible import Viewpoint
from projections.report import ChannelReport, Report, Subject, report
from projections.wording import ENGLISH, words_of
from projections.wording.en.answers import reports as en
from projections.wording.zh.answers import reports as zh
from tracker.show.report.html import html
from tracker.show.report.pdf import pdf

ROOT = Path(__file__).parents[2]
LEDGER = "0123456789abcdef0123456789abcdef"
ASKED = [
    ("FW-100", "2023-07-03"),  # one channel, a permit recognised
    ("GAP-1", "2026-11-23"),  # two channels, a review pending
    ("NAS-2", "2026-11-23"),  # barred
    ("WAF-8", "2026-11-23"),  # an open point of law decides
    ("TM-1", "2026-11-23"),  # scope unknown
    ("PLC-2", "2026-11-23"),  # a license expired
]


FOOT = re.compile(r".* · as of .*\n?Page \d+ of \d+\n?")


@cache
def sample() -> tuple[Fact, ...]:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    return tuple(fact_from_json(line) for line in lines if line)


def of_sample(product: str, day: str) -> Report:
    return report_on(product, *sample(), as_of=day)


def report_on(product: str, *facts: Fact, as_of: str = "2026-11-23") -> Report:
    records = with_gazette(*facts)
    point = Viewpoint(date.fromisoformat(as_of))
    subject = Subject(product, point, LEDGER, "Asia/Shanghai", len(records))
    return report(subject, records)


class Words(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words_of_html(made: Report) -> str:
    return squeezed("".join(Words(html(made, ENGLISH)).found))


def words_of_pdf(made: Report) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf(made, ENGLISH))).pages)
    return squeezed("".join(FOOT.sub("", page) for page in pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def explained(product: str, day: str) -> dict[str, Any]:
    with empty_folder():
        list(run("tracker init"))
        list(run("tracker record examples/portfolio.jsonl"))
        answer = "\n".join(run(f"tracker explain {product} --as-of {day} --json"))
    return dict(json.loads(answer))


def told(value: Any) -> set[str]:
    """Return what an answer says that a reader must find: statuses, sentences, acts and days."""
    if isinstance(value, list):
        return set().union(*map(told, value))
    if not isinstance(value, dict):
        return set()
    named = {"text", "status", "since", "act", "title", "title_zh", "question", "license", "url"}
    here = {str(value[key]) for key in named & set(value) if isinstance(value[key], str)}
    return here.union(*(told(part) for part in value.values()))


@pytest.mark.parametrize(("product", "day"), ASKED)
def test_whatever_the_answer_says_the_report_says(product: str, day: str) -> None:
    answer = explained(product, day)
    for channel in answer["explanations"]:
        channel.pop("next")  # told by its grounds, not in full
    made = of_sample(product, day)
    page, paper = words_of_html(made), words_of_pdf(made)
    statements = {squeezed(text) for text in told(answer)}
    assert statements
    assert {text for text in statements if text not in page} == set()
    assert {text for text in statements if text not in paper} == set()


@pytest.mark.parametrize(("product", "day"), ASKED)
def test_acts_are_named_in_english_and_in_chinese(product: str, day: str) -> None:
    made = of_sample(product, day)
    page, paper = words_of_html(made), words_of_pdf(made)
    assert any(source.title_zh for source in made.sources)
    for source in made.sources:
        for title in filter(None, (source.title, source.title_zh)):
            assert squeezed(title) in page
            assert squeezed(title) in paper


@pytest.mark.parametrize(("product", "day"), ASKED)
def test_every_fact_is_named_by_position_and_by_id(product: str, day: str) -> None:
    made = of_sample(product, day)
    page, paper = words_of_html(made), words_of_pdf(made)
    assert made.relied_on
    for fact in (*made.relied_on, *made.other_facts):
        assert squeezed(fact.id) in page
        assert squeezed(fact.id) in paper
        assert f"{fact.recorded_at.astimezone(UTC):%Y-%m-%d%H:%M:%S}" in page


def test_a_fact_is_relied_on_or_told_among_the_others_never_both() -> None:
    for product, day in ASKED:
        made = of_sample(product, day)
        relied, others = (
            {fact.id for fact in facts} for facts in (made.relied_on, made.other_facts)
        )
        assert not relied & others


def test_the_status_leans_on_the_license_and_not_on_one_that_came_later() -> None:
    made = of_sample("FW-100", "2023-07-03")
    assert "sample/license/MPS-0001" in {fact.id for fact in made.relied_on}
    assert "sample/license/CERT-0001" in {fact.id for fact in made.other_facts}


def test_an_indeterminate_status_says_on_what_it_hinges() -> None:
    [told] = of_sample("WAF-8", "2026-11-23").channels
    assert told.status == "indeterminate"
    assert "OQ11" in {each.question.name for each in told.hinges if isinstance(each, OpenPoint)}
    assert {under.verdict.status for under in told.readings} == {"non_compliant", "not_regulated"}


def test_a_certain_status_hinges_on_nothing() -> None:
    [told] = of_sample("FW-100", "2023-07-03").channels
    assert told.hinges == ()


def test_a_late_entry_is_told_with_its_delay_in_days() -> None:
    made = report_on("P", a_product(effective_on="2026-11-20"))
    [late] = made.late
    assert (late.days, late.relied_on) == (3, True)


def test_a_fact_recorded_on_its_day_is_not_late() -> None:
    assert report_on("P", a_product(effective_on="2026-11-23")).late == ()


def test_a_voiding_is_told_with_what_it_voided() -> None:
    license = a_license(id="wrong")
    voiding = a_fact(kind="fact_voided", fact="wrong", reason="The certificate was a copy.")
    made = report_on("P", a_product(), license, voiding)
    [voided] = made.voided
    assert voided.target is not None
    assert (voided.target.id, voided.counts) == ("wrong", True)
    assert squeezed("The certificate was a copy.") in words_of_html(made)
    assert squeezed("The certificate was a copy.") in words_of_pdf(made)


def test_evidence_is_listed_with_its_digest() -> None:
    kept = a_fact(
        kind="evidence_added",
        fact="registered",
        name="permit.pdf",
        media_type="application/pdf",
        size=12345,
        sha256="ab" * 32,
        effective_on="2026-11-23",
    )
    made = report_on("P", a_product(id="registered"), kept)
    for page in (words_of_html(made), words_of_pdf(made)):
        assert "permit.pdf" in page
        assert "12,345bytes" in page
        assert "ab" * 32 in page


HOSTILE = "<script>alert('&amp;')</script> \u200fx\u200e \"><b> & {{ 7*7 }} </para><para>"


def test_a_hostile_name_is_shown_and_does_nothing() -> None:
    made = report_on("P", a_product(name=HOSTILE, vendor="<img src=x onerror=alert(1)>"))
    page = html(made, ENGLISH)
    assert not {"script", "img", "b", "para"} & set(Words(page).tags)
    assert "\u200f" not in page
    assert "[U+200F]" in page
    assert "{{ 7*7 }}" in page
    assert "<script>" in words_of_pdf(made)


def test_a_source_that_is_no_web_address_is_no_link() -> None:
    act = a_fact(
        kind="act_published",
        act="INVENTED-1",
        title="Invented",
        published_on="2020-01-01",
        source=[{"url": "javascript:alert(1)"}, {"url": "https://example.org/a b"}],
        provisions=[
            {
                "kind": "regime_established",
                "regime": "invented",
                "name": "Invented",
                "license_kinds": [{"kind": "permit"}],
                "channels": ["general_sale"],
                "scope": {"by": "determination", "in": ["firewall"], "out": []},
                "effective_on": "2020-01-01",
            }
        ],
    )
    made = report_on("P", a_product(), act)
    assert "javascript:alert(1)" in words_of_html(made)
    assert 'href="javascript' not in html(made, ENGLISH)
    assert 'href="https://example.org/a b' not in html(made, ENGLISH)


def test_long_names_and_texts_and_hundreds_of_facts_are_all_set() -> None:
    facts = [a_product(name="N" * 200, vendor="长" * 200, note="word " * 3900)]
    facts += [
        a_license(f"{'L' * 190}{number:04}", note="字" * 300, issued_on="2022-01-01")
        for number in range(300)
    ]
    made = report_on("P", *facts)
    reader = PdfReader(BytesIO(pdf(made, ENGLISH)))
    paper = squeezed("".join(page.extract_text() for page in reader.pages))
    assert len(made.relied_on) + len(made.other_facts) > 300
    assert "L0299" in paper
    assert paper.count("word") >= 3900
    assert len(reader.pages) < 200


def test_a_row_taller_than_a_page_is_set_whole() -> None:
    basis = " ".join(f"w{number}" for number in range(3000))
    scope = a_fact(
        kind="scope_determined",
        product="P",
        regime="csl",
        in_scope=True,
        basis=basis,
        effective_on="2020-01-01",
    )
    paper = words_of_pdf(report_on("P", a_product(), scope))
    assert all(f"w{number}" in paper for number in range(0, 3000, 100))


def test_a_character_that_the_font_lacks_is_replaced_and_this_is_said() -> None:
    made = report_on("P", a_product(name="Wall 🙂 \U00020000 שלום é"))
    paper = words_of_pdf(made)
    assert "\ufffd" in paper
    assert "U+1F642" in paper
    assert "U+20000" in paper
    assert "🙂" in html(made, ENGLISH)


def test_where_the_font_has_every_character_no_replacement_is_told() -> None:
    assert "Charactersnotshown" not in words_of_pdf(of_sample("FW-100", "2023-07-03"))


def test_a_pdf_numbers_its_pages_and_names_the_question_on_each() -> None:
    reader = PdfReader(BytesIO(pdf(of_sample("GAP-1", "2026-11-23"), ENGLISH)))
    count = len(reader.pages)
    assert count < 15
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"Page {number} of {count}" in text
        assert "GAP-1 · as of 2026-11-23" in text
    assert reader.metadata is not None
    assert reader.metadata.title == "Compliance report: GAP-1"
    assert reader.outline


def test_a_page_fetches_nothing_and_runs_nothing() -> None:
    page = html(of_sample("FW-100", "2023-07-03"), ENGLISH)
    assert "default-src 'none'" in page
    assert not {"script", "link", "img", "iframe", "object"} & set(Words(page).tags)
    assert not re.search(r"@import|url\((?!#)|src=|style=\"", page)
    assert '<html lang="en">' in page
    assert '<span lang="zh-Hans">' in page


def test_a_product_that_is_nowhere_has_a_report_without_a_status() -> None:
    made = report_on("P", a_product(channels=[]))
    assert (made.channels, made.licenses) == ((), ())
    assert "thereisnostatustotell" in words_of_html(made)
    assert "thereisnostatustotell" in words_of_pdf(made)


SCRIPT = """
import sys
from hashlib import sha256
sys.path.insert(0, "tests")
sys.path.insert(0, "tests/tracker")
from test_report import of_sample
from projections.wording import ENGLISH
from tracker.show.report.html import html
from tracker.show.report.pdf import pdf
made = of_sample("GAP-1", "2026-11-23")
print(sha256(html(made, ENGLISH).encode()).hexdigest(), sha256(pdf(made, ENGLISH)).hexdigest())
"""


def test_the_same_question_gives_the_same_bytes_in_any_process() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"), ("77", "America/New_York"))
    }
    assert len(found) == 1


def test_what_was_recorded_after_the_position_changes_no_byte() -> None:
    facts = [a_product(), a_license()]
    records = with_gazette(
        *facts, a_fact(kind="license_revoked", license="L", effective_on="2023-01-01")
    )
    point = Viewpoint(date(2026, 11, 23))
    subject = Subject("P", point, LEDGER, "Asia/Shanghai", len(records) - 1)
    assert html(report(subject, records), ENGLISH) == html(report(subject, records[:-1]), ENGLISH)
    assert pdf(report(subject, records), ENGLISH) == pdf(report(subject, records[:-1]), ENGLISH)


CHINESE = words_of("zh")
SENTENCE = re.compile(r"\b[A-Z][a-z]+(?: [a-z][a-z,'-]*){2,}|\b(?:[a-z][a-z'-]+ ){3,}[a-z]+")


def test_every_phrase_of_a_report_has_words_in_both_languages() -> None:
    both = en.PHRASES, zh.PHRASES
    english, chinese = ({code: places(said) for code, said in each.items()} for each in both)
    assert english == chinese


def places(phrase: str) -> int:
    return phrase.count("{")


@pytest.mark.parametrize(("product", "day"), ASKED)
def test_a_chinese_report_has_no_english_sentence_but_those_of_the_facts(
    product: str, day: str
) -> None:
    made = of_sample(product, day)
    page = html(made, CHINESE)
    said = " ".join(Words(page).found).replace(style_of(page), "")
    facts = " ".join(canonical_json(record.fact).decode() for record in with_gazette(*sample()))
    found = {text.strip() for text in SENTENCE.findall(said)}
    assert {text for text in found if text not in json_text(facts)} == set()
    assert '<html lang="zh-Hans">' in page


def style_of(page: str) -> str:
    return page.split("<style>")[1].split("</style>")[0]


def json_text(facts: str) -> str:
    return facts.replace('\\"', '"')


def test_a_chinese_pdf_is_set_in_chinese_throughout() -> None:
    reader = PdfReader(BytesIO(pdf(of_sample("GAP-1", "2026-11-23"), CHINESE)))
    text = reader.pages[0].extract_text()
    assert f"第 1 页，共 {len(reader.pages)} 页" in text
    assert reader.metadata is not None
    assert reader.metadata.title == "合规报告：GAP-1"


@pytest.mark.parametrize(("product", "day"), ASKED)
def test_a_chinese_report_leaves_out_nothing_that_the_english_one_has(
    product: str, day: str
) -> None:
    made = of_sample(product, day)
    one, other = (Words(html(made, words)) for words in (ENGLISH, CHINESE))
    parts = {"h1", "h2", "h3", "table", "tr", "td", "th", "li", "rect", "svg"}
    assert [tag for tag in one.tags if tag in parts] == [tag for tag in other.tags if tag in parts]
    asked = [point.question.fact.text for told in made.channels for point in points_of(told)]
    quoted = [record.id for record in (*made.relied_on, *made.other_facts)]
    for text in (*quoted, *asked):
        assert squeezed(text) in squeezed("".join(one.found))
        assert squeezed(text) in squeezed("".join(other.found))


def points_of(told: ChannelReport) -> Iterator[OpenPoint]:
    return (each.point for each in told.open_points)


def test_a_chinese_pdf_says_what_the_chinese_page_says() -> None:
    made = of_sample("WAF-8", "2026-11-23")
    page = html(made, CHINESE).split("<body>")[1].split("<footer>")[0].partition("<svg")
    paper = squeezed("".join(lines_of(made)))
    told = Words(page[0] + page[2].partition("</svg>")[2]).found
    assert [text for text in told if squeezed(text) not in paper] == []


def test_no_line_of_a_chinese_pdf_begins_with_a_stop_and_no_name_is_broken() -> None:
    lines = lines_of(of_sample("WAF-8", "2026-11-23"))
    assert [line for line in lines if line.startswith(tuple("，。：；、）］》〉”"))] == []
    assert sum("TEST-0002" in line for line in lines) >= 5
    assert [line for line in lines if line.endswith(("TEST-", "TEST-0"))] == []


def test_chinese_longer_than_a_page_is_set_whole() -> None:
    basis = "".join(f"第{number}段 as amended，" for number in range(1000))
    scope = a_fact(
        kind="scope_determined",
        product="P",
        regime="csl",
        in_scope=True,
        basis=basis,
        effective_on="2020-01-01",
    )
    paper = "".join(lines_of(report_on("P", a_product(), scope)))
    assert all(f"第{number}段" in squeezed(paper) for number in range(0, 1000, 50))
    assert "asamended" not in paper


def lines_of(made: Report) -> list[str]:
    """Return the lines of a report as a PDF in Chinese, but for those at the foot of pages."""
    reader = PdfReader(BytesIO(pdf(made, CHINESE)))
    lines = [line for page in reader.pages for line in page.extract_text().splitlines()]
    return [line for line in lines if not re.search("第 .* 页，共|^.* · 判断日期", line)]


def test_a_day_in_doubt_carries_its_sign_and_the_sign_is_explained() -> None:
    page = html(of_sample("NAS-2", "2023-07-02"), ENGLISH)
    assert "through 2023-07-02*." in page
    assert '<p class="strong">2023-07-03*</p>' in page
    assert '<p class="plain">2023-07-02*</p>' in page
    assert "* rests on law that nobody has verified, or whose day is in doubt." in page


def test_an_assumed_last_day_carries_its_sign() -> None:
    permit = a_license(issued_on="2020-03-01")
    page = html(report_on("P", a_product(), permit, as_of="2021-01-01"), ENGLISH)
    assert "through 2022-03-01~." in page
    assert "~ rests on a last day assumed from a license" in page


def test_a_report_is_written_in_the_language_asked_for() -> None:
    with empty_folder():
        list(run("tracker init"))
        list(run("tracker record examples/portfolio.jsonl"))
        said = run("tracker report FW-100 --as-of 2023-07-03 --language zh -o FW-100.html")
        assert "已写入 FW-100.html：FW-100，判断日期：2023年7月3日" in " ".join(said)
        assert "合规报告：FW-100" in Path("FW-100.html").read_text(encoding="utf-8")
