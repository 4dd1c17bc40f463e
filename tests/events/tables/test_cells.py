"""What a cell says is taken at its word; what could be two things is refused."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.products import Measure
from events.tables.table import Formatted
from events.tables.values import cells, numbers
from events.tables.values.cells import NotReadError
from events.tables.values.days import day
from events.tables.values.field_values import parameter
from events.tables.values.inert import inert, meant
from events.tables.values.lists import joined


@pytest.mark.parametrize(
    "written",
    [
        "2023-07-01",
        "2023/7/1",
        "2023.7.1",
        "2023年7月1日",
        "2023 年 7 月 1 日",
        "２０２３年０７月０１日",
        "20230701",
        20230701,
        20230701.0,
        "1 July 2023",
        "01-Jul-2023",
        "Jul 1, 2023",
        "2023-07-01 00:00:00",
        "2023年7月1日 0:00",
        "2023年7月1日0:00:00",
        "2023/07/01 12:00:00 AM",
        "1-Jul-2023 00:00",
        "2023-Jul-01",
        "Jul-01-2023",
        "2023年7月1号",
        "2023年7月1日 星期六",
        "2023年7月1日（周六） 0:00",
        "2023/7/1 星期六",
        "Saturday, July 1, 2023",
        "Sat 1 Jul 2023",
        "1 July 2023 (Sat)",
        date(2023, 7, 1),
        datetime(2023, 7, 1),
    ],
)
def test_a_day_is_read_in_each_way_that_can_mean_only_it(written: str) -> None:
    assert day(written) == date(2023, 7, 1)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("03/04/2023", "may be 2023-04-03 or 2023-03-04"),
        ("23/7/1", "two digits"),
        ("7/1/23", "two digits"),
        ("1-Jul-23", "two digits"),
        ("Jul 1, 23", "two digits"),
        ("23-Jul-01", "two digits"),
        ("2023年7月1日 星期日", "names a Sunday, and 2023-07-01 is a Saturday; check it"),
        ("Fri, 1 July 2023", "names a Friday, and 2023-07-01 is a Saturday"),
        ("Saturday 03/04/2023", "may be 2023-04-03 or 2023-03-04"),
        ("Saturday", "not a day"),
        ("2023-07-01 12:30", "time of day"),
        ("2023-07-01 12:00:00 PM", "time of day"),
        ("2023-07-01 12:00:00", "time of day"),
        ("2023年7月1日 8:30", "time of day"),
        ("0:00", "not a day"),
        (datetime(2023, 7, 1, 8), "time of day"),
        (45108, "a number"),
        (45108.5, "a number"),
        ("45108", "not a day"),
        ("2023-02-30", "no such day"),
        ("2023-7/1", "not a day"),
        ("长期", "no day is named"),
        ("long-term", "no day is named"),
        ("2023-07", "not a day"),
        ("1 Juillet 2023", "no month"),
        ("1899-12-31", "outside"),
        ("2201-01-01", "outside"),
        (True, "truth value"),
        ("0000-01-01", "no such day"),
        ("01/02/0000", "no such day"),
    ],
)
def test_a_day_that_is_not_certain_is_refused_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(NotReadError, match=why):
        day(written)


@pytest.mark.parametrize("word", ["-", "/", "无", "N/A", "n/a", " — ", "待定"])
def test_a_word_for_nothing_is_no_day_and_may_be_left_out(word: str) -> None:
    advice = f"leave the cell empty or let 'values' .* \\('{word.strip()}': null means nothing\\)"
    with pytest.raises(NotReadError, match=advice) as refused:
        day(word)
    assert "assumed" not in str(refused.value)
    with pytest.raises(NotReadError, match=advice + "; a license without .* an assumed one"):
        day(word, is_last=True)


@pytest.mark.parametrize(
    "said", ["长期", "永久有效", "9999-12-31", date(9999, 12, 31), "9999/12/31"]
)
def test_no_last_day_is_told_how_to_be_left_out_and_what_that_means(said: str) -> None:
    with pytest.raises(NotReadError, match=r"leave the cell empty .* an assumed one"):
        day(said, is_last=True)


def test_another_day_than_the_last_cannot_be_left_open() -> None:
    with pytest.raises(NotReadError, match="only a last day can be left open; write the day") as no:
        day("长期")
    assert "assumed" not in str(no.value)


def test_what_a_format_shows_otherwise_than_by_digits_is_a_number_and_no_text() -> None:
    padded = Formatted(123, "00000")
    assert numbers.number(padded) == numbers.parameter(padded) == 123
    with pytest.raises(NotReadError, match=r"its format '00000' shows it otherwise .* as text"):
        cells.text(padded)
    with pytest.raises(NotReadError, match="a number; format the cell as a date"):
        day(Formatted(20230701, "#,##0"))


def test_words_that_a_format_shows_beside_a_number_are_its_unit_or_refused() -> None:
    cell = Formatted(10, '0 "Mbps"', "Mbps")
    assert parameter("Mbps", cell) == Measure(value=10, unit="Mbps")
    for unit in (None, "Gbps"):
        with pytest.raises(NotReadError, match="shows 'Mbps' with it"):
            parameter(unit, cell)


def test_the_order_of_days_and_months_is_taken_from_the_mapping_alone() -> None:
    assert day("03/04/2023", "dmy") == date(2023, 4, 3)
    assert day("03/04/2023", "mdy") == date(2023, 3, 4)
    with pytest.raises(NotReadError, match="year comes first"):
        day("03/04/2023", "ymd")


def test_a_day_beyond_the_twelfth_tells_its_order_unless_the_mapping_says_another() -> None:
    assert day("31/12/2023") == day("12/31/2023") == date(2023, 12, 31)
    with pytest.raises(NotReadError, match="no such day"):
        day("31/12/2023", "mdy")


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_reads_as_itself_however_it_is_written(of: date) -> None:
    ways = (
        of,
        of.isoformat(),
        f"{of.year}/{of.month}/{of.day}",
        f"{of.year}年{of.month}月{of.day}日",
        f"{of:%Y%m%d}",
    )
    assert {day(way) for way in ways} == {of}


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_days(written: str) -> None:
    with suppress(NotReadError):
        assert isinstance(day(written), date)


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (1e15, "more than 15 digits"),
        (10**15, "more than 15 digits"),
        (1.1, "decimals"),
        (True, "truth value"),
        (date(2023, 3, 1), "made a date of it"),
        ("#N/A", "could not show"),
        ("#####", "could not show"),
        ("1.23457E+15", "shortened"),
        ("-", "may stand for nothing"),
        ("无", "may stand for nothing"),
        ("N/A", "may stand for nothing"),
    ],
)
def test_a_text_that_a_spreadsheet_may_have_changed_is_refused(held: object, why: str) -> None:
    with pytest.raises(NotReadError, match=why):
        cells.text(held)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'N/A", "N/A"),
        ("'无", "无"),
        ("'1E5", "1E5"),
        ("'#N/A", "#N/A"),
        ("''-", "'-"),
        ("' x '", " x "),
        ("'s-Gravenhage", "'s-Gravenhage"),
        ("'x'", "'x'"),
        ("'", "'"),
    ],
)
def test_an_apostrophe_takes_a_text_at_its_word_that_would_be_in_doubt(
    written: str, meant: str
) -> None:
    assert cells.text(written) == meant
    assert cells.texts(f"A; {written}") == ("A", meant)
    assert numbers.parameter(written) == meant


@pytest.mark.parametrize("written", ["10", "-5", "5 GB", "-5 dBm", "1,5", "true", "FALSE", "１０"])
def test_a_parameter_after_an_apostrophe_is_a_text_though_it_looks_otherwise(written: str) -> None:
    assert numbers.parameter(f"'{written}") == written
    assert cells.text(f"'{written}") == f"'{written}"


@pytest.mark.parametrize("written", ["-5 dBm", "+5GB", "-40~85℃"])
def test_a_parameter_that_begins_with_a_signed_number_is_refused_like_any_other(
    written: str,
) -> None:
    with pytest.raises(NotReadError, match="begins like a number"):
        numbers.parameter(written)


def test_a_whole_number_is_taken_as_its_digits_where_a_text_is_asked_for() -> None:
    assert cells.text(123456) == cells.text(123456.0) == "123456"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("20", 20),
        ("0.5", 0.5),
        (20.0, 20),
        ("1,200,000", 1200000),
        ("1,200.5", 1200.5),
        ("２０", 20),
    ],
)
def test_a_number_is_read_where_it_can_be_but_one(written: str, number: float) -> None:
    assert numbers.number(written) == number


@pytest.mark.parametrize("written", ["1,200", "20 Gbps", "80万", "", "1.2.3", "1e5"])
def test_a_number_that_could_be_another_is_refused(written: str) -> None:
    with pytest.raises(NotReadError):
        numbers.number(written)


@pytest.mark.parametrize("written", ["20 Gbps", "80万", "≥20", "1,200"])
def test_a_parameter_is_never_made_a_number_of_part_of_its_cell(written: str) -> None:
    with suppress(NotReadError):
        assert numbers.parameter(written) == written


def test_a_cell_with_several_values_is_parted_by_marks_that_part_and_no_comma() -> None:
    assert cells.texts("A; B；C、D\nE") == ("A", "B", "C", "D", "E")
    assert cells.texts('"A, B"; C') == ("A, B", "C")
    assert cells.texts("A/B", "/") == ("A", "B")
    with pytest.raises(NotReadError, match="comma"):
        cells.texts("A, B")


def is_plain(name: str) -> bool:
    try:
        return cells.text(name) == name
    except NotReadError:
        return False


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8
).filter(is_plain)


@given(st.lists(NAMES, min_size=1, unique=True))
def test_values_that_were_joined_for_a_cell_are_parted_again_as_they_were(names: list[str]) -> None:
    assert list(cells.texts(joined(names))) == names


@given(st.text())
def test_what_is_kept_from_running_as_a_formula_reads_as_it_was_meant(text: str) -> None:
    assert meant(inert(text)) == text


@pytest.mark.parametrize("written", ['{"a": 1, "a": 2}', "{", "[NaN]", "[" * 30_000])
def test_what_is_no_sound_json_is_refused(written: str) -> None:
    with pytest.raises(NotReadError, match="not JSON"):
        cells.parts(written)
