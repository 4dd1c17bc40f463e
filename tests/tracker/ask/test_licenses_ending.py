"""Licenses that end within some days are listed by vendor, and no other is silently left out."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from console import answered, empty_folder, run
from hypothesis import given, settings
from hypothesis import strategies as st
from support import RECORDED_AT, a_fact, a_license, a_product, day, gazette_facts, sample

from events.facts import Fact
from projections.record.licenses import Standing
from projections.record.visible import Viewpoint
from projections.wording import LANGUAGES, words_of
from tracker.ask.record.licenses import LicensesQuestion, licenses
from tracker.ask.record.licenses_ending import (
    LicensesEnding,
    LicensesEndingQuestion,
    Unlisted,
    licenses_ending,
)
from tracker.ledger import create_ledger
from tracker.live.live import Live
from tracker.spans import Span, SpanRefused

ON = "2023-06-01"


@contextmanager
def live_with(path: Path, *facts: Fact) -> Iterator[Live]:
    with create_ledger(str(path / "tracker.db"), at=RECORDED_AT) as ledger:
        ledger.record([*gazette_facts(), *facts], at=RECORDED_AT)
        yield Live(ledger)


def asked(path: Path, *facts: Fact, on: str = ON, within: str = "90d") -> LicensesEnding:
    """Return what is answered by a ledger with the gazette and some facts."""
    with live_with(path, *facts) as live:
        return ending_on(live, day(on), within)


def ending_on(live: Live, on: date, within: str) -> LicensesEnding:
    return licenses_ending(live, LicensesEndingQuestion(Viewpoint(on), Span.read(within)))


def by_vendor(answer: LicensesEnding) -> dict[str | None, list[tuple[str, tuple[str, ...]]]]:
    return {
        each.vendor: [(ending.name, ending.products) for ending in each.endings]
        for each in answer.vendors
    }


def permit(until: str | None = "2023-07-31", **fields: object) -> Fact:
    return a_license(issued_on="2022-01-01", valid_until=until, **fields)


@pytest.mark.parametrize(
    ("last_day", "is_listed"),
    [("2023-05-31", False), (ON, True), ("2023-06-11", True), ("2023-06-12", False)],
)
def test_the_day_asked_and_the_last_one_are_both_included(
    tmp_path: Path, last_day: str, is_listed: bool
) -> None:
    answer = asked(tmp_path, a_product(), permit(last_day), within="10d")
    assert (answer.ending == ["L"]) is is_listed


def test_a_license_stands_under_each_vendor_of_the_products_that_it_covers(tmp_path: Path) -> None:
    products = [a_product("A", vendor="Xu"), a_product("B", vendor="Wu"), a_product("C")]
    answer = asked(tmp_path, *products, permit(products=["A", "B", "C", "NAMED"]))
    assert by_vendor(answer) == {
        "Wu": [("L", ("B",))],
        "Xu": [("L", ("A",))],
        None: [("L", ("C", "NAMED"))],
    }
    assert answer.ending == ["L"]


def test_a_license_that_covers_no_product_any_more_is_listed_all_the_same(tmp_path: Path) -> None:
    left = a_fact(
        kind="license_scope_changed", license="L", remove=["P"], effective_on="2023-01-01"
    )
    assert by_vendor(asked(tmp_path, a_product(vendor="Xu"), permit(), left)) == {None: [("L", ())]}


def test_the_first_license_to_end_stands_first(tmp_path: Path) -> None:
    answer = asked(tmp_path, permit(), permit("2023-06-30", license="M"))
    assert [name for name, _ in by_vendor(answer)[None]] == ["M", "L"]


def test_a_last_day_assumed_from_a_term_is_marked(tmp_path: Path) -> None:
    answer = asked(tmp_path, a_license(issued_on="2021-07-15"))
    (ending,) = answer.vendors[0].endings
    assert (ending.end.last_day, ending.marks.signs) == (date(2023, 7, 15), "~*")


def test_the_day_before_a_revocation_on_record_is_a_last_day_and_needs_no_mark(
    tmp_path: Path,
) -> None:
    revoked = a_fact(kind="license_revoked", license="L", effective_on="2023-06-15")
    answer = asked(tmp_path, a_license(issued_on="2022-01-01"), revoked)
    (ending,) = answer.vendors[0].endings
    assert (ending.end.last_day, ending.end.revoked) == (date(2023, 6, 14), True)
    assert not ending.marks
    assert not ending.document(words_of("en"))["assumed"]


def test_a_license_that_is_renewed_after_a_gap_ends_and_is_told_to_begin_again(
    tmp_path: Path,
) -> None:
    renewed = a_fact(
        kind="license_renewed", license="L", effective_on="2023-09-01", valid_until="2024-08-31"
    )
    (ending,) = asked(tmp_path, permit(), renewed).vendors[0].endings
    assert (ending.end.last_day, ending.again_from) == (date(2023, 7, 31), date(2023, 9, 1))


def test_a_license_renewed_without_a_gap_does_not_end_and_counts_as_ending_later(
    tmp_path: Path,
) -> None:
    renewed = a_fact(
        kind="license_renewed", license="L", effective_on="2023-08-01", valid_until="2024-07-31"
    )
    answer = asked(tmp_path, permit(), renewed)
    assert (answer.ending, answer.unlisted[Unlisted.LATER]) == ([], ("L",))


def test_a_suspended_license_is_listed_and_one_that_lapsed_or_was_revoked_is_counted_aside(
    tmp_path: Path,
) -> None:
    changes = [
        a_fact(kind=f"license_{what}", license=license, effective_on="2023-05-01")
        for what, license in (("suspended", "S"), ("revoked", "R"))
    ]
    issued = [permit(license="S"), permit(license="R"), permit("2023-05-31", license="OVER")]
    answer = asked(tmp_path, *issued, *changes)
    (ending,) = answer.vendors[0].endings
    assert (ending.name, ending.standing) == ("S", Standing.SUSPENDED)
    assert answer.unlisted[Unlisted.ENDED] == ("OVER", "R")


def test_a_license_without_any_last_day_and_one_never_issued_are_named(tmp_path: Path) -> None:
    report = a_license(regime="csl", license_kind="test_report", issued_on="2022-01-01")
    renewed = a_fact(
        kind="license_renewed", license="M", effective_on="2023-08-01", valid_until="2024-07-31"
    )
    answer = asked(tmp_path, report, renewed)
    assert answer.unlisted[Unlisted.NO_LAST_DAY] == ("L",)
    assert answer.unlisted[Unlisted.NEVER_ISSUED] == ("M",)
    for language in LANGUAGES:
        told = words_of(language).ending_total(0, answer.unlisted)
        assert "L" in told
        assert "M" in told


@pytest.fixture(scope="module")
def the_sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live_with(tmp_path_factory.mktemp("sample"), *sample()) as live:
        yield live


@given(st.dates(date(2019, 1, 1), date(2032, 1, 1)), st.integers(0, 400))
@settings(max_examples=15)
def test_each_license_is_listed_or_told_aside_once_and_listed_just_if_it_ends_on_one_of_the_days(
    the_sample: Live, on: date, number: int
) -> None:
    answer = ending_on(the_sample, on, f"{number}d")
    known = licenses(the_sample, LicensesQuestion(Viewpoint(on))).licenses
    told = [*answer.ending, *(name for names in answer.unlisted.values() for name in names)]
    assert sorted(told) == [each.license.name for each in known]

    ends = set()
    for each in known:
        for after in range(number + 1) if each.assessment else ():
            last = on + timedelta(days=after)
            states = each.assessment.states
            if states.at(last).standing in {Standing.VALID, Standing.SUSPENDED} and states.at(
                last + timedelta(days=1)
            ).standing in {Standing.LAPSED, Standing.REVOKED}:
                ends.add((each.license.name, last))
    assert ends == {(e.name, e.end.last_day) for each in answer.vendors for e in each.endings}


@pytest.mark.parametrize(
    ("written", "through"),
    [("0d", "2023-01-31"), ("12w", "2023-04-25"), ("1m", "2023-02-28"), ("24m", "2025-01-31")],
)
def test_a_span_is_counted_in_days_weeks_or_months(written: str, through: str) -> None:
    assert Span.read(written).after(day("2023-01-31")) == day(through)


@pytest.mark.parametrize(
    "written", ["2y", "90", "90D", "-1d", "1.5m", "09d", "90 d", "10000d", "９０d", ""]
)
def test_any_other_span_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(SpanRefused, match="Write 90d, 12w or 6m; for two years, 24m"):
        Span.read(written)


@pytest.fixture(scope="module")
def folder() -> Iterator[None]:
    with empty_folder():
        list(run("tracker init"))
        list(run("tracker record examples/portfolio.jsonl"))
        yield


@pytest.mark.usefixtures("folder")
def test_a_span_that_is_none_is_a_slip_on_the_command_line() -> None:
    told, code = answered("licenses --ends-within 2y")
    assert code == 2
    assert "'2y' is no span of time. It is counted in days, weeks or months" in told


@pytest.mark.usefixtures("folder")
def test_the_list_is_told_in_chinese_from_its_headings_to_its_counts() -> None:
    told, _ = answered("licenses --as-of 2023-07-03 --ends-within 60d --language zh")
    assert "有效期最后一天在2023年7月3日至2023年9月1日之间（含首尾两日）的证照。" in told
    assert "示例翠鸟网络（虚构）：1 份证照" in told
    assert "2023-08-22 MPS-0008 mps 销售许可证 有效 WAF-8" in told
    assert "1 份证照没有截止日记录（TEST-0003）。" in told


@pytest.mark.usefixtures("folder")
def test_all_licenses_are_listed_in_chinese() -> None:
    told, _ = answered("licenses --as-of 2023-07-03 --language zh")
    assert "证照 制度与证照类型 证照状态 有效期至 证照编号" in told
    assert "MPS-0022 mps 销售许可证 已撤销" in told
    assert told.endswith("共 66 份证照。")


@pytest.mark.usefixtures("folder")
def test_a_table_has_the_fields_of_programs_for_headings_unless_a_language_is_asked_for() -> None:
    for language, headings in (
        ("", "vendor,license,number"),
        (" --language zh", "厂商,证照,证照编号"),
    ):
        answered(f"licenses --as-of 2023-07-03 --ends-within 60d --csv ends.csv{language}")
        first, *rows = Path("ends.csv").read_text(encoding="utf-8-sig").splitlines()
        assert first.startswith(headings)
        assert [row.split(",")[1] for row in rows] == ["MPS-0008", "MPS-0014"]


@pytest.mark.usefixtures("folder")
def test_a_document_names_every_license_that_does_not_end() -> None:
    told = json.loads(
        "\n".join(run("tracker licenses --as-of 2023-07-03 --ends-within 60d --json"))
    )
    assert told["through"] == "2023-09-01"
    assert [each["licenses"][0]["license"] for each in told["vendors"]] == ["MPS-0008", "MPS-0014"]
    assert [len(told[why]) for why in Unlisted] == [53, 10, 1, 0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_standing_has_a_word(language: str) -> None:
    words = words_of(language)
    assert len({*map(words.standing, Standing), words.standing(None)}) == len(Standing) + 1
