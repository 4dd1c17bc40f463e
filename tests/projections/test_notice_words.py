"""A notice says what changes, why and what to do, in the language of who reads it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from support import (
    a_license,
    a_product,
    an_act,
    ledger,
    sample,
    with_gazette,
)

from projections.notices import Occasion, Sort, occasions_in
from projections.wording import LANGUAGES, Language, notice_words_of
from projections.wording.notices import HEADLINE_AT_MOST, NoticeText, When

KEPT = Path(__file__).parent / "notice_words"
SHOWN = {
    "a license that lapses": (Sort.STATUS_WORSENS, "FW-100"),
    "a scope that is unknown": (Sort.STATUS_WORSENS, "FW-240", "indeterminate"),
    "a point of law that decides": (Sort.STATUS_WORSENS, "RT-1", "indeterminate"),
    "a review that is opened": (Sort.STATUS_WORSENS, "GAP-1", "indeterminate"),
    "a review that fails": (Sort.STATUS_WORSENS, "NAS-2", "barred"),
    "a license that ends": (Sort.LICENSE_ENDS, "MPS-0001"),
    "a license whose end is assumed": (Sort.LICENSE_ENDS, "CERT-0003"),
    "a license that is revoked": (Sort.LICENSE_ENDS, "MPS-0017"),
    "a license that can be renewed": (Sort.RENEWAL_DUE, "CCCI-0001"),
    "a license that cannot be renewed": (Sort.RENEWAL_DUE, "MPS-0001"),
    "a license that need not be renewed": (Sort.RENEWAL_DUE, "MPS-0028"),
    "a removal": (Sort.REMOVAL_DUE, "NAS-2"),
    "a question raised": (Sort.QUESTION_RAISED, "OQ06"),
    "a question settled": (Sort.QUESTION_SETTLED, "OQ01"),
    "an amendment announced": (Sort.AMENDMENT_ANNOUNCED, "csl"),
    "an amendment that landed": (Sort.AMENDMENT_LANDED, "csl"),
}
ENGLISH = re.compile(r"[A-Za-z]{2,}[ ,]+[a-z]{2,}")


@cache
def told() -> tuple[Occasion, ...]:
    return tuple(occasions_in(with_gazette(*sample())))


def shown(name: str) -> Occasion:
    sort, *about = SHOWN[name]
    return [each for each in told() if each.sort is sort and set(about) <= set(each.about)][-1]


def page(language: Language) -> str:
    """Return what is said of every occasion shown, thirty days before and three days after it."""
    return "\n\n".join(
        f"# {name}, {when}\n\n{_written(name, language, days)}"
        for name in SHOWN
        for days, when in ((30, "30 days before"), (-3, "3 days after"))
    )


def _written(name: str, language: Language, days: int) -> str:
    occasion = shown(name)
    words = text_of(occasion, language, occasion.day - timedelta(days=days))
    return "\n".join((words.headline, words.change, *words.ground, words.todo, words.more))


def text_of(occasion: Occasion, language: Language, on: date) -> NoticeText:
    return notice_words_of(language).notice_text(occasion, on)


def prose(words: NoticeText) -> Iterator[str]:
    yield from (words.headline, words.change, *words.ground, words.todo)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_matter_reads_as_it_is_kept(language: Language) -> None:
    kept = (KEPT / f"{language}.txt").read_text(encoding="utf-8")
    assert page(language) + "\n" == kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_people_are_told_has_every_part_and_a_headline_of_one_line(
    language: Language,
) -> None:
    for occasion in told():
        words = text_of(occasion, language, occasion.day)
        assert all(prose(words))
        assert words.ground
        assert words.more.startswith("tracker ")
        assert len(words.headline) <= HEADLINE_AT_MOST
        assert "\n" not in words.headline


def test_a_chinese_notice_has_no_english_sentence() -> None:
    for occasion in told():
        for text in prose(text_of(occasion, "zh", occasion.day)):
            assert not ENGLISH.search(text), text


def test_how_far_off_a_day_is_stands_in_the_headline_alone() -> None:
    for name, language in product(SHOWN, LANGUAGES):
        day = shown(name).day
        far, near = (text_of(shown(name), language, day - timedelta(days=days)) for days in (90, 7))
        assert far.headline != near.headline
        assert (far.change, far.ground, far.todo) == (near.change, near.ground, near.todo)


@pytest.mark.parametrize(
    ("on", "english", "chinese_words"),
    [
        ("2025-06-01", "in 30 days", "还有30天"),
        ("2025-06-30", "tomorrow", "明天"),
        ("2025-07-01", "today", "今天"),
        ("2025-07-02", "yesterday", "昨天"),
        ("2025-07-04", "3 days ago", "3天前"),
    ],
)
def test_how_far_off_a_day_is_is_told_as_people_say_it(
    on: str, english: str, chinese_words: str
) -> None:
    day, today = date(2025, 7, 1), date.fromisoformat(on)
    assert notice_words_of("en").distance_words(When(day, today)) == english
    assert notice_words_of("zh").distance_words(When(day, today)) == chinese_words


def test_a_day_is_told_with_its_day_of_the_week() -> None:
    assert notice_words_of("en").dated(date(2025, 7, 6)) == "6 July 2025 (Sunday)"
    assert notice_words_of("zh").dated(date(2025, 7, 6)) == "2025年7月6日（星期日）"


def test_a_license_that_cannot_be_renewed_is_told_with_the_act_and_what_is_needed_instead() -> None:
    words = text_of(shown("a license that cannot be renewed"), "zh", date(2024, 11, 1))
    (ground,) = words.ground
    assert "《关于调整网络安全专用产品安全管理有关事项的公告》第二条" in ground
    assert "不能续期" in words.todo
    assert "2024年12月15日（星期日）起需要：csl 项下的认证证书或检测报告" in words.todo


def test_what_may_be_needed_is_not_told_as_if_it_were() -> None:
    words = text_of(shown("a scope that is unknown"), "en", date(2022, 9, 1))
    assert "Perhaps needed: certificate or test report" in words.todo
    assert "Do not sell" not in words.todo


def test_a_regime_and_a_channel_that_no_table_names_go_by_their_own_names() -> None:
    day = "2023-05-01"
    act = an_act(
        {"kind": "channel_established", "channel": "kiosk", "name": "Kiosks", "effective_on": day},
        {
            "kind": "regime_established",
            "regime": "inv",
            "name": "Invented permit",
            "license_kinds": [{"kind": "inv_permit"}],
            "channels": ["kiosk"],
            "scope": {"by": "determination", "in": ["firewall"]},
            "effective_on": day,
        },
    )
    placed = a_product(channels=["kiosk"], effective_on="2024-01-01")
    (occasion,) = occasions_in(ledger(act, placed))
    english, in_chinese = (text_of(occasion, language, date(2024, 1, 1)) for language in LANGUAGES)
    assert "P in kiosk" in english.headline
    assert "inv_permit (Invented permit [inv])" in english.todo
    assert "在kiosk渠道" in in_chinese.headline
    assert "inv 项下的“inv_permit”类证照" in in_chinese.todo


def test_a_long_name_leaves_a_headline_of_one_line_with_its_day() -> None:
    long = "P" * 200
    records = with_gazette(a_product(long), a_license(products=[long], valid_until="2025-07-01"))
    for occasion, language in product(occasions_in(records), LANGUAGES):
        words = text_of(occasion, language, date(2025, 6, 1))
        assert len(words.headline) <= HEADLINE_AT_MOST
        assert str(occasion.day.year) in words.headline


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for each in LANGUAGES:
        (KEPT / f"{each}.txt").write_text(page(each) + "\n", encoding="utf-8")
