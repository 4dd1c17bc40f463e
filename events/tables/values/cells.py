"""What a cell says of a field; what it does not say for certain is refused, and never guessed."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time

from events.tables.table import Cell, Formatted, Unreadable
from events.tables.values.lists import parted
from events.tables.values.literal import at_its_word, doubt
from events.words import quoted


class NotReadError(ValueError):
    """A cell does not say for certain what its column asks for: why, and what to do."""


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
        case Formatted():
            raise NotReadError(
                f"its format {quoted(cell.format)} shows it otherwise than by these "
                "digits; format the column as text and write what is meant"
            )
        case date():
            raise NotReadError(
                "the spreadsheet made a date of it; format the cell as text and write it again"
            )
        case None:
            raise NotReadError("the cell is empty; fill it in")
        case Unreadable():
            raise NotReadError(cell.why)


def _sound(written: str) -> str:
    """Return a text at its word, unless there is doubt of it."""
    told = at_its_word(written)
    if told is None and (why := doubt(written)):
        raise NotReadError(why)
    return written if told is None else told


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
    written = cell.strip() if isinstance(cell, str) else text(cell)
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
