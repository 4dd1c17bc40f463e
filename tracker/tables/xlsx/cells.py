"""What a cell of a worksheet holds: text, a number, yes or no, a day; or why it cannot be read."""

import math
import re
from dataclasses import dataclass
from datetime import datetime

from events.tables.table import Cell, Unreadable
from tracker.tables.xlsx.number_formats import Formats, cell_of
from tracker.tables.xlsx.shared_strings import SharedStrings, unescaped
from tracker.tables.xlsx.xml_stream import Damaged, whole_number

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
TRUTH = {"1": True, "true": True, "0": False, "false": False}
A_FORMULA = "a formula"
TEXTS = ("str", "inlineStr")
ELSEWHERE = (
    "it stands where a cell of its kind has nothing; check it in a spreadsheet, and save the file "
    "anew"
)


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
    """A cell as written: its column from 0, the kind of what it holds, its style.

    `value` is what stands in its element for values, `text` in that for texts of its own.
    """

    column: int
    kind: str
    style: str | None
    formula: bool = False
    value: str | None = None
    text: str | None = None

    @property
    def content(self) -> str | None:
        """What it holds, where its kind has it; blanks around what is no text do not count."""
        if self.kind == "inlineStr":
            return self.text
        return self.value.strip() if self.value and self.kind != "str" else self.value


def value_of(cell: Written, meaning: Meaning) -> Cell:
    """Return what a cell holds; the result, where it has a formula. Raises Damaged."""
    content = cell.content
    if content is None and (elsewhere := cell.text or cell.value):
        return Unreadable(ELSEWHERE, elsewhere)
    if cell.formula and (why := _without_result(cell.kind, content, meaning)):
        return Unreadable(why, content or A_FORMULA)
    if not content:
        return None
    match cell.kind:
        case "s":
            return _shared(content, meaning.strings)
        case "n":
            return _number(content, cell.style, meaning)
        case _ if cell.kind in TEXTS:
            return unescaped(content) or None
        case "b" if content in TRUTH:
            return TRUTH[content]
        case "d":
            return _written_day(content)
        case "e":
            why = "this is an error of the spreadsheet, and no value; mend its formula"
            return Unreadable(why, content)
    raise Damaged(f"a cell is of kind '{cell.kind}' and holds '{content[:40]}'")


def _without_result(kind: str, content: str | None, meaning: Meaning) -> str | None:
    """Return why the result of a formula is not known, or None if it is."""
    if content is None or (content == "" and kind not in TEXTS):
        return "the file does not keep its result; open and save it in a spreadsheet"
    if meaning.recalculates:
        return (
            "it is the result of a formula that is yet to be worked out; open and save the file "
            "in a spreadsheet"
        )
    return None


def _number(text: str, style: str | None, meaning: Meaning) -> Cell:
    number = float(text) if NUMBER.fullmatch(text) else math.inf
    if not math.isfinite(number):
        raise Damaged(f"a cell holds '{text[:40]}' as a number")
    return cell_of(number, meaning.formats.of(style), since_1904=meaning.since_1904)


def _shared(text: str, strings: SharedStrings) -> str | None:
    try:
        return strings[whole_number(text)] or None
    except (Damaged, IndexError):
        raise Damaged(f"a cell refers to a text '{text[:40]}' that is not there") from None


def _written_day(text: str) -> Cell:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return Unreadable("it is written as a day, and is none; check it", text)
    if moment.tzinfo is not None:
        why = "it is a moment in a time zone, and no day of a calendar; write the day"
        return Unreadable(why, text)
    return moment if moment.time() != datetime.min.time() else moment.date()
