"""Both languages word scenarios, forecasts and reminders, phrase by phrase."""

from string import Formatter

import pytest

from projections.wording.en.answers.what_if_phrases import PHRASES as ENGLISH
from projections.wording.zh.answers.tables import COLUMNS
from projections.wording.zh.answers.what_if_phrases import PHRASES as CHINESE
from tracker.show.sheets import reminders
from tracker.show.what_if import rows


def places(phrase: str) -> int:
    return sum(field is not None for _, field, _, _ in Formatter().parse(phrase))


def test_every_phrase_is_there_in_both_languages_and_says_as_many_values() -> None:
    assert {name: places(phrase) for name, phrase in ENGLISH.items()} == {
        name: places(phrase) for name, phrase in CHINESE.items()
    }


@pytest.mark.parametrize(
    "headings", [rows.HEADINGS, rows.REMINDER_HEADINGS, reminders.HEADINGS], ids=len
)
def test_every_column_has_a_chinese_heading(headings: tuple[str, ...]) -> None:
    assert set(headings) <= COLUMNS.keys()
