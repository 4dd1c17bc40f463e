"""What a cell of a worksheet holds: text, a number, yes or no, a day; or why that is not known."""

import re
from dataclasses import dataclass
from datetime import datetime

from events.tables.table import Cell
from tracker.spreadsheets.number_formats import Formats, NoDay, Shown, day_of
from tracker.spreadsheets.shared_strings import SharedStrings, unescaped
from tracker.spreadsheets.xml_stream import Damaged

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
TRUTH = {"1": True, "true": True, "0": False, "false": False}
INEXACT = 10**15
"""Spreadsheets keep 15 digits of a number: from here on it may not be what was typed."""


class BadCell(ValueError):
    """A cell cannot be read; says why."""


@dataclass
class Meaning:
    """What the cells of a workbook are read by.

    `recalculates`: the workbook asks to be calculated when opened, so results in it are not yet.
    """

    strings: SharedStrings
    formats: Formats
    since_1904: bool = False
    recalculates: bool = False


@dataclass(slots=True)
class Written:
    """A cell as written: its column from 0, the kind of its text, its style."""

    column: int
    kind: str
    style: str | None
    formula: bool = False
    text: str | None = None


def value_of(cell: Written, meaning: Meaning) -> Cell:
    """Return what a cell holds; the result, where it has a formula. Raises BadCell, Damaged."""
    if cell.formula:
        _check_result(cell, meaning)
    if not cell.text:
        return None
    match cell.kind:
        case "s":
            return _shared(cell.text, meaning.strings)
        case "n":
            return _number(cell.text, meaning.formats.shown(cell.style), meaning.since_1904)
        case "str" | "inlineStr":
            return unescaped(cell.text) or None
        case "b" if cell.text in TRUTH:
            return TRUTH[cell.text]
        case "d":
            return _written_day(cell.text)
        case "e":
            raise BadCell("this is an error of the spreadsheet, and no value; mend its formula")
    raise Damaged(f"a cell is of kind '{cell.kind}' and holds '{cell.text[:40]}'")


def _check_result(cell: Written, meaning: Meaning) -> None:
    if cell.text is None or (cell.text == "" and cell.kind != "str"):
        raise BadCell("the file does not keep its result; open and save it in a spreadsheet")
    if meaning.recalculates:
        raise BadCell(
            "it is the result of a formula that is yet to be worked out; open and save the file "
            "in a spreadsheet"
        )


def _number(text: str, shown: Shown, since_1904: bool) -> Cell:
    if not NUMBER.fullmatch(text):
        raise Damaged(f"a cell holds '{text[:40]}' as a number")
    number = float(text)
    if shown is Shown.TIME:
        raise BadCell("it is shown as a time without a day; format the cell as what it is")
    if shown is Shown.DAY:
        try:
            return day_of(number, since_1904=since_1904)
        except NoDay as error:
            raise BadCell(f"it is shown as a day, and {error}; write the day as a text") from error
    if abs(number) >= INEXACT:
        raise BadCell("spreadsheets keep only 15 digits of a number; write a longer one as a text")
    return int(number) if number.is_integer() else number


def _shared(text: str, strings: SharedStrings) -> str | None:
    try:
        return strings[int(text)] or None
    except (ValueError, IndexError):
        raise Damaged(f"a cell refers to a text '{text[:40]}' that is not there") from None


def _written_day(text: str) -> Cell:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadCell("it is written as a day, and is none; check it") from None
    if moment.tzinfo is not None:
        raise BadCell("it is a moment in a time zone, and no day of a calendar; write the day")
    return moment if moment.time() != datetime.min.time() else moment.date()
