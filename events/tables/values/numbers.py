"""Numbers as cells hold them, and parameters, which are numbers, truth values or texts."""

import re

from events.products import ParameterValue
from events.tables.fields.headings import wide_to_plain
from events.tables.table import Cell, Formatted
from events.tables.values.cells import NotReadError, text
from events.tables.values.literal import at_its_word, literal
from events.words import quoted

_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_GROUPED_NUMBER = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)")
_LIKE_A_NUMBER = re.compile(r"[+-]?\d")


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
    if isinstance(cell, str):
        told = at_its_word(cell.strip(), _is_no_text)
        if told is not None:
            return told
    found = _number(cell)
    if found is not None:
        return found
    written = text(cell)
    if written.casefold() in ("true", "false"):
        return written.casefold() == "true"
    if _LIKE_A_NUMBER.match(wide_to_plain(written)):
        raise NotReadError(
            "it begins like a number and goes on otherwise; write the number alone and its unit "
            "in the heading, as 'throughput [Gbps]', put an apostrophe before a text, or "
            "let 'values' in a mapping say what is meant"
        )
    return written


def literal_parameter(value: str) -> str:
    """Return what is written for a parameter that is a text, so that it is read as this text.

    >>> literal_parameter("10"), literal_parameter("true"), literal_parameter("IPsec")
    ("'10", "'true", 'IPsec')
    """
    return literal(value, _is_no_text)


def _is_no_text(written: str) -> bool:
    """Tell whether a cell would not be read as the very text that is written there."""
    try:
        return parameter(written) != written
    except NotReadError:
        return True


def _number(cell: Cell) -> int | float | None:
    """Return the number that a cell holds, or None if it is none; whole ones as integers."""
    if isinstance(cell, Formatted):
        return _alone(cell)
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


def _alone(cell: Formatted) -> int | float:
    """Return a number whose format changes its look alone, as marks between thousands do."""
    if cell.words:
        raise NotReadError(
            f"its format {quoted(cell.format)} shows {quoted(cell.words)} with it; format it as a "
            "plain number, with its unit in the heading, as 'throughput [Gbps]'"
        )
    return cell.number
