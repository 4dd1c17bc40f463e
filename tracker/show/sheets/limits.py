"""What a sheet can hold where facts can hold more: lengths, days and names of sheets."""

import re
from datetime import date

from tracker.errors import TrackerError
from tracker.show.sheets.sheets import Cell

LONGEST_TEXT = 32_767
"""How many UTF-16 units of text a cell can hold."""

_DIGITS = 15
"""So many digits of a number spreadsheets keep."""

LONGEST_TITLE = 31

FIRST_SURE_DAY = date(1900, 3, 1)
"""From this day on all spreadsheets count alike; some know a 29 February 1900 before it."""

_FORBIDDEN_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\ufffe\uffff]")


class CellTooLong(TrackerError):
    """A text is longer than a cell of a workbook can be; it is never cut."""

    code = "cell_too_long"

    def __init__(self, sheet: str, heading: str, row: int, length: int) -> None:
        super().__init__(
            f"No workbook was written: sheet '{sheet}', row {row}, column '{heading}' would hold "
            f"{length:,} characters.",
            f"A cell holds {LONGEST_TEXT:,} at most.",
            "Write the table with --csv, or ask for less.",
        )


def text_length(text: str) -> int:
    """Return the length of a text as workbooks count it: in UTF-16 units.

    >>> text_length("防火墙"), text_length("𠀀")
    (3, 2)
    """
    return len(text) + sum(character > "\uffff" for character in text)


def shown(cell: Cell) -> Cell:
    """Return what is written for a cell: what spreadsheets would change becomes text.

    These are days that they count differently, and numbers of which they lose digits.

    >>> shown(date(1900, 2, 28)), shown(1234567890123456), shown(0.1 + 0.2), shown(0.3)
    ('1900-02-28', '1234567890123456', '0.30000000000000004', 0.3)
    """
    match cell:
        case date() if cell < FIRST_SURE_DAY:
            return cell.isoformat()
        case bool():
            return cell
        case int() | float() if abs(cell) >= 10**_DIGITS:
            return str(cell)
        case float() if float(f"{cell:.{_DIGITS}G}") != cell:
            return repr(cell)
        case _:
            return cell


def sheet_title(wanted: str, taken: set[str]) -> str:
    r"""Return a title that a sheet may have and no other has, as near as can be to the one wanted.

    >>> sheet_title("sale: [all]/?*\\", set())
    'sale_ _all_____'
    >>> sheet_title("Status", {"status", "status (2)"})
    'Status (3)'
    """
    cleaned = _FORBIDDEN_IN_TITLES.sub("_", wanted).strip("' ") or "Sheet"
    if cleaned.casefold() == "history":
        cleaned += "_"
    names = {title.casefold() for title in taken}
    number, title = 1, _cut(cleaned, "")
    while title.casefold() in names:
        number += 1
        title = _cut(cleaned, f" ({number})")
    return title


def _cut(title: str, ending: str) -> str:
    while text_length(title + ending) > LONGEST_TITLE:
        title = title[:-1]
    return title.rstrip("' ") + ending
