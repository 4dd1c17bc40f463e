"""Tables as CSV files that spreadsheets read as they are, Chinese and all."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

from events.tables.inert import inert
from events.tables.literal import NOT_SHOWN
from events.tables.table import Formatted
from tracker.spreadsheets.sheets import Cell


def write_csv(
    stream: IO[bytes],
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    above: int = 0,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
) -> None:
    """Write a table, unless told otherwise as UTF-8 with the mark that spreadsheets need for it.

    A text that a spreadsheet would run as a formula is written after an apostrophe. So many empty
    rows stand `above` the headings. What the encoding has no sign for is written as its code.
    """
    text = io.TextIOWrapper(
        stream, encoding=encoding, errors="backslashreplace", newline="", write_through=True
    )
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([] for _ in range(above))
    writer.writerow(map(inert, headings))
    writer.writerows([_written(cell) for cell in row] for row in rows)
    text.detach()


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
