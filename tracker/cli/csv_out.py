"""Tables as CSV files that spreadsheets read as they are, Chinese and all."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

from events.tables.inert import inert
from tracker.spreadsheets.sheets import Cell


def write_csv(stream: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as UTF-8 with a byte-order mark, which spreadsheets need for Chinese.

    A text that a spreadsheet would run as a formula is written after an apostrophe.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
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
        case _:
            return str(cell)
