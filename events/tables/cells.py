"""What a cell says of a field; what it does not say for certain is refused, and never guessed."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time

from events.products import ParameterValue
from events.reading.words import quoted
from events.tables.headings import wide_to_plain
from events.tables.lists import parted
from events.tables.table import Cell


class NotReadError(ValueError):
    """A cell does not say for certain what its column asks for: why, and what to do."""


_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
_NOTHING = frozenset(
    (
        *("-", "--", "—", "——", "/", "\\", ".", "?", "n/a", "na", "none", "null", "nil", "nan"),
        *("tbd", "unknown", "无", "暂无", "没有", "待定", "未知", "不详"),
    )
)
_SHORTENED = re.compile(r"[+-]?\d(?:\.\d+)?E[+-]?\d+")
EXACT_DIGITS = 10**15
"""Spreadsheets keep 15 digits of a number; from here on they may have changed the last ones."""


def text(cell: Cell) -> str:
    """Return the text of a cell without blanks around it; a whole number is taken as its digits."""
    match cell:
        case str():
            return _sound(cell.strip())
        case bool():
            raise NotReadError(f"{_shown(cell)} is a truth value, not a text; format it as text")
        case int() | float():
            return _digits(cell)
        case date():
            raise NotReadError(
                "the spreadsheet made a date of it; format the cell as text and write it again"
            )
        case _:
            raise NotReadError("the cell is empty; fill it in")


def _sound(written: str) -> str:
    """Return a text unless it stands for nothing, or for what a spreadsheet did not keep."""
    if written.upper() in _ERRORS or (written and not written.strip("#")):
        raise NotReadError("the spreadsheet could not show a value there; mend the formula or cell")
    if written.casefold() in _NOTHING:
        raise NotReadError(
            "it may stand for nothing or for a name; leave the cell empty, or let 'values' in a "
            f"mapping say what is meant ({quoted(written)}: null means nothing)"
        )
    if _SHORTENED.fullmatch(written):
        raise NotReadError(
            "a spreadsheet shortened a long number; format the column as text and write it anew"
        )
    return written


def _digits(number: int | float) -> str:
    if isinstance(number, float) and not number.is_integer():
        raise NotReadError(
            "a number with decimals where a text is expected (1.10 would have become 1.1); format "
            "the column as text and write it anew"
        )
    if abs(number) >= EXACT_DIGITS:
        raise NotReadError(
            "a number of more than 15 digits, of which spreadsheets lose the last; format the "
            "column as text and write it anew"
        )
    return str(int(number))


def texts(cell: Cell, separator: str | None = None) -> tuple[str, ...]:
    """Return the texts of a cell, each once, parted by `separator`, or ; or 、 or line ends."""
    written = text(cell)
    if separator is not None:
        found = [part.strip() for part in written.split(separator)]
    else:
        found = _parted(written)
    return tuple(dict.fromkeys(_sound(part) for part in found if part))


def _parted(written: str) -> list[str]:
    if '"' in written:
        try:
            return parted(written)
        except ValueError:
            raise NotReadError(
                'its quotes do not close; write a quote within quotes twice, as "5"" rack"'
            ) from None
    if re.search("[,，]", written):
        raise NotReadError(
            "the comma may part two values or belong to one; part them by ';', put one with a "
            "comma in double quotes, or name the 'separator' in a mapping"
        )
    return [part.strip() for part in re.split("[;；、\r\n]", written)]


def truth(cell: Cell) -> bool:
    """Return whether a cell says true."""
    said = _TRUTHS.get(str(cell).strip().casefold())
    if said is None:
        raise NotReadError("it is neither true nor false; write one of these")
    return said


_TRUTHS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}

_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_GROUPED_NUMBER = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)")


def number(cell: Cell) -> int | float:
    """Return the number of a cell."""
    found = _number(cell)
    if found is None:
        raise NotReadError("it is not a number; write digits alone, with a point before decimals")
    return found


def is_number(written: str) -> bool:
    """Tell whether a text is a number written plainly."""
    return _PLAIN_NUMBER.fullmatch(wide_to_plain(written).strip()) is not None


def parameter(cell: Cell) -> ParameterValue:
    """Return a parameter's value: a number, a truth value or a text."""
    if isinstance(cell, bool):
        return cell
    found = _number(cell)
    if found is not None:
        return found
    written = text(cell)
    if written.casefold() in ("true", "false"):
        return written.casefold() == "true"
    if wide_to_plain(written)[:1].isdigit():
        raise NotReadError(
            "it begins like a number and goes on otherwise; write the number alone and its unit "
            "in the heading, as 'throughput [Gbps]', or let 'values' in a mapping say what is meant"
        )
    return written


def _number(cell: Cell) -> int | float | None:
    """Return the number that a cell holds, or None if it is none; whole ones as integers."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
    plain = wide_to_plain(cell).strip()
    if _GROUPED_NUMBER.fullmatch(plain):
        plain = plain.replace(",", "")
    if re.fullmatch(r"[+-]?\d+(,\d+)+", plain):
        raise NotReadError(
            "the comma may part thousands or stand before decimals; write the number without it"
        )
    if not _PLAIN_NUMBER.fullmatch(plain):
        return None
    return _number(float(plain)) if "." in plain else int(plain)


def parts(cell: Cell) -> object:
    """Return what a cell holds as JSON."""
    try:
        return json.loads(text(cell), object_pairs_hook=_unique, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NotReadError(f"it is not JSON ({error}); write it as facts are written") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(fields := dict(pairs)) < len(pairs):
        raise ValueError("a field is given twice in one object")
    return fields


def _no_number(written: str) -> object:
    raise ValueError(f"{written} is no number")


def instantless(cell: datetime) -> date:
    """Return the day of an instant at its first moment."""
    if cell.time() != time.min or cell.tzinfo is not None:
        raise NotReadError("it names a time of day, and a day has none; write the day alone")
    return cell.date()


def _shown(cell: Cell) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


Reader = Callable[[Cell], object]
"""Reads a cell that is not empty; raises NotReadError."""
