"""Tables as CSV files that spreadsheets read as they are, Chinese and all."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO, Literal

from events.tables.table import Formatted, Parting
from events.tables.values.inert import inert
from events.tables.values.literal import NOT_SHOWN
from tracker.show.sheets.sheets import Cell
from tracker.tables.csv_text import DELIMITERS

COMMAS = Parting(",")


def write_csv(
    stream: IO[bytes],
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    above: int = 0,
    parting: Parting = COMMAS,
    encoding: str = "utf-8-sig",
) -> None:
    """Write a table, unless told otherwise as UTF-8 with the mark that spreadsheets need for it.

    A text that a spreadsheet would run as a formula is written after an apostrophe. So many empty
    rows stand `above` the headings, and above these what declares the delimiter, if anything does.
    What the encoding has no sign for is written as its code.
    """
    text = io.TextIOWrapper(
        stream, encoding=encoding, errors="backslashreplace", newline="", write_through=True
    )
    if parting.is_declared:
        text.write(f"sep={parting.delimiter}\r\n")
    writer = csv.writer(text, delimiter=parting.delimiter)
    writer.writerows([] for _ in range(above))
    first = csv.writer(text, delimiter=parting.delimiter, quoting=_quoting(headings))
    first.writerow(map(inert, headings))
    writer.writerows([_written(cell) for cell in row] for row in rows)
    text.detach()


def _quoting(headings: Sequence[str]) -> Literal[0, 1]:
    """Return that all headings stand in quotes, if there are delimiters in some.

    Which delimiter parts the cells is found by those that stand bare among the headings.
    """
    has_some = any(mark in heading for heading in headings for mark in DELIMITERS)
    return csv.QUOTE_ALL if has_some else csv.QUOTE_MINIMAL


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return inert(cell)
        case bool():
            return "true" if cell else "false"
        case date():
            return cell.isoformat()
        case Formatted():
            return NOT_SHOWN
        case _:
            return str(cell)
