"""Two points are compared without the command line, and told in English or Chinese."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from console import answered, empty_folder, run
from support import RECORDED_AT, a_license, a_product, day, ledger

from projections.record.absence import Absence, Why
from projections.record.visible import Viewpoint
from projections.wording import LANGUAGES, words_of
from tracker.ask.diff import DiffQuestion, NowherePlaced, SecondPoint, diff
from tracker.ledger import create_ledger
from tracker.live.live import Live

TODAY = day("2026-11-23")
ON = day("2023-05-01")


@pytest.fixture(scope="module", autouse=True)
def folder() -> Iterator[None]:
    with empty_folder():
        list(run("tracker init"))
        list(run("tracker record examples/portfolio.jsonl"))
        yield


@pytest.mark.parametrize(
    ("first", "named", "second"),
    [
        (Viewpoint(ON), SecondPoint(), Viewpoint(TODAY)),
        (Viewpoint(ON, ON), SecondPoint(), Viewpoint(ON)),
        (Viewpoint(ON, ON), SecondPoint(known_at="all"), Viewpoint(ON)),
        (Viewpoint(ON, ON), SecondPoint(as_of=TODAY), Viewpoint(TODAY, ON)),
    ],
)
def test_the_second_point_is_the_first_with_what_is_named_or_without_limits(
    first: Viewpoint, named: SecondPoint, second: Viewpoint
) -> None:
    assert named.after(first, TODAY) == second


def test_two_points_between_which_nothing_could_be_known_do_not_differ(tmp_path: Path) -> None:
    with create_ledger(str(tmp_path / "tracker.db"), at=RECORDED_AT) as on_disk:
        on_disk.record([a_product(), a_license()], at=RECORDED_AT)
        answer = diff(Live(on_disk), DiffQuestion(Viewpoint(ON, ON), Viewpoint(ON)))
        assert (answer.compared, answer.differences) == (1, ())
        with pytest.raises(NowherePlaced, match=r"^P was not placed in channel 'bazaar' at either"):
            diff(Live(on_disk), DiffQuestion(Viewpoint(ON), Viewpoint(ON), ("P",), "bazaar"))


def test_a_difference_and_its_causes_are_told_in_chinese() -> None:
    told, _ = answered(
        "diff FE-1 --as-of 2023-03-01 --known-at 2023-08-14 --to-known-at all --language zh"
    )
    assert "甲时点：判断日期：2023年3月1日；依据截至2023年8月14日已知并已记录的事实。" in told
    assert "乙时点：判断日期：2023年3月1日；依据已知并已记录的全部事实。" in told
    assert "FE-1，一般销售：由合规*变为不合规*" in told
    assert "日期 自2023年3月1日至2023年6月30日：由合规*变为不合规*" in told
    assert (
        "MPS-0022（sample/license/MPS-0022/revoked-2023-03-01），记录位置 120，至2023年8月15日"
        in told
    )
    assert told.endswith("1 个对象中，1 个当日结论不同。")


def test_the_passing_of_time_is_told_in_chinese_with_its_grounds() -> None:
    told, _ = answered("diff FW-100 --as-of 2023-06-30 --to-as-of 2023-07-02 --language zh")
    assert "时间 自2023年7月1日起：由合规变为不受监管" in told
    assert "自2023年7月1日起获豁免" in told
    assert "要求已获满足：销售许可证 MPS-0001" in told


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("--to-known-at 2023-07-02", "53 个对象均无差异。"),
        ("--to-known-at 2023-07-01", "没有差异：两个时点相同。"),
    ],
)
def test_that_nothing_differs_is_said_in_chinese(second: str, said: str) -> None:
    told, _ = answered(f"diff --as-of 2023-06-30 --known-at 2023-07-01 {second} --language zh")
    assert told.endswith(said)


def test_no_word_of_english_is_left_in_what_is_told_in_chinese_but_names_and_units() -> None:
    told, _ = answered(
        "diff DD-1 DD-2 SR-1 --as-of 2023-05-01 --known-at 2023-05-01 --to-known-at all "
        "--language zh"
    )
    words = re.findall(r"(?<![\w/.-])[a-z]{4,}(?![\w/-])", told)
    assert words == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_why_a_fact_was_not_seen_has_words(language: str) -> None:
    record, other = ledger(a_product(), a_product("Q"))
    said = {words_of(language).absence_words(Absence(why, record, other)) for why in Why}
    assert len(said) == len(Why)
