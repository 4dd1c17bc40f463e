"""A parcel becomes one letter, which says to its reader what changes, why and what to do."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from html.parser import HTMLParser

import pytest
import wcwidth
from support import a_license, a_product, sample, with_gazette

from events.notices import NoticeSent
from events.policies import EmailWay, Person
from events.recorded import LEGAL_ZONE
from projections.notices import Notice, Occasion, Sort, occasions_in
from projections.notices.sending.parcels import Because, Item, Parcel, Telling, Withdrawal
from tracker.delivery.composing import PRODUCTS_AT_MOST, compose
from tracker.delivery.letters import Letter
from tracker.delivery.sheets import SUBJECT_AT_MOST

ON = date(2025, 2, 4)
LEDGER = "0123456789abcdef"
HOSTILE = '"><script>alert(1)</script>&amp;'
VOID = {"meta", "br"}


@cache
def known() -> tuple[Occasion, ...]:
    return tuple(occasions_in(with_gazette(*sample())))


def an_occasion(sort: Sort, about: str) -> Occasion:
    return next(each for each in known() if each.sort is sort and each.about[0] == about)


def a_telling(occasion: Occasion, because: str = "owner", **fields: object) -> Telling:
    return Telling(Notice(occasion, 30), Because(because), "anna", **fields)  # type: ignore[arg-type]


def a_withdrawal(text: str = "License X: last valid day is 1 July 2025 (Tuesday)") -> Withdrawal:
    told = NoticeSent(
        kind="notice_sent",
        occasion="a" * 32,
        sort="license_ends",
        day=date(2025, 7, 1),
        license="X",
        recipient="anna",
        way="email",
        message="b" * 32,
        lead_days=30,
        text=text,
    )
    return Withdrawal(told, date(2025, 6, 1), earlier=("c" * 32,))


def no_links(item: Item, action: str) -> str | None:
    return None


def links(item: Item, action: str) -> str | None:
    return f"https://tracker.example/{action}?key={item.key[:4]}&signed=1"


def a_letter(
    *items: Item,
    language: str = "en",
    linked: bool = False,
    name: str = "Anna Beispiel",
    zone: str | None = None,
) -> Letter:
    ways = (EmailWay(email="anna@mail.example"),)
    person = Person(name=name, language=language, ways=ways, zone=zone)
    parcel = Parcel("anna", person, person.ways[0], items)
    return compose(
        parcel, on=ON, zone=LEGAL_ZONE, ledger=LEDGER, links=links if linked else no_links
    )


def a_digest() -> list[Item]:
    return [
        a_withdrawal(),
        a_telling(an_occasion(Sort.REMOVAL_DUE, "NAS-2"), earlier=("d" * 32,)),
        a_telling(an_occasion(Sort.LICENSE_ENDS, "MPS-0003"), "deputy"),
        a_telling(an_occasion(Sort.STATUS_WORSENS, "VPN-1"), "escalated"),
    ]


class Elements(HTMLParser):
    """The elements of a page, its texts, and whether every one is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def texts_of(self) -> str:
        return "".join(" ".join(self.texts).split())


def test_a_letter_about_one_notice_has_its_headline_as_the_subject() -> None:
    letter = a_letter(a_telling(an_occasion(Sort.LICENSE_ENDS, "MPS-0003")))
    assert letter.subject == (
        "License MPS-0003 for FW-210: last valid day is 28 February 2025 (Friday), in 24 days"
    )
    assert letter.data["notices"][0]["headline"] == letter.subject


@pytest.mark.parametrize(
    ("because", "language", "mark"),
    [
        ("deputy", "en", "[Deputy] "),
        ("escalated", "en", "[Escalated] "),
        ("deputy", "zh", "［代理］"),
        ("escalated", "zh", "［升级］"),
    ],
)
def test_a_subject_says_if_it_goes_to_a_deputy_or_is_escalated(
    because: str, language: str, mark: str
) -> None:
    occasion = an_occasion(Sort.LICENSE_ENDS, "MPS-0003")
    letter = a_letter(a_telling(occasion, because), language=language)
    assert letter.subject == mark + letter.data["notices"][0]["headline"]


@pytest.mark.parametrize(
    ("language", "far", "all_days"),
    [
        ("en", "in 24 days (Asia/Shanghai)", "Days are those of Asia/Shanghai"),
        ("zh", "还有24天（Asia/Shanghai）", "日期均按Asia/Shanghai时区计算"),
    ],
)
def test_a_reader_in_another_zone_is_told_whose_days_they_are(
    language: str, far: str, all_days: str
) -> None:
    occasion = an_occasion(Sort.LICENSE_ENDS, "MPS-0003")
    there = a_letter(a_telling(occasion), language=language, zone="America/Los_Angeles")
    here = a_letter(a_telling(occasion), language=language, zone=LEGAL_ZONE)
    assert there.subject.endswith(far)
    assert there.data["notices"][0]["headline"] == there.subject
    for told in (there.text, there.html):
        assert "".join(all_days.split()) in "".join(told.split())
    assert here.data == {**there.data, "notices": here.data["notices"]}
    assert "Asia/Shanghai" not in here.subject + here.text + here.html
    assert here.data["zone"] == there.data["zone"] == "Asia/Shanghai"


def test_a_digest_to_a_reader_in_another_zone_names_the_zone_with_each_day() -> None:
    letter = a_letter(*a_digest(), zone="America/Los_Angeles")
    assert letter.subject.endswith("first on 28 February 2025 (Friday) (Asia/Shanghai)")
    assert "28 February 2025 (Friday), in 24 days (Asia/Shanghai)\n=====" in letter.text


def test_a_day_off_that_brings_a_notice_forward_is_one_where_the_reader_is() -> None:
    early = a_telling(an_occasion(Sort.LICENSE_ENDS, "MPS-0003"), brought_forward=date(2026, 10, 1))
    text = " ".join(a_letter(early, zone="America/Los_Angeles").text.split())
    assert "1 October 2026 (Thursday) (America/Los_Angeles) is a day off." in text


def test_a_withdrawal_says_what_was_told_and_when_and_that_it_no_longer_holds() -> None:
    letter = a_letter(a_withdrawal())
    assert letter.subject == "[Withdrawn] License X: last valid day is 1 July 2025 (Tuesday)"
    assert (
        "We told you on 1 June 2025 (Sunday): “License X: last valid day is 1\n"
        "July 2025 (Tuesday)”. This no longer holds." in letter.text
    )
    in_chinese = a_letter(a_withdrawal("证书 X"), language="zh")
    assert in_chinese.subject == "［撤回］证书 X"
    assert "我们曾于2025年6月1日（星期日）通知您：“证书 X”。此通知不再成立。" in in_chinese.text


def test_a_digest_counts_what_it_tells_and_names_the_nearest_day() -> None:
    assert a_letter(*a_digest()).subject == (
        "3 reminders, 1 withdrawn; first on 28 February 2025 (Friday)"
    )
    assert a_letter(*a_digest(), language="zh").subject == (
        "3条提醒，1条撤回，最早为2025年2月28日（星期五）"
    )
    other = a_withdrawal("License Y ends")
    assert a_letter(a_withdrawal(), other).subject == "2 withdrawn"


def test_a_digest_tells_the_soonest_day_first_and_withdrawals_last() -> None:
    letter = a_letter(*a_digest())
    headings = ["28 February 2025 (Friday), in 24 days", "30 June 2025", "No longer so"]
    for told in (letter.text, letter.html):
        assert sorted(headings, key=told.index) == headings
    days = [each["day"] for each in letter.data["notices"]]
    assert days == sorted(days)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_parcel_gives_the_same_bytes_in_whatever_order_it_was_packed(
    language: str,
) -> None:
    there = a_letter(*a_digest(), language=language, linked=True)
    back = a_letter(*reversed(a_digest()), language=language, linked=True)
    assert there == back


def test_a_letter_says_in_whose_place_a_deputy_is_told_and_who_did_not_acknowledge() -> None:
    occasion = an_occasion(Sort.LICENSE_ENDS, "MPS-0003")
    assert "You are told in place of anna." in a_letter(a_telling(occasion, "deputy")).text
    escalated = a_letter(a_telling(occasion, "escalated"))
    assert "because anna has not acknowledged it" in escalated.text
    assert escalated.data["notices"][0]["because"] == "escalated"
    assert escalated.data["notices"][0]["owner"] == "anna"


def test_a_letter_that_goes_out_early_says_why() -> None:
    occasion = an_occasion(Sort.LICENSE_ENDS, "MPS-0003")
    off = date(2026, 10, 1)
    early = a_telling(occasion, brought_forward=off)
    assert "It goes out early: 1 October 2026 (Thursday) is a day off." in a_letter(early).text
    unknown = a_telling(occasion, brought_forward=off, unpublished=True)
    told = " ".join(a_letter(unknown).text.split())
    assert "the working days of 2026 are not published yet, so the earlier day was taken" in told
    assert "2026年的工作日安排尚未公布" in "".join(a_letter(unknown, language="zh").text.split())


def test_a_notice_is_acknowledged_by_its_link_or_else_by_the_command() -> None:
    occasion = an_occasion(Sort.LICENSE_ENDS, "MPS-0003")
    command = f"tracker remind ack {occasion.key[:12]}"
    without, linked = (a_letter(a_telling(occasion), linked=each) for each in (False, True))
    assert command in without.text
    assert command in without.html
    assert "https://" not in without.text
    assert command not in linked.text
    addresses = [each["href"] for tag, each in Elements(linked.html).found if tag == "a"]
    assert [re.findall("example/([a-z]+)", str(each)) for each in addresses] == [
        ["ack"],
        ["snooze"],
        ["show"],
    ]
    assert all(str(address) in linked.text.split() for address in addresses)


def test_a_letter_answers_the_earlier_ones_only_if_it_is_about_one_thing() -> None:
    assert a_letter(a_withdrawal()).earlier == ("c" * 32,)
    assert a_letter(*a_digest()).earlier == ()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_holds_nothing_that_mail_programs_would_fetch_or_run(language: str) -> None:
    found = Elements(a_letter(*a_digest(), language=language, linked=True).html).found
    assert not {tag for tag, _ in found} & {"script", "img", "link", "iframe", "form", "object"}
    assert all("url(" not in (each.get("style") or "") for _, each in found)
    assert dict(found)["html"]["lang"] == {"en": "en", "zh": "zh-Hans"}[language]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_and_the_text_tell_the_same(language: str) -> None:
    letter = a_letter(*a_digest(), language=language)
    page = Elements(letter.html).texts_of()
    for notice in letter.data["notices"]:
        for part in (notice["headline"], notice["change"], *notice["ground"], notice["todo"]):
            assert "".join(part.split()) in page
            assert "".join(part.split()) in "".join(letter.text.split())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_names_are_told_but_steer_nothing(language: str) -> None:
    records = with_gazette(
        a_product(HOSTILE), a_license(products=[HOSTILE], valid_until="2025-07-01")
    )
    items = [a_telling(each) for each in occasions_in(records) if each.day > ON]
    assert items
    letter = a_letter(*items, a_withdrawal(HOSTILE), language=language, name=HOSTILE)
    found = Elements(letter.html)
    assert "script" not in {tag for tag, _ in found.found}
    assert HOSTILE in "".join(found.texts)
    assert HOSTILE.replace("&", "") not in letter.html


def test_a_subject_is_one_short_line_whatever_was_told() -> None:
    told = a_withdrawal("two\nlines\u2028and\u200b more " + "x" * 500)
    subject = a_letter(told).subject
    assert len(subject) <= SUBJECT_AT_MOST
    assert subject.startswith("[Withdrawn] two lines[U+2028]and[U+200B] more xxx")
    assert subject.isprintable()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_of_the_text_is_wider_than_72_columns_but_for_addresses_and_commands(
    language: str,
) -> None:
    text = a_letter(*a_digest(), language=language).text
    for line in text.splitlines():
        assert wcwidth.width(line) <= 72 or "tracker " in line, line


@pytest.mark.parametrize("language", ["en", "zh"])
def test_machines_are_told_in_json_what_people_are(language: str) -> None:
    letter = a_letter(*a_digest(), language=language)
    assert json.loads(json.dumps(letter.data)) == letter.data
    assert (letter.data["ledger"], letter.data["recipient"]) == (LEDGER, "anna")
    assert letter.data["language"] == letter.language == language
    first = letter.data["notices"][-1]
    assert set(first) == {
        "key",
        "occasion",
        "sort",
        "about",
        "day",
        "lead_days",
        "due",
        "products",
        "products_total",
        "headline",
        "change",
        "ground",
        "todo",
        "because",
        "owner",
    }
    assert date.fromisoformat(first["due"]) == date.fromisoformat(first["day"]) - timedelta(30)
    assert letter.data["withdrawn"] == [
        {
            "key": a_withdrawal().key,
            "occasion": "a" * 32,
            "sort": "license_ends",
            "day": "2025-07-01",
            "text": "License X: last valid day is 1 July 2025 (Tuesday)",
            "told_on": "2025-06-01",
        }
    ]


def test_of_many_products_fifty_are_named_and_all_are_counted() -> None:
    names = _names(60)
    records = with_gazette(
        *(a_product(name) for name in names), a_license(products=names, valid_until="2025-07-01")
    )
    ends = next(each for each in occasions_in(records) if each.sort is Sort.LICENSE_ENDS)
    (notice,) = a_letter(a_telling(ends)).data["notices"]
    assert notice["products"] == names[:PRODUCTS_AT_MOST]
    assert notice["products_total"] == 60


def _names(count: int) -> Sequence[str]:
    return [f"P-{number:02}" for number in range(count)]
